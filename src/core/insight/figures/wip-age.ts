import type { Question } from "../question.js";
import type { ReportGroup, ReportItem } from "../report.js";
import { openTime, type ItemHistory, type Visit } from "../history.js";
import { endedVisits, inOrder } from "../lasted.js";
import { percentiles } from "../percentiles.js";
import { DAY, grouped, itemOf } from "../period.js";

/** What `note` says of an item that is older than 85 of 100 visits of its stage. */
const BEYOND = "beyond the 85th percentile";

/** Each open item at its age in its stage, beside how long visits of that stage took. */
export function wipAge({ items, period, stages }: Question): ReportGroup[] {
  const took = grouped(endedVisits(items, period), ({ key }) => key);
  const open = items.flatMap((item) => openVisit(item));
  const groups = grouped(open, ({ visit }) => visit.stage);
  return inOrder([...groups.keys()], stages).map((key) => {
    const marks = percentiles((took.get(key) ?? []).map(({ days }) => days));
    const there = (groups.get(key) ?? []).map(({ item, visit }) => aged(item, visit, marks.p85));
    return { key, n: there.length, ...marks, items: there.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0)) };
  });
}

function openVisit(item: ItemHistory): { item: ItemHistory; visit: Visit }[] {
  const visit = item.visits.at(-1);
  return visit && visit.left === null && visit.spans.at(-1)?.doing !== "closed" ? [{ item, visit }] : [];
}

function aged(item: ItemHistory, visit: Visit, p85: number | undefined): ReportItem {
  const value = openTime(visit) / DAY;
  return itemOf(item, visit.from, { value, ...(p85 !== undefined && value > p85 ? { note: BEYOND } : {}) });
}
