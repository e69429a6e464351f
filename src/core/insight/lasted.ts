import type { Time } from "../basics/known.js";
import { endOf, isWhole, openTime, type ItemHistory } from "./history.js";
import { percentiles } from "./percentiles.js";
import { DAY, grouped, isWithin, itemOf, type Period } from "./period.js";
import type { ReportGroup } from "./report.js";

/** How long something of an item took. */
export interface Lasted {
  item: ItemHistory;
  key: string;
  /** When it was over. */
  at: Time;
  days: number;
}

/** Takes items and a period; returns the visits that ended in it and whose beginning is known. Time in which the item was closed does not count. */
export function endedVisits(items: readonly ItemHistory[], period: Period): Lasted[] {
  const ended: Lasted[] = [];
  for (const item of items) {
    for (const visit of item.visits) {
      const at = isWhole(visit) ? endOf(visit) : null;
      if (isWithin(period, at)) ended.push({ item, key: visit.stage, at, days: openTime(visit) / DAY });
    }
  }
  return ended;
}

/** Takes what lasted and the keys in their order; returns a group for each key that has any, with percentiles of ten or more. */
export function groupsOf(all: readonly Lasted[], keys: readonly string[]): ReportGroup[] {
  const groups = grouped(all, ({ key }) => key);
  return inOrder([...groups.keys()], keys).map((key) => {
    const those = groups.get(key) ?? [];
    return {
      key,
      n: those.length,
      ...percentiles(those.map(({ days }) => days)),
      items: those.map(({ item, at, days }) => itemOf(item, at, { value: days })),
    };
  });
}

/** Sorts names by an order that may lack some of them: these come last, as they are. */
export function inOrder(names: readonly string[], order: readonly string[]): string[] {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return names.toSorted((a, b) => place(a) - place(b));
}
