import type { Person } from "../facts/person.js";
import { redGates } from "../judging/judgement.js";
import { rejectionOf, type Handoff } from "../record/state.js";
import type { GateResult, ItemVerdict } from "../record/verdict.js";
import type { ShownState, Wait } from "./types.js";

/** Takes a verdict; returns how the item stands. */
export function stateOf({ handoff }: { handoff: Handoff | null }): ShownState {
  return handoff?.state ?? "resting";
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
