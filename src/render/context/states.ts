import type { ArtefactStanding } from "../../core/context/standing.js";
import { isOwed } from "../../core/context/standing.js";
import type { Role } from "../../core/policy/types.js";
import { inert } from "../inert.js";
import { roleWords, shortDigest } from "../markdown.js";
import { day } from "../time.js";

/** How an artefact stands, in a few words. Only what stays true while nothing happens is said: days, never how long ago. */
export function stateWords({ state, until }: Pick<ArtefactStanding, "state" | "until">, timezone: string): string {
  switch (state) {
    case "fresh":
      return until === null ? "fresh" : `fresh until ${day(until, timezone)}`;
    case "stale":
      return until === null ? "**stale**" : `**stale** since ${day(until, timezone)}`;
    case "unfit":
      return "**unfit**: it does not pass its own checks";
    case "missing":
      return "**missing**: nothing is published";
    case "unknown":
      return "not known: its files or their history could not be read";
  }
}

/** The newest version: its day and its commit; nothing where there is none. */
export function versionWords({ version }: Pick<ArtefactStanding, "version">, timezone: string): string {
  return version === null ? "" : `${day(version.at, timezone)} (${shortDigest(version.commit)})`;
}

/** Who must act, and what is to be done; nothing where nobody must. */
export function actWords(standing: ArtefactStanding, role: Role): string {
  return isOwed(standing) ? `${roleWords(role)}: ${owedWords(standing)}` : "";
}

/** What its producer has to do. */
export function owedWords({ state, document }: Pick<ArtefactStanding, "state" | "document">): string {
  if (state === "unfit") return `mend the document in ${inert(document)}`;
  return state === "missing" ? `publish it in ${inert(document)}` : `publish a new version in ${inert(document)}`;
}
