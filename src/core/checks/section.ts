import { RE2JS } from "re2js";
import { z } from "zod";
import type { Section } from "../document/model.js";
import { visible } from "../document/names.js";
import { codesOf, plainText, textsOf } from "../document/walk.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { inSection, titleOf } from "./in-section.js";
import { answersNone } from "./none-answer.js";
import { allowNone, count, readsSection, sectionParam } from "./params.js";
import { rePattern } from "./pattern.js";
import { wordCount } from "../document/word-count.js";
import { hasReason, isPlaceholder, saysNone } from "./placeholder.js";
import { ownWords } from "./own-words.js";
import { fail, note, pass, problem } from "./results.js";

const params = z
  .strictObject({
    section: sectionParam,
    min_words: count(1).optional().describe("Fewest words of real text."),
    none_needs_reason: z.boolean().default(false).describe('"None, because ..." is an answer, a bare "N/A" is not.'),
    allow_none: allowNone,
    pattern: rePattern.optional().describe("RE2 pattern that the section's text, code included, must match somewhere."),
  })
  .refine((given) => !(given.none_needs_reason && given.allow_none), {
    message: "one of `allow_none` and `none_needs_reason`",
    path: ["allow_none"],
  });
type Params = z.output<typeof params>;

/** The heading exists and holds real text. */
export const section = defineCheck<Params>({
  kind: "section",
  summary: "Passes when the heading exists and holds real text.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  stricter: { min_words: "more", allow_none: "false" },
  asksNothing: ["min_words", "pattern"],
  leftOut: { allow_none: false },
  example: {
    params: { section: "Customer problem", min_words: 8 },
    good: "### Customer problem\n\nOperations leads rebuild every cohort by hand, which takes most of a working day.\n",
    bad: "### Customer problem\n\nExports are slow.\n",
  },
  run: (given, context) => inSection(context.document, given.section, (found) => judge(found, given, context)),
});

function judge(found: Section, given: Params, { isTemplateText, isTeamPlaceholder }: CheckContext): CheckResult {
  const heading = titleOf(found);
  // Subsections' headings are structure: they are no answer.
  const headings = new Set(found.blocks.flatMap((block) => (block.kind === "heading" ? [block.line] : [])));
  const texts = textsOf(found.blocks).filter((text) => !headings.has(text.line) && text.text !== "");
  const first = texts[0];
  if (first === undefined) return fail(problem({ code: "section_empty", heading, line: found.line }));
  const own = texts.map((text) => ownWords(text, isTemplateText)).filter((text) => text !== "");
  if (own.length === 0) {
    const code = texts.every(({ text }) => isTeamPlaceholder(text)) ? "section_placeholder" : "section_template";
    return fail(problem({ code, heading, text: first.text, line: first.line }));
  }
  const whole = own.join("\n");
  if (given.allow_none === true && answersNone(whole))
    return pass([note({ code: "section_filled", heading, words: wordCount(whole), line: first.line })]);
  if (given.none_needs_reason && saysNone(whole)) return judgeNone(heading, whole, first.line);
  const words = own.filter((text) => !isPlaceholder(text)).reduce((sum, text) => sum + wordCount(text), 0);
  if (words === 0) return fail(problem({ code: "section_placeholder", heading, text: whole, line: first.line }));
  if (words < (given.min_words ?? 1))
    return fail(problem({ code: "section_too_short", heading, words, min: given.min_words ?? 1, line: first.line }));
  if (given.pattern !== undefined && !matches(given.pattern, found))
    return fail(problem({ code: "section_unmatched", heading, pattern: given.pattern, line: first.line }));
  return pass([note({ code: "section_filled", heading, words, line: first.line })]);
}

/** In the words of a reader: without markup and comments. */
function matches(pattern: string, { blocks }: Section): boolean {
  const text = visible([plainText(blocks), ...codesOf(blocks).map((code) => code.text)].join("\n\n"));
  return RE2JS.compile(pattern, RE2JS.MULTILINE).test(text);
}

function judgeNone(heading: string, text: string, line: number): CheckResult {
  if (hasReason(text)) return pass([note({ code: "section_filled", heading, words: wordCount(text), line })]);
  return fail(problem({ code: "section_no_reason", heading, text, line }));
}
