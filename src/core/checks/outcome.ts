import type { AcceptedCriteria } from "../facts/accepted-criteria.js";
import { z } from "zod";
import type { Section } from "../document/model.js";
import type { Finding } from "../findings/findings.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { inSection } from "./in-section.js";
import { resultLines, type ResultLine } from "./outcome/lines.js";
import { matchLines, withoutNumber } from "./outcome/match.js";
import { hasValue, withoutCriterion } from "./outcome/value.js";
import { verdictOf } from "./outcome/verdict.js";
import { readsSection, sectionParam } from "./params.js";
import { broken, fail, note, pass, problem } from "./results.js";

const MAX_FINDINGS = 20;
const params = z.strictObject({ section: sectionParam });
type Params = z.output<typeof params>;

/** Every criterion that was accepted has an outcome. */
export const outcome = defineCheck<Params>({
  kind: "outcome",
  summary:
    "Passes when every success criterion of the accepted brief, as its receipt keeps it, has a list item or table row of its own in the section with an actual value and a verdict: met, missed or partly.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  item: () => ["accepted criteria"],
  example: {
    params: { section: "Outcome" },
    good: "### Outcome\n\n| Criterion | Actual | Verdict |\n|---|---|---|\n| Median answer under 20 minutes | 14 minutes | met |\n",
    bad: "### Outcome\n\n- The median answer is much quicker now\n",
    facts: { both: { criteria: ["Median answer takes under 20 minutes"] } },
  },
  run: judge,
});

function judge(given: Params, context: CheckContext): CheckResult {
  const { criteria } = context;
  // What nobody accepted cannot have come out; an item that was adopted halfway has no such receipt.
  if (criteria === null) return broken(problem({ code: "criteria_unknown" }));
  return inSection(context.document, given.section, (section) => judgeSection(section, criteria, context));
}

function judgeSection(section: Section, criteria: AcceptedCriteria, { isTemplateText }: CheckContext): CheckResult {
  const lines = resultLines(section).filter(({ text }) => !isTemplateText(text));
  const found = matchLines(
    criteria.texts,
    lines.map((line) => line.about),
  );
  const findings = criteria.texts.flatMap((criterion, index) => judgeOne(criterion, lines[found[index] ?? -1], section.line));
  const answered = criteria.texts.length - findings.length + spare(lines, found);
  if (findings.length === 0 && answered < criteria.total)
    findings.push(problem({ code: "outcomes_too_few", counted: answered, total: criteria.total, line: section.line }));
  if (findings.length > 0) return fail(findings.slice(0, MAX_FINDINGS));
  return pass([note({ code: "outcomes_told", counted: criteria.total, line: lines[0]?.line })]);
}

function judgeOne(criterion: string, line: ResultLine | undefined, heading: number): Finding[] {
  if (line === undefined) return [problem({ code: "outcome_missing", criterion, line: heading })];
  const { value, verdict } = lacking(criterion, line);
  if (!value && !verdict) return [];
  const need = value && verdict ? "both" : value ? "value" : "verdict";
  return [problem({ code: "outcome_lacks", criterion, text: line.text, need, line: line.line })];
}

function lacking(criterion: string, line: ResultLine): { value: boolean; verdict: boolean } {
  const { text, column } = line.verdict;
  // In a column of its own nothing repeats the criterion.
  const verdict = verdictOf(column ? text : withoutCriterion(criterion, text), column) === null;
  const own = line.value === line.about ? withoutCriterion(criterion, withoutNumber(line.value)) : line.value;
  return { value: !hasValue(criterion, own), verdict };
}

/** Whole results beyond those of the criteria that the receipt could keep: of the rest only the number is known. */
function spare(lines: readonly ResultLine[], found: readonly (number | null)[]): number {
  const used = new Set(found);
  return lines.filter((line, index) => {
    const { value, verdict } = lacking("", line);
    return !used.has(index) && !value && !verdict;
  }).length;
}
