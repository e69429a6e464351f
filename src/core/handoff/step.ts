import { carryOut } from "./effects.js";
import type { HandoffEvent } from "./events.js";
import type { Facts, RefusalReason, Refused, Rule, Step } from "./rule.js";
import type { EventType } from "./events.js";
import type { Handoff, State } from "../record/state.js";
import { TABLE } from "./table.js";
import type { Turn } from "./turn.js";

type AnyCell = Refused | Rule<never, never>;

/** The state that a record is in. */
export function stateOf({ stage, handoff }: Facts["record"]): State {
  return stage === null ? "ungoverned" : (handoff?.state ?? "resting");
}

/** Why the state refuses such an event, or null when it has a rule for it. */
export function refusalOf(state: State, type: EventType): RefusalReason | null {
  const cell: AnyCell = TABLE[state][type];
  return "refuses" in cell ? cell.refuses : null;
}

/**
 * Takes where a hand-off stands and what happens; returns where that leads and what to do, or why it means nothing here. Pure. Throws
 * when a rule leads where it says it does not.
 */
export function step(state: State, handoff: Handoff | null, event: HandoffEvent, facts: Facts): Step | Refused {
  const cell: AnyCell = TABLE[state][event.type];
  if ("refuses" in cell) return cell;
  // The table pairs each state with its own hand-off, which the compiler cannot follow through a look-up.
  const next = cell.run(handoff as never, event as never, facts);
  const led = next.state === state && cell.to.includes("same");
  if (!led && !cell.to.includes(next.state)) throw new Error(`${state} × ${event.type} may not lead to ${next.state}`);
  return next;
}

/** Lets an event happen to the turn's record; returns why the state refuses it, null when it happened. */
export function happen(turn: Turn, event: HandoffEvent): RefusalReason | null {
  const { record } = turn;
  const next = step(stateOf(record), record.handoff, event, turn);
  if ("refuses" in next) return next.refuses;
  record.handoff = next.handoff;
  carryOut(turn, next.effects);
  return null;
}
