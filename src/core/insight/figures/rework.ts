import type { Time } from "../../basics/known.js";
import type { Question } from "../question.js";
import type { ReportGroup } from "../report.js";
import type { ItemHistory } from "../history.js";
import { grouped, isWithin, itemOf } from "../period.js";
import { boundariesInOrder } from "../boundaries.js";

/** The kinds of rework, in the order in which they are shown. */
const REWORK = ["rejected", "void", "backward", "drift"] as const;

interface Again {
  item: ItemHistory;
  boundary: string;
  kind: (typeof REWORK)[number];
  at: Time;
  reason?: string;
}

/** How often work came back over each boundary, and why. */
export function rework({ items, period, stages }: Question): ReportGroup[] {
  const all = items.flatMap((item) => againOf(item)).filter(({ at }) => isWithin(period, at));
  const groups = grouped(all, ({ boundary }) => boundary);
  return boundariesInOrder([...groups.keys()], stages).map((key) => {
    const those = groups.get(key) ?? [];
    const series = REWORK.map((kind) => ({ key: kind, value: those.filter((one) => one.kind === kind).length }));
    const behind = those.map(({ item, at, kind, reason }) => itemOf(item, at, { note: reason ? `${kind}: ${reason}` : kind }));
    return { key, n: those.length, value: those.length, series, items: behind };
  });
}

function againOf(item: ItemHistory): Again[] {
  const back: Again[] = item.backward.map(({ boundary, at }) => ({ item, boundary, kind: "backward", at }));
  const drifts: Again[] = item.drifts.map(({ boundary, at }) => ({ item, boundary, kind: "drift", at }));
  const sent = item.handoffs.flatMap(({ boundary, rejections, voids }): Again[] => [
    ...rejections.map(({ at, reason }): Again => ({ item, boundary, kind: "rejected", at, reason })),
    ...voids.map((at): Again => ({ item, boundary, kind: "void", at })),
  ]);
  return [...sent, ...back, ...drifts].toSorted((a, b) => a.at - b.at);
}
