import type { AcceptedCriteria, Promised, Verdict } from "../facts/accepted-criteria.js";
import { z } from "zod";
import type { Section } from "../document/model.js";
import type { Finding } from "../findings/findings.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { inSection } from "./in-section.js";
import { quantitiesIn } from "./measurable/quantity.js";
import { actualsOf } from "./outcome/actual.js";
import { computed, contradicts } from "./outcome/compute.js";
import { resultLines, type ResultLine } from "./outcome/lines.js";
import { matchLines, withoutNumber } from "./outcome/match.js";
import { hasValue, withoutCriterion } from "./outcome/value.js";
import { isQualified, verdictOf } from "./outcome/verdict.js";
import { readsSection, sectionParam } from "./params.js";
import { broken, fail, note, pass, problem } from "./results.js";

const MAX_FINDINGS = 20;
const params = z.strictObject({
  section: sectionParam,
  partly_within: z
    .number()
    .min(0)
    .max(1000)
    .optional()
    .describe("How many percent of the target an actual value may lie beyond it and still be called partly met; left out: any value may."),
});
type Params = z.output<typeof params>;

/** Every criterion that was accepted has an outcome. */
export const outcome = defineCheck<Params>({
  kind: "outcome",
  summary:
    "Passes when every success criterion of the accepted brief, as its receipt keeps it, has a list item or table row of its own in the section with an actual value and a verdict: met, missed or partly. Where the target is known the verdict is computed, and one that contradicts it does not pass.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  item: () => ["accepted criteria"],
  stricter: { partly_within: "less" },
  asksNothing: ["partly_within"],
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
  return inSection(context.document, given.section, (section) => judgeSection(section, criteria, given, context));
}

function judgeSection(section: Section, criteria: AcceptedCriteria, given: Params, { isTemplateText }: CheckContext): CheckResult {
  const lines = resultLines(section).filter(({ text }) => !isTemplateText(text));
  const found = matchLines(
    criteria.texts,
    lines.map((line) => line.about),
  );
  const told = criteria.texts.map((criterion, index) => {
    const line = lines[found[index] ?? -1];
    const promised = criteria.promised?.[index] ?? null;
    return judgeOne({ criterion, index, promised }, line, section.line, given.partly_within ?? null);
  });
  const findings = told.flat().filter(({ severity }) => severity === "problem");
  const lacks = told.filter((each) => each.some(({ severity }) => severity === "problem")).length;
  const answered = criteria.texts.length - lacks + spare(lines, found);
  if (findings.length === 0 && answered < criteria.total)
    findings.push(problem({ code: "outcomes_too_few", counted: answered, total: criteria.total, line: section.line }));
  if (findings.length > 0) return fail(findings.slice(0, MAX_FINDINGS));
  return pass([note({ code: "outcomes_told", counted: criteria.total, line: lines[0]?.line }), ...told.flat()]);
}

interface Accepted {
  criterion: string;
  /** Its place among the accepted ones. */
  index: number;
  promised: Promised | null;
}

function judgeOne(accepted: Accepted, line: ResultLine | undefined, heading: number, within: number | null): Finding[] {
  const { criterion, promised } = accepted;
  if (line === undefined) return [problem({ code: "outcome_missing", criterion, line: heading })];
  const { value, verdict } = lacking(criterion, line);
  if (!value && !verdict) return promised === null ? [] : weigh(accepted, promised, line, within);
  const need = value && verdict ? "both" : value ? "value" : "verdict";
  return [problem({ code: "outcome_lacks", criterion, text: line.text, need, line: line.line })];
}

/** Holds the actual value against the target, and the verdict against both. Of several values one that bears the verdict out is enough. */
function weigh({ criterion, index }: Accepted, promised: Promised, line: ResultLine, within: number | null): Finding[] {
  const { comparator, value, unit } = promised;
  const target = { comparator, value, unit };
  const claimed = verdictOn(criterion, line);
  const read = actualsOf(criterion, promised, line);
  if (claimed === null) return [];
  if (read.is === "unit") return [problem({ code: "outcome_unit", criterion, actual: read.text, target, line: line.line })];
  const [first] = read.actuals;
  if (first === undefined) return [];
  const qualified = isQualified(withoutQuantities(line.verdict.text));
  const fits = read.actuals.find((actual) => !contradicts(claimed, target, actual.value, within, qualified));
  if (fits) return [note({ code: "outcome_actual", criterion: index, actual: fits.text, verdict: claimed, line: line.line })];
  return [
    problem({
      code: "outcome_contradicts",
      criterion,
      actual: first.text,
      target,
      verdict: claimed,
      computed: computed(target, first.value),
      within,
      line: line.line,
    }),
  ];
}

function withoutQuantities(text: string): string {
  return quantitiesIn(text).reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text);
}

function verdictOn(criterion: string, { verdict: { text, column } }: ResultLine): Verdict | null {
  // In a column of its own nothing repeats the criterion.
  return verdictOf(column ? text : withoutCriterion(criterion, text), column);
}

function lacking(criterion: string, line: ResultLine): { value: boolean; verdict: boolean } {
  const verdict = verdictOn(criterion, line) === null;
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
