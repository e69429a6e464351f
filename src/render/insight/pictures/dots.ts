import { max } from "d3-array";
import { scaleLinear, scalePoint, scaleSqrt } from "d3-scale";
import type { Figure } from "../../../core/insight/report.js";
import { amount } from "../numbers.js";
import { at, escaped, FRAME, label, nameAxis, svg, valueAxis } from "./frame.js";

/** A dot for each number of boundaries: as high as the share that came through clean, as large as the items are many, with both numbers beside it. */
export function dots(figure: Figure): string {
  const { groups } = figure;
  const x = scalePoint(
    groups.map(({ key }) => key),
    [FRAME.left, FRAME.right],
  ).padding(0.6);
  const y = scaleLinear([0, 1], [FRAME.bottom - 14, FRAME.top + 14]);
  const size = scaleSqrt([0, max(groups, ({ n }) => n) ?? 1], [0, 18]);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => ({ y: y(share), text: amount(figure.id, share) }));
  const names = groups.map(({ key }) => ({ x: x(key) ?? 0, text: key }));
  const circles = groups.map(({ key, n, value = 0 }) => {
    const clean = `${Math.round(value * n)} of ${n}`;
    const words = `${key} ${key === "1" ? "boundary" : "boundaries"} crossed: ${clean} clean`;
    const circle = `<circle class="dot" cx="${at(x(key) ?? 0)}" cy="${at(y(value))}" r="${at(size(n))}"><title>${escaped(words)}</title></circle>`;
    return circle + label((x(key) ?? 0) + size(n) + 6, y(value) + 4, clean, "start");
  });
  const axis = label((FRAME.left + FRAME.right) / 2, FRAME.bottom + 36, "boundaries crossed");
  const body = [valueAxis(FRAME, ticks), nameAxis(FRAME, names), ...circles, axis].join("");
  return svg({
    id: `picture-${figure.id}`,
    title: figure.title,
    desc: "The share of items that came through clean, by how many boundaries they crossed.",
    body,
  });
}
