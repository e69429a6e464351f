import type { Known, Time } from "../basics/known.js";
import type { ArtefactVersion } from "../facts/artefact.js";
import { freshness, type Freshness } from "../time/freshness.js";
import type { Calendar, Duration } from "../time/types.js";
import type { CheckSpec } from "./gate-spec.js";

/** An artefact as roles describe it, with its newest version. */
export interface ArtefactAhead {
  by: { contract: string } | { document: string };
  /** How fresh its producer and those who take it want it. */
  cadences: readonly Duration[];
  calendar: Calendar | null;
  /** What makes it usable. */
  checks: readonly CheckSpec[];
  version: Known<Pick<ArtefactVersion, "at" | "files"> | null>;
}

/** Takes an artefact, when its version was made, and how fresh a gate wants it beyond that; returns until when it is fresh. */
export function freshUntil({ cadences, calendar }: ArtefactAhead, at: Time, maxAge: Duration | null): Freshness | null {
  return freshness(at, maxAge === null ? cadences : [...cadences, maxAge], calendar);
}
