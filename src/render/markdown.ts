import type { Role } from "../core/policy/types.js";
import { inert } from "./inert.js";

const PLAIN = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ,.;:!?'’()/%+=≥≤–—→-]*$/u;
const LIVELY = /:[\w+-]+:|\/\/|www\.|\bGH-\d|\p{M}{3}/iu;
const LONGEST_PLAIN = 120;

/**
 * Text of somebody else than the authors of the policy in force (for theirs see `policyWords`), for use in the middle of a sentence.
 * Returns it as it is when it cannot be read as markup, a mention or a link, and as an inert code span otherwise.
 */
export function plain(text: string): string {
  const tidy = text.trim();
  return tidy.length <= LONGEST_PLAIN && PLAIN.test(tidy) && !LIVELY.test(tidy) ? tidy : inert(text);
}

/** Text for places that show no Markdown (check run titles, label descriptions): one line, at most `max` characters. */
export function oneLine(text: string, max: number): string {
  const tidy = text.replace(/[\p{Z}\s\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu, " ").trim();
  return tidy.length <= max
    ? tidy
    : `${tidy
        .slice(0, max - 1)
        .replace(/\p{Cs}$/u, "")
        .trimEnd()}…`;
}

/** Markdown that is kept when short; a longer one is cut as inert text, because a cut through a code span would set free what it holds. */
export function bounded(markdown: string, max: number): string {
  return markdown.length <= max ? markdown : inert(markdown.replaceAll("`", "'"));
}

/** A sentence with its full stop; nothing where there is none. */
export function stop(sentence: string): string {
  const text = sentence.trim();
  return text === "" || /[.?!…。！？।]$/u.test(text) ? text : `${text}.`;
}

/** `1 gate`, `2 gates`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** `a`, `a and b`, `a, b and c`; after `max` entries the rest is counted. */
export function join(parts: string[], word: "and" | "or" = "and", max = 6): string {
  const shown = parts.length > max ? [...parts.slice(0, max), `${parts.length - max} more`] : parts;
  if (shown.length < 2) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} ${word} ${shown[shown.length - 1]}`;
}

/** A login in a code span, where it does not ping; a deleted account is called so. */
export function person(who: string | { login: string } | null): string {
  if (who === null) return "a deleted account";
  return inert(`@${typeof who === "string" ? who : who.login}`);
}

/** The people of a role without a ping: `acme/architects`, `@ana`. Empty when nobody is in it. */
function members(role: Role): string[] {
  return [...role.teams.map((team) => inert(team)), ...role.users.map((user) => person(user))];
}

/** A role with its people: "`architect` (`acme/architects`, `@ana`)"; says so when nobody is in it. */
export function roleWords(role: Role): string {
  const people = members(role);
  return `${inert(role.id)} (${people.length === 0 ? "nobody is in this role yet" : list(people)})`;
}

/** Several roles, any of which will do. */
export function anyRole(roles: Role[]): string {
  return join(roles.map(roleWords), "or");
}

/** The first seven digits of a digest, as Git shows them. */
export function shortDigest(digest: string): string {
  return inert(digest.slice(0, 7));
}

/** One cell of a Markdown table: a bar parts columns in a code span too, and after a backslash of its own. */
export function cell(markdown: string): string {
  return markdown.replace(/\s+/g, " ").replace(/\|/g, "\\|");
}

/** A folded part of a comment. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

function list(parts: string[], max = 5): string {
  return (parts.length > max ? [...parts.slice(0, max), `and ${parts.length - max} more`] : parts).join(", ");
}
