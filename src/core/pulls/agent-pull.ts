import type { Actor } from "../facts/actor.js";
import type { Known } from "../basics/known.js";
import { loginKey } from "../basics/names.js";
import type { ChangedFile, Comment, PullRequestFacts, Snapshot } from "../facts/snapshot.js";
import type { AgentWordGiven } from "../ledger/agent-news.js";
import { agentOf, isUndeclared } from "../policy/agents/accounts.js";
import { agentsOf, type Agent } from "../policy/agents/agent.js";
import { isDestructivePath, isInRadius } from "../policy/agents/radius.js";
import type { Policy } from "../policy/types.js";
import type { AgentRefusal, AgentStanding } from "../record/agent-standing.js";
import type { AgentStands } from "../record/agent-stands.js";
import type { LinkedIssueStanding } from "../record/verdict.js";
import { confirmationOf, type AgentWord } from "../words/agent-words.js";
import type { Makers } from "./makers.js";

/** So many files are named. */
const MOST_NAMED = 20;
const GITHUB_ITSELF = "web-flow";

/** What a pull request is held against because of who made it. */
export interface AgentPullInput {
  snapshot: Snapshot;
  policy: Policy;
  makers: Makers;
  /** How many pull requests of an agent are open that are not younger than this one, itself included, by the agent's id. */
  open: ReadonlyMap<string, Known<number>>;
  issues: readonly LinkedIssueStanding[];
  /** Since when what words are about has stood so; null before the first look. */
  stands: AgentStands | null;
}

/** True where it matters who made a pull request. */
export function asksForMakers(policy: Policy): boolean {
  return agentsOf(policy).length > 0;
}

/** Everybody who made a pull request: its author, and whoever wrote, committed or pushed any of it. GitHub's own committer is nobody. */
export function makersOf({ item }: { item: Pick<Snapshot["item"], "author"> }, { commits, pushers }: Makers): Actor[] {
  const wrote = commits.known ? commits.value.flatMap(({ author, committer }) => [author, committer]) : [];
  const all = [item.author, ...wrote, ...(pushers.known ? pushers.value : [])];
  return all.flatMap((actor) => (actor && actor.login !== GITHUB_ITSELF ? [actor] : []));
}

/** Takes who made a pull request; returns the agents among them, each once. */
export function agentsAmong(makers: readonly Actor[], policy: Pick<Policy, "parts" | "pins" | "agents">): Agent[] {
  return [...new Set(makers.flatMap((actor) => agentOf(policy, actor) ?? []))];
}

/** An agent that made any of a pull request, with what stands against that, and the words of its overseers that count. */
export interface AgentPart {
  agent: Agent;
  refusals: AgentRefusal[];
  words: AgentWordGiven[];
}

/** Takes a pull request with who made it; returns each agent's part in it. */
export function agentParts(input: AgentPullInput): AgentPart[] {
  return agentsAmong(makersOf(input.snapshot, input.makers), input.policy).map((agent) => partOf(agent, input));
}

/**
 * Holds a pull request against the radius, the limits and the overseers of the agents that made any of it; the whole of it, since what a commit says of
 * its author can be forged. Null where neither an agent nor an undeclared bot did, as far as is known.
 */
export function judgeAgents(input: AgentPullInput, parts: readonly AgentPart[] = agentParts(input)): AgentStanding | null {
  const { snapshot, policy, makers } = input;
  const all = makersOf(snapshot, makers);
  const bots = new Map(all.filter((actor) => isUndeclared(policy, actor)).map(({ login }) => [loginKey(login), `${login}[bot]`]));
  const refused = policy.agents?.undeclared === "refuse" ? [...bots.values()] : [];
  const refusals = [
    ...refused.map((account): AgentRefusal => ({ why: "undeclared", account })),
    ...parts.flatMap((part) => part.refusals),
    ...unknownMakers(makers),
  ];
  const undeclared = refused.length > 0 ? [] : [...bots.values()];
  return refusals.length + undeclared.length === 0 ? null : { refusals, undeclared };
}

function unknownMakers({ commits, pushers }: Makers): AgentRefusal[] {
  const unknown = [commits, pushers].find((found) => !found.known);
  return unknown && !unknown.known ? [{ why: "unread", agent: null, reason: unknown.reason }] : [];
}

function partOf(agent: Agent, input: AgentPullInput): AgentPart {
  const { pullRequest } = input.snapshot.item;
  const refused = (refusal: AgentRefusal): AgentPart => ({ agent, refusals: [refusal], words: [] });
  if (agent.writes === null || !pullRequest) return refused({ why: "read_only", agent: agent.name });
  const { changedFiles } = pullRequest;
  if (!changedFiles.known) return refused({ why: "unread", agent: agent.name, reason: changedFiles.reason });
  const asked = askedOf(agent, changedFiles.value, input);
  const refusals = [
    ...outside(agent, changedFiles.value),
    ...tooLarge(agent, changedFiles.value, pullRequest),
    ...tooMany(agent, input),
    ...deleted(agent, changedFiles.value),
    ...withoutContract(agent, input),
    ...outOfStage(agent, input),
    ...asked.flatMap(({ refusal, comment }) => (comment === null ? [refusal] : [])),
  ];
  const words = asked.flatMap(({ word, comment }) => (comment === null ? [] : [{ agent: agent.id, word, comment }]));
  return { agent, refusals, words };
}

