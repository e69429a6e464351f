import type { Engagement } from "../../core/policy/roles/role-system.js";
import { oneLine } from "../markdown.js";
import type { RoleFlow, ShownRoleMap } from "../../core/shown/roles.js";
import { wayWords } from "./map.js";

const NAME = 190;
const CELL = 96;
const ROW = 34;
const HEAD = 44;
const LEGEND = 40;
const BOX = 150;
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
  const flows = map.flows.slice(0, MOST_FLOWS);
  const width = Math.max(NAME + stages.length * CELL + 20, NAME + 2 * BOX + 320);
  const top = HEAD + roles.length * ROW + LEGEND;
  const hidden = map.flows.length - flows.length;
  const height = top + (flows.length + (hidden > 0 ? 1 : 0)) * ROW + 20;
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
    ...flows.flatMap((flow, row) => arrow(flow, top + row * ROW)),
    ...(hidden > 0 ? [text(10, top + flows.length * ROW + 20, `and ${hidden} more`, ' class="dim"')] : []),
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

function arrow(flow: RoleFlow, y: number): string[] {
  const [start, end] = [10 + BOX, NAME + BOX + 300];
  const way = wayWords(flow);
  return [
    `<rect class="box" x="10" y="${y}" width="${BOX}" height="24" rx="${flow.external ? 0 : 6}"/>`,
    text(18, y + 17, oneLine(flow.from, 19)),
    `<path class="arrow" d="M${start} ${y + 12}H${end - 4}m-6 -5l6 5l-6 5"/>`,
    text(start + 8, y + 8, oneLine(`${flow.name}${way === "" ? "" : ` (${way})`}`, 64), ' class="dim way"'),
    `<rect class="box" x="${end}" y="${y}" width="${BOX}" height="24" rx="6"/>`,
    text(end + 8, y + 17, oneLine(flow.to.join(", ") || "nobody", 19)),
  ];
}

function inWords({ stages, roles, flows }: ShownRoleMap): string {
  const engaged = roles.map(({ system, engagement }) => {
    const parts = engagement.flatMap((how, at) => (how === "none" ? [] : [`${how} in ${stages[at]?.name ?? ""}`]));
    return `${system.name}: ${parts.join(", ") || "in no stage"}.`;
  });
  return [...engaged, ...flows.map(({ name, from, to }) => `${name} goes from ${from} to ${to.join(", ") || "nobody"}.`)].join(" ");
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
