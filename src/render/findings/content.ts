import type { Finding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { describeForm } from "./form.js";
import { listed, many, say } from "./say.js";

const CODES = [
  "text_too_large",
  "text_too_deep",
  "section_missing",
  "section_duplicate",
  "section_empty",
  "section_placeholder",
  "section_template",
  "section_no_reason",
  "section_too_short",
  "section_filled",
  "topic_missing",
  "topic_empty",
  "topic_no_reason",
  "topics_covered",
  "forbidden_text",
  "nothing_forbidden",
  "items_too_few",
  "items_too_many",
  "item_not_counted",
  "items_counted",
  "criteria_missing",
  "criterion_not_measurable",
  "criterion_template",
  "criterion_lacks",
  "criterion_vague",
  "criteria_measurable",
  "no_front_matter",
  "field_missing",
  "field_invalid",
  "field_valid",
  "box_missing",
  "box_open",
  "box_ticked",
  "implied_red",
  "tasks_missing",
  "tasks_too_few",
  "tasks_ticked",
] as const satisfies readonly Finding["code"][];

export type ContentFinding = Extract<Finding, { code: (typeof CODES)[number] }>;

/** True for findings about text. */
export function isContent(finding: Finding): finding is ContentFinding {
  return (CODES as readonly string[]).includes(finding.code);
}

/** Says a finding about text. Exhaustive: a new code does not compile without words. */
export function describeContent(finding: ContentFinding): { found: string; needed: string } {
  switch (finding.code) {
    case "text_too_deep":
      return say("The text nests its lists or quotes too deeply to be judged.", "Keep to 20 levels or fewer.");
    case "text_too_large":
      return say(`The text has ${finding.size} characters.`, `Keep it under ${finding.limit} characters.`);
    case "section_missing":
      return say(`There is no heading ${listed(finding.names)}.`, `Add the heading ${inert(finding.names[0] ?? "")} with its content.`);
    case "section_duplicate":
      return say(
        `${inert(finding.heading)} occurs again on line ${finding.lines.slice(0, 5).join(", ")}; only the first one counts.`,
        "Merge them under one heading.",
      );
    case "section_empty":
      return say(`${inert(finding.heading)} is empty.`, "Write the answer below the heading.");
    case "section_placeholder":
      return say(`${inert(finding.heading)} holds only ${inert(finding.text)}.`, "Replace it with the real answer.");
    case "section_no_reason":
      return say(
        `${inert(finding.heading)} says ${inert(finding.text)} and gives no reason.`,
        'Write "None, because …" with the reason, or the answer.',
      );
    case "section_too_short":
      return say(`${inert(finding.heading)} has ${many(finding.words, "word")}.`, `Say it in ${many(finding.min, "word")} or more.`);
    case "section_filled":
      return say(`${inert(finding.heading)} has ${many(finding.words, "word")}.`);
    case "topic_missing":
      return say(`Nothing is said about ${inert(finding.topic)}.`, `Add ${inert(`${finding.topic}: …`)}, or say "None, because …".`);
    case "topic_empty":
      return say(`${inert(finding.topic)} holds only ${inert(finding.text)}.`, "Replace it with the real answer.");
    case "topic_no_reason":
      return say(
        `${inert(finding.topic)} says ${inert(finding.text)} and gives no reason.`,
        'Write "None, because …" with the reason, or the answer.',
      );
    case "topics_covered":
      return say(`All topics are covered: ${listed(finding.topics, "and")}.`);
    case "forbidden_text":
      return say(
        `${finding.rule === "word" ? "It holds" : "It matches the pattern"} ${inert(finding.match)}.`,
        "Replace it with the real content.",
      );
    case "nothing_forbidden":
      return say("Nothing forbidden was found.");
    case "criteria_missing":
      return say(`${inert(finding.heading)} names no criterion.`, "List each criterion as an item with a quantity and a target.");
    case "criterion_not_measurable":
      return say(`${inert(finding.text)} states no threshold: ${gapOf(finding)}.`, thresholdNeeded(finding.accept));
    case "criterion_lacks":
      return say(`${inert(finding.text)} has no ${finding.need === "by_when" ? "date" : "baseline"}.`, LACKING[finding.need]);
    case "criterion_vague":
      return say(`${inert(finding.text)} also says ${inert(finding.word)}, which cannot be measured.`);
    case "criteria_measurable":
      return say(`${finding.counted} of ${finding.total} criteria can be measured.`);
    default:
      return describeForm(finding);
  }
}

type NotMeasurable = Extract<Finding, { code: "criterion_not_measurable" }>;

function gapOf({ why, vague }: NotMeasurable): string {
  if (why === "vague" || (why === "no_number" && vague !== null)) return `${inert(vague ?? "")} cannot be measured`;
  return GAPS[why];
}

const GAPS: Record<Exclude<NotMeasurable["why"], "vague">, string> = {
  name: "its numbers only name something",
  date: "a date says when, not how much",
  condition: "its number belongs to the condition, not to the outcome",
  past: "it tells what was measured, not what to reach",
  tentative: "its value has no tolerance, or is still to be set",
  feeling: "how it feels after some time has no scale",
  placeholder: "its value is a placeholder",
  no_number: "there is no number in it",
};

const LACKING = {
  by_when: "Say by when: a date, a quarter, or a span such as “within 60 days of launch”.",
  baseline: "Say what it is today: “from 4 h to under 20 min”.",
};

function thresholdNeeded(accept: readonly string[]): string {
  const others = accept.includes("binary") ? ", or something that is plainly done or not" : "";
  const reference = accept.includes("reference") ? ", or a named standard or target it must meet" : "";
  return `State a quantity with its bound, such as “under 5 s” or “at least 3 clients”${others}${reference}.`;
}
