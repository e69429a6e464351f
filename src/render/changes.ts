import type { PolicyChange } from "../core/policy/compare/change.js";
import type { Detail } from "./detail.js";
import { inert } from "./inert.js";
import { count, join, oneLine } from "./markdown.js";

const LONGEST_VALUE = 80;

/** One change in plain text on one line: `min_words of customer-problem in brief: 25 → 10 (loosened)`. */
export function changeLine(change: PolicyChange): string {
  const breaking = change.breaking ? ", breaking for items in flight" : "";
  return `${sentence(change, (text) => oneLine(text, LONGEST_VALUE))} (${change.effect}${breaking})`;
}

/** The changelog of a policy as Markdown: what is loosened, what is tightened, what else changes, and what breaks items in flight. Echoed text is inert. */
export function renderChanges(changes: readonly PolicyChange[], detail: Detail): string {
  if (changes.length === 0) return "Nothing that the policy demands changes.";
  const groups = [
    group("🔓 Loosened", withEffect(changes, "loosened"), detail),
    group("🔒 Tightened", withEffect(changes, "tightened"), detail),
    group("Neither", withEffect(changes, "neutral"), detail),
    inFlight(changes, detail),
  ];
  return groups.filter((text) => text !== "").join("\n\n");
}

function withEffect(changes: readonly PolicyChange[], effect: PolicyChange["effect"]): PolicyChange[] {
  return changes.filter((change) => change.effect === effect);
}

function group(title: string, changes: readonly PolicyChange[], detail: Detail): string {
  if (changes.length === 0) return "";
  return `**${title}** (${changes.length})\n${list(changes.map(entry), detail)}`;
}

function list(entries: readonly string[], detail: Detail): string {
  const shown = entries.slice(0, Math.min(detail.steps, detail.entries * 5));
  const hidden = entries.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`and ${count(hidden, "more change")}`] : [])].map((line) => `* ${line}`).join("\n");
}

function entry(change: PolicyChange): string {
  return `${sentence(change, inert)} (${inert(`${change.file}:${change.line}`)})`;
}

function inFlight(changes: readonly PolicyChange[], detail: Detail): string {
  const broken = changes.filter((change) => change.breaking);
  const contracts = [...new Set(changes.flatMap((change) => change.contract ?? []))];
  if (broken.length === 0 && contracts.length === 0) return "";
  const shown = join(
    broken.map((change) => subject(change, inert)),
    "and",
    Math.min(detail.steps, detail.entries * 2),
  );
  const acks = `Acknowledgements that open hand-offs have collected under ${join(contracts.map(inert))} are void: people acknowledge a contract with the content.`;
  const gates = broken.length === 0 ? "" : `**⚠️ Breaking for items in flight:** ${shown}.`;
  return [gates, contracts.length === 0 ? "" : acks].filter((text) => text !== "").join(" ");
}

type Quote = (text: string) => string;

function sentence(change: PolicyChange, quote: Quote): string {
  const { before, after } = change;
  if (before === null && after === null) return subject(change, quote);
  if (before === null) return `${subject(change, quote)} added: ${quote(after ?? "")}`;
  if (after === null) return `${subject(change, quote)} removed, was ${quote(before)}`;
  return `${subject(change, quote)}: ${quote(before)} → ${quote(after)}`;
}

/** What it is that changes: `min_words of customer-problem in brief`. */
function subject({ contract, gate, what }: PolicyChange, quote: Quote): string {
  const inContract = contract === null ? "" : ` in ${quote(contract)}`;
  if (what === "contract") return `contract ${quote(contract ?? "")}`;
  if (gate === null) return contract === null ? outside(what, quote) : `${quote(what)} of ${quote(contract)}`;
  if (what === "gate") return `gate ${quote(gate)}${inContract}`;
  return `${quote(pathWords(what))} of ${quote(gate)}${inContract}`;
}

/** What belongs to no contract: a key of the configuration, or of a role's file. */
function outside(what: string, quote: Quote): string {
  const [, role, key] = /^role\/([^/]+)\/(.+)$/.exec(what) ?? [];
  return role === undefined || key === undefined ? quote(what) : `${quote(pathWords(key))} of role ${quote(role)}`;
}

/** `params.checks.0.params.min_words` is `checks.0.min_words` to those who write it. */
function pathWords(what: string): string {
  return what.replaceAll(/(^|\.)params\./g, "$1");
}
