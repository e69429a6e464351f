import { inert } from "../inert.js";
import { cell, join } from "../markdown.js";
import { policyWords } from "../policy-words.js";
import type { Engagement } from "../../core/policy/roles/role-system.js";
import type { RoleFlow, ShownRoleMap } from "../../core/shown/roles.js";
import { receivers, wayWords } from "./map.js";

const SIGNS: Record<Engagement, string> = { lead: "● **lead**", support: "◐ support", consult: "△ consult", none: "" };

/** The matrix of roles and stages, then what flows between roles, as two tables. */
export function rolesMarkdown({ stages, roles, flows }: ShownRoleMap): string {
  const matrix = table(
    ["Role", ...stages.map(({ name }) => policyWords(name))],
    roles.map(({ system, engagement }) => [`${policyWords(system.name)} (${inert(system.id)})`, ...engagement.map((how) => SIGNS[how])]),
  );
  const moving = table(["From", "What", "To", "How"], flows.map(flowRow));
  return flows.length === 0 ? `${matrix}\n` : `${matrix}\n\n${moving}\n`;
}

function flowRow(flow: RoleFlow): string[] {
  const from = flow.external ? `${policyWords(flow.from)} (outside)` : inert(flow.from);
  const what = flow.name === flow.artefact ? inert(flow.artefact) : policyWords(flow.name);
  const way = wayWords(flow);
  return [from, what, join(receivers(flow, inert), "and", 20), way === "" ? "" : policyWords(way)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
