import type { ArtefactHistory } from "./artefacts.js";
import type { ItemHistory } from "./history.js";
import type { Period } from "./period.js";

/** What a figure is computed from. */
export interface Question {
  items: readonly ItemHistory[];
  /** How published artefacts stood; left out where none is asked about. */
  artefacts?: readonly ArtefactHistory[];
  period: Period;
  /** Ids of the lifecycle's stages, in order. */
  stages: readonly string[];
}
