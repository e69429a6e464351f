import { max } from "d3-array";
import { scaleLinear, scalePoint } from "d3-scale";
import { ARRIVALS, CLOSED, DEPARTURES } from "../../../core/insight/figures/flow.js";
import type { Figure, ReportGroup } from "../../../core/insight/report.js";
import { at, escaped, FRAME, nameAxis, svg, ticksOf, valueAxis } from "./frame.js";
import { fillOf, legend } from "./patterns.js";

/** Bands of items, what is closed at the bottom and the first stage on top: as high as a band is, so much is there; as wide as one is, so long it takes. */
export function cumulative(figure: Figure): string {
  const bands = bandsOf(figure);
  const days = bands[0]?.series?.map(({ key }) => key) ?? [];
  const x = scalePoint(days, [FRAME.left, FRAME.right]);
  const floor = days.map(() => 0);
  const most = max(days, (_day, index) => bands.reduce((sum, { series }) => sum + (series?.[index]?.value ?? 0), 0)) ?? 1;
  const y = scaleLinear([0, Math.max(most, 1)], [FRAME.bottom, FRAME.top]).nice(5);
  const areas = bands.map((band, index) => {
    const low = floor.slice();
    band.series?.forEach(({ value }, day) => (floor[day] = (floor[day] ?? 0) + value));
    return area(band.key, days, { low, high: floor, index, x: (day) => x(day) ?? FRAME.left, y });
  });
  const every = Math.max(1, Math.ceil(days.length / 7));
  const names = days.filter((_day, index) => index % every === 0).map((day) => ({ x: x(day) ?? 0, text: day.slice(5) }));
  const whole = y.ticks(5).filter((tick) => Number.isInteger(tick));
  const ticks = ticksOf(whole, y, String);
  const body = [
    ...areas,
    valueAxis(FRAME, ticks),
    nameAxis(FRAME, names),
    legend(
      bands.map(({ key }) => key),
      FRAME.left,
      FRAME.bottom + 42,
    ),
  ].join("");
  return svg({
    id: `picture-${figure.id}`,
    title: figure.title,
    desc: "Items in each stage, stacked, over time; closed ones at the bottom.",
    body,
    height: 340,
  });
}

function bandsOf({ groups }: Figure): ReportGroup[] {
  const stages = groups.filter(({ key }) => ![ARRIVALS, DEPARTURES, CLOSED].includes(key));
  return [...groups.filter(({ key }) => key === CLOSED), ...stages.toReversed()];
}

interface Band {
  low: readonly number[];
  high: readonly number[];
  index: number;
  x: (day: string) => number;
  y: (value: number) => number;
}

function area(name: string, days: readonly string[], { low, high, index, x, y }: Band): string {
  const point = (values: readonly number[]) => (day: string, place: number) => `${at(x(day))} ${at(y(values[place] ?? 0))}`;
  const upper = days.map(point(high));
  const lower = days.map(point(low)).toReversed();
  if (upper.length === 0) return "";
  return `<path class="part" fill="${fillOf(index)}" d="M${[...upper, ...lower].join("L")}Z"><title>${escaped(name)}</title></path>`;
}
