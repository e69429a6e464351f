import { quoted } from "../common/called-as.js";
import type { Answers } from "./answers.js";
import { following } from "./present.js";
import type { AgentAnswer } from "./role-answers.js";
import { shippedFor } from "./shipped.js";

/** Where one stands, and roles that nobody holds yet. */
export interface Written {
  folder: string;
  /** What the shell knows this program by. */
  program: string;
  empty: readonly string[];
  /** The contract has gates that stay red where there is no GitHub to ask. */
  needsGitHub: boolean;
}

/** Takes what was said and where it was written; returns what to do next, and how to grow from there. */
export function nextSteps(answers: Answers, { folder, program, empty, needsGitHub }: Written): string {
  const { from, to, declined, engaged, agent } = answers;
  const id = `${from.id}-to-${to.id}`;
  const [dir, at] = folder === "." ? ["", ""] : [` ${quoted(folder)}`, ` --dir ${quoted(folder)}`];
  const fill = empty.length === 0 ? "" : `\nNobody is in ${empty.join(" and ")} yet: add them under \`roles:\` in .github/baton.yml.\n`;
  const other = declined === null ? "" : `\n${declined}\n`;
  const steps = [
    [`${program} test${dir} --mutate`, "the tests of the contract, and whether they would notice a weaker one"],
    [
      `${program} check --contract ${id}${at}${needsGitHub ? " --skip-offline" : ""} ISSUE.md`,
      `hold a real issue against it${needsGitHub ? ", but for what only GitHub can tell" : ""}`,
    ],
    [`${program} lint${dir}`, "what is wrong or weak in it"],
    ...(engaged.length > 0 ? [[`${program} roles${at}`, "who takes part where, and what flows between roles"] as const] : []),
    ...(agent ? [[`${program} agents${dir}`, "what the agent may do"] as const] : []),
  ] as const;
  return `${agent ? sorted(agent) : ""}${fill}${other}\nNext:\n${listed(steps)}${grown(to.id, `${program} init${dir}`)}`;
}

/** Takes the agent that was added and where; returns what to do next. */
export function nextStepsOfAgent(agent: AgentAnswer, { folder, program }: Pick<Written, "folder" | "program">): string {
  const dir = folder === "." ? "" : ` ${quoted(folder)}`;
  return `${sorted(agent)}\nNext:\n${listed([
    [`${program} agents${dir}`, "what each agent may do"],
    [`${program} lint${dir}`, "what is wrong or weak in it"],
  ])}`;
}

/** A command by itself, to be copied as a whole; what it is for below. */
function listed(steps: readonly (readonly [string, string])[]): string {
  return steps.map(([command, what]) => `  ${command}\n      ${what}\n`).join("");
}

/** What an agent's task makes of it. */
function sorted({ name, mode, role }: AgentAnswer): string {
  const why =
    mode === "autonomous"
      ? `works autonomously: ${role} looks at what it did`
      : "works coordinated: its pull requests count only for an issue under a contract";
  return `\n${name} ${why}, and nothing it wrote counts before ${role} confirmed it.\n`;
}

/** The boundary after this one, where a contract ships for it. */
function grown(to: string, command: string): string {
  const next = following(to);
  return shippedFor(to, next) ? `\nThen grow, one hand-off at a time: \`${command} --from ${to} --to ${next}\`.\n` : "";
}
