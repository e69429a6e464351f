import type { Engagement } from "../../core/policy/roles/role-system.js";
import { largest } from "../../core/basics/largest.js";
import { oneLine } from "../markdown.js";
import type { RoleFlow, ShownRoleMap } from "../../core/shown/roles.js";
import { nameIn, receivers, wayWords } from "./map.js";

const NAME = 190;
const CELL = 96;
const ROW = 34;
const HEAD = 44;
const LEGEND = 40;
const ARROW = 430;
const LINE = 17;
/** A letter's width at 13 pixels in the usual typefaces, a little too much rather than too little. */
const LETTER = 7.7;
const LONGEST_LINE = 28;
const MOST_LINES = 6;
const MOST_FLOWS = 60;

const STYLE = `text{font:13px system-ui,sans-serif;fill:#1f2328}.dim{fill:#59636e}.line{stroke:#d1d9e0;fill:none}.mark{fill:#0550ae;stroke:#0550ae;stroke-width:2}.hollow{fill:none}.box{fill:#f6f8fa;stroke:#d1d9e0}.arrow{stroke:#59636e;fill:none}.way{font-size:11px}
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.dim{fill:#9198a1}.line{stroke:#3d444d}.mark{fill:#79c0ff;stroke:#79c0ff}.hollow{fill:none}.box{fill:#151b23;stroke:#3d444d}.arrow{stroke:#9198a1}}`;

/** The matrix of roles and stages with what flows between roles below it, as a picture that says in words what it shows; light and dark, and each engagement has a shape of its own. */
export function rolesSvg(map: ShownRoleMap): string {
  return drawn(map, `xmlns="http://www.w3.org/2000/svg"`, `<style>${STYLE}</style>`);
}

/** The same for a page, whose own style sheet says how what is in `.roles` looks. */
export function rolesPicture(map: ShownRoleMap): string {
  return drawn(map, `class="roles"`, "");
}

function drawn(map: ShownRoleMap, attribute: string, style: string): string {
  const { stages, roles } = map;
  const top = HEAD + roles.length * ROW + LEGEND;
  const { rows, columns, bottom } = placed(map, top);
  const width = Math.max(NAME + stages.length * CELL + 20, columns.right + columns.rightWidth + 10);
  const hidden = map.flows.length - rows.length;
  const height = bottom + (hidden > 0 ? ROW : 0) + 20;
  return [
    `<svg ${attribute} role="img" aria-labelledby="t d" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title id="t">Roles by stages, and what flows between them</title>`,
    `<desc id="d">${escaped(inWords(map))}</desc>`,
    style,
    ...stages.map(({ name }, at) => text(NAME + at * CELL + CELL / 2, 26, oneLine(name, 13), ' text-anchor="middle" class="dim"')),
    ...roles.flatMap(({ system, engagement }, row) => [
      `<path class="line" d="M10 ${HEAD + row * ROW}H${NAME + stages.length * CELL}"/>`,
      text(10, HEAD + row * ROW + 22, oneLine(system.name, 24)),
      ...engagement.map((how, at) => mark(how, NAME + at * CELL + CELL / 2, HEAD + row * ROW + 17)),
    ]),
    ...legend(HEAD + roles.length * ROW + 22),
    ...rows.flatMap((row) => arrow(row, columns)),
    ...(hidden > 0 ? [text(10, bottom + 20, `and ${hidden} more`, ' class="dim"')] : []),
    "</svg>",
    "",
  ].join("\n");
}

function legend(y: number): string[] {
  return (["lead", "support", "consult"] as const).flatMap((how, at) => [
    mark(how, 18 + at * 110, y - 4),
    text(34 + at * 110, y, how, ' class="dim"'),
  ]);
}

/** A disc, a ring, a triangle: told apart without colour. */
function mark(how: Engagement, x: number, y: number): string {
  if (how === "lead") return `<circle class="mark" cx="${x}" cy="${y}" r="8"/>`;
  if (how === "support") return `<circle class="mark hollow" cx="${x}" cy="${y}" r="7"/>`;
  return how === "consult" ? `<path class="mark hollow" d="M${x} ${y - 7}l8 14h-16z"/>` : "";
}

