import type { Question } from "../question.js";
import type { ReportGroup } from "../report.js";
import { isClean, type Handoff, type ItemHistory } from "../history.js";
import { grouped, isWithin, itemOf } from "../period.js";
import { boundariesInOrder, gateKey } from "../boundaries.js";

interface Crossed {
  item: ItemHistory;
  handoff: Handoff;
  crossed: NonNullable<Handoff["crossed"]>;
}

/** Share of hand-offs that went through at once, of each boundary and of each of its gates. */
export function firstPassYield({ items, period, stages }: Question): ReportGroup[] {
  const all = items.flatMap((item) => crossedBy(item)).filter(({ crossed }) => isWithin(period, crossed.at));
  const groups = grouped(all, ({ handoff }) => handoff.boundary);
  return boundariesInOrder([...groups.keys()], stages).flatMap((key) => {
    const those = groups.get(key) ?? [];
    return [passedOf(key, those), ...gatesOf(key, those)];
  });
}

function crossedBy(item: ItemHistory): Crossed[] {
  return item.handoffs.flatMap((handoff) => (handoff.crossed ? [{ item, handoff, crossed: handoff.crossed }] : []));
}

// Behind a gate's share are the items that it held up: a list of all the others would say nothing.
function gatesOf(boundary: string, those: readonly Crossed[]): ReportGroup[] {
  const judged = new Map<string, { n: number; red: Crossed[] }>();
  for (const one of those)
    for (const { id } of one.crossed.gates) {
      const gate = judged.get(id) ?? { n: 0, red: [] };
      gate.n += 1;
      if (one.handoff.red.has(id)) gate.red.push(one);
      judged.set(id, gate);
    }
  return [...judged].map(([id, { n, red }]) => {
    const items = red.map(({ item, crossed }) => itemOf(item, crossed.at));
    return { key: gateKey(boundary, id), n, value: 1 - red.length / n, items };
  });
}

function passedOf(key: string, those: readonly Crossed[]): ReportGroup {
  const items = those.map((one) => {
    const value = isClean(one.handoff) ? 1 : 0;
    const note = [...one.handoff.red].join(", ");
    return itemOf(one.item, one.crossed.at, note === "" ? { value } : { value, note });
  });
  return { key, n: those.length, value: those.filter(({ handoff }) => isClean(handoff)).length / those.length, items };
}
