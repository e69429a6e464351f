import type { Comparator, Target } from "../core/facts/accepted-criteria.js";
import { plain } from "./markdown.js";

const WORDS: Record<Comparator, string> = { "<": "under", "<=": "at most", ">": "over", ">=": "at least", "=": "exactly" };

/** Takes a target; returns it in words, with what people wrote made inert: "under 20 min". */
export function targetWords({ comparator, value, unit }: Target): string {
  return `${WORDS[comparator]} ${plain(`${value} ${unit}`)}`;
}
