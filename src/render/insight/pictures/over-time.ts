import { max } from "d3-array";
import { scaleBand, scaleLinear } from "d3-scale";
import type { Figure } from "../../../core/insight/report.js";
import { amount } from "../numbers.js";
import { at, escaped, FRAME, nameAxis, svg, ticksOf, valueAxis } from "./frame.js";
import { fillOf, legend } from "./patterns.js";

/** A bar for each week, cut into the groups. */
export function overTime(figure: Figure): string {
  const { groups } = figure;
  const weeks = groups[0]?.series?.map(({ key }) => key) ?? [];
  const sums = weeks.map((_week, index) => groups.reduce((sum, { series }) => sum + (series?.[index]?.value ?? 0), 0));
  const x = scaleBand(weeks, [FRAME.left, FRAME.right]).padding(0.2);
  const y = scaleLinear([0, Math.max(max(sums) ?? 0, 1)], [FRAME.bottom, FRAME.top]).nice(5);
  const columns = weeks.flatMap((week, index) => {
    let sum = 0;
    return groups.map(({ key, series }, part) => {
      const value = series?.[index]?.value ?? 0;
      const top = y(sum + value);
      const height = y(sum) - top;
      sum += value;
      if (value === 0) return "";
      const words = `${key}, from ${week}: ${amount(figure.id, value)}`;
      return `<rect class="part" x="${at(x(week) ?? 0)}" y="${at(top)}" width="${at(x.bandwidth())}" height="${at(height)}" fill="${fillOf(part)}"><title>${escaped(words)}</title></rect>`;
    });
  });
  const every = Math.max(1, Math.ceil(weeks.length / 8));
  const names = weeks
    .filter((_week, index) => index % every === 0)
    .map((week) => ({ x: (x(week) ?? 0) + x.bandwidth() / 2, text: week.slice(5) }));
  const ticks = ticksOf(y.ticks(5), y, (tick) => amount(figure.id, tick));
  const body = [
    valueAxis(FRAME, ticks),
    ...columns,
    nameAxis(FRAME, names),
    legend(
      groups.map(({ key }) => key),
      FRAME.left,
      FRAME.bottom + 42,
      228,
    ),
  ].join("");
  const rows = Math.ceil(groups.length / 3);
  return svg({
    id: `picture-${figure.id}`,
    title: figure.title,
    desc: "Hours of debt in each week, by boundary.",
    body,
    height: 324 + rows * 18,
  });
}
