import type { Time } from "../basics/known.js";

/** How an item came to be in its accepted stage. */
export type StageBy = "initial" | "adopted" | "accepted" | "overridden" | "backward" | "observed";

/** When whoever took an item over began with it, and by what that was seen. */
export interface Begun {
  at: Time;
  by: string | null;
  signal: string;
}
