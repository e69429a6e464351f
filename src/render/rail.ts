import type { Receipt } from "../core/record/receipt.js";
import type { Stage } from "../core/policy/types.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import { situationOf } from "./situation.js";
import type { Situation } from "./situation.js";
import { policyWords } from "./policy-words.js";

const MARKS: Record<Situation, string> = {
  closed: "",
  rejected: "↩️",
  held: "✋",
  no_contract: "⛔",
  blocked: "🔴",
  awaiting: "⏳",
  to_begin: "",
  ready: "",
  preparing: "",
  end: "",
};
/** Stages shown before and after the accepted one, a lifecycle may have hundreds; and so many where their names are long. */
const AROUND = 8;
const AROUND_LONG = 1;
const LONG = 4000;

/** The stages in order, the accepted one in bold, and on the arrow after it how the hand-off stands. */
export function renderRail(verdict: ItemVerdict): string {
  const rail = railAround(verdict, AROUND);
  return rail.length > LONG ? railAround(verdict, AROUND_LONG) : rail;
}

function railAround(verdict: ItemVerdict, around: number): string {
  const here = verdict.stages.findIndex((stage) => stage.id === verdict.stage.id);
  const from = Math.max(0, here - around);
  const shown = verdict.stages.slice(from, here + around + 1);
  const words = shown.map((stage, i) => stop(verdict, stage, from + i, here)).join("");
  return `${from > 0 ? "… → " : ""}${words}${here + around + 1 < verdict.stages.length ? " → …" : ""}${leap(verdict, here)}`;
}

function stop(verdict: ItemVerdict, stage: Stage, index: number, here: number): string {
  const arrow = index === 0 ? "" : ` ${index === here + 1 ? mark(verdict, stage) : ""}→ `;
  if (index === here) return `${arrow}**📍 ${policyWords(stage.name)}**`;
  return `${arrow}${index < here ? passed(verdict.receipts, stage) : ""}${policyWords(stage.name)}`;
}

function mark(verdict: ItemVerdict, next: Stage): string {
  const sign = verdict.boundary?.to.id === next.id ? MARKS[situationOf(verdict)] : "";
  return sign === "" ? "" : `─${sign}─`;
}

/** Only what Baton saw handed over is ticked; a stage left before it came, or by force, is not. */
function passed(receipts: Receipt[], stage: Stage): string {
  const kind = receipts.find((receipt) => receipt.from === stage.id)?.kind;
  if (kind === "accepted") return "✅ ";
  return kind === "overridden" ? "⚠️ " : "";
}

/** A hand-off to a stage that is not the next on the rail, as from the last one back to the first. */
function leap(verdict: ItemVerdict, here: number): string {
  const to = verdict.boundary?.to;
  if (!to || verdict.stages[here + 1]?.id === to.id) return "";
  return ` · ${verdict.handoff ? `${MARKS[situationOf(verdict)]} → ` : "next: "}${policyWords(to.name)}`;
}
