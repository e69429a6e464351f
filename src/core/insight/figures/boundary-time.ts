import type { Question } from "../question.js";
import type { ReportGroup } from "../report.js";
import type { Doing, ItemHistory, Span } from "../history.js";
import { HOUR, itemOf, shareOf, type Period } from "../period.js";
import { boundariesInOrder, gateKey } from "../boundaries.js";

/** What a boundary's time can go into. */
const PARTS: readonly Doing[] = ["red", "confirmation", "ack", "held", "work"];

/** Hours that go into one thing, and of each item how many of them, and until when. */
interface Spent {
  hours: number;
  items: Map<ItemHistory, { hours: number; last: number }>;
}

interface Boundary extends Spent {
  parts: Map<Doing, number>;
  gates: Map<string, Spent>;
}

/** Hours between the first request for a boundary and its crossing, by what they went into, and what each gate held up. */
export function boundaryTime({ items, period, stages }: Question): ReportGroup[] {
  const boundaries = new Map<string, Boundary>();
  for (const item of items) for (const { spans } of item.visits) for (const span of spans) spend(boundaries, item, span, period);
  return boundariesInOrder([...boundaries.keys()], stages).flatMap((key) => {
    const boundary = boundaries.get(key);
    return boundary ? [whole(key, boundary), ...gatesOf(key, boundary)] : [];
  });
}

function spend(
  boundaries: Map<string, Boundary>,
  item: ItemHistory,
  { boundary: key, doing, from, to, gates }: Span,
  period: Period,
): void {
  if (key === null || !PARTS.includes(doing)) return;
  const hours = shareOf(period, from, to) / HOUR;
  if (hours === 0) return;
  const boundary: Boundary = boundaries.get(key) ?? { hours: 0, items: new Map(), parts: new Map(), gates: new Map() };
  boundaries.set(key, boundary);
  add(boundary, item, hours, to);
  boundary.parts.set(doing, (boundary.parts.get(doing) ?? 0) + hours);
  // Several gates hold up at once: their hours are more than the boundary's.
  for (const gate of gates) {
    const spent: Spent = boundary.gates.get(gate) ?? { hours: 0, items: new Map() };
    boundary.gates.set(gate, spent);
    add(spent, item, hours, to);
  }
}

function add(spent: Spent, item: ItemHistory, hours: number, last: number): void {
  spent.hours += hours;
  const own = spent.items.get(item);
  if (own) {
    own.hours += hours;
    own.last = last;
  } else spent.items.set(item, { hours, last });
}

function whole(key: string, boundary: Boundary): ReportGroup {
  const series = PARTS.map((part) => ({ key: part, value: boundary.parts.get(part) ?? 0 }));
  const { items, ...sums } = groupOf(key, boundary);
  return { ...sums, series, items };
}

function gatesOf(key: string, { gates }: Boundary): ReportGroup[] {
  return [...gates].map(([gate, held]) => groupOf(gateKey(key, gate), held)).toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
}

function groupOf(key: string, { hours, items }: Spent): ReportGroup {
  return { key, n: items.size, value: hours, items: [...items].map(([item, own]) => itemOf(item, own.last, { value: own.hours })) };
}
