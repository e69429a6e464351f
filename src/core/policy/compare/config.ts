import { CONFIG_KEYS } from "../config/keys.js";
import type { Difference, Ruled } from "./difference.js";

/** Compares two configurations. */
export function compareConfig(before: Ruled, after: Ruled): Difference[] {
  return Object.values(CONFIG_KEYS).flatMap(({ compare }) => compare(before, after));
}
