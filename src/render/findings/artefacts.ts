import type { ArtefactFinding } from "../../core/findings/artefact-finding.js";
import { lapseWords } from "../../core/time/lapse-words.js";
import { inert } from "../inert.js";
import { plain } from "../markdown.js";
import { say, type WordsOf } from "./say.js";

/** Words for findings about what roles produce. */
export const ARTEFACTS: WordsOf<ArtefactFinding> = {
  artefact_fresh: ({ artefact, date, until }) =>
    say(`${inert(artefact)} is of ${inert(date)}${until === null ? "" : `, and fresh until ${inert(until)}`}.`),
  artefact_stale: ({ artefact, date, within }) =>
    say(
      `${inert(artefact)} is of ${inert(date)}: older than ${plain(lapseWords(within))}.`,
      "Whoever produces it publishes a new version.",
    ),
  artefact_missing: ({ artefact, by }) =>
    "document" in by
      ? say(
          `There is no version of ${inert(artefact)}: nothing is published in ${inert(by.document)}.`,
          "Whoever produces it publishes it there.",
        )
      : say(
          `${inert(artefact)} was not handed over for this item yet.`,
          `It comes with an accepted hand-off under the contract ${inert(by.contract)}.`,
        ),
  artefact_unfit: ({ artefact, document }) =>
    say(
      `${inert(artefact)} is not fit to be used: ${inert(document)} does not pass its checks.`,
      "Whoever produces it mends the document.",
    ),
  artefact_unknown: ({ artefact, reason }) =>
    say(
      `The newest version of ${inert(artefact)} could not be found out: ${inert(reason)}.`,
      "Baton must be able to read its files and their history; it tries again.",
    ),
  artefact_undescribed: ({ artefact }) =>
    say(`No role produces ${inert(artefact)}.`, "A file under contracts/roles/ names it in `produces`, or the gate names another."),
};
