import type { Finding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { many, say } from "./say.js";

export type OutcomeFinding = Extract<
  Finding,
  {
    code:
      | "date_missing"
      | "date_unreadable"
      | "date_too_old"
      | "date_in_future"
      | "dates_fresh"
      | "criteria_unknown"
      | "outcome_missing"
      | "outcome_lacks"
      | "outcomes_too_few"
      | "outcomes_told";
  }
>;

const LINE = "its actual value and a verdict: met, missed or partly";
const LACKING = { value: "no actual value", verdict: "no verdict", both: "neither an actual value nor a verdict" };
const ADD = {
  value: "Add what was measured; the target itself is no actual value.",
  verdict: "Add one verdict: met, missed or partly.",
  both: `Add ${LINE}.`,
};

/** Says a finding about dates and about the outcome of accepted criteria. Exhaustive. */
export function describeOutcome(finding: OutcomeFinding): { found: string; needed: string } {
  switch (finding.code) {
    case "date_missing":
      return say(
        finding.heading === "" ? "It holds no date." : `${inert(finding.heading)} holds no date.`,
        "Add the date it is from, as YYYY-MM-DD.",
      );
    case "date_unreadable":
      return say(`${inert(finding.text)} cannot be read as a date.`, "Write dates as YYYY-MM-DD.");
    case "date_too_old":
      return say(`${inert(finding.date)} is older than ${inert(finding.max)}.`, "Bring it up to date, with the new date.");
    case "date_in_future":
      return say(`${inert(finding.date)} is in the future.`, "Give the date it is from.");
    case "dates_fresh":
      return say(`${many(finding.counted, "date")} found, none older than ${inert(finding.oldest)}.`);
    case "criteria_unknown":
      return say(
        "No receipt of this item holds success criteria, so their outcome cannot be judged.",
        "Hand off through a contract that checks them with `measurable`; else whoever may waive gates lets this one pass.",
      );
    case "outcome_missing":
      return say(`Nothing is said about the criterion ${inert(finding.criterion)}.`, `Add a list item or table row with ${LINE}.`);
    case "outcome_lacks":
      return say(`${inert(finding.text)} gives ${LACKING[finding.need]} for ${inert(finding.criterion)}.`, ADD[finding.need]);
    case "outcomes_too_few":
      return say(`${ofCriteria(finding.counted, finding.total)} an outcome.`, `Give each one a list item or table row with ${LINE}.`);
    case "outcomes_told":
      return say(`${ofCriteria(finding.counted, finding.counted)} an actual value and a verdict.`);
    default:
      return finding satisfies never;
  }
}

function ofCriteria(counted: number, total: number): string {
  return `${counted} of ${total} ${total === 1 ? "criterion has" : "criteria have"}`;
}
