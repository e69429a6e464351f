import type { Refusal } from "./refusal.js";

/** Why somebody's word does not count. */
export type Void =
  | Refusal
  | { why: "edited" }
  | { why: "hidden" }
  /** What it is bound to changed after it, or may have: nobody can prove that it did not. Keys of what changed. */
  | { why: "changed"; keys: string[] }
  /** It came before what it speaks about: a request, a green gate, the stage. */
  | { why: "too_early" };
