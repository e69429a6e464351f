import { z } from "zod";
import type { Block, Section } from "../document/model.js";
import { fullText, linesOf, outerItems, tablesOf, textsOf } from "../document/walk.js";
import type { CriterionGap, Finding } from "../findings/findings.js";
import { defineCheck, type CheckResult } from "./define.js";
import { inSection, titleOf } from "./in-section.js";
import { saysWhen } from "./measurable/dates.js";
import { hasBaseline, isBinary, isReference, thresholdGap, vagueWord } from "./measurable/threshold.js";
import type { IsTemplateText } from "./own-words.js";
import { readsSection, sectionParam } from "./params.js";
import { isPlaceholder } from "./placeholder.js";
import { fail, note, pass, problem, warning } from "./results.js";

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
});
type Params = z.output<typeof params>;

interface Criterion {
  line: number;
  text: string;
  /** The same without inline code, whose numbers are names. */
  prose: string;
}

/** Every (or any) item states a threshold. */
export const measurable = defineCheck<Params>({
  kind: "measurable",
  summary: "Passes when every (or any) item states a threshold: a quantity with a bound.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  example: {
    params: { section: "Success criteria", needs: ["by_when"] },
    good: "### Success criteria\n\n- The median answer takes under 20 minutes by 2026-12-15\n- Exports fall by 50% within 60 days of launch\n",
    bad: "### Success criteria\n\n- The page is fast and intuitive\n- The median answer takes under 20 minutes\n",
  },
  stricter: { every: "true", accept: "subset", needs: "superset" },
  criteria: (given, document) => {
    const section = document.section(given.section);
    return section === null ? [] : criteriaOf(section).flatMap(({ text }) => (isPlaceholder(text) ? [] : [text]));
  },
  run: (given, context) => inSection(context.document, given.section, (section) => judge(section, given, context.isTemplateText)),
});

function judge(section: Section, given: Params, isTemplateText: IsTemplateText): CheckResult {
  const criteria = criteriaOf(section);
  if (criteria.length === 0) return fail(problem({ code: "criteria_missing", heading: titleOf(section), line: section.line }));
  const judged = criteria.map((criterion) => ({ criterion, problems: judgeOne(criterion, given, isTemplateText) }));
  const good = judged.filter((each) => each.problems.length === 0);
  const enough = given.every ? good.length === judged.length : good.length > 0;
  if (!enough) return fail(judged.flatMap((each) => each.problems));
  const counted = note({ code: "criteria_measurable", counted: good.length, total: criteria.length, line: criteria[0]?.line });
  return pass([counted, ...good.flatMap((each) => vagueIn(each.criterion))]);
}

/** List items and table rows; without any, each paragraph is one. */
function criteriaOf(section: Section): Criterion[] {
  const items = outerItems(section.blocks).map((item) => ({
    line: item.line,
    text: fullText(item),
    prose: [item, ...textsOf(item.blocks)]
      .flatMap((text) => text.lines)
      .map((line) => line.prose)
      .join("\n"),
  }));
  const rows = tablesOf(section.blocks).flatMap((table) =>
    table.rows.map((row) => ({ line: row.line, text: joined(row.cells, "text"), prose: joined(row.cells, "prose") })),
  );
  const listed = [...items, ...rows].filter((criterion) => criterion.text.trim() !== "");
  return listed.length > 0
    ? listed
    : section.blocks
        .filter(isProse)
        .map(fromParagraph)
        .filter((criterion) => criterion.text !== "");
}

function joined(cells: readonly { lines: { text: string; prose: string }[] }[], form: "text" | "prose"): string {
  return cells.map((cell) => cell.lines.map((line) => line[form]).join(" ")).join(" | ");
}

function isProse(block: Block): boolean {
  return block.kind === "paragraph" || block.kind === "html" || block.kind === "quote";
}

function fromParagraph(block: Block): Criterion {
  const lines = linesOf([block]);
  return {
    line: block.line,
    text: lines
      .map((line) => line.text)
      .join("\n")
      .trim(),
    prose: lines.map((line) => line.prose).join("\n"),
  };
}

function judgeOne({ line, text, prose }: Criterion, given: Params, isTemplateText: IsTemplateText): Finding[] {
  if (isTemplateText(text)) return [problem({ code: "criterion_template", text, line })];
  if (isPlaceholder(text) || !isAccepted(prose, given.accept))
    return [
      problem({ code: "criterion_not_measurable", text, why: gapOf(text, prose), vague: vagueWord(prose), accept: given.accept, line }),
    ];
  return given.needs
    .filter((need) => !(need === "by_when" ? saysWhen(prose.slice(0, 5000)) : hasBaseline(prose.slice(0, 5000))))
    .map((need) => problem({ code: "criterion_lacks", text, need, line }));
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

function vagueIn({ text, prose, line }: Criterion): Finding[] {
  const word = vagueWord(prose);
  return word === null ? [] : [warning({ code: "criterion_vague", text, word, line })];
}
