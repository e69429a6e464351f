import type { StageFinding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { many, say, type WordsOf } from "./say.js";

/** Words for findings about other items' stages. */
export const STAGES: WordsOf<StageFinding> = {
  item_links_missing: (finding) =>
    say(
      finding.heading === "" ? "It links no issue or pull request." : `${inert(finding.heading)} links no issue or pull request.`,
      "Link the issues or pull requests it rests on.",
    ),
  item_links_too_many: (finding) =>
    say(`It links ${finding.counted} issues and pull requests.`, `Link at most ${finding.limit}, so that each can be looked at.`),
  stage_behind: (finding) =>
    say(`${inert(finding.reference)} is in ${inert(finding.found)}.`, `It must be accepted into ${inert(finding.wanted)} or later.`),
  stage_none: (finding) =>
    say(
      `${inert(finding.reference)} is in no stage.`,
      `It must be accepted into ${inert(finding.wanted)} or later; link an item that is in the process.`,
    ),
  stage_unknown: (finding) =>
    say(
      `The stage of ${inert(finding.reference)} could not be read: ${inert(finding.reason)}.`,
      "It is tried again; until then it does not count.",
    ),
  stage_untrusted: (finding) =>
    say(
      `The stage of ${inert(finding.reference)} proves nothing here: ${finding.taken ? "another repository had its name when that was trusted" : "its repository is not trusted"}.`,
      `Name the repository under ${inert("trusts")} in .github/baton.yml${finding.taken ? ": take the name out, and put it in again" : ""}.`,
    ),
  stages_reached: (finding) => say(`${many(finding.counted, "linked item")} reached ${inert(finding.wanted)}.`),
};
