import type { FormField } from "../core/form/fields.js";
import type { Skeleton } from "../core/form/skeleton.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import type { Detail } from "./detail.js";
import { count, oneLine } from "./markdown.js";

const MOST_FIELDS = 40;
const LONGEST_HINT = 160;
const MOST_PRESET = 12;
/** Where less is told, a list of headings is too much. */
const ROOM = 6;

/** One step in place of one for each missing heading: a skeleton to copy, and where the form is that asks for the same. */
export function skeletonWords(skeleton: Skeleton, { form }: Pick<ItemVerdict, "form">, detail: Detail): string {
  const link = form === undefined ? "" : ` Or begin anew with [the issue form](${form}), which asks for the same.`;
  const head = `❌ **The headings are not there yet** · ${count(skeleton.fields.length, "section")} that the contract reads ${skeleton.fields.length === 1 ? "is" : "are"} missing.`;
  if (detail.findings < ROOM) return `${head} **Needed:** Write each under its own heading; Baton's comment lists them.${link}`;
  const lines = skeleton.fields.slice(0, MOST_FIELDS).flatMap(fieldLines);
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  const block = [`${fence}markdown`, ...lines, fence].map((line) => (line === "" ? "" : `   ${line}`)).join("\n");
  return `${head} **Needed:** Copy these into the description, and answer below each.${link}\n\n${block}\n`;
}

function fieldLines({ names, ask, boxes, gates }: FormField): string[] {
  // The heading is found by its very words.
  const name = (names[0] ?? "").replace(/\s+/g, " ").replace(/<!/g, "").trim();
  const ticks = [...(ask.as === "boxes" ? ask.boxes : []), ...boxes].map((box) => `- [ ] ${tidy(box)}`);
  const titles = gates.map(({ title }) => tidy(title)).filter((title) => title !== tidy(name));
  const hints = [...new Set([...titles, ...gates.flatMap(fewestWords)]), ...choices(ask), ...example(ask)].join("; ");
  // A comment is no answer, should it be left there.
  const hint = `<!-- Here: ${hints === "" ? "your answer" : oneLine(hints, LONGEST_HINT)} -->`;
  const preset = ask.as === "text" && ask.preset !== "" ? ask.preset.split("\n").slice(0, MOST_PRESET) : [];
  return [`## ${name}`, hint, ...preset.map(tidy), ...ticks, ""];
}

function fewestWords({ check: { params } }: FormField["gates"][number]): string[] {
  const { min_words: fewest } = params as { min_words?: unknown };
  return typeof fewest === "number" ? [`${count(fewest, "word")} or more`] : [];
}

function choices(ask: FormField["ask"]): string[] {
  return ask.as === "choice" ? [`one of ${ask.options.map(tidy).join(", ")}`] : [];
}

function example(ask: FormField["ask"]): string[] {
  return ask.as === "text" && ask.preset === "" && ask.example !== "" ? [`such as ${tidy(ask.example)}`] : [];
}

/** One line that ends no comment and begins no other. */
function tidy(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[<>]/g, "").replace(/-{2,}/g, "-").trim();
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
