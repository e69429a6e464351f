import { scaleLinear } from "d3-scale";
import type { Figure, ReportGroup } from "../../../core/insight/report.js";
import { amount } from "../numbers.js";
import { at, escaped, FRAME, label, short, svg } from "./frame.js";
import { fillOf, legend } from "./patterns.js";

const ROW = 34;
const NAMES = 210;

/** A bar for each group that has parts, cut into them, with its sum at the end. */
export function stacked(figure: Figure): string {
  const groups = figure.groups.filter(({ series }) => series !== undefined);
  const parts = [...new Set(groups.flatMap(({ series }) => series?.map(({ key }) => key) ?? []))];
  const most = groups.reduce((largest, { value = 0 }) => Math.max(largest, value), 0);
  const x = scaleLinear([0, Math.max(most, 1)], [NAMES, FRAME.right - 70]);
  const rows = groups.map((group, index) => row(figure, group, parts, { y: 34 + index * ROW, x }));
  const desc = `For each row of the table a bar of ${parts.join(", ")}, with the sum at its end.`;
  const body = [legend(parts, 8, 16), ...rows].join("");
  return svg({ id: `picture-${figure.id}`, title: figure.title, desc, body, height: 44 + Math.max(1, groups.length) * ROW });
}

function row({ id }: Figure, group: ReportGroup, parts: readonly string[], { x, y }: { x: (value: number) => number; y: number }): string {
  let sum = 0;
  const pieces = (group.series ?? [])
    .filter(({ value }) => value > 0)
    .map(({ key, value }) => {
      const from = x(sum);
      sum += value;
      const words = `${group.key}, ${key}: ${amount(id, value)}`;
      return `<rect class="part" x="${at(from)}" y="${y}" width="${at(x(sum) - from)}" height="22" fill="${fillOf(parts.indexOf(key))}"><title>${escaped(words)}</title></rect>`;
    });
  return [
    label(NAMES - 8, y + 15, short(group.key, 30), "end"),
    ...pieces,
    label(x(sum) + 6, y + 15, amount(id, group.value), "start"),
  ].join("");
}
