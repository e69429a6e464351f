import type { OutcomeFinding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { say, type WordsOf } from "./say.js";

const LINE = "its actual value and a verdict: met, missed or partly";
const LACKING = { value: "no actual value", verdict: "no verdict", both: "neither an actual value nor a verdict" };
const ADD = {
  value: "Add what was measured; the target itself is no actual value.",
  verdict: "Add one verdict: met, missed or partly.",
  both: `Add ${LINE}.`,
};

/** Words for findings about the outcome of accepted criteria. */
export const OUTCOME: WordsOf<OutcomeFinding> = {
  criteria_unknown: () =>
    say(
      "No receipt of this item holds success criteria, so their outcome cannot be judged.",
      "Hand off through a contract that checks them with `measurable`; else whoever may waive gates lets this one pass.",
    ),
  outcome_missing: (finding) =>
    say(`Nothing is said about the criterion ${inert(finding.criterion)}.`, `Add a list item or table row with ${LINE}.`),
  outcome_lacks: (finding) =>
    say(`${inert(finding.text)} gives ${LACKING[finding.need]} for ${inert(finding.criterion)}.`, ADD[finding.need]),
  outcomes_too_few: (finding) =>
    say(`${ofCriteria(finding.counted, finding.total)} an outcome.`, `Give each one a list item or table row with ${LINE}.`),
  outcomes_told: (finding) => say(`${ofCriteria(finding.counted, finding.counted)} an actual value and a verdict.`),
};

function ofCriteria(counted: number, total: number): string {
  return `${counted} of ${total} ${total === 1 ? "criterion has" : "criteria have"}`;
}
