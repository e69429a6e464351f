import type { Person } from "../facts/person.js";
import { letsPass } from "../judging/judgement.js";
import { rejectionOf, type Handoff } from "../record/state.js";
import type { GateResult, ItemVerdict } from "../record/verdict.js";
import type { Holder, ShownState, Wait } from "./types.js";

/** Takes a verdict; returns how the item stands. */
export function stateOf({ handoff }: { handoff: Handoff | null }): ShownState {
  return handoff?.state ?? "resting";
}

/** The gates that stand in the way: blocking, not green, and let pass by nobody. */
export function redGates({ gates }: Pick<ItemVerdict, "gates">): GateResult[] {
  return gates.filter((gate) => !letsPass(gate));
}

/**
 * Takes a verdict; returns who has the ball: who holds the hand-off, the receivers of one that awaits their word, the giver while something is to
 * be written, the role of a confirmation when nothing else is missing, and whoever leads the stage otherwise.
 */
export function holderOf(verdict: ItemVerdict): Holder {
  const { handoff, giver, receiver } = verdict;
  if (verdict.closed) return nobody();
  if (handoff?.state === "held") return { role: null, person: handoff.hold.by };
  if (handoff?.state === "awaiting") return { role: receiver?.id ?? null, person: null };
  if (handoff?.state === "rejected") return { role: giver?.id ?? null, person: giver ? null : handoff.requestedBy };
  if (handoff?.state === "blocked") return whileBlocked(verdict, handoff.requestedBy);
  return leadOf(verdict);
}

function whileBlocked(verdict: ItemVerdict, requestedBy: Person): Holder {
  const red = redGates(verdict);
  const [first] = red;
  const content = red.length === 0 || red.some((gate) => gate.supplier === null);
  if (!content && first?.supplier) return { role: first.supplier.id, person: null };
  return verdict.giver ? { role: verdict.giver.id, person: null } : { role: null, person: requestedBy };
}

/** The lead that the roles' files name; where none does, whoever took the work over until they begin it, then the role that hands it on. */
function leadOf(verdict: ItemVerdict): Holder {
  const [lead] = verdict.engagement?.lead ?? [];
  if (lead) return { role: lead.id, person: null };
  const taker = verdict.begun === null && verdict.due?.what === "begin" ? verdict.beginning?.by : undefined;
  return { role: taker?.id ?? verdict.giver?.id ?? verdict.beginning?.by.id ?? null, person: null };
}

function nobody(): Holder {
  return { role: null, person: null };
}

/** Takes a verdict, who wrote the item and how a gate is called; returns what waits for whom, of an open hand-off or of work that is to begin. */
export function waitsOf(verdict: ItemVerdict, author: Person | null, title: (gate: GateResult) => string): Wait[] {
  const { handoff } = verdict;
  if (verdict.closed || verdict.observe) return [];
  if (handoff === null) return toBegin(verdict);
  if (handoff.state === "held") return [wait({ what: "hold", people: [handoff.hold.by], since: handoff.hold.at })];
  if (handoff.state === "awaiting") {
    const except = [handoff.requestedBy, ...handoff.alsoRequestedBy, ...handoff.acks.map(({ by }) => by), ...(author ? [author] : [])];
    const people = (verdict.delegations ?? []).map(({ to }) => to);
    const due = verdict.due?.what === "acknowledge" ? verdict.due.at : null;
    return [wait({ what: "ack", role: verdict.receiver?.id ?? null, people, except, since: handoff.since, due })];
  }
  const requested = handoff.requested.at ?? verdict.stageSince;
  const giver = { role: verdict.giver?.id ?? null, people: verdict.giver ? [] : [handoff.requestedBy, ...(author ? [author] : [])] };
  if (handoff.state === "rejected") return [wait({ what: "mend", ...giver, since: rejectionOf(handoff)?.at ?? requested })];
  return gatesMissing(verdict, giver, requested, title);
}

type Givers = Pick<Wait, "role" | "people">;

function gatesMissing(verdict: ItemVerdict, giver: Givers, since: number, title: (gate: GateResult) => string): Wait[] {
  const byRole = new Map<string | null, GateResult[]>();
  for (const gate of redGates(verdict)) {
    const role = gate.supplier?.id ?? null;
    byRole.set(role, [...(byRole.get(role) ?? []), gate]);
  }
  return [...byRole].map(([role, gates]) =>
    wait({
      ...(role === null ? { what: "write", ...giver } : { what: "gate", role }),
      gates: gates.map(title).slice(0, MOST_NAMED),
      since,
    }),
  );
}

const MOST_NAMED = 20;

function toBegin(verdict: ItemVerdict): Wait[] {
  if (verdict.begun !== null || verdict.due?.what !== "begin") return [];
  const takers = verdict.receipts.find(({ to }) => to === verdict.stage.id)?.acknowledgedBy.map(({ by }) => by) ?? [];
  const role = takers.length > 0 ? null : (verdict.beginning?.by.id ?? null);
  return [wait({ what: "begin", role, people: takers, since: verdict.stageSince, due: verdict.due.at })];
}

function wait(some: Pick<Wait, "what" | "since"> & Partial<Wait>): Wait {
  return { role: null, people: [], except: [], gates: [], due: null, ...some };
}
