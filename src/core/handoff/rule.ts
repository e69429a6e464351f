import type { Time } from "../basics/known.js";
import type { ItemRecord } from "../record/record.js";
import type { Policy } from "../policy/types.js";
import type { Texts } from "../content/item-texts.js";
import type { Effect } from "./effects.js";
import type { EventOf, EventType, HandoffEvent } from "./events.js";
import type { Handoff, State } from "../record/state.js";

/** What a rule may look at beside the state and the event. */
export interface Facts {
  record: Readonly<ItemRecord>;
  policy: Policy;
  texts: Texts;
  now: Time;
}

/** The hand-off in one state; null where there is none. */
export type In<S extends State> = S extends Handoff["state"] ? Extract<Handoff, { state: S }> : null;

/** Where a step leads. */
export interface Step {
  state: State;
  handoff: Handoff | null;
  effects: Effect[];
}

/** Where a rule may lead: to a state, or nowhere else. */
export type Next = State | "same";

/** One cell of the table: what happens, in words and as a pure function, and to which states it leads. */
export interface Rule<H extends Handoff | null, E extends HandoffEvent> {
  does: string;
  to: readonly Next[];
  run(handoff: H, event: E, facts: Facts): Step;
}

/** Why an event means nothing in a state. */
export type RefusalReason = "not_governed" | "nothing_requested" | "gates_not_green" | "sent_back" | "held" | "not_held" | "not_sent_back";

export interface Refused {
  refuses: RefusalReason;
}

/** Writes a rule down. */
export function rule<S extends State, E extends EventType>(
  does: string,
  to: readonly Next[],
  run: (handoff: In<S>, event: EventOf<E>, facts: Facts) => Step,
): Rule<In<S>, EventOf<E>> {
  return { does, to, run };
}

/** An event that a state refuses. */
export function refuses(reason: RefusalReason): Refused {
  return { refuses: reason };
}

/** A step into a state of a hand-off. */
export function into(handoff: Handoff, effects: Effect[] = []): Step {
  return { state: handoff.state, handoff, effects };
}

/** A step that ends the hand-off: the item rests in its stage. */
export function rest(effects: Effect[]): Step {
  return { state: "resting", handoff: null, effects };
}