/** A rename counts at both ends: its former path is among the files, too. */
function outside(agent: Agent, files: readonly ChangedFile[]): AgentRefusal[] {
  const beyond = files.filter(({ path }) => !isInRadius(agent, path)).map(({ path }) => path);
  return beyond.length === 0 ? [] : [{ why: "outside", agent: agent.name, ...named(beyond) }];
}

function tooLarge({ name, writes }: Agent, files: readonly ChangedFile[], pull: PullRequestFacts): AgentRefusal[] {
  const { files: mostFiles = null, lines: mostLines = null } = writes?.pullRequests ?? {};
  const count = files.filter(({ to }) => to === undefined).length;
  const found: AgentRefusal[] = [];
  if (mostFiles !== null && count > mostFiles) found.push({ why: "too_large", agent: name, what: "files", is: count, most: mostFiles });
  if (mostLines === null) return found;
  if (pull.lines === undefined) return [...found, { why: "unread", agent: name, reason: "GitHub does not tell how many lines it changes" }];
  return pull.lines <= mostLines ? found : [...found, { why: "too_large", agent: name, what: "lines", is: pull.lines, most: mostLines }];
}

function tooMany({ id, name, writes }: Agent, { open }: AgentPullInput): AgentRefusal[] {
  const most = writes?.pullRequests.open ?? null;
  const count = open.get(id);
  if (most === null || count === undefined) return [];
  if (!count.known) return [{ why: "unread", agent: name, reason: count.reason }];
  return count.value <= most ? [] : [{ why: "too_many", agent: name, open: count.value, most }];
}

function deleted(agent: Agent, files: readonly ChangedFile[]): AgentRefusal[] {
  const gone = agent.destructive.deletes === "refuse" ? deletions(files) : [];
  return gone.length === 0 ? [] : [{ why: "deletes", agent: agent.name, ...named(gone) }];
}

/** What is renamed is there still. */
function deletions(files: readonly ChangedFile[]): string[] {
  return files.filter(({ change, to }) => change === "removed" && to === undefined).map(({ path }) => path);
}

function withoutContract({ mode, name }: Agent, { issues }: AgentPullInput): AgentRefusal[] {
  const isUnder = issues.some(({ standing }) => standing.is !== "not_governed");
  return mode === "autonomous" || isUnder ? [] : [{ why: "no_contract", agent: name }];
}

/** Whether the hand-off into a stage was accepted, the issue's own standing tells: its stage is the one that was accepted. */
function outOfStage({ name, stages }: Agent, { issues, policy }: AgentPullInput): AgentRefusal[] {
  if (stages === null) return [];
  const allowed = new Set(policy.lifecycle.stages.filter(({ id }) => stages.includes(id)).map((stage) => stage.name));
  return issues.flatMap(({ reference, standing }): AgentRefusal[] =>
    "stage" in standing && !allowed.has(standing.stage) ? [{ why: "stage", agent: name, reference, stage: standing.stage }] : [],
  );
}

/** A word that an agent's work waits for, with the comment that gives it; null while nobody did. */
interface Asked {
  word: AgentWord;
  refusal: AgentRefusal;
  comment: Comment | null;
}

function askedOf(agent: Agent, files: readonly ChangedFile[], { snapshot, policy, stands }: AgentPullInput): Asked[] {
  const { by: role, when } = agent.oversight;
  const paths = files.filter(({ path }) => isDestructivePath(agent, path)).map(({ path }) => path);
  const gone = agent.destructive.deletes === "confirm" ? deletions(files) : [];
  const harm = [...new Set([...gone, ...paths])];
  const given = (word: AgentWord) => {
    const since = stands?.[word === "agent" ? "text" : "head"].since;
    return since === undefined ? null : confirmationOf({ snapshot, policy }, { word, role, since });
  };
  const asked = (word: AgentWord, refusal: AgentRefusal): Asked => ({ word, refusal, comment: given(word) });
  return [
    ...(harm.length > 0 ? [asked("destructive", { why: "destructive", agent: agent.name, role, ...named(harm) })] : []),
    ...(when === "before_use" ? [asked("agent", { why: "unconfirmed", agent: agent.name, role })] : []),
  ];
}

function named(files: readonly string[]): { files: string[]; total: number } {
  return { files: files.slice(0, MOST_NAMED), total: files.length };
}
