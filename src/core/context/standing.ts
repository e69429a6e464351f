import type { Time } from "../basics/known.js";

/** How a published artefact stands. `unknown`: its version could not be found out. */
export type ArtefactState = "fresh" | "stale" | "unfit" | "missing" | "unknown";

/** How one artefact that is published stood when it was last looked at. */
export interface ArtefactStanding {
  artefact: string;
  /** Id of the role that gives it. */
  producer: string;
  state: ArtefactState;
  /** Since when it has been in that state, as far as that is known. */
  since: Time;
  /** Null where there is none, or none is known. */
  version: { commit: string; at: Time } | null;
  /** When it turns stale by time alone, or did; null where nobody says how fresh it must be. */
  until: Time | null;
  /** Glob of the documents that it is published in. */
  document: string;
}

/** True for what its producer has to see to. */
export function isOwed({ state }: Pick<ArtefactStanding, "state">): boolean {
  return state === "stale" || state === "unfit" || state === "missing";
}
