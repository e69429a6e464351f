import { canonicalJson, sha256 } from "../basics/digest.js";
import type { Role } from "../policy/types.js";
import type { RoleFlow } from "../shown/roles.js";
import type { ArtefactStanding } from "./standing.js";

/** What the page about what flows between roles means. `news` stays the same while nothing but time changes it. */
export interface PageMeaning {
  news: string;
  whole: string;
}

/** What the page is about. */
export interface PageFacts {
  flows: readonly RoleFlow[];
  /** Those who must act. */
  holders: readonly Role[];
  standings: readonly ArtefactStanding[];
}

/** Takes what the page is about; returns what it means, so that new wording alone is no reason to edit it. Time alone turns what is fresh stale, and nothing else. */
export function pageMeaning({ flows, holders, standings }: PageFacts): PageMeaning {
  const whole = standings.map(({ since: _since, ...told }) => told);
  const news = whole.map(({ state, ...told }) => ({ ...told, state: state === "stale" ? "fresh" : state }));
  return { news: hash([flows, holders, news]), whole: hash([flows, holders, whole]) };
}

function hash(meaning: unknown): string {
  return sha256(canonicalJson(meaning));
}
