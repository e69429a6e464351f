import type { Flip } from "./flips.js";

/** What becomes of one item when a pull request is merged. */
export interface ItemAfterMerge {
  number: number;
  title: string;
  flip: Flip;
  /** Handed-off content that would read differently, by the names people know it by. */
  drift: string[];
  /** People have acknowledged content that would read differently. */
  voidsAcks: boolean;
}

/** One that could not be judged, and why. */
export interface UnjudgedItem {
  number: number;
  title: string;
  why: string;
}

/** The items that were looked at, how many were not, and those that could not be judged: what nobody can tell is no pass. */
export interface ItemsAfterMerge {
  items: ItemAfterMerge[];
  leftOut: number;
  unjudged: UnjudgedItem[];
}

/** True when a gate that holds the hand-off back is green now and would not be any more. */
export function turnsRed({ flip }: ItemAfterMerge): boolean {
  return flip.gates.some(({ before, after }) => before === "pass" && after !== null && after !== "pass");
}
