import { z } from "zod";
import type { Section } from "../document/model.js";
import type { Finding } from "../findings/findings.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { inSection } from "./in-section.js";
import { candidates } from "./items/candidates.js";
import { judgeAll, type Judged } from "./items/judge.js";
import { count, durationParam, readsSection, sectionParam } from "./params.js";
import { fail, note, pass, problem, warning } from "./results.js";

const each = z.strictObject({
  attributed: z
    .boolean()
    .default(false)
    .describe(
      "Each names its source: a link, an issue or a file; `@login`; a quotation with who said it; or a named source with a date, in brackets, after a dash, after `source:` or in a Source column.",
    ),
  linked: z.boolean().default(false).describe("Each holds a link."),
  max_age: durationParam.optional().describe("Each holds an ISO date no older than this."),
});
const params = z
  .strictObject({
    section: sectionParam,
    of: z
      .enum(["list", "table", "quote", "any", "code", "image"])
      .default("any")
      .describe("What counts: list items, table rows, quotes or any of these three; blocks of code; images."),
    min: count(0).default(1).describe("Fewest that must count."),
    max: count(0).optional().describe("Most that may count."),
    types: z
      .array(z.string().min(1).max(50))
      .min(1)
      .max(20)
      .optional()
      .describe("Kinds an item must name, as a prefix or in a Type column."),
    each: each.optional().describe("What every counted item must have."),
  })
  .refine((given) => given.max === undefined || given.max >= given.min, { message: "a number that is not below `min`", path: ["max"] });
type Params = z.output<typeof params>;

/** Enough distinct items of the wanted kinds. */
export const items = defineCheck<Params>({
  kind: "items",
  summary:
    "Passes when the section holds enough distinct list items, table rows, quotes, blocks of code or images that meet the conditions.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  stricter: {
    min: "more",
    max: "less",
    types: "subset",
    "each.attributed": "true",
    "each.linked": "true",
    "each.max_age": "shorter",
  },
  atMost: "max",
  asksNothing: ["max", "types", "each", "each.max_age"],
  example: {
    params: { section: "Evidence", min: 2, types: ["quote", "usage"], each: { attributed: true, max_age: "180d" } },
    good: '### Evidence\n\n- quote: "I rebuild the cohort every Monday." - D. Osei, 2026-07-14\n- usage: 61 of 84 exports were imported again (#412, 2026-07-02)\n',
    bad: "### Evidence\n\n- quote: everybody complains about it\n- usage: 61 of 84 exports were imported again (#412, 2025-07-02)\n",
  },
  run: (given, context) => inSection(context.document, given.section, (section) => judge(section, given, context)),
});

function judge(section: Section, given: Params, { now, isTemplateText }: CheckContext): CheckResult {
  const found = candidates(section, given.of);
  const place = { section: section.heading, alone: found.length === 1 };
  const rules = {
    types: given.types ?? [],
    attributed: given.each?.attributed ?? false,
    linked: given.each?.linked ?? false,
    maxAge: given.each?.max_age ?? null,
    isTemplateText: (text: string) => isTemplateText(text, place),
  };
  const judged = judgeAll(found, rules, now);
  const counted = judged.filter((item) => item.why === null).length;
  const line = judged[0]?.candidate.line ?? section.line;
  if (counted < given.min) {
    const summary = problem({
      code: "items_too_few",
      counted,
      total: judged.length,
      min: given.min,
      of: given.of,
      types: rules.types,
      line,
    });
    return fail([summary, ...rejected(judged, problem)]);
  }
  if (given.max !== undefined && counted > given.max)
    return fail(problem({ code: "items_too_many", counted, max: given.max, of: given.of, line }));
  return pass([note({ code: "items_counted", counted, total: judged.length, of: given.of, line }), ...rejected(judged, warning)]);
}

function rejected(judged: readonly Judged[], say: typeof problem): Finding[] {
  return judged.flatMap(({ candidate, why }) =>
    why === null ? [] : [say({ code: "item_not_counted", text: candidate.text, why, line: candidate.line })],
  );
}
