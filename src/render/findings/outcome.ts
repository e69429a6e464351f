import type { OutcomeFinding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { plain } from "../markdown.js";
import { targetWords } from "../targets.js";
import { say, type Of, type WordsOf } from "./say.js";

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
  outcome_contradicts: (finding) =>
    say(
      `${plain(finding.actual)} ${relation(finding)}, so \`${finding.verdict}\` cannot be right for ${inert(finding.criterion)}.`,
      `Correct the actual value, or say \`${finding.computed}\`.`,
    ),
  outcome_unit: (finding) =>
    say(
      `${plain(finding.actual)} cannot be held against ${targetWords(finding.target)} for ${inert(finding.criterion)}.`,
      `Give the actual value in ${plain(finding.target.unit)}.`,
    ),
  outcome_actual: (finding) => say(`Criterion ${finding.criterion + 1} came to ${plain(finding.actual)}: ${finding.verdict}.`),
  outcomes_too_few: (finding) =>
    say(`${ofCriteria(finding.counted, finding.total)} an outcome.`, `Give each one a list item or table row with ${LINE}.`),
  outcomes_told: (finding) => say(`${ofCriteria(finding.counted, finding.counted)} an actual value and a verdict.`),
};

function relation({ verdict, computed, within, target }: Of<"outcome_contradicts">): string {
  if (verdict === "partly" && computed === "missed" && within !== null) return `lies more than ${within} % beyond ${targetWords(target)}`;
  return `is ${computed === "met" ? "" : "not "}${targetWords(target)}`;
}

function ofCriteria(counted: number, total: number): string {
  return `${counted} of ${total} ${total === 1 ? "criterion has" : "criteria have"}`;
}
