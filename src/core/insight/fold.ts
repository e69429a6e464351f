import type { Time } from "../basics/known.js";
import type { DataOf, Kind } from "../ledger/data.js";
import type { Entry, EntryOf } from "../ledger/entry.js";
import type { BareEntry } from "./bare-entry.js";
import type { Receipt } from "../record/receipt.js";
import { boundaryName, type AgentDid, type Entrance, type Exit, type Handoff, type ItemHistory, type Span, type Visit } from "./history.js";

/** Where the fold stands in an item's story. */
interface Cursor {
  told: ItemHistory;
  at: Time;
  /** What the item's time goes into, apart from being closed. */
  doing: Pick<Span, "doing" | "boundary" | "gates" | "artefacts">;
  closed: boolean;
  gone: boolean;
  /** Titles of the gates that the word which forces the hand-off passes over; null where nothing was said of them. */
  bypassed: readonly string[] | null;
}

const RESTING: Cursor["doing"] = { doing: "resting", boundary: null, gates: [] };

/** The story of an item from its beginning, as far as it was told. Times never run backward, whatever processes' clocks said. */
export class ItemFold {
  readonly #cursor: Cursor;
  readonly #until: Time;
  #isOver = false;

  /** Takes when the story stops. */
  constructor(until: Time) {
    const nothing = { visits: [], handoffs: [], drifts: [], backward: [], overrides: [], waivers: [], holds: [], agents: [], begun: [] };
    const told: ItemHistory = { repository: "", number: 0, ...nothing };
    this.#cursor = { told, at: -Infinity, doing: RESTING, closed: false, gone: false, bypassed: null };
    this.#until = until;
  }

