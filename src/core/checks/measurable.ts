import { z } from "zod";
import type { Section } from "../document/model.js";
import type { CriterionGap, Finding } from "../findings/findings.js";
import { defineCheck, type CheckResult } from "./define.js";
import { inSection, titleOf } from "./in-section.js";
import { TABLE_EXAMPLE, TABLE_HEAD } from "./measurable/criteria-table.js";
import { saysWhen } from "./measurable/dates.js";
import { criteriaOf, promisedBy, type Stated } from "./measurable/stated.js";
import { hasBaseline, isBinary, isReference, thresholdGap, vagueWord } from "./measurable/threshold.js";
import type { IsTemplateText } from "../content/template-words.js";
import { readsSection, sectionParam } from "./params.js";
import { isPlaceholder } from "./placeholder.js";
import { fail, note, pass, problem, warning } from "./results.js";

/** Criteria as a list, each with all that may be asked of one. */
const LIST_EXAMPLE = `- The median time to answer falls from 4 h to under 20 min by 2026-12-31
- At least 80 % of the teams export without help by 2026-12-31, up from 31 %`;

/** From the loosest to the strictest. */
const FORMS = ["any", "table"] as const;
const params = z.strictObject({
  section: sectionParam,
  every: z.boolean().default(true).describe("True: every item must state a threshold; false: one is enough."),
  accept: z
    .array(z.enum(["threshold", "binary", "reference"]))
    .min(1)
    .default(["threshold"])
    .describe("What counts: a quantity with a bound, something plainly done or not, a target written elsewhere."),
  needs: z
    .array(z.enum(["by_when", "baseline"]))
    .default([])
    .describe("What each criterion must also say."),
  form: z
    .enum(FORMS)
    .default("any")
    .describe("How criteria are written: any way, or as rows of a table with the columns Metric, Baseline, Target, By and Source."),
});
type Params = z.output<typeof params>;

/** Every (or any) item states a threshold. */
export const measurable = defineCheck<Params>({
  kind: "measurable",
  summary:
    "Passes when every (or any) item states a threshold: a quantity with a bound. What each promises is kept with the hand-off, for `outcome` to judge by; a row of a table with the columns Metric, Baseline, Target, By and Source (in any order; Metric and Target are needed) is read exactly.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  example: {
    params: { section: "Success criteria", needs: ["by_when"] },
    good: "### Success criteria\n\n- The median answer takes under 20 minutes by 2026-12-15\n- Exports fall by 50% within 60 days of launch\n",
    bad: "### Success criteria\n\n- The page is fast and intuitive\n- The median answer takes under 20 minutes\n",
  },
  stricter: { every: "true", accept: "subset", needs: "superset", form: FORMS },
  ask: ({ form, needs }) => ({
    as: "text",
    preset: form === "table" ? `${TABLE_HEAD}\n|  |  |  |  |  |` : "",
    example: form === "table" ? TABLE_EXAMPLE : LIST_EXAMPLE,
    criteria: { as: form, needs },
  }),
  criteria: (given, document) => {
    const section = document.section(given.section);
    return section === null
      ? []
      : criteriaOf(section).flatMap((stated) => (isPlaceholder(stated.text) ? [] : [{ text: stated.text, promised: promisedBy(stated) }]));
  },
  run: (given, context) => inSection(context.document, given.section, (section) => judge(section, given, context.isTemplateText)),
});

function judge(section: Section, given: Params, isTemplateText: IsTemplateText): CheckResult {
  const criteria = criteriaOf(section);
  const where = { heading: titleOf(section), line: section.line };
  if (given.form === "table" && !criteria.some(({ row }) => row !== null)) return fail(problem({ code: "criteria_no_table", ...where }));
  if (criteria.length === 0) return fail(problem({ code: "criteria_missing", ...where }));
  const judged = criteria.map((criterion) => ({ criterion, problems: judgeOne(criterion, given, isTemplateText) }));
  const good = judged.filter((each) => each.problems.length === 0);
  const enough = given.every ? good.length === judged.length : good.length > 0;
  if (!enough) return fail(judged.flatMap((each) => each.problems));
  const counted = note({ code: "criteria_measurable", counted: good.length, total: criteria.length, line: criteria[0]?.line });
  return pass([counted, ...good.flatMap((each) => vagueIn(each.criterion))]);
}

function judgeOne(stated: Stated, given: Params, isTemplateText: IsTemplateText): Finding[] {
  const { line, text, prose, row } = stated;
  if (isTemplateText(text)) return [problem({ code: "criterion_template", text, line })];
  const unsure = row === null ? "form" : row.is === "unsure" ? row.why : null;
  if (given.form === "table" && unsure !== null && !isPlaceholder(text))
    return [problem({ code: "criterion_unsure", text, why: unsure, line })];
  if (isPlaceholder(text) || !(row?.is === "sure" || isAccepted(prose, given.accept)))
    return [
      problem({ code: "criterion_not_measurable", text, why: gapOf(text, prose), vague: vagueWord(prose), accept: given.accept, line }),
    ];
  return given.needs.filter((need) => !says(stated, need)).map((need) => problem({ code: "criterion_lacks", text, need, line }));
}

function says({ row, around }: Stated, need: "by_when" | "baseline"): boolean {
  if (need === "by_when") return (row?.is === "sure" && row.promised.by !== undefined) || saysWhen(around.slice(0, 5000));
  return row?.is === "sure" ? row.promised.baseline !== undefined : hasBaseline(around.slice(0, 5000));
}

/** Inline code is a name, so a number that stands only there names something. */
function gapOf(text: string, prose: string): CriterionGap {
  if (isPlaceholder(text)) return "placeholder";
  const gap = thresholdGap(prose) ?? "no_number";
  return gap === "no_number" && thresholdGap(text) === null ? "name" : gap;
}

function isAccepted(prose: string, accept: Params["accept"]): boolean {
  const tests = { threshold: (text: string) => thresholdGap(text) === null, binary: isBinary, reference: isReference };
  return accept.some((kind) => tests[kind](prose));
}

function vagueIn({ text, prose, line }: Stated): Finding[] {
  const word = vagueWord(prose);
  return word === null ? [] : [warning({ code: "criterion_vague", text, word, line })];
}
