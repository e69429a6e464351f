import type { Question } from "../question.js";
import type { ReportGroup } from "../report.js";
import { isClean, type Handoff, type ItemHistory } from "../history.js";
import { grouped, isWithin, itemOf } from "../period.js";
import { boundariesInOrder, gateKey } from "../boundaries.js";

interface Crossed extends Handoff {
  item: ItemHistory;
  crossed: NonNullable<Handoff["crossed"]>;
}

/** Share of hand-offs that went through at once, of each boundary and of each of its gates. */
export function firstPassYield({ items, period, stages }: Question): ReportGroup[] {
  const all = items.flatMap((item) => crossedBy(item)).filter(({ crossed }) => isWithin(period, crossed.at));
  const groups = grouped(all, ({ boundary }) => boundary);
  return boundariesInOrder([...groups.keys()], stages).flatMap((key) => {
    const those = groups.get(key) ?? [];
    return [passedOf(key, those, isClean), ...gatesOf(key, those)];
  });
}

function crossedBy(item: ItemHistory): Crossed[] {
  return item.handoffs.flatMap((handoff) => (handoff.crossed ? [{ ...handoff, item, crossed: handoff.crossed }] : []));
}

function gatesOf(boundary: string, those: readonly Crossed[]): ReportGroup[] {
  const gates = grouped(
    those.flatMap((one) => one.crossed.gates.map(({ id }) => ({ ...one, id }))),
    ({ id }) => id,
  );
  return [...gates].map(([id, judged]) => passedOf(gateKey(boundary, id), judged, ({ red }) => !red.has(id)));
}

function passedOf(key: string, those: readonly Crossed[], passed: (one: Crossed) => boolean): ReportGroup {
  const items = those.map((one) => {
    const note = [...one.red].join(", ");
    return itemOf(one.item, one.crossed.at, { value: passed(one) ? 1 : 0, ...(note === "" || passed(one) ? {} : { note }) });
  });
  return { key, n: those.length, value: those.filter(passed).length / those.length, items };
}
