import type { Question } from "../question.js";
import type { ReportGroup } from "../report.js";
import type { Doing, ItemHistory, Span } from "../history.js";
import { grouped, HOUR, itemOf, shareOf, total, type Period } from "../period.js";
import { boundariesInOrder, gateKey } from "../boundaries.js";

/** What a boundary's time can go into. */
const PARTS: readonly Doing[] = ["red", "confirmation", "ack", "held", "work"];

interface Spent extends Span {
  item: ItemHistory;
  boundary: string;
  hours: number;
}

/** Hours between the first request for a boundary and its crossing, by what they went into, and what each gate held up. */
export function boundaryTime({ items, period, stages }: Question): ReportGroup[] {
  const groups = grouped(
    items.flatMap((item) => spentBy(item, period)),
    ({ boundary }) => boundary,
  );
  return boundariesInOrder([...groups.keys()], stages).flatMap((key) => {
    const those = groups.get(key) ?? [];
    return [whole(key, those), ...gatesOf(key, those)];
  });
}

function spentBy(item: ItemHistory, period: Period): Spent[] {
  const spans = item.visits.flatMap((visit) => visit.spans);
  return spans.flatMap((span) => {
    const hours = shareOf(period, span.from, span.to) / HOUR;
    return span.boundary === null || hours === 0 || !PARTS.includes(span.doing) ? [] : [{ ...span, boundary: span.boundary, item, hours }];
  });
}

function whole(key: string, those: readonly Spent[]): ReportGroup {
  const behind = itemsOf(those);
  const series = PARTS.map((part) => ({ key: part, value: hoursOf(those.filter(({ doing }) => doing === part)) }));
  return { key, n: behind.length, value: hoursOf(those), series, items: behind };
}

// Several gates hold up at once: their hours are more than the boundary's.
function gatesOf(boundary: string, those: readonly Spent[]): ReportGroup[] {
  const gates = grouped(
    those.flatMap((one) => one.gates.map((gate) => ({ ...one, gate }))),
    ({ gate }) => gate,
  );
  return [...gates]
    .map(([gate, held]): ReportGroup => {
      const behind = itemsOf(held);
      return { key: gateKey(boundary, gate), n: behind.length, value: hoursOf(held), items: behind };
    })
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
}

function itemsOf(those: readonly Spent[]): ReportGroup["items"] {
  return [...grouped(those, ({ item }) => item).values()].flatMap((own) => {
    const last = own.at(-1);
    return last ? [itemOf(last.item, last.to, { value: hoursOf(own) })] : [];
  });
}

function hoursOf(those: readonly Spent[]): number {
  return total(those.map(({ hours }) => hours));
}
