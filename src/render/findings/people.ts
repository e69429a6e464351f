import type { ConfirmReason, PeopleFinding } from "../../core/findings/findings.js";
import { wordsBy, type WordsBy } from "../by-kind.js";
import { inert } from "../inert.js";
import { say, THEIRS, type WordsOf } from "./say.js";

/** Words for findings about confirmations. */
export const PEOPLE: WordsOf<PeopleFinding> = {
  confirmation_missing: (finding) =>
    say("Nobody has confirmed it yet.", `A member of ${inert(finding.role)} comments ${inert(`/confirm ${finding.gate}`)}.`),
  confirmation_not_counted: (finding) =>
    say(
      `The confirmation by ${inert(finding.by === "" ? "a deleted account" : finding.by)} does not count: ${wordsBy(WHY_NOT, "is", finding.why)}.`,
      `A member of ${inert(finding.role)} comments ${inert(`/confirm ${finding.gate}`)}.`,
    ),
  confirmed: (finding) => say(`${inert(finding.by)} confirmed it.`),
};

const WHY_NOT: WordsBy<"is", ConfirmReason> = {
  ...THEIRS,
  author: () => "it is by the author of the item",
  ghost: () => "the account does not exist any more",
  edited: () => "the comment was edited",
  hidden: () => "the comment was hidden",
  spent: () => "it was given for an earlier hand-off, and counts once",
  older: ({ section }) => `${inert(section)} changed after it, or at the same moment`,
};
