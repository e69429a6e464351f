import type { Finding, FindingCode } from "../../core/findings/findings.js";
import type { WordsBy } from "../by-kind.js";
import { inert, quoted } from "../inert.js";

/** What was found and what is needed, in plain sentences that are safe to post. `needed` is empty when nothing is. */
export interface Description {
  found: string;
  needed: string;
}

/** The finding of a code. */
export type Of<C extends FindingCode> = Extract<Finding, { code: C }>;

/** Words for each code of some findings. Complete by type. */
export type WordsOf<F extends { code: FindingCode }> = WordsBy<"code", Of<F["code"]>, Description>;

/** Found and needed, in this order. */
export function say(found: string, needed = ""): Description {
  return { found, needed };
}

/** Why somebody's word does not count, whatever they said. */
export const THEIRS: WordsBy<"is", { is: "bot" } | { is: "not_a_member" } | { is: "unknown"; reason: string }> = {
  bot: () => "it is by a bot",
  not_a_member: () => "they do not hold the role",
  unknown: ({ reason }) => `whether they hold the role could not be read: ${inert(reason)}`,
};

/** `1 word`, `2 words` */
export function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `a`, `b` or `c`, of a contract's own words; at most ten of them. */
export function listed(names: readonly string[], word: "or" | "and" = "or"): string {
  const shown = names.slice(0, 10).map(quoted);
  if (names.length > shown.length) shown.push(`${names.length - shown.length} more`);
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} ${word} ${last}`;
}
