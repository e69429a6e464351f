import { max } from "d3-array";
import { scaleBand, scaleLinear } from "d3-scale";
import type { Figure, ReportGroup } from "../../../core/insight/report.js";
import { amount } from "../numbers.js";
import { marksOf } from "./marks.js";
import { dot, FRAME, label, line, nameAxis, short, svg, ticksOf, valueAxis } from "./frame.js";

/** A column for each stage: each open item at its age, and how long visits of that stage took. */
export function ageing(figure: Figure): string {
  const { groups } = figure;
  const x = scaleBand(
    groups.map(({ key }) => key),
    [FRAME.left, FRAME.right],
  ).paddingInner(0.15);
  const oldest = max(groups, ({ items, p95 }) => Math.max(max(items, ({ value }) => value) ?? 0, p95 ?? 0)) ?? 1;
  const y = scaleLinear([0, oldest], [FRAME.bottom, FRAME.top]).nice(5);
  const ticks = ticksOf(y.ticks(5), y, (tick) => amount(figure.id, tick));
  const names = groups.map(({ key, n }) => ({ x: (x(key) ?? 0) + x.bandwidth() / 2, text: `${short(key, 16)} (${n})` }));
  const columns = groups.map((group) => column(figure, group, [x(group.key) ?? 0, x.bandwidth()], y));
  const open = groups.reduce((sum, { n }) => sum + n, 0);
  const desc = `${open} open items, each at its age in its stage. In each column, lines at the ages that 50, 85 and 95 of 100 visits of the stage ended within; triangles are older than 85 of 100.`;
  return svg({
    id: `picture-${figure.id}`,
    title: figure.title,
    desc,
    body: [valueAxis(FRAME, ticks), nameAxis(FRAME, names), ...columns].join(""),
  });
}

function column({ id }: Figure, group: ReportGroup, [left, width]: [number, number], y: (value: number) => number): string {
  const end = left + width - 34;
  const marks = marksOf(group, y).map(
    (mark) => line(left, mark.y, end, mark.y, `mark ${mark.name}`) + label(end + 4, mark.labelY + 4, `${mark.name.slice(1)} %`, "start"),
  );
  const dots = group.items.map((item, index) => {
    // Side by side by a fixed order, so that equal ages do not hide each other.
    const place = left + 10 + ((index * 0.618) % 1) * Math.max(1, width - 54);
    const stands = group.p85 !== undefined && (item.value ?? 0) > group.p85;
    return dot(place, y(item.value ?? 0), `#${item.number}: ${amount(id, item.value)}`, stands);
  });
  return [...marks, ...dots].join("");
}
