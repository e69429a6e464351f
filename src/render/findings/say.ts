import { inert } from "../inert.js";

/** Found and needed, in this order. */
export function say(found: string, needed = ""): { found: string; needed: string } {
  return { found, needed };
}

/** Why somebody's word does not count, whatever they said. */
export function whyNotTheirs(why: { is: "bot" } | { is: "not_a_member" } | { is: "unknown"; reason: string }): string {
  if (why.is === "bot") return "it is by a bot";
  return why.is === "not_a_member" ? "they do not hold the role" : `whether they hold the role could not be read: ${inert(why.reason)}`;
}

/** `1 word`, `2 words` */
export function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `a`, `b` or `c`, each inert; at most ten of them. */
export function listed(names: readonly string[], word: "or" | "and" = "or"): string {
  const shown = names.slice(0, 10).map(inert);
  if (names.length > shown.length) shown.push(`${names.length - shown.length} more`);
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} ${word} ${last}`;
}
