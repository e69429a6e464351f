import { max } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import type { Figure, ReportGroup } from "../../../core/insight/report.js";
import { amount } from "../numbers.js";
import { marksOf, type Mark } from "./marks.js";
import { at, dot, escaped, FRAME, label, line, nameAxis, short, svg, ticksOf, valueAxis, type Frame } from "./frame.js";

const PANEL = 190;

/** One panel for each group, one above the other: a dot for each item at the day on which it ended, with lines at the percentiles. */
export function scatter(figure: Figure): string {
  const groups = figure.groups.filter(({ items }) => items.length > 0);
  const times = groups.flatMap(({ items }) => items.map((item) => Date.parse(item.at)));
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  const last = times.reduce((most, time) => Math.max(most, time), -Infinity);
  const panels = groups.map((group, index) =>
    panel(figure, group, { ...FRAME, top: index * PANEL + 28, bottom: (index + 1) * PANEL - 26 }, [first, last]),
  );
  const dots = groups.reduce((sum, { items }) => sum + items.length, 0);
  const desc = `A dot for each of ${dots} that ended, at the day on which it did, as high as it took long. Lines: 50 of 100 took at most so long, 85, 95; triangles took longer than 85 of 100.`;
  return svg({ id: `picture-${figure.id}`, title: figure.title, desc, body: panels.join(""), height: Math.max(1, groups.length) * PANEL });
}

function panel({ id }: Figure, group: ReportGroup, frame: Frame, [first, last]: [number, number]): string {
  const x = scaleUtc([first, Math.max(last, first + 1)], [frame.left + 8, frame.right - 84]);
  const y = scaleLinear([0, max(group.items, ({ value }) => value) ?? 1], [frame.bottom, frame.top]).nice(4);
  const ticks = ticksOf(y.ticks(4), y, (tick) => amount(id, tick));
  const days = x.ticks(5).map((day) => ({ x: x(day), text: day.toISOString().slice(0, 10) }));
  const lines = marksOf(group, y).map((mark) => markLine(frame, mark, `${mark.name.slice(1)} %: ${amount(id, mark.value)}`));
  const dots = group.items.map(({ number, value = 0, at: when }) =>
    dot(
      x(Date.parse(when)),
      y(value),
      `#${number}: ${amount(id, value)}, ${when.slice(0, 10)}`,
      group.p85 !== undefined && value > group.p85,
    ),
  );
  const name = `<text class="name" x="${frame.left}" y="${at(frame.top - 10)}">${escaped(short(group.key, 60))}</text>`;
  return [name, valueAxis(frame, ticks), nameAxis(frame, days), ...dots, ...lines].join("");
}

function markLine({ left, right }: Frame, { name, y, labelY }: Mark, words: string): string {
  return line(left, y, right - 78, y, `mark ${name}`) + label(right - 72, labelY + 4, words, "start");
}
