import type { ItemVerdict } from "../core/record/verdict.js";
import type { Detail } from "./detail.js";
import { person } from "./markdown.js";
import { lastDay } from "./time.js";

/** Who acknowledges in whose place, one line each. Empty when nobody does. */
export function renderDelegations({ delegations = [], timezone }: ItemVerdict, detail: Detail): string {
  if (delegations.length === 0) return "";
  const lines = delegations
    .slice(0, detail.entries)
    .map(({ from, to, until }) => `* ${person(to)} may acknowledge for ${person(from)} until ${lastDay(until, timezone)}.`);
  const hidden = delegations.length - lines.length;
  return `**Delegated**\n${lines.join("\n")}${hidden > 0 ? `\n* and ${hidden} more` : ""}`;
}
