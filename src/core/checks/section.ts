import { RE2JS } from "re2js";
import { z } from "zod";
import type { Section } from "../document/model.js";
import { visible } from "../document/names.js";
import { textsOf } from "../document/walk.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { inSection, titleOf } from "./in-section.js";
import { answersNone } from "./none-answer.js";
import { allowNone, count, readsSection, sectionParam } from "./params.js";
import { rePattern } from "./pattern.js";
import { wordCount } from "../document/word-count.js";
import { hasReason, isChosen, isPlaceholder, saysNone } from "./placeholder.js";
import { ownPiece, piecesOf, type Piece } from "./pieces.js";
import { tasksOf } from "./tasks.js";
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
  const first = firstText(found);
  const pieces = piecesOf(found.blocks, { headings: found.question !== undefined });
  if (pieces.length === 0) return nothingSaid(found, first);
  const place = { section: found.heading, alone: pieces.length === 1 };
  const own = pieces.flatMap((piece) => ownPiece(piece, isTemplateText, place) ?? []);
  const line = first?.line ?? pieces[0]?.line;
  if (own.length === 0) {
    const code = pieces.every(({ text }) => isTeamPlaceholder(text)) ? "section_placeholder" : "section_template";
    return fail(problem({ code, heading, text: pieces[0]?.text ?? "", line }));
  }
  return judgeAnswer(found, given, own, line);
}

function judgeAnswer(found: Section, given: Params, own: readonly Piece[], line: number | undefined): CheckResult {
  const heading = titleOf(found);
  const whole = own.map(({ text }) => text).join("\n");
  if (given.allow_none === true && answersNone(whole))
    return pass([note({ code: "section_filled", heading, words: wordCount(whole), line })]);
  if (given.none_needs_reason && saysNone(whole)) return judgeNone(heading, whole, line);
  const answers = own.filter(({ kind, text }) => kind === "media" || isChosen(found, whole) || !isPlaceholder(text));
  if (answers.length === 0) return fail(problem({ code: "section_placeholder", heading, text: whole, line }));
  const words = answers.reduce((sum, { kind, text }) => sum + (kind === "media" ? 0 : wordCount(text)), 0);
  if (words < (given.min_words ?? 0)) return fail(problem({ code: "section_too_short", heading, words, min: given.min_words ?? 1, line }));
  if (given.pattern !== undefined && !matches(given.pattern, own))
    return fail(problem({ code: "section_unmatched", heading, pattern: given.pattern, line }));
  return pass([note({ code: "section_filled", heading, words, line })]);
}

/** Subsections' headings are structure: they are no answer. */
function firstText({ blocks, question }: Section): { text: string; line: number } | undefined {
  const headings = new Set(blocks.flatMap((block) => (block.kind === "heading" && question === undefined ? [block.line] : [])));
  const text = textsOf(blocks).find((each) => !headings.has(each.line) && each.text !== "");
  const code = blocks.find((block) => block.kind === "code");
  return code !== undefined && (text === undefined || code.line < text.line) && code.text.trim() !== "" ? code : text;
}

/** What is there is open, struck out or the title of nothing. */
function nothingSaid(found: Section, first: { text: string; line: number } | undefined): CheckResult {
  const heading = titleOf(found);
  if (first === undefined) return fail(problem({ code: "section_empty", heading, line: found.line }));
  const [open] = tasksOf(found);
  if (open !== undefined)
    return fail(problem({ code: "section_unticked", heading, boxes: tasksOf(found).map(({ text }) => text), line: open.line }));
  return fail(problem({ code: "section_placeholder", heading, text: first.text, line: first.line }));
}

/** In the words of a reader: without markup and comments, and without what a template put there. */
function matches(pattern: string, own: readonly Piece[]): boolean {
  return RE2JS.compile(pattern, RE2JS.MULTILINE).test(visible(own.map(({ text }) => text).join("\n\n")));
}

function judgeNone(heading: string, text: string, line: number | undefined): CheckResult {
  if (hasReason(text)) return pass([note({ code: "section_filled", heading, words: wordCount(text), line })]);
  return fail(problem({ code: "section_no_reason", heading, text, line }));
}
