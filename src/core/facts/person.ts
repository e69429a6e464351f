import type { Actor } from "./actor.js";
import { sameLogin } from "../basics/names.js";

/** Somebody who is remembered: the account counts, the login is only shown. */
export interface Person {
  /** The account's number; null in records from before accounts were remembered. */
  id: number | null;
  login: string;
}

/** Takes an actor; returns what is remembered of them. */
export function personOf({ id, login }: Actor): Person {
  return { id, login };
}

/** True when both are one account. Who has no number is known by the login only. */
export function samePerson(a: Person, b: Person): boolean {
  return a.id !== null && b.id !== null ? a.id === b.id : sameLogin(a.login, b.login);
}
