import type { Time } from "../basics/known.js";
import type { VoidedAck } from "./state.js";

/** Something Baton did or refused on its own accord, to be explained in the living comment. */
export type Remark =
  | { kind: "skipped_stage"; at: Time; by: string | null; from: string; to: string; next: string | null }
  | { kind: "no_contract"; at: Time; by: string | null; from: string; to: string }
  | { kind: "not_giver"; at: Time; by: string | null; to: string; role: string | null; why: string }
  | { kind: "two_stages"; at: Time; stages: string[] }
  | { kind: "label_restored"; at: Time; by: string | null; stage: string }
  | { kind: "backward_forbidden"; at: Time; by: string | null; from: string; to: string; why: string }
  | { kind: "withdrawn"; at: Time; by: string; to: string }
  | { kind: "ack_void"; at: Time; by: string; why: VoidedAck["why"]; changed: string[] }
  /** A label asked for something while the hand-off was held. */
  | { kind: "hold_stands"; at: Time; by: string | null; to: string }
  | { kind: "held"; at: Time; by: string; to: string }
  | { kind: "unheld"; at: Time; by: string; to: string }
  | { kind: "policy_changed"; at: Time; stage: string };
