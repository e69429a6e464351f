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
    return [passedOf(key, those), ...gatesOf(key, those)];
  });
}

function crossedBy(item: ItemHistory): Crossed[] {
  return item.handoffs.flatMap((handoff) => (handoff.crossed ? [{ ...handoff, item, crossed: handoff.crossed }] : []));
}

// Behind a gate's share are the items that it held up: a list of all the others would say nothing.
function gatesOf(boundary: string, those: readonly Crossed[]): ReportGroup[] {
  const judged = new Map<string, { n: number; red: Crossed[] }>();
  for (const one of those)
    for (const { id } of one.crossed.gates) {
      const gate = judged.get(id) ?? { n: 0, red: [] };
      gate.n += 1;
      if (one.red.has(id)) gate.red.push(one);
      judged.set(id, gate);
    }
  return [...judged].map(([id, { n, red }]) => {
    const items = red.map(({ item, crossed }) => itemOf(item, crossed.at));
    return { key: gateKey(boundary, id), n, value: 1 - red.length / n, items };
  });
}

function passedOf(key: string, those: readonly Crossed[]): ReportGroup {
  const items = those.map((one) => {
    const note = [...one.red].join(", ");
    return itemOf(one.item, one.crossed.at, { value: isClean(one) ? 1 : 0, ...(note === "" ? {} : { note }) });
  });
  return { key, n: those.length, value: those.filter(isClean).length / those.length, items };
}
