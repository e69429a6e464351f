import type { Time } from "../basics/known.js";

/** How often, and when, Baton wrote a label that somebody undid each time: what Baton itself undoes is forgotten. */
export interface Insisted {
  label: string;
  write: "add" | "remove";
  /** The latest times, oldest first, at most three. */
  at: Time[];
  /** Pauses that were made so far. */
  pauses: number;
}

/** A label that somebody or something undoes again and again. */
export interface Contest {
  label: string;
  /** What others do with it. */
  others: "put on" | "take off";
  /** When Baton writes it next, or, where it was written a moment ago, looks whether it stays. */
  until: Time;
  /** True while Baton leaves it as others have it. */
  held: boolean;
}
