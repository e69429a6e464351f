import type { Done } from "../../core/policy/roles/role-system.js";
import { oneLine } from "../markdown.js";
import { policyWords } from "../policy-words.js";
import { lapseWords } from "../../core/time/lapse-words.js";
import { receivers, wayWords, type MappedRole, type RoleMap } from "./map.js";

interface Section {
  title: string;
  lines: string[];
}

/** One role on a page, as Markdown. */
export function rolePageMarkdown(role: MappedRole, map: RoleMap): string {
  const sections = roleSections(role, map).map(
    ({ title, lines }) => `## ${policyWords(title)}\n\n${lines.map((line) => `* ${policyWords(line)}`).join("\n")}`,
  );
  return `${[`# ${policyWords(role.system.name)}`, policyWords(role.system.purpose), ...sections].join("\n\n")}\n`;
}

/** One role on a page, for a terminal. */
export function rolePageText(role: MappedRole, map: RoleMap): string {
  const sections = roleSections(role, map).map(
    ({ title, lines }) => `${oneLine(title, 200)}\n${lines.map((line) => `  ${oneLine(line, 400)}`).join("\n")}`,
  );
  return `${[`${oneLine(role.system.name, 200)} (${role.system.id})\n${oneLine(role.system.purpose, 500)}`, ...sections].join("\n\n")}\n`;
}

export const HELD_BY = "Held by";

/** Takes a role of a map; returns what its file says, in sections of plain lines; none that has no lines. */
export function roleSections({ system, people, engagement }: MappedRole, { stages, flows }: RoleMap): Section[] {
  const held = [...people.teams, ...people.users.map((login) => `@${login}`)];
  const parts = engagement.flatMap((how, at) => (how === "none" ? [] : [`${stages[at]?.name ?? ""}: ${how}`]));
  const takes = system.consumes.map(({ artefact, from, cadence }) => {
    const source = typeof from === "string" ? from : `${from.external} (outside)`;
    const name = flows.find((flow) => flow.artefact === artefact && flow.from === source)?.name ?? artefact;
    return `${name}, from ${source}${cadence ? `, at most ${lapseWords(cadence.text)} old` : ""}`;
  });
  const gives = flows
    .filter(({ from, external, by }) => from === system.id && !external && by !== null)
    .map((flow) => `${flow.name}, to ${receivers(flow).join(", ")}: ${wayWords(flow)}`);
  const ways = system.workflows.map(({ id, stage, trigger, steps }) => ({
    title: `Workflow ${id}, in ${stage}: ${trigger}`,
    lines: steps.map(
      (step, at) => `${at + 1}: ${step.do}${agentWords(step.agents)}${step.done ? `, seen by ${doneWords(step.done)}` : ""}`,
    ),
  }));
  const all = [
    { title: HELD_BY, lines: held.length === 0 ? ["nobody yet"] : held },
    { title: "Takes part in", lines: parts },
    { title: "Takes", lines: takes },
    { title: "Gives", lines: gives },
    ...ways,
    { title: "Advice, not checked", lines: system.notes },
  ];
  return all.filter(({ lines }) => lines.length > 0);
}

function agentWords(agents: readonly string[]): string {
  return agents.length === 0 ? "" : ` (${agents.join(", ")})`;
}

function doneWords(done: Done): string {
  if ("artefact" in done) return `the artefact ${done.artefact}`;
  if ("gate" in done) return `the gate ${done.gate}`;
  return "section" in done ? `the section ${done.section}` : `the hand-off under ${done.contract}`;
}
