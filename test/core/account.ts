import type { Person } from "../../src/core/facts/person.js";

/** A made-up account's number: the same for the same login, whatever its letters' case. */
export function accountId(login: string): number {
  return [...login.toLowerCase()].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003, 7);
}

/** What is remembered of a made-up account. */
export function person(login: string): Person {
  return { id: accountId(login), login };
}