  /** Takes the item's next entry. */
  add(entry: Entry | BareEntry): void {
    const cursor = this.#cursor;
    if ("repository" in entry) {
      cursor.told.repository = entry.repository ?? "";
      cursor.told.number = entry.number ?? 0;
    }
    this.#isOver ||= entry.at >= this.#until;
    if (this.#isOver) return;
    cursor.at = Math.max(cursor.at, entry.at);
    if (cursor.gone && entry.kind !== "gone") reopen(cursor);
    // Each rule takes the entries of the kind that it is found under, which the compiler cannot follow through a look-up.
    (RULES[entry.kind] as ((cursor: Cursor, entry: Entry | BareEntry) => void) | undefined)?.(cursor, entry);
  }

  /** Returns the story; nothing is added any more. */
  end(): ItemHistory {
    this.#cursor.at = this.#until;
    spend(this.#cursor);
    return this.#cursor.told;
  }
}

const RULES: { readonly [K in Kind]?: (cursor: Cursor, entry: K extends BareEntry["kind"] ? BareEntry : EntryOf<K>) => void } = {
  governed: (cursor, { data }) => enter(cursor, { stage: data.stage, entered: "governed", before: null, left: "released" }),
  adopted: (cursor, { data }) => enter(cursor, { stage: data.stage, entered: "adopted", before: null, left: "released" }),
  requested(cursor, { data: { from, to, again } }) {
    if (from !== null) findIn(cursor, from);
    const visit = current(cursor);
    if (!visit) return;
    const boundary = boundaryName(visit.stage, to);
    if (!again && !handoffAt(cursor, boundary)) open(cursor, boundary);
    change(cursor, { doing: "red", boundary, gates: [] });
  },
  blocked: (cursor, { data }) => block(cursor, data.gates),
  gates: (cursor, { data }) => block(cursor, data.gates),
  awaiting: (cursor) => change(cursor, { ...cursor.doing, doing: "ack", gates: [] }),
  ack: (cursor) => handoffNow(cursor)?.acks.push(cursor.at),
  void(cursor, { data }) {
    if (data.why !== "rejected") handoffNow(cursor)?.voids.push(cursor.at);
  },
  rejected(cursor, { data }) {
    handoffNow(cursor)?.rejections.push({ at: cursor.at, reason: data.reason });
    change(cursor, { ...cursor.doing, doing: "work", gates: [] });
  },
  withdrawn: (cursor) => change(cursor, { ...cursor.doing, doing: "work", gates: [] }),
  held(cursor, { data }) {
    const { boundary } = cursor.doing;
    if (boundary !== null) cursor.told.holds.push({ at: cursor.at, reason: data.reason, boundary });
    change(cursor, { ...cursor.doing, doing: "held", gates: [] });
  },
  unheld: (cursor) => change(cursor, { ...cursor.doing, doing: "work", gates: [] }),
  forced(cursor, { data }) {
    cursor.bypassed = data.bypassed;
  },
  accepted: (cursor, { data }) => cross(cursor, "accepted", data.receipt),
  overridden: (cursor, { data }) => cross(cursor, "overridden", data.receipt),
  backward: (cursor, { data }) => goBack(cursor, data.receipt),
  observed: (cursor, { data }) => move(cursor, "observed", data.receipt),
  waived(cursor, { data: { gate, until, reason } }) {
    cursor.told.waivers.push({ at: cursor.at, gate, until, reason, boundary: cursor.doing.boundary });
  },
  drift(cursor) {
    const visit = current(cursor);
    if (visit && visit.before !== null) cursor.told.drifts.push({ boundary: boundaryName(visit.before, visit.stage), at: cursor.at });
  },
  begun: (cursor, { data }) => cursor.told.begun.push({ stage: data.stage, at: cursor.at }),
  agent_within: (cursor, { data }) => didAgent(cursor, "within", data.agent),
  agent_beyond: (cursor, { data }) => didAgent(cursor, "beyond", data.agent, data.why),
  agent_confirmed: (cursor, { data }) => didAgent(cursor, "confirmed", data.agent),
  agent_refused: (cursor, { data }) => didAgent(cursor, "refused", data.agent, data.why),
  closed: close,
  reopened: reopen,
  gone(cursor) {
    close(cursor);
    cursor.gone = true;
  },
  released: (cursor) => leave(cursor, "released", null),
};

function didAgent({ told, at }: Cursor, did: AgentDid["did"], agent: string | null, why: readonly string[] = []): void {
  told.agents.push({ agent, did, why, at });
}

function current({ told }: Cursor): Visit | null {
  const visit = told.visits.at(-1);
  return visit && visit.left === null ? visit : null;
}

/** Ends the span that runs: its time was spent as the cursor says. */
function spend(cursor: Cursor): void {
  const visit = current(cursor);
  if (!visit) return;
  const from = visit.spans.at(-1)?.to ?? visit.from;
  if (cursor.at <= from) return;
  const { doing, boundary, gates, artefacts } = cursor.doing;
  // Written out: a report reads a hundred thousand of them again and again, which takes several times as long where their keys differ in order.
  const span: Span = { doing: cursor.closed ? "closed" : doing, from, to: cursor.at, boundary, gates };
  visit.spans.push(artefacts ? { ...span, artefacts } : span);
}

function change(cursor: Cursor, { artefacts, ...doing }: Cursor["doing"]): void {
  spend(cursor);
  // Nothing waits for an artefact but a gate.
  cursor.doing = artefacts && artefacts.length > 0 && doing.gates.length > 0 ? { ...doing, artefacts } : doing;
}

function close(cursor: Cursor): void {
  spend(cursor);
  cursor.closed = true;
}

function reopen(cursor: Cursor): void {
  spend(cursor);
  cursor.closed = false;
  cursor.gone = false;
}

function enter(
  cursor: Cursor,
  { stage, entered, before, left }: { stage: string; entered: Entrance; before: string | null; left: Exit },
): void {
  leave(cursor, left, stage);
  cursor.told.visits.push({ stage, entered, before, from: cursor.at, left: null, next: null, to: null, spans: [] });
}

function leave(cursor: Cursor, left: Exit, next: string | null): void {
  const visit = current(cursor);
  change(cursor, RESTING);
  if (visit) Object.assign(visit, { left, next, to: cursor.at });
}

/** The entry says where the item is. Where that is not where it was last seen, something is missing between. */
function findIn(cursor: Cursor, stage: string): void {
  if (current(cursor)?.stage !== stage) enter(cursor, { stage, entered: "found", before: null, left: "lost" });
}

function move(cursor: Cursor, kind: Exclude<Exit, "released" | "lost">, { from, to }: Pick<Receipt, "from" | "to">): void {
  if (from !== null) findIn(cursor, from);
  enter(cursor, { stage: to, entered: kind, before: from, left: kind });
}

function block(cursor: Cursor, gates: DataOf<"blocked">["gates"]): void {
  const red = gates.filter(({ outcome }) => outcome !== "pending").map(({ id }) => id);
  const handoff = handoffNow(cursor);
  for (const id of red) handoff?.red.add(id);
  const pending = gates.map(({ id }) => id);
  const artefacts = [...new Set(gates.flatMap((gate) => gate.artefacts ?? []))];
  const waits = red.length > 0 ? { doing: "red" as const, gates: red } : { doing: "confirmation" as const, gates: pending };
  change(cursor, { ...cursor.doing, ...waits, artefacts });
}

function open(cursor: Cursor, boundary: string): void {
  const handoff: Handoff = { boundary, requested: cursor.at, crossed: null, red: new Set(), rejections: [], voids: [], acks: [] };
  cursor.told.handoffs.push(handoff);
  // A waiver may be given before anybody asks.
  const since = current(cursor)?.from ?? cursor.at;
  for (const waiver of cursor.told.waivers) if (waiver.at >= since) waiver.boundary ??= boundary;
}

/** The hand-off over a boundary out of the visit that goes on. */
function handoffAt(cursor: Cursor, boundary: string | null): Handoff | null {
  const visit = current(cursor);
  const found = cursor.told.handoffs.findLast((handoff) => handoff.boundary === boundary);
  return visit && found && found.requested >= visit.from && found.crossed === null ? found : null;
}

function handoffNow(cursor: Cursor): Handoff | null {
  return handoffAt(cursor, cursor.doing.boundary);
}

function cross(cursor: Cursor, by: "accepted" | "overridden", receipt: Receipt): void {
  const { from, to, reason } = receipt;
  const boundary = boundaryName(from ?? "", to);
  const gates = receipt.gates.map(({ id, outcome, waivedBy }) => ({ id, outcome, waived: waivedBy !== null }));
  const handoff = handoffAt(cursor, boundary);
  if (handoff) handoff.crossed = { by, at: cursor.at, gates };
  if (by === "overridden")
    cursor.told.overrides.push({ at: cursor.at, reason: reason ?? "", boundary, gates: bypassedGates(receipt, cursor.bypassed) });
  cursor.bypassed = null;
  move(cursor, by, receipt);
}

function bypassedGates({ gates }: Receipt, titles: Cursor["bypassed"]): string[] {
  const stood = gates.filter(({ outcome, waivedBy }) => outcome !== "pass" && waivedBy === null);
  return stood.filter(({ title }) => titles === null || titles.includes(title)).map(({ id }) => id);
}

// What is undone is the boundary that the item came over; where that is not known, the one between the two stages.
function goBack(cursor: Cursor, { from, to }: Receipt): void {
  const visit = current(cursor);
  const before = visit?.before ?? to;
  cursor.told.backward.push({ boundary: boundaryName(before, from ?? visit?.stage ?? ""), at: cursor.at });
  move(cursor, "backward", { from, to });
}
