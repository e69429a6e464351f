import { z } from "zod";
import type { Finding } from "../findings/findings.js";
import type { Section } from "../document/model.js";
import { entriesOf, type Entry } from "./covers/entries.js";
import { defineCheck, type CheckResult } from "./define.js";
import { inSection, titleOf } from "./in-section.js";
import type { IsTemplateText } from "../content/template-words.js";
import { ownPiece } from "./pieces.js";
import { readsSection, sectionParam } from "./params.js";
import { hasReason, isPlaceholder, saysNone } from "./placeholder.js";
import { fail, note, pass, problem } from "./results.js";

const params = z.strictObject({
  section: sectionParam,
  topics: z.array(z.string().min(1).max(100)).min(1).max(30).describe("Topics that each need an entry."),
  none_needs_reason: z
    .boolean()
    .default(true)
    .describe('"None, because ..." is an answer, a bare "N/A" is not. False: a bare "N/A" is one too.'),
});
type Params = z.output<typeof params>;

/** Each topic has an entry with real text. */
export const covers = defineCheck<Params>({
  kind: "covers",
  summary: "Passes when each topic has an entry with real text.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  stricter: { topics: "superset", none_needs_reason: "true" },
  example: {
    params: { section: "Constraints", topics: ["technical", "regulatory"] },
    good: "### Constraints\n\n- Technical: the warehouse refreshes once a day\n- Regulatory: none, because no personal data is stored\n",
    bad: "### Constraints\n\n- Technical: TBD\n",
  },
  ask: (given) => ({ as: "text", preset: given.topics.map((topic) => `- ${upperFirst(topic)}: `).join("\n"), example: "" }),
  run: (given, context) => inSection(context.document, given.section, (section) => judge(section, given, context.isTemplateText)),
});

function judge(section: Section, given: Params, isTemplateText: IsTemplateText): CheckResult {
  const problems = given.topics.flatMap((topic) => judgeTopic(topic, section, given, isTemplateText));
  if (problems.length > 0) return fail(problems);
  return pass([note({ code: "topics_covered", topics: given.topics, line: section.line })]);
}

/** One good entry is enough; the first entry is what is complained about. */
function judgeTopic(topic: string, section: Section, given: Params, isTemplateText: IsTemplateText): Finding[] {
  const entries = entriesOf(section.blocks, topic, given.topics);
  const [first] = entries;
  if (first === undefined) return [problem({ code: "topic_missing", topic, heading: titleOf(section), line: section.line })];
  if (entries.some((entry) => answers(own(entry, section, isTemplateText), given))) return [];
  const code = saysNone(first.text) ? "topic_no_reason" : "topic_empty";
  return [problem({ code, topic, text: first.text, line: first.line })];
}

/** The entry without the lines that a template put there. */
function own({ line, text }: Entry, { heading }: Section, isTemplateText: IsTemplateText): Entry {
  const piece = ownPiece({ kind: "text", line, text, ticked: false }, isTemplateText, { section: heading });
  return { line, text: piece?.text.trim() ?? "" };
}

function answers(entry: Entry, given: Params): boolean {
  if (saysNone(entry.text)) return !given.none_needs_reason || hasReason(entry.text);
  return !isPlaceholder(entry.text);
}

function upperFirst(topic: string): string {
  return topic.charAt(0).toUpperCase() + topic.slice(1);
}
