import { RE2JS } from "re2js";
import { z } from "zod";
import type { TextLine, Text } from "../document/model.js";
import { visible } from "../document/names.js";
import { textsOf } from "../document/walk.js";
import type { Finding } from "../findings/findings.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { sectionParam, readsSection } from "./params.js";
import { rePattern } from "./pattern.js";
import { fail, note, pass, problem } from "./results.js";
import { inSection } from "./in-section.js";
import { holdsWord } from "./forbid/word-at.js";

const DEFAULT_WORDS = ["TBD", "TODO", "???", "lorem ipsum", "<...>"];
/** A name or dots in angle brackets: "<5 s and >99 %" compares, and is no placeholder. */
// Generics are names: `List<String>`.
const ANGLE = /(?<![\p{L}\p{N}_])<(?:[\p{L}_]|\.\.\.|…)[^<>]{0,200}(?<!\s)>/u;
const MAX_FINDINGS = 20;

const params = z.strictObject({
  section: sectionParam.optional().describe("Section to look in; the whole text when left out."),
  words: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(100)
    .optional()
    .describe('Words that must not occur. "<...>" stands for any text in angle brackets. Default: TBD, TODO, ???, lorem ipsum, <...>.'),
  pattern: rePattern.optional().describe("RE2 pattern that must not match."),
});
type Params = z.output<typeof params>;

/** A forbidden word, as written and as it is looked for. */
interface Word {
  match: string;
  key: string;
}

/** None of the words or patterns occurs. */
export const forbid = defineCheck<Params>({
  kind: "forbid",
  summary: "Passes when none of the words or patterns occurs outside code and comments.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  stricter: { words: "superset" },
  example: {
    params: { section: "Decision" },
    good: "### Decision\n\nWe build it, because the vendor cannot hide small cells.\n",
    bad: "### Decision\n\nWe build it.\n\nOwner: TBD\n",
  },
  run: judge,
});

function judge(given: Params, context: CheckContext): CheckResult {
  if (given.section === undefined) return search(textsOf(context.document.whole.blocks), given);
  return inSection(context.document, given.section, (section) => search(textsOf(section.blocks), given));
}

function search(texts: Text[], given: Params): CheckResult {
  const words = (given.words ?? (given.pattern === undefined ? DEFAULT_WORDS : [])).map((match): Word => ({ match, key: plain(match) }));
  const lines = texts.flatMap((text) => text.lines);
  const found = [...texts.flatMap((text) => findWords(text, words)), ...findPattern(texts, lines, given.pattern)].slice(0, MAX_FINDINGS);
  return found.length === 0 ? pass([note({ code: "nothing_forbidden" })]) : fail(found);
}

function findWords({ lines }: Text, words: readonly Word[]): Finding[] {
  const within = lines.flatMap((line) => {
    const prose = plain(line.prose);
    return words.filter(({ key }) => holds(prose, key)).map(({ match }) => forbidden(match, "word", line.line));
  });
  return within.length > 0 || lines.length < 2 ? within : acrossLines(lines, words);
}

/** Where a line breaks means nothing to whoever reads it: "lorem" at its end and "ipsum" on the next are as good as on one. */
function acrossLines(lines: readonly TextLine[], words: readonly Word[]): Finding[] {
  const prose = plain(lines.map((line) => line.prose).join("\n"));
  return words
    .filter(({ key }) => key.includes(" ") && holds(prose, key))
    .map(({ match, key }) => forbidden(match, "word", lines.find((line) => plain(line.prose).endsWith(key.split(" ")[0] ?? ""))?.line));
}

function forbidden(match: string, rule: "word" | "pattern", line: number | undefined): Finding {
  return problem({ code: "forbidden_text", match, rule, line });
}

function plain(text: string): string {
  // Wide letters are letters: ＴＢＤ.
  return visible(text.normalize("NFKC")).toLowerCase().replace(/\s+/g, " ");
}

/** "<...>" stands for anything in angle brackets. */
function holds(prose: string, word: string): boolean {
  return word === "<...>" ? ANGLE.test(prose) : holdsWord(prose, word);
}

/** The pattern sees whole texts, so it may span lines; the line is told when one line alone matches. */
function findPattern(texts: Text[], lines: TextLine[], pattern: string | undefined): Finding[] {
  if (pattern === undefined) return [];
  const engine = RE2JS.compile(pattern, RE2JS.MULTILINE);
  const whole = visible(texts.map((text) => text.lines.map((line) => line.prose).join("\n")).join("\n\n"));
  if (!engine.test(whole)) return [];
  const line = firstMatch(lines, (text) => engine.test(text));
  return [forbidden(pattern, "pattern", line)];
}

function firstMatch(lines: TextLine[], test: (text: string) => boolean): number | undefined {
  return lines.find((line) => test(visible(line.prose)))?.line;
}
