import type { ArtefactStanding } from "../../core/context/standing.js";
import type { Words } from "../../core/shown/types.js";
import { owedWords, stateWords } from "../context/states.js";

/** What an artefact waits for, in one sentence. */
export function artefactWaits(standing: ArtefactStanding, timezone: string): Words {
  return `You owe it: it is ${stateWords(standing, timezone)}. Please ${owedWords(standing)}`;
}

export const ARTEFACT_WORDS = {
  title: "What is published, and how fresh it is",
  none: "No role publishes anything.",
  unseen: "not looked at yet",
  head: { artefact: "Artefact", from: "From", version: "Newest version", state: "State", since: "Since" },
} as const;