/** A flow with its texts in lines, and where it is drawn. */
interface FlowRow {
  flow: RoleFlow;
  from: string;
  to: string[];
  y: number;
}

/** Boxes of one column are as wide as the longest text in any of them. */
interface Columns {
  leftWidth: number;
  right: number;
  rightWidth: number;
}

function placed(map: ShownRoleMap, top: number): { rows: FlowRow[]; columns: Columns; bottom: number } {
  const named = nameIn(map);
  let bottom = top;
  const rows = map.flows.slice(0, MOST_FLOWS).map((flow): FlowRow => {
    const to = lines(receivers(flow, named));
    const row = { flow, from: oneLine(flow.external ? flow.from : named(flow.from), LONGEST_LINE), to, y: bottom };
    bottom += ROW + (to.length - 1) * LINE;
    return row;
  });
  const leftWidth = boxFor(rows.map(({ from }) => from));
  return { rows, columns: { leftWidth, right: 10 + leftWidth + ARROW, rightWidth: boxFor(rows.flatMap(({ to }) => to)) }, bottom };
}

function boxFor(texts: readonly string[]): number {
  return Math.ceil(16 + LETTER * largest(texts.map((one) => [...one].length)));
}

/** Names with commas between, a new line before one that would not fit; what does not fit into the lines is counted. */
function lines(names: readonly string[]): string[] {
  const made: string[][] = [];
  let length = 0;
  for (const [at, name] of names.entries()) {
    const word = `${oneLine(name, LONGEST_LINE - 1)}${at < names.length - 1 ? "," : ""}`;
    length += 1 + [...word].length;
    const line = length <= LONGEST_LINE ? made.at(-1) : undefined;
    if (line) line.push(word);
    else {
      made.push([word]);
      length = [...word].length;
    }
  }
  if (made.length <= MOST_LINES) return made.map((words) => words.join(" "));
  const left = made.slice(MOST_LINES - 1).flat().length;
  return [...made.slice(0, MOST_LINES - 1).map((words) => words.join(" ")), `and ${left} more`];
}

function arrow({ flow, from, to, y }: FlowRow, { leftWidth, right, rightWidth }: Columns): string[] {
  const start = 10 + leftWidth;
  const way = wayWords(flow);
  return [
    `<rect class="box" x="10" y="${y}" width="${leftWidth}" height="24" rx="${flow.external ? 0 : 6}"/>`,
    text(18, y + 17, from),
    `<path class="arrow" d="M${start} ${y + 12}H${right - 4}m-6 -5l6 5l-6 5"/>`,
    text(start + 8, y + 8, oneLine(`${flow.name}${way === "" ? "" : ` (${way})`}`, 74), ' class="dim way"'),
    `<rect class="box" x="${right}" y="${y}" width="${rightWidth}" height="${24 + (to.length - 1) * LINE}" rx="6"/>`,
    ...to.map((line, at) => text(right + 8, y + 17 + at * LINE, line)),
  ];
}

function inWords({ stages, roles, flows }: ShownRoleMap): string {
  const named = nameIn({ roles });
  const engaged = roles.map(({ system, engagement }) => {
    const parts = engagement.flatMap((how, at) => (how === "none" ? [] : [`${how} in ${stages[at]?.name ?? ""}`]));
    return `${system.name}: ${parts.join(", ") || "in no stage"}.`;
  });
  return [
    ...engaged,
    ...flows.map(
      (flow) => `${flow.name} goes from ${flow.external ? flow.from : named(flow.from)} to ${receivers(flow, named).join(", ")}.`,
    ),
  ].join(" ");
}

function text(x: number, y: number, words: string, more = ""): string {
  return `<text x="${x}" y="${y}"${more}>${escaped(words)}</text>`;
}

/** Text of XML 1.0: what no document may hold is left out. */
function escaped(words: string): string {
  return words
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
