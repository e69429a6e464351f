import type { CriterionFinding } from "../../core/findings/findings.js";
import { rowOf } from "../../core/checks/measurable/criteria-table.js";
import { inert } from "../inert.js";
import { say, type Of, type WordsOf } from "./say.js";

/** Words for findings about success criteria. */
export const CRITERIA: WordsOf<CriterionFinding> = {
  criteria_missing: (finding) =>
    say(`${inert(finding.heading)} names no criterion.`, "List each criterion as an item with a quantity and a target."),
  criteria_no_table: (finding) => say(`${inert(finding.heading)} has no table of criteria.`, `Give each criterion a row: ${rowFor("")}.`),
  criterion_unsure: (finding) =>
    say(`${inert(finding.text)} ${UNSURE[finding.why]}.`, `A row that is sure: ${rowFor(finding.why === "form" ? finding.text : "")}.`),
  criterion_not_measurable: (finding) => say(`${inert(finding.text)} states no threshold: ${gapOf(finding)}.`, thresholdNeeded(finding)),
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

const HEAD = "`| Metric | Baseline | Target | By | Source |`";
const LONGEST_METRIC = 60;
/** Nothing that could end a code span, nor a cell. */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} ,.%()'’-]*$/u;

/** What a criterion looks like that leaves nothing to guess, about the same thing where its words are few and plain. */
function rowFor(text: string): string {
  const words = text.replace(/\s+/g, " ").trim();
  const metric = words.length <= LONGEST_METRIC && PLAIN.test(words) ? words : "Median time to answer";
  const row = rowOf({ metric, baseline: "4 h", comparator: "<", value: 20, unit: "min", by: "2026-12-31", source: "analytics" });
  return `${HEAD} \`${row}\``;
}

/** There is a number, and whether it is a bound is not plain. */
const DOUBTFUL: ReadonlySet<NotMeasurable["why"]> = new Set(["name", "date", "condition", "past", "tentative", "feeling"]);

const UNSURE: Record<Of<"criterion_unsure">["why"], string> = {
  form: "is no row of a table with the columns Metric and Target",
  metric: "does not name what is measured",
  target: "has a target that is not one quantity with its bound",
  side: "does not say on which side of its target the good values lie",
};

const LACKING = {
  by_when: "Say by when: a date, a quarter, or a span such as “within 60 days of launch”.",
  baseline: "Say what it is today: “from 4 h to under 20 min”.",
};

function thresholdNeeded({ accept, text, why }: NotMeasurable): string {
  const others = accept.includes("binary") ? ", or something that is plainly done or not" : "";
  const reference = accept.includes("reference") ? ", or a named standard or target it must meet" : "";
  return `State a quantity with its bound, such as “under 5 s” or “at least 3 clients”${others}${reference}.${DOUBTFUL.has(why) ? ` If it is a target, a row leaves no doubt: ${rowFor(text)}.` : ""}`;
}
