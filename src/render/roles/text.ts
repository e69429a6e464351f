import { largest } from "../../core/basics/largest.js";
import { oneLine } from "../markdown.js";
import type { RoleFlow } from "../../core/shown/roles.js";
import { receivers, wayWords, type RoleMap } from "./map.js";

const WIDEST = 40;

/** The matrix of roles and stages, then what flows between roles, for a terminal: plain text without anything that commands it. */
export function rolesText({ stages, roles, flows }: RoleMap): string {
  const head = ["", ...stages.map(({ name }) => oneLine(name, WIDEST))];
  const rows = roles.map(({ system, engagement }) => [system.id, ...engagement.map((how) => (how === "none" ? "–" : how))]);
  const moving = flows.map((flow) => [
    oneLine(flow.from, WIDEST),
    "→",
    receivers(flow).join(", "),
    oneLine(flow.name, WIDEST),
    aside(flow),
  ]);
  return `${columns([head, ...rows])}\n\n${columns(moving)}\n`;
}

function aside(flow: RoleFlow): string {
  const way = oneLine(wayWords(flow), 120);
  return `${flow.external ? "(outside) " : ""}${way}`.trim();
}

/** Takes rows of cells; returns them as lines whose columns begin at one place. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => largest(rows.map((row) => [...(row[at] ?? "")].length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell + " ".repeat((widths[at] ?? 0) - [...cell].length))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
