import type { ItemFinding, ItemReason } from "../../core/findings/findings.js";
import { wordsBy, type WordsBy } from "../by-kind.js";
import { inert } from "../inert.js";
import { listed, many, say, type Of, type WordsOf } from "./say.js";

/** Words for findings about list items, rows and quotes. */
export const ITEMS: WordsOf<ItemFinding> = {
  items_too_few: (finding) =>
    say(tooFew(finding), `Give ${finding.min} or more${finding.types.length === 0 ? "" : `, each named ${listed(finding.types)}`}.`),
  items_too_many: (finding) => say(`${finding.counted} count.`, `Keep at most ${finding.max}.`),
  item_not_counted: (finding) => say(`${inert(finding.text)} ${wordsBy(WHY_NOT, "is", finding.why)}.`, wordsBy(MEND, "is", finding.why)),
  items_counted: (finding) => say(`${finding.counted} of ${finding.total} count.`),
};

function tooFew(finding: Of<"items_too_few">): string {
  return finding.total === 0 ? `No ${noun(finding.of, 1)} was found.` : `${finding.counted} of ${finding.total} count.`;
}

function noun(of: string, count: number): string {
  const words = new Map([
    ["list", "list item"],
    ["table", "table row"],
    ["quote", "quote"],
    ["code", "block of code"],
    ["image", "image"],
  ]);
  return many(count, words.get(of) ?? "item").replace(/^1 /, "");
}

const WHY_NOT: WordsBy<"is", ItemReason> = {
  placeholder: () => "says nothing yet",
  template: () => "is the template's own text",
  duplicate: ({ of }) => (of === 0 ? "repeats another one" : `repeats line ${of}`),
  untyped: () => "names no type",
  unattributed: () => "names no source",
  not_linked: () => "has no link",
  no_date: () => "has no date",
  too_old: ({ date, max }) => `is from ${inert(date)}, older than ${inert(max)}`,
  future: ({ date }) => `is dated ${inert(date)}, which is in the future`,
};

const REAL = "Replace it with the real content.";
const DATE = "Add the date it is from, as YYYY-MM-DD.";

const MEND: WordsBy<"is", ItemReason> = {
  placeholder: () => REAL,
  template: () => REAL,
  duplicate: () => "Give another one.",
  untyped: ({ types }) => `Begin it with ${listed(types.map((type) => `${type}:`))}.`,
  unattributed: () =>
    "Add a link, or a name and a date in brackets or after a dash: “(support queue, 2026-07-01)”. An @login will do, and behind a quotation who said it.",
  not_linked: () => "Add a link to where it comes from.",
  no_date: () => DATE,
  future: () => DATE,
  too_old: () => "Give a newer one.",
};
