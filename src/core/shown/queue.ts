import { samePerson, type Person } from "../facts/person.js";
import type { Wait } from "./types.js";

/** True when it waits for this person, who is in these roles. */
export function concerns(wait: Pick<Wait, "role" | "people" | "except">, who: Person, roles: ReadonlySet<string>): boolean {
  if (wait.people.some((one) => samePerson(one, who))) return true;
  return wait.role !== null && roles.has(wait.role) && !wait.except.some((one) => samePerson(one, who));
}

/** What is overdue comes first, then what is due soonest, then what waits longest. */
export function byUrgency(a: Pick<Wait, "due" | "since">, b: Pick<Wait, "due" | "since">): number {
  if (a.due !== null || b.due !== null) return (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY);
  return a.since - b.since;
}
