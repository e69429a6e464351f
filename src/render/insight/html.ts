import type { Figure, FigureId, Report, ReportGroup, ReportItem } from "../../core/insight/report.js";
import type { ItemLink } from "./markdown.js";
import { amount, columnsOf, columnWords, itemName, keyWords, partsOf, periodWords, telling, toldGroups } from "./numbers.js";
import { pictureOf } from "./picture-of.js";
import { escaped } from "./pictures/frame.js";
import { patternDefinitions } from "./pictures/patterns.js";
import { REPORT_STYLE } from "./style.js";

/** An item as a link. */
type Linked = (item: ReportItem) => string;

/** Figures whose pictures have a sign of its own for what takes long. */
const WITH_TRIANGLES: ReadonlySet<FigureId> = new Set(["time_in_stage", "lead_time", "wip_age"]);
const LEGEND = "A dot is an item; a red triangle is one that took, or takes, longer than 85 of 100.";

/** What is listed below a group; the rest is in the other formats. */
const MOST_ITEMS = 200;

/**
 * A report as a piece of HTML: for each figure a picture, the table behind it, the items behind that and how it is computed. It has no scripts and
 * no styles of its own: the page that holds it takes `REPORT_STYLE` into its own.
 */
export function reportHtml(report: Report, link: ItemLink): string {
  const figures = report.figures.map((figure) => figureHtml(figure, (item) => linked(report, item, link))).join("");
  const contents = report.figures.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join("");
  return `<div class="report">${patternDefinitions()}<p class="soft">Flow is in calendar time. Figures are the team's, never a person's. <code>n</code> is how many items, hand-offs or times are behind a row.</p><nav aria-label="Figures"><ul class="items">${contents}</ul></nav>${figures}</div>`;
}

/** The same as one file that opens anywhere, with its style in it. */
export function reportPage(report: Report, link: ItemLink): string {
  const title = `Hand-offs of ${escaped(report.repository)}, ${periodWords(report)}`;
  const page =
    "body{max-width:62rem;margin:0 auto;padding:1rem;font:16px/1.5 system-ui,sans-serif}@media (prefers-color-scheme:dark){body{background:#0d1117}h1{color:#f0f6fc}}";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${page}
${REPORT_STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<main>${reportHtml(report, link)}</main>
</body>
</html>
`;
}

function linked(report: Report, item: ReportItem, link: ItemLink): string {
  return `<a href="${escaped(link(item))}">${escaped(itemName(report, item))}</a>`;
}

function figureHtml(figure: Figure, link: Linked): string {
  const { id, title, unit, formula, groups } = figure;
  const how = `<details><summary>How it is computed</summary><p>${codes(escaped(formula))}</p></details>`;
  const shown =
    groups.length === 0 ? "<p>Nothing in this period.</p>" : `${pictureHtml(figure)}${tableHtml(figure)}${itemsHtml(figure, link)}`;
  return `<section aria-labelledby="${id}"><h2 id="${id}">${title} <small class="soft">(${unit})</small></h2>${shown}${how}</section>`;
}

/** `word` of a formula, as it is in the table. */
function codes(html: string): string {
  return html.replace(/`([^`]{1,40})`/g, "<code>$1</code>").replace(/\*([^*]{1,80})\*/g, "<em>$1</em>");
}

/** On a narrow page the picture is moved along, rather than made too small to read. */
function pictureHtml(figure: Figure): string {
  const picture = pictureOf(figure);
  const legend = WITH_TRIANGLES.has(figure.id) ? `<p class="soft">${LEGEND}</p>` : "";
  return picture === "" ? "" : `${wide(`${figure.title}, as a picture`, picture)}${legend}`;
}

function wide(name: string, html: string): string {
  return `<div class="wide" tabindex="0" role="group" aria-label="${name}">${html}</div>`;
}

function tableHtml(figure: Figure): string {
  const columns = columnsOf(figure);
  const groups = toldGroups(figure);
  const hasParts = groups.some((group) => partsOf(figure.id, group).length > 0);
  const head = [
    `<th scope="col">group</th>`,
    ...["n", ...columns.map((column) => columnWords(figure.id, column))].map((word) => `<th scope="col" class="number">${word}</th>`),
  ];
  const rows = groups.map((group) => {
    const numbers = [String(group.n), ...columns.map((column) => amount(figure.id, group[column]))];
    const parts = hasParts
      ? `<td>${escaped(
          partsOf(figure.id, group)
            .map(({ words }) => words)
            .join(", "),
        )}</td>`
      : "";
    return `<tr><th scope="row">${escaped(keyWords(figure.id, group.key))}</th>${numbers.map((number) => `<td class="number">${number}</td>`).join("")}${parts}</tr>`;
  });
  const caption = `<caption class="soft">${figure.title}, ${figure.unit}</caption>`;
  return wide(
    `${figure.title}, as a table`,
    `<table>${caption}<thead><tr>${head.join("")}${hasParts ? `<th scope="col">of it</th>` : ""}</tr></thead><tbody>${rows.join("")}</tbody></table>`,
  );
}

function itemsHtml(figure: Figure, link: Linked): string {
  const groups = figure.groups.filter(({ items }) => items.length > 0);
  if (groups.length === 0) return "";
  return `<details><summary>The items behind it</summary>${groups.map((group) => groupItems(figure, group, link)).join("")}</details>`;
}

function groupItems({ id }: Figure, { key, items }: ReportGroup, link: Linked): string {
  const shown = telling(items, MOST_ITEMS).map((item) => {
    const told = [amount(id, item.value), item.note ?? "", item.at.slice(0, 10)].filter((word) => word !== "").join(", ");
    return `<li>${link(item)} ${escaped(told)}</li>`;
  });
  const more = items.length > MOST_ITEMS ? `<p class="soft">${items.length - MOST_ITEMS} more are in the other formats.</p>` : "";
  return `<h3>${escaped(key)}</h3><ul class="items">${shown.join("")}</ul>${more}`;
}
