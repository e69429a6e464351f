import type { CriterionFinding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { say, type Of, type WordsOf } from "./say.js";

/** Words for findings about success criteria. */
export const CRITERIA: WordsOf<CriterionFinding> = {
  criteria_missing: (finding) =>
    say(`${inert(finding.heading)} names no criterion.`, "List each criterion as an item with a quantity and a target."),
  criterion_not_measurable: (finding) =>
    say(`${inert(finding.text)} states no threshold: ${gapOf(finding)}.`, thresholdNeeded(finding.accept)),
  criterion_template: (finding) =>
    say(`${inert(finding.text)} is the template's own example.`, "Replace it with a criterion of this work."),
  criterion_lacks: (finding) =>
    say(`${inert(finding.text)} has no ${finding.need === "by_when" ? "date" : "baseline"}.`, LACKING[finding.need]),
  criterion_vague: (finding) => say(`${inert(finding.text)} also says ${inert(finding.word)}, which cannot be measured.`),
  criteria_measurable: (finding) => say(`${finding.counted} of ${finding.total} criteria can be measured.`),
};

type NotMeasurable = Of<"criterion_not_measurable">;

function gapOf({ why, vague }: NotMeasurable): string {
  if (why === "vague" || (why === "no_number" && vague !== null)) return `${inert(vague ?? "")} cannot be measured`;
  return GAPS[why];
}

const GAPS: Record<Exclude<NotMeasurable["why"], "vague">, string> = {
  name: "its numbers only name something",
  date: "a date says when, not how much",
  condition: "its number belongs to the condition, not to the outcome",
  past: "it tells what was measured, not what to reach",
  tentative: "its value has no tolerance, or is still to be set",
  feeling: "how it feels after some time has no scale",
  placeholder: "its value is a placeholder",
  no_number: "there is no number in it",
};

const LACKING = {
  by_when: "Say by when: a date, a quarter, or a span such as “within 60 days of launch”.",
  baseline: "Say what it is today: “from 4 h to under 20 min”.",
};

function thresholdNeeded(accept: readonly string[]): string {
  const others = accept.includes("binary") ? ", or something that is plainly done or not" : "";
  const reference = accept.includes("reference") ? ", or a named standard or target it must meet" : "";
  return `State a quantity with its bound, such as “under 5 s” or “at least 3 clients”${others}${reference}.`;
}
