import type { Time } from "../basics/known.js";
import type { ItemHistory, WaiverGiven } from "./history.js";
import { grouped, HOUR, total } from "./period.js";

/** Time in which meaning has to be repaired at a boundary. */
export interface Debt {
  item: ItemHistory;
  boundary: string;
  what: "rejected" | "void" | "drift" | "override" | "waiver";
  from: Time;
  to: Time;
}

/**
 * Takes an item and where the report ends; returns its debts. Each begins with a rejection, a void ack, drift, an override or the end of a waiver's
 * day, and ends with the next ack for that boundary, the item's next accepted hand-off, or when it is closed for good or leaves the process.
 */
export function debtsOf(item: ItemHistory, until: Time): Debt[] {
  const debts: Debt[] = [];
  const owe = (boundary: string, what: Debt["what"], from: Time): void =>
    void debts.push({ item, boundary, what, from, to: endOfDebt(item, { boundary, from }, until) });
  for (const { boundary, rejections, voids } of item.handoffs) {
    for (const { at } of rejections) owe(boundary, "rejected", at);
    for (const at of voids) owe(boundary, "void", at);
  }
  for (const { boundary, at } of item.drifts) owe(boundary, "drift", at);
  for (const { boundary, at } of item.overrides) owe(boundary, "override", at);
  for (const waiver of item.waivers)
    if (waiver.boundary !== null && isLapsed(item, waiver, waiver.boundary, until)) owe(waiver.boundary, "waiver", waiver.until);
  return debts.length > 1 ? debts.toSorted((a, b) => a.from - b.from) : debts;
}

function endOfDebt(item: ItemHistory, { boundary, from }: Pick<Debt, "boundary" | "from">, until: Time): Time {
  let end = Math.max(from, lastOpen(item, until));
  for (const { boundary: own, acks, crossed } of item.handoffs) {
    if (own === boundary) end = Math.min(end, acks.find((at) => at > from) ?? end);
    if (crossed?.by === "accepted" && crossed.at > from) end = Math.min(end, crossed.at);
  }
  return end;
}

/** Until when the item had work to do. */
function lastOpen({ visits }: ItemHistory, until: Time): Time {
  const last = visits.at(-1);
  if (!last) return until;
  if (last.left !== null) return last.to ?? until;
  const span = last.spans.at(-1);
  return span?.doing === "closed" ? span.from : until;
}

// A waiver whose gate turned green in time, or whose boundary was taken over anew before its day ended, leaves nothing to repair.
function isLapsed(item: ItemHistory, { gate, at, until: day }: WaiverGiven, boundary: string, until: Time): boolean {
  if (day >= until || day >= lastOpen(item, until)) return false;
  const crossings = item.handoffs.filter(({ crossed }) => crossed !== null && crossed.at >= at && crossed.at < day);
  const own = crossings.find((handoff) => handoff.boundary === boundary);
  const met = own
    ? own.crossed?.gates.some(({ id, outcome }) => id === gate && outcome === "pass") === true
    : !isRedAfter(item, boundary, { gate, day });
  const later = crossings.some((handoff) => handoff !== own && handoff.crossed?.by === "accepted");
  return !met && !later;
}

// While nobody took it over, the gate is red again when the waiver's day is over, unless it was met meanwhile.
function isRedAfter({ visits }: ItemHistory, boundary: string, { gate, day }: { gate: string; day: Time }): boolean {
  return visits.some(({ spans }) => spans.some((span) => span.boundary === boundary && span.to > day && span.gates.includes(gate)));
}

/** Takes debts of one boundary; returns how many hours of them lie between two moments. Debts of one item that overlap count once. */
export function inHoursOf(debts: readonly Debt[]): (from: Time, to: Time) => number {
  const owed = [...grouped(debts, ({ item }) => item).values()].flatMap(joined);
  return (from, to) => total(owed.map((span) => Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)))) / HOUR;
}

function joined(debts: readonly Debt[]): { from: Time; to: Time }[] {
  const spans: { from: Time; to: Time }[] = [];
  for (const { from, to } of debts.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}
