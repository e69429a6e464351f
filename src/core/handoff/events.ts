import type { Judgement } from "../judging/judgement.js";
import type { Time } from "../basics/known.js";
import type { Moment } from "../facts/moment.js";
import type { Contract } from "../policy/types.js";
import type { Person } from "../facts/person.js";
import type { Ack, Hold, OverrideRequest, Rejection, Request, VoidedAck } from "../record/state.js";

/** Something that happens to a hand-off: what people did, once it is clear that they may, and what a look finds. */
export type HandoffEvent =
  /** The policy puts the item into a stage. */
  | { type: "governed"; stage: string; how: "initial" | "adopted"; by: Person | null; known: string | null }
  /** Somebody who may asks for the next stage. */
  | { type: "requested"; to: string; by: Person; at: Time; moment: Moment; via: Request["via"]; contract: Contract }
  /** Somebody who may leads the item back to an earlier stage. */
  | { type: "moved_back"; to: string; by: Person | null }
  /** While the policy observes, the item is where its labels say. */
  | { type: "followed"; to: string; by: Person | null; judgement: Judgement | null }
  | { type: "withdrawn"; by: Person; at: Time }
  | { type: "rejected"; rejection: Rejection }
  | { type: "held"; hold: Hold }
  | { type: "unheld"; by: Person; at: Time }
  /** Somebody of the override role asks for the code. */
  | { type: "code_given"; override: OverrideRequest }
  /** The first of the two people who must force it. */
  | { type: "seconded"; first: NonNullable<OverrideRequest["first"]> }
  /** The first person's word does not count any more. */
  | { type: "override_lost" }
  | { type: "forced"; by: Person[]; code: string; reason: string; judgement: Judgement; bypassed: string[] }
  /** The body is not the one that was rejected. */
  | { type: "text_changed"; moment: Moment }
  /** Content that the receivers were asked about is there no more. */
  | { type: "content_gone"; moment: Moment }
  | { type: "gates_red"; judgement: Judgement }
  | { type: "gates_green"; judgement: Judgement; green: Moment }
  /** An ack that had counted, or would have, does not: its writer is told. */
  | { type: "ack_void"; ack: VoidedAck }
  /** An ack was refused for good. */
  | { type: "ack_refused"; commentId: number }
  /** The acks that count now; fewer than the contract wants. */
  | { type: "acks_counted"; acks: Ack[] }
  /** Enough of them. */
  | { type: "acknowledged"; acks: Ack[]; judgement: Judgement }
  /** No contract covers the boundary any more, or several do. */
  | { type: "boundary_gone" }
  /** The policy does not know the stage any more, and puts the item nowhere. */
  | { type: "released" };

export type EventType = HandoffEvent["type"];
export type EventOf<E extends EventType> = Extract<HandoffEvent, { type: E }>;
