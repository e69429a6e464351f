import type { Actor } from "../facts/actor.js";
import type { Comment, Snapshot } from "../facts/snapshot.js";
import { parsePartKey } from "../content/content-parts.js";
import { agentOf } from "../policy/agents/accounts.js";
import { agentsOf, isSeenFirst, type Agent } from "../policy/agents/agent.js";
import type { Policy } from "../policy/types.js";
import type { AgentItem, AgentText } from "../record/agent-item.js";
import type { Stand } from "../record/stand.js";
import { confirmationOf } from "./agent-words.js";
import type { Bound } from "./bound.js";

/** What it is judged by who wrote a text. */
export interface ByWhom {
  snapshot: Snapshot;
  policy: Policy;
  record: { agentText?: AgentText; agentItem?: AgentItem };
}

/** A part of the body or of a document that an agent wrote, with its overseer's word about it as it stands; null while there is none. */
export interface AgentPart {
  agent: Agent;
  word: Comment | null;
}

/** True where it matters who wrote what: some agent's work is to be seen before it is used, or it may not write at all. */
function asksForWriters({ policy, record }: Pick<ByWhom, "policy" | "record">): boolean {
  return agentsOf(policy).some((agent) => mustBeSeen(agent, record));
}

/**
 * True when the versions of the body must be read to tell who wrote its parts: it was edited since they were last looked through, or an agent is known
 * to have written some.
 */
export function asksForVersions(given: ByWhom): boolean {
  const { item } = given.snapshot;
  return asksForWriters(given) && isEdited(item) && !isUntouched(given);
}

/** What is to be remembered of who wrote the body; undefined where nobody asked. */
export function agentTextOf(given: ByWhom): AgentText | undefined {
  const { snapshot, policy, record } = given;
  const { item, evidence } = snapshot;
  if (!asksForWriters(given) || !isEdited(item)) return undefined;
  if (isUntouched(given) || !evidence.body.known) return record.agentText;
  const writers = [item.author, ...evidence.body.value.slice(1).map(({ by }) => by ?? null)];
  const touched = writers.some((writer) => writer !== null && agentOf(policy, writer) !== null);
  return { edits: item.editCount, editedAt: item.lastEditedAt, touched };
}

/**
 * Takes the parts of the body and of documents that words are bound to, with since when each stands so; returns those of the body that agents wrote any
 * version of since the part was last empty, and those of documents whose newest version an agent brought, by key. A history that cannot be read proves nobody out: then every agent may have written it.
 */
export function agentParts(
  bounds: readonly Bound[],
  stands: Readonly<Record<string, Stand>>,
  given: ByWhom,
): ReadonlyMap<string, AgentPart[]> {
  if (!asksForWriters(given)) return new Map();
  return new Map(
    bounds.flatMap((bound): [string, AgentPart[]][] => {
      const since = stands[bound.key]?.since;
      const agents = writersOf(bound, given);
      if (agents.length === 0 || since === undefined) return [];
      const wordOf = ({ oversight }: Agent) => confirmationOf(given, { word: "agent", role: oversight.by, since });
      return [[bound.key, agents.map((agent) => ({ agent, word: wordOf(agent) }))]];
    }),
  );
}

function writersOf(bound: Bound, given: ByWhom): Agent[] {
  const path = parsePartKey(bound.key)?.path;
  return typeof path === "string" ? broughtBy(path, given) : wroteBody(bound, given);
}

/** A document is a whole: who brought its newest version brought every section of it. */
function broughtBy(path: string, { snapshot, policy, record }: ByWhom): Agent[] {
  const writers = snapshot.documents.find((document) => document.path === path)?.writers;
  if (writers === undefined) return [];
  const found = writers.known ? writers.value.flatMap((actor) => agentOf(policy, actor) ?? []) : agentsOf(policy);
  return [...new Set(found)].filter((agent) => mustBeSeen(agent, record));
}

function wroteBody({ kept, digest }: Bound, given: ByWhom): Agent[] {
  if (kept.in !== "body") return [];
  const { snapshot, policy, record } = given;
  const { item, evidence } = snapshot;
  const empty = kept.digestOf("");
  if (digest === empty) return [];
  const isSeen = (writer: Actor | null | undefined) => {
    const agent = writer ? agentOf(policy, writer) : null;
    return agent && mustBeSeen(agent, record) ? [agent] : [];
  };
  if (!isEdited(item)) return isSeen(item.author);
  if (isUntouched(given)) return [];
  if (!evidence.body.known) return agentsOf(policy).filter((agent) => mustBeSeen(agent, record));
  const writers = new Set<Agent>();
  let before = empty;
  for (const [index, { text, by }] of evidence.body.value.entries()) {
    const now = kept.digestOf(text);
    if (now === empty) writers.clear();
    else if (now !== before) for (const agent of isSeen(index === 0 ? item.author : by)) writers.add(agent);
    before = now;
  }
  return [...writers];
}

/** What stands in an issue that was let in past a limit was let in for what it said. */
function mustBeSeen(agent: Agent, { agentItem }: ByWhom["record"]): boolean {
  const isLetIn = agentItem !== undefined && agentItem.agent === agent.id && agentItem.is !== "within";
  return isSeenFirst(agent) || isLetIn;
}

function isEdited({ editCount, lastEditedAt }: Snapshot["item"]): boolean {
  return editCount > 0 || lastEditedAt !== null;
}

function isUntouched({ snapshot: { item }, record: { agentText } }: ByWhom): boolean {
  return agentText?.touched === false && agentText.edits === item.editCount && agentText.editedAt === item.lastEditedAt;
}
