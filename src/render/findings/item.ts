import type { Finding, ItemReason } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { listed, many, say } from "./say.js";

export type ItemFinding = Extract<Finding, { code: "items_too_few" | "items_too_many" | "item_not_counted" | "items_counted" }>;

/** Says a finding about list items, rows and quotes. */
export function describeItem(finding: ItemFinding): { found: string; needed: string } {
  switch (finding.code) {
    case "items_too_few":
      return say(
        tooFew(finding),
        `Give ${finding.min} or more${finding.types.length === 0 ? "" : `, each named ${listed(finding.types)}`}.`,
      );
    case "items_too_many":
      return say(`${finding.counted} count.`, `Keep at most ${finding.max}.`);
    case "item_not_counted":
      return say(`${inert(finding.text)} ${whyNot(finding.why)}.`, mend(finding.why));
    case "items_counted":
      return say(`${finding.counted} of ${finding.total} count.`);
    default:
      return finding satisfies never;
  }
}

function tooFew(finding: Extract<ItemFinding, { code: "items_too_few" }>): string {
  return finding.total === 0 ? `No ${noun(finding.of, 1)} was found.` : `${finding.counted} of ${finding.total} count.`;
}

function noun(of: string, count: number): string {
  const words = new Map([
    ["list", "list item"],
    ["table", "table row"],
    ["quote", "quote"],
  ]);
  return many(count, words.get(of) ?? "item").replace(/^1 /, "");
}

function whyNot(why: ItemReason): string {
  switch (why.is) {
    case "placeholder":
      return "says nothing yet";
    case "template":
      return "is the template's own text";
    case "duplicate":
      return `repeats line ${why.of}`;
    case "untyped":
      return "names no type";
    case "unattributed":
      return "names no source";
    case "not_linked":
      return "has no link";
    case "no_date":
      return "has no date";
    case "too_old":
      return `is from ${inert(why.date)}, older than ${inert(why.max)}`;
    case "future":
      return `is dated ${inert(why.date)}, which is in the future`;
    default:
      return why satisfies never;
  }
}

function mend(why: ItemReason): string {
  switch (why.is) {
    case "placeholder":
    case "template":
      return "Replace it with the real content.";
    case "duplicate":
      return "Give another one.";
    case "untyped":
      return `Begin it with ${listed(why.types.map((type) => `${type}:`))}.`;
    case "unattributed":
      return "Add a link, or a name and a date.";
    case "not_linked":
      return "Add a link to where it comes from.";
    case "no_date":
    case "future":
      return "Add the date it is from, as YYYY-MM-DD.";
    case "too_old":
      return "Give a newer one.";
    default:
      return why satisfies never;
  }
}
