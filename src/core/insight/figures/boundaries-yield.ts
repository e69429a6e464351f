import type { Question } from "../question.js";
import type { ReportGroup } from "../report.js";
import { isClean, type ItemHistory } from "../history.js";
import { grouped, isWithin, itemOf } from "../period.js";
import { largest } from "../../basics/largest.js";

/** How many items came through clean, by how many boundaries they crossed. */
export function boundariesYield({ items, period }: Question): ReportGroup[] {
  const all = items.map((item) => crossings(item)).filter(({ count, at }) => count > 0 && isWithin(period, at));
  const groups = grouped(all, ({ count }) => String(count));
  return [...groups.keys()]
    .toSorted((a, b) => Number(a) - Number(b))
    .map((key) => {
      const those = groups.get(key) ?? [];
      const behind = those.map(({ item, at, clean }) => itemOf(item, at, { value: clean ? 1 : 0 }));
      return { key, n: those.length, value: those.filter(({ clean }) => clean).length / those.length, items: behind };
    });
}

function crossings(item: ItemHistory): { item: ItemHistory; count: number; at: number; clean: boolean } {
  const done = item.handoffs.filter((handoff) => handoff.crossed !== null);
  const at = largest(done.map((handoff) => handoff.crossed?.at ?? 0));
  const clean = done.every(isClean) && item.backward.length === 0 && item.drifts.length === 0;
  return { item, count: done.length, at, clean };
}
