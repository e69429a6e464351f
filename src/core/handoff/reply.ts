import type { Refusal } from "../commands/refusal.js";
import type { Role, Stage } from "../policy/types.js";
import type { ItemVerdict } from "../record/verdict.js";
import type { UsageError } from "../commands/until.js";

/** The answer to a command, in data. One line each, but for `status` and `help`. `by` is the login that commanded, `command` the word. */
export type Reply =
  | { kind: "unknown_command"; by: string; word: string; suggestion: string }
  /** One of ours where no command is read: in backticks, a list, below a mail's tail. */
  | { kind: "misplaced_command"; by: string; command: string }
  | { kind: "edited"; by: string; command: string }
  /** More than `most` within an hour: those from the comment that is answered on are not read. */
  | { kind: "too_many_commands"; by: string; most: number }
  | { kind: "not_governed"; by: string; command: string }
  | { kind: "closed"; by: string; command: string }
  | { kind: "observing"; by: string; command: string }
  /** `roles`: who could do it instead. */
  | { kind: "refused"; by: string; command: string; refusal: Refusal; roles: Role[] }
  | { kind: "usage"; by: string; command: string }
  | { kind: "bad_arguments"; by: string; command: string; error: UsageError }
  | { kind: "nothing_to_waive"; by: string; gate: string; title: string }
  /** Nothing is requested, so there is nothing to acknowledge, reject, withdraw or override. */
  | { kind: "no_handoff"; by: string; command: string; next: Stage | null }
  /** The hand-off waits for gates, not for an ack. */
  | { kind: "gates_not_green"; by: string; command: string; gates: string[] }
  | { kind: "rejected_already"; by: string; command: string; rejectedBy: string }
  /** Somebody holds the hand-off. */
  | { kind: "held"; by: string; command: string; heldBy: string; reason: string }
  | { kind: "not_held"; by: string }
  /** What the word is bound to changed after it, or may have; `changed` is empty when it was taken back, or nobody can tell. */
  | { kind: "stale_word"; by: string; command: string; changed: string[] }
  | { kind: "unknown_gate"; by: string; gate: string; known: string[]; suggestion: string | null }
  | { kind: "gate_takes_no_confirmation"; by: string; gate: string; title: string }
  | { kind: "unknown_stage"; by: string; stage: string; known: string[]; suggestion: string | null }
  | { kind: "same_stage"; by: string; stage: string }
  | { kind: "skipped_stage"; by: string; from: string; to: string; next: string | null }
  | { kind: "no_contract"; by: string; from: string; to: string }
  | { kind: "backward_forbidden"; by: string; from: string; to: string }
  | { kind: "already_requested"; by: string; to: string }
  | { kind: "already_begun"; by: string; stage: string }
  | { kind: "nothing_to_begin"; by: string; stage: string }
  | { kind: "override_not_configured"; by: string }
  | { kind: "override_code"; by: string; code: string; to: string; bypassed: string[]; acknowledgement: boolean; second: Role | null }
  | { kind: "override_wrong_code"; by: string; why: "unknown" | "content_changed" | "expired" }
  | { kind: "override_needs_second"; by: string; code: string; role: Role }
  | { kind: "override_same_person"; by: string; role: Role }
  | { kind: "status"; by: string; verdict: ItemVerdict }
  | { kind: "help"; by: string; verdict: ItemVerdict | null; overrideRoles: Role[] };
