import type { TextFinding } from "../../core/findings/findings.js";
import { inert, quoted } from "../inert.js";
import { mendNear, nearWords } from "./near.js";
import { listed, many, say, type WordsOf } from "./say.js";

function counting(line: number | undefined): string {
  if (line === undefined) return "the first one";
  return line === 0 ? "one of them" : `the one on line ${line}`;
}

/** Words for findings about a text's sections and topics. */
export const TEXT: WordsOf<TextFinding> = {
  text_too_large: (finding) => say(`The text has ${finding.size} characters.`, `Keep it under ${finding.limit} characters.`),
  text_too_deep: () => say("The text nests its lists or quotes too deeply to be judged.", "Keep to 20 levels or fewer."),
  section_missing: ({ names, near }) =>
    near
      ? say(`There is no heading ${listed(names)}${nearWords(near)}.`, mendNear(near))
      : say(`There is no heading ${listed(names)}.`, `Add the heading ${quoted(names[0] ?? "")} with its content.`),
  section_duplicate: (finding) =>
    say(
      `${inert(finding.heading)} occurs again${finding.lines.length === 0 ? "" : ` on line ${finding.lines.slice(0, 5).join(", ")}`}; only ${counting(finding.counted)} counts.`,
      "Merge them under one heading.",
    ),
  section_empty: (finding) => say(`${inert(finding.heading)} is empty.`, "Write the answer below the heading."),
  section_placeholder: (finding) => say(`${inert(finding.heading)} holds only ${inert(finding.text)}.`, "Replace it with the real answer."),
  section_unticked: (finding) =>
    say(
      `In ${inert(finding.heading)} no box is ticked: ${listed(finding.boxes, "and")}.`,
      "Tick what holds, or write the answer below the boxes.",
    ),
  section_template: (finding) =>
    say(`${inert(finding.heading)} holds only the template's own words: ${inert(finding.text)}.`, "Replace them with the real answer."),
  section_no_reason: (finding) =>
    say(
      `${inert(finding.heading)} says ${inert(finding.text)} and gives no reason.`,
      'Write "None, because …" with the reason, or the answer.',
    ),
  section_too_short: (finding) =>
    say(`${inert(finding.heading)} has ${many(finding.words, "word")}.`, `Say it in ${many(finding.min, "word")} or more.`),
  section_unmatched: (finding) =>
    say(`${inert(finding.heading)} does not match the pattern.`, `Write what matches ${quoted(finding.pattern)}.`),
  section_filled: (finding) =>
    say(
      finding.words === 0
        ? `${inert(finding.heading)} shows an image or a video.`
        : `${inert(finding.heading)} has ${many(finding.words, "word")}.`,
    ),
  topic_missing: (finding) =>
    say(`Nothing is said about ${quoted(finding.topic)}.`, `Add ${quoted(`${finding.topic}: …`)}, or say "None, because …".`),
  topic_empty: (finding) => say(`${quoted(finding.topic)} holds only ${inert(finding.text)}.`, "Replace it with the real answer."),
  topic_no_reason: (finding) =>
    say(
      `${quoted(finding.topic)} says ${inert(finding.text)} and gives no reason.`,
      'Write "None, because …" with the reason, or the answer.',
    ),
  topics_covered: (finding) => say(`All topics are covered: ${listed(finding.topics, "and")}.`),
  forbidden_text: (finding) =>
    say(
      `${finding.rule === "word" ? "It holds" : "It matches the pattern"} ${quoted(finding.match)}.`,
      "Replace it with the real content.",
    ),
  nothing_forbidden: () => say("Nothing forbidden was found."),
};
