import { differ, type Difference } from "../compare/difference.js";

/** Compares two versions of something that is allowed or not. */
export function allowance(what: string, before: boolean, after: boolean): Difference[] {
  return differ(what, before, after, (_was, is) => (is ? "loosened" : "tightened"));
}
