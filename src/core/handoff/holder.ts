import type { Person } from "../facts/person.js";
import { redGates } from "../judging/judgement.js";
import type { ItemVerdict } from "../record/verdict.js";

/** Who has the ball: somebody in a role, or one person; both null where nobody has. */
export interface Holder {
  role: string | null;
  person: Person | null;
}

type Told = Pick<ItemVerdict, "closed" | "handoff" | "gates" | "giver" | "receiver" | "engagement" | "begun" | "due" | "beginning">;

/**
 * Takes a verdict; returns who has the ball: who holds the hand-off, the receivers of one that awaits their word, the giver while something is to
 * be written, the role of a confirmation when nothing else is missing, and whoever leads the stage otherwise.
 */
export function holderOf(verdict: Told): Holder {
  const { handoff, giver, receiver } = verdict;
  if (verdict.closed) return nobody();
  if (handoff?.state === "held") return { role: null, person: handoff.hold.by };
  if (handoff?.state === "awaiting") return { role: receiver?.id ?? null, person: null };
  if (handoff?.state === "rejected") return { role: giver?.id ?? null, person: giver ? null : handoff.requestedBy };
  if (handoff?.state === "blocked") return whileBlocked(verdict, handoff.requestedBy);
  return leadOf(verdict);
}

function whileBlocked(verdict: Told, requestedBy: Person): Holder {
  const red = redGates(verdict);
  const [first] = red;
  const content = red.length === 0 || red.some((gate) => gate.supplier === null);
  if (!content && first?.supplier) return { role: first.supplier.id, person: null };
  return verdict.giver ? { role: verdict.giver.id, person: null } : { role: null, person: requestedBy };
}

/** The lead that the roles' files name; where none does, whoever took the work over until they begin it, then the role that hands it on. */
function leadOf(verdict: Told): Holder {
  const [lead] = verdict.engagement?.lead ?? [];
  if (lead) return { role: lead.id, person: null };
  const taker = verdict.begun === null && verdict.due?.what === "begin" ? verdict.beginning?.by : undefined;
  return { role: taker?.id ?? verdict.giver?.id ?? verdict.beginning?.by.id ?? null, person: null };
}

function nobody(): Holder {
  return { role: null, person: null };
}
