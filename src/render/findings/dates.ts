import type { DateFinding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { many, say, type WordsOf } from "./say.js";

/** Words for findings about dates. */
export const DATES: WordsOf<DateFinding> = {
  date_missing: (finding) =>
    say(
      finding.heading === "" ? "It holds no date." : `${inert(finding.heading)} holds no date.`,
      "Add the date it is from, as YYYY-MM-DD.",
    ),
  date_unreadable: (finding) => say(`${inert(finding.text)} cannot be read as a date.`, "Write dates as YYYY-MM-DD."),
  date_too_old: (finding) => say(`${inert(finding.date)} is older than ${inert(finding.max)}.`, "Bring it up to date, with the new date."),
  date_in_future: (finding) => say(`${inert(finding.date)} is in the future.`, "Give the date it is from."),
  dates_fresh: (finding) => say(`${many(finding.counted, "date")} found, none older than ${inert(finding.oldest)}.`),
};
