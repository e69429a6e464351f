import type { Agent, Rate } from "../core/policy/agents/agent.js";
import { inert } from "./inert.js";
import { cell } from "./markdown.js";

const WHEN = { before_use: "before its work counts", on_publish: "once it is published", weekly: "every week" } as const;

/** The agents of a policy in plain text: whose each is, how it counts, what it may write, who looks at it. `quote` makes authors' words plain. */
export function agentsText(agents: readonly Agent[], quote: (text: string) => string): string {
  const one = (agent: Agent) => [
    `${quote(agent.name)} (${agent.id})`,
    ...agentFacts(agent).map(([key, value]) => `  ${key.padEnd(11)} ${quote(value)}`),
  ];
  return agents.map((agent) => one(agent).join("\n")).join("\n\n");
}

/** The same as a table in Markdown. */
export function agentsMarkdown(agents: readonly Agent[]): string {
  const rows = agents.map((agent) => {
    const said = new Map(agentFacts(agent));
    const columns = [`**${inert(agent.name)}**`, ...HEAD.map((key) => inert(said.get(key) ?? ""))];
    return `| ${columns.map(cell).join(" | ")} |`;
  });
  return [`| agent | ${HEAD.join(" | ")} |`, `|---${HEAD.map(() => "|---").join("")}|`, ...rows].join("\n");
}

const HEAD = ["role", "mode", "oversight", "may write", "destroys", "stages", "accounts"] as const;

/** Takes an agent; returns what holds it, each by its key, as plain words. */
export function agentFacts(agent: Agent): [string, string][] {
  const { role, mode, oversight, destructive, stages, accounts, task } = agent;
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
    ["does", agent.process],
    ...rest("works from", agent.inputs),
    ...rest("makes", agent.outputs),
  ];
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
