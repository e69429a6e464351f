import { shownEmoji } from "../core/basics/names.js";
import type { GateChange, Standing } from "../core/pulls/flips.js";
import type { ItemAfterMerge, UnjudgedItem } from "../core/pulls/items-after-merge.js";
import type { Detail } from "./detail.js";
import { describeFinding } from "./findings.js";
import { SIGNS } from "./gates.js";
import { inert } from "./inert.js";
import { bounded, count, join, plain } from "./markdown.js";

const STATES = { free: "free to go", green: "green", waiting: "waiting for people", red: "red" } as const;

/** True when somebody would notice the merge on this item. */
export function isTouched({ flip, drift, voidsAcks }: ItemAfterMerge): boolean {
  return flip.direction !== "none" || flip.gates.length > 0 || drift.length > 0 || voidsAcks;
}

/** What becomes of each item, those that get worse first. Echoed text is inert. */
export function renderItemsAfterMerge(items: readonly ItemAfterMerge[], leftOut: number, detail: Detail): string {
  const touched = items.filter(isTouched).toSorted((a, b) => rank(a) - rank(b));
  const head = `**${count(touched.length, "open item")} of ${items.length} looked at would change**${leftOut > 0 ? `; ${leftOut} more were not looked at` : ""}`;
  const shown = touched.slice(0, Math.min(detail.steps, detail.entries * 3));
  const hidden = touched.length - shown.length;
  const lines = shown.map((item) => itemLines(item, detail));
  return [head, ...lines, ...(hidden > 0 ? [`* and ${count(hidden, "more item")}`] : [])].join("\n");
}

/** Items that could not be judged as they would be, and why; empty when there are none. */
export function renderUnjudged(unjudged: readonly UnjudgedItem[]): string {
  if (unjudged.length === 0) return "";
  const lines = unjudged.map(
    ({ number, title, why }) => `* ⚠️ #${number}${title === "" ? "" : ` ${inert(shownEmoji(title))}`}: ${plain(why)}`,
  );
  const head = `**${count(unjudged.length, "item")} could not be judged** as this would leave ${unjudged.length === 1 ? "it" : "them"}, and what cannot be judged is not passed. Re-check tries again.`;
  return [head, "", ...lines].join("\n");
}

/** The same as a title. */
export function unjudgedTitle([first]: readonly UnjudgedItem[]): string | null {
  return first === undefined ? null : `#${first.number} could not be judged: ${first.why}`;
}

function rank({ flip }: ItemAfterMerge): number {
  return { worse: 0, better: 1, none: 2 }[flip.direction];
}

function itemLines(item: ItemAfterMerge, detail: Detail): string {
  const { flip, drift, voidsAcks } = item;
  const step = flip.direction === "none" ? `stays ${stateOf(flip.after)}` : `${stateOf(flip.before)} → **${stateOf(flip.after)}**`;
  const sign = flip.direction === "worse" ? "❌" : flip.direction === "better" ? "✅" : "▫️";
  const gates = flip.gates.slice(0, detail.findings).map((gate) => `    * ${gateLine(gate, detail)}`);
  const hidden = flip.gates.length - gates.length;
  const drifts = drift.length === 0 ? [] : [`    * ⚠️ handed-off content would drift: ${join(drift.map(inert), "and", detail.findings)}`];
  const acks = voidsAcks ? ["    * ⚠️ acknowledgements given so far would be void"] : [];
  return [
    `* ${sign} #${item.number} ${inert(shownEmoji(item.title))}: ${step}`,
    ...gates,
    ...(hidden > 0 ? [`    * and ${hidden} more`] : []),
    ...drifts,
    ...acks,
  ].join("\n");
}

function stateOf({ state, why }: Standing): string {
  return why === "no_contract" ? "without a contract" : why === "ambiguous" ? "under several contracts" : STATES[state];
}

function gateLine({ spec, before, after, finding }: GateChange, detail: Detail): string {
  const { found, needed } = finding ? describeFinding(finding) : { found: "", needed: "" };
  const said = [found, needed ? `Needed: ${needed}` : ""].filter((part) => part !== "").join(" ");
  const words = said === "" ? "" : `: ${bounded(said, detail.sentence)}`;
  return `${signOf(before)} → ${signOf(after)} ${plain(spec.title)}${words}`;
}

function signOf(outcome: GateChange["before"]): string {
  return outcome === null ? "no gate" : SIGNS[outcome];
}
