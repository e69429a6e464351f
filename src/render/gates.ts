import type { Outcome } from "../core/findings/outcome.js";
import type { GateResult, ItemVerdict } from "../core/record/verdict.js";
import type { Detail } from "./detail.js";
import { toldInComment } from "./found.js";
import { inert } from "./inert.js";
import { lastDay } from "./time.js";
import { bounded, cell, count, folded, join, person } from "./markdown.js";
import { policyWords } from "./policy-words.js";

export const SIGNS: Record<Outcome, string> = { pass: "✅", fail: "❌", pending: "⏳", error: "⚠️" };
const NAMED_AT_MOST = 100;

/** The gates of a verdict by what they ask of people. */
export interface SortedGates {
  /** Blocking and not green, in the contract's order. */
  red: GateResult[];
  green: GateResult[];
  /** Not green, but somebody let them pass for a while. */
  waived: GateResult[];
  /** Not green, but only a warning. */
  warnings: GateResult[];
  /** Their condition does not hold here. */
  skipped: GateResult[];
}

/** Takes all gates of a verdict; returns each exactly once. */
export function sortGates(gates: GateResult[]): SortedGates {
  const applying = gates.filter((gate) => gate.applies);
  const open = applying.filter((gate) => gate.outcome !== "pass" && gate.waiver === null);
  return {
    red: open.filter((gate) => gate.spec.level === "block"),
    green: applying.filter((gate) => gate.outcome === "pass"),
    waived: applying.filter((gate) => gate.waiver !== null),
    warnings: open.filter((gate) => gate.spec.level === "warn"),
    skipped: gates.filter((gate) => !gate.applies),
  };
}

/** `3 of 11 gates`, counting those that block. */
export function gatesToGo(verdict: ItemVerdict): string {
  const blocking = verdict.gates.filter((gate) => gate.applies && gate.spec.level === "block").length;
  return `${sortGates(verdict.gates).red.length} of ${count(blocking, "gate")} to go`;
}

/** The green gates, folded: a table of what was found, or less. Empty when none is green. */
export function renderGreen(gates: GateResult[], detail: Detail): string {
  const { green, skipped } = sortGates(gates);
  if (green.length === 0) return "";
  const aside = skipped.length === 0 ? "" : ` · ${skipped.length} not needed here`;
  const summary = `✅ ${count(green.length, "green gate")}${aside}`;
  if (detail.green === "number") return summary;
  if (detail.green === "titles") return folded(summary, join(green.map(title), "and", NAMED_AT_MOST));
  const shown = green.slice(0, detail.steps);
  const hidden = green.length > shown.length ? `\n\nand ${green.length - shown.length} more` : "";
  return folded(summary, table(shown, detail) + hidden + skippedLine(skipped));
}

/** Gates that only warn, one line each. Empty when there is none. */
export function renderWarnings(gates: GateResult[], detail: Detail): string {
  const { warnings } = sortGates(gates);
  if (warnings.length === 0) return "";
  const lines = warnings.slice(0, detail.entries).map((gate) => `* ${title(gate)}: ${found(gate, detail)}`);
  return `**Worth a look** (blocks nothing)\n${lines.join("\n")}${more(warnings.length - lines.length)}`;
}

/** Gates that somebody let pass, one line each. Empty when there is none. */
export function renderWaived(gates: GateResult[], timezone: string, detail: Detail): string {
  const lines = sortGates(gates).waived.flatMap((gate) => {
    const { waiver } = gate;
    return waiver
      ? [
          `* ${title(gate)}: ${person(waiver.by)} lets it pass until ${lastDay(waiver.until, timezone)}: ${bounded(inert(waiver.reason), detail.sentence)}`,
        ]
      : [];
  });
  return lines.length === 0
    ? ""
    : `**Waived**\n${lines.slice(0, detail.entries).join("\n")}${more(Math.max(0, lines.length - detail.entries))}`;
}

/** Every gate that applies, red first, as a table for a check run. */
export function renderGateTable(gates: GateResult[], detail: Detail): string {
  const { red, green, waived, warnings } = sortGates(gates);
  const told = [...red, ...waived, ...warnings, ...(detail.green === "number" ? [] : green)].slice(0, detail.steps);
  const hidden = red.length + green.length + waived.length + warnings.length - told.length;
  return told.length === 0 ? "" : table(told, detail) + (hidden > 0 ? `\n\nand ${count(hidden, "more gate")}` : "");
}

function table(gates: GateResult[], detail: Detail): string {
  const rows = gates.map((gate) => `| ${SIGNS[gate.outcome]} | ${cell(title(gate))} | ${cell(found(gate, detail))} |`);
  return ["| | Gate | Found |", "|---|---|---|", ...rows].join("\n");
}

function found(gate: GateResult, detail: Detail): string {
  const shown = gate.findings.slice(0, detail.findings);
  const lines = toldInComment(shown, gate).map(({ found: words }) => bounded(words, detail.sentence));
  return lines.length === 0 ? (gate.outcome === "pass" ? "met" : "not met") : lines.join(" ");
}

function skippedLine(skipped: GateResult[]): string {
  return skipped.length === 0 ? "" : `\n\nNot needed here: ${join(skipped.map(title), "and", NAMED_AT_MOST)}.`;
}

function title(gate: GateResult): string {
  return policyWords(gate.spec.title);
}

function more(hidden: number): string {
  return hidden > 0 ? `\n* and ${hidden} more` : "";
}
