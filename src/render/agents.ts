import { LATELY_DAYS, latelyBy, type AgentLately, type AgentsLately } from "../core/insight/agents-lately.js";
import type { Agent, Rate } from "../core/policy/agents/agent.js";
import { inert } from "./inert.js";
import { cell } from "./markdown.js";

const WHEN = { before_use: "before its work counts", on_publish: "once it is published", weekly: "every week" } as const;

/**
 * The agents of a policy in plain text: whose each is, how it counts, what it may write, who looks at it, and what it did lately where that is known.
 * `quote` makes authors' words plain.
 */
export function agentsText(agents: readonly Agent[], quote: (text: string) => string, lately: AgentsLately | null): string {
  const one = (agent: Agent) => [
    `${quote(agent.name)} (${agent.id})`,
    ...[...agentFacts(agent), ...latelyFact(agent, lately)].map(([key, value]) => `  ${key.padEnd(11)} ${quote(value)}`),
  ];
  return agents.map((agent) => one(agent).join("\n")).join("\n\n");
}

/** The same as a table in Markdown. */
export function agentsMarkdown(agents: readonly Agent[], lately: AgentsLately | null): string {
  const head = [...HEAD, ...(lately === null ? [] : [LATELY])];
  const rows = agents.map((agent) => {
    const said = new Map([...agentFacts(agent), ...latelyFact(agent, lately)]);
    const columns = [`**${inert(agent.name)}**`, ...head.map((key) => inert(said.get(key) ?? ""))];
    return `| ${columns.map(cell).join(" | ")} |`;
  });
  return [`| agent | ${head.join(" | ")} |`, `|---${head.map(() => "|---").join("")}|`, ...rows].join("\n");
}

/** What became of what an agent did, in a few words. */
export function latelyWords({ within, beyond, confirmed, refused }: AgentLately): string {
  const told = [
    ["within", within],
    ["beyond", beyond],
    ["confirmed", confirmed],
    ["refused", refused],
  ].filter(([, count]) => count !== 0);
  const did = told.length === 0 ? "nothing" : told.map(([what, count]) => `${count} ${what}`).join(", ");
  return `${did}, in ${LATELY_DAYS} days`;
}

const LATELY = "lately";
const HEAD = ["role", "mode", "oversight", "may write", "destroys", "stages", "accounts"] as const;

/** Takes an agent; returns what holds it, each by its key, as plain words. */
export function agentFacts(agent: Agent): [string, string][] {
  const { role, mode, oversight, destructive, stages, environments, accounts, task } = agent;
  const factors = [
    task.tolerance === "high" ? "errors tolerable" : "errors costly",
    `${task.tools} tool${task.tools === "single" ? "" : "s"}`,
    task.independence.replace("_", "-"),
  ];
  return [
    ["role", role],
    ["mode", `${mode} (${factors.join(", ")})`],
    ["oversight", `${oversight.by}, ${WHEN[oversight.when]}`],
    ["may write", radius(agent)],
    ["destroys", destroys(destructive)],
    ["stages", stages === null ? "all" : stages.join(", ")],
    ["accounts", accounts.join(", ")],
    ...(environments === null ? [] : [["deployed to", environments.join(", then ")] as [string, string]]),
    ["does", agent.process],
    ...rest("works from", agent.inputs),
    ...rest("makes", agent.outputs),
  ];
}

function latelyFact({ id }: Agent, lately: AgentsLately | null): [string, string][] {
  return lately === null ? [] : [[LATELY, latelyWords(latelyBy(lately, id))]];
}

function rest(key: string, values: readonly string[]): [string, string][] {
  return values.length === 0 ? [] : [[key, values.join(", ")]];
}

function destroys({ deletes, paths }: Agent["destructive"]): string {
  const files = deletes === "refuse" ? "deletes nothing" : "deletes on its overseer's word";
  return paths.length === 0 ? files : `${files}; ${paths.join(", ")} on its overseer's word`;
}

function radius({ writes }: Agent): string {
  if (writes === null) return "nothing: it reads";
  const { open, files, lines: most } = writes.pullRequests;
  const limits = [open === null ? "" : `${open} open`, files === null ? "" : `${files} files`, most === null ? "" : `${most} lines`].filter(
    (one) => one !== "",
  );
  const pulls =
    writes.paths.length === 0
      ? "no files"
      : `${writes.paths.join(", ")}${limits.length === 0 ? "" : ` (pull requests: ${limits.join(", ")})`}`;
  return [pulls, rate("issues", writes.issues), rate("comments", writes.comments)].join("; ");
}

function rate(what: string, limit: Rate | null): string {
  return limit === null ? `no ${what}` : `${limit.create} ${what} within ${limit.within.text}`;
}
