import type { ItemHistory } from "./history.js";
import type { Period } from "./period.js";

/** What a figure is computed from. */
export interface Question {
  items: readonly ItemHistory[];
  period: Period;
  /** Ids of the lifecycle's stages, in order. */
  stages: readonly string[];
}
