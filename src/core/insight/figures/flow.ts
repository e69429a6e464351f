import type { Time } from "../../basics/known.js";
import type { Question } from "../question.js";
import type { ReportGroup, ReportItem } from "../report.js";
import type { ItemHistory, Visit } from "../history.js";
import { inOrder } from "../lasted.js";
import { grouped, isWithin, itemOf, stepsOf, type Period, type Step } from "../period.js";

/** Keys of the groups that are no stages. */
export const CLOSED = "closed";
export const ARRIVALS = "arrivals";
export const DEPARTURES = "departures";

/** A stretch of time in which an item was in one place: a stage, or closed. */
interface Stay {
  item: ItemHistory;
  place: string;
  from: Time;
  to: Time;
}

/** How many items were in each stage at the end of each step, how many came and how many were closed in it. */
export function flow({ items, period, stages }: Question): ReportGroup[] {
  const stays = items.flatMap((item) => item.visits.flatMap((visit) => staysOf(item, visit)));
  const first = stays.reduce((earliest, { from }) => Math.min(earliest, from), Infinity);
  const steps = Number.isFinite(first) ? stepsOf(period, first, 1) : [];
  if (steps.length === 0) return [];
  const places = grouped(stays, ({ place }) => place);
  const order = inOrder([...places.keys()], [...stages, CLOSED]);
  const come = items.flatMap((item) => item.visits.slice(0, 1).map(({ from }) => ({ item, at: from })));
  const gone = (places.get(CLOSED) ?? []).map(({ item, from }) => ({ item, at: from }));
  return [
    ...order.map((place) => standing(place, places.get(place) ?? [], period, steps)),
    counted(ARRIVALS, come, period, steps),
    counted(DEPARTURES, gone, period, steps),
  ];
}

function staysOf(item: ItemHistory, { stage, spans }: Visit): Stay[] {
  const stays: Stay[] = [];
  for (const { doing, from, to } of spans) {
    const place = doing === "closed" ? CLOSED : stage;
    const last = stays.at(-1);
    if (last?.place === place) last.to = to;
    else stays.push({ item, place, from, to });
  }
  return stays;
}

function standing(key: string, stays: readonly Stay[], { until }: Period, steps: readonly Step[]): ReportGroup {
  const came = stays.map(({ from }) => from).toSorted((a, b) => a - b);
  const went = stays.map(({ to }) => to).toSorted((a, b) => a - b);
  let [in_, out] = [0, 0];
  const series = steps.map(({ day, to }) => {
    while ((came[in_] ?? Infinity) < to) in_ += 1;
    while ((went[out] ?? Infinity) < to) out += 1;
    return { key: day, value: in_ - out };
  });
  const there: ReportItem[] = stays.filter(({ to }) => to >= until).map(({ item, from }) => itemOf(item, from));
  return { key, n: there.length, series, items: there };
}

function counted(key: string, all: readonly { item: ItemHistory; at: Time }[], period: Period, steps: readonly Step[]): ReportGroup {
  const those = all.filter(({ at }) => isWithin(period, at)).toSorted((a, b) => a.at - b.at);
  let seen = 0;
  const series = steps.map(({ day, to }) => {
    const before = seen;
    while ((those[seen]?.at ?? Infinity) < to) seen += 1;
    return { key: day, value: seen - before };
  });
  return { key, n: those.length, series, items: those.map(({ item, at }) => itemOf(item, at)) };
}
