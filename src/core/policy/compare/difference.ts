import type { LabelFilter } from "../../checks/gate-spec.js";
import { sameLabel } from "../../basics/names.js";
import { canonicalJson } from "../../basics/digest.js";
import type { PolicyChange } from "./change.js";
import type { Config, Policy } from "../types.js";
import type { Contract } from "../types.js";

/** What a difference does. `unclear` may let something pass, in whichever direction it is read: it counts as loosened. */
export type Effect = PolicyChange["effect"] | "unclear";

/** A configuration, with what else of its policy gives it a meaning. */
export type Ruled = Config & { contracts?: readonly Contract[]; templateTexts?: readonly string[] } & Pick<
    Policy,
    "templateSections" | "forms"
  >;

/** One difference, before it is known whose it is and where it stands. Undefined: was not there, or is not there any more. */
export interface Difference {
  effect: Effect;
  breaking: boolean;
  /** Dotted path inside the gate, the contract or the configuration. */
  what: string;
  before: unknown;
  after: unknown;
}

/** Compares two values by a rule; returns nothing when they say the same. What asks for more, or for something else, breaks what is in flight. */
export function differ<T>(what: string, before: T, after: T, rule: (before: T, after: T) => Effect): Difference[] {
  if (same(before, after)) return [];
  const effect = rule(before, after);
  return [{ effect, breaking: effect === "tightened" || effect === "unclear", what, before, after }];
}

/** True when two values say the same, whatever the order of their keys. */
export function same(before: unknown, after: unknown): boolean {
  return before === after || canonicalJson({ value: before }) === canonicalJson({ value: after });
}

/** A number of which more, or less, asks for more. */
export function byNumber(stricter: "more" | "less"): (before: number, after: number) => Effect {
  return (before, after) => (after > before === (stricter === "more") ? "tightened" : "loosened");
}

/** Something that asks for more when it is there. */
export function byPresence(before: unknown, after: unknown): Effect {
  if (before === null || before === undefined) return "tightened";
  return after === null || after === undefined ? "loosened" : "unclear";
}

/** A list of which more members, or fewer, ask for more. */
export function byMembers(stricter: "superset" | "subset"): (before: readonly unknown[], after: readonly unknown[]) => Effect {
  return (before, after) => {
    const grown = holds(after, before);
    const shrunk = holds(before, after);
    // The same members in another order, or more than once.
    if (grown && shrunk) return "neutral";
    if (!grown && !shrunk) return "unclear";
    return grown === (stricter === "superset") ? "tightened" : "loosened";
  };
}

function holds(whole: readonly unknown[], part: readonly unknown[]): boolean {
  const members = new Set(whole.map((member) => canonicalJson({ member })));
  return part.every((member) => members.has(canonicalJson({ member })));
}

/** Which items a filter selects: `wider` when it certainly selects all it selected before. */
export function isWider(before: LabelFilter, after: LabelFilter): boolean {
  const within = (part: readonly string[], whole: readonly string[]) => part.every((one) => whole.some((other) => sameLabel(one, other)));
  const anyWider = after.any.length === 0 || (before.any.length > 0 && within(before.any, after.any));
  return anyWider && within(after.all, before.all) && within(after.none, before.none);
}
