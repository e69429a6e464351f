import { oneLine } from "../markdown.js";
import type { RoleFlow } from "../../core/shown/roles.js";
import { columns, wrapped } from "./fit.js";
import { receivers, wayWords, type RoleMap } from "./map.js";

const WIDEST = 40;
const INDENT = "    ";

/**
 * The matrix of roles and stages, then what flows between roles, for a terminal: plain text without anything that commands it. Takes how wide a line may
 * be: lines are parted between words, and what does not fit as a table is told line by line.
 */
export function rolesText(map: RoleMap, width = Number.POSITIVE_INFINITY): string {
  const parts = [matrix(map, width), flowsText(map.flows, width)].filter((lines) => lines.length > 0);
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function matrix({ stages, roles }: RoleMap, width: number): string[] {
  const names = stages.map(({ name }) => oneLine(name, WIDEST));
  const rows = roles.map(({ system, engagement }) => [system.id, ...engagement.map((how) => (how === "none" ? "–" : how))]);
  const table = columns([["", ...names], ...rows], width);
  return (
    table ??
    roles.flatMap(({ system, engagement }) => {
      const parts = engagement.flatMap((how, at) => (how === "none" ? [] : [`${names[at] ?? ""} ${how}`]));
      return wrapped(`${system.id}: ${parts.length === 0 ? "takes part in no stage" : parts.join(", ")}`, width, INDENT);
    })
  );
}

function flowsText(flows: readonly RoleFlow[], width: number): string[] {
  const told = flows.map((flow) => ({
    from: oneLine(flow.from, WIDEST),
    to: receivers(flow).join(", "),
    name: oneLine(flow.name, WIDEST),
    aside: `${flow.external ? "(outside) " : ""}${oneLine(wayWords(flow), 120)}`.trim(),
  }));
  const table = columns(
    told.map(({ from, to, name, aside }) => [from, "→", to, name, aside]),
    width,
  );
  const line = ({ from, to, name, aside }: (typeof told)[number]) => `${from} → ${to}: ${name}${aside === "" ? "" : `, ${aside}`}`;
  return table ?? told.flatMap((one) => wrapped(line(one), width, INDENT));
}
