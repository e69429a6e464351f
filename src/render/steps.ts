import type { Role } from "../core/policy/types.js";
import type { GateResult, ItemVerdict } from "../core/record/verdict.js";
import type { Detail } from "./detail.js";
import { foundLine, neededLine } from "./found.js";
import { SIGNS, sortGates } from "./gates.js";
import { bounded, plain, roleWords } from "./markdown.js";

/** What stands between the item and green, and who can do it: one group per side, nearest first. */
export interface StepGroup {
  who: "giver" | "role" | "baton";
  role: Role | null;
  gates: GateResult[];
}

/** Returns the red gates in the order in which people should take them: the text first, then what could not be judged, then other people. */
export function stepGroups(verdict: ItemVerdict): StepGroup[] {
  const { red } = sortGates(verdict.gates);
  const own = red.filter((gate) => gate.supplier === null);
  const groups: StepGroup[] = [
    { who: "giver", role: verdict.giver, gates: own.filter((gate) => gate.outcome !== "error") },
    { who: "baton", role: null, gates: own.filter((gate) => gate.outcome === "error") },
    ...byRole(red.filter((gate) => gate.supplier !== null)),
  ];
  return groups.filter((group) => group.gates.length > 0);
}

/** The numbered steps with their owners, continuing one count. Empty when all is green. */
export function renderSteps(verdict: ItemVerdict, detail: Detail): string {
  const parts: string[] = [];
  let number = 0;
  for (const group of stepGroups(verdict)) {
    const lines = group.gates.slice(0, Math.max(0, detail.steps - number)).map((gate, i) => step(gate, number + i + 1, detail));
    if (lines.length > 0) parts.push(`**${parts.length === 0 ? "Next" : "Then"}: ${owner(group)}**\n\n${lines.join("\n")}`);
    number += lines.length;
  }
  const hidden = sortGates(verdict.gates).red.length - number;
  return parts.join("\n\n") + (hidden > 0 ? `\n\nand ${hidden} more after these` : "");
}

/** Who may mend the text of an item: the giving role, or whoever has triage rights. */
export function giverWords(verdict: ItemVerdict): string {
  return verdict.giver === null ? "whoever may edit this" : `the giver, ${roleWords(verdict.giver)}`;
}

function owner(group: StepGroup): string {
  if (group.who === "baton") return "could not be judged, and counts as red until it can be";
  if (group.role === null) return "whoever may edit this";
  return group.who === "giver" ? `the giver, ${roleWords(group.role)}` : roleWords(group.role);
}

function step(gate: GateResult, number: number, detail: Detail): string {
  const shown = gate.findings.slice(0, detail.findings);
  const hidden = gate.findings.length - shown.length;
  const head = `${number}. ${SIGNS[gate.outcome]} **${plain(gate.spec.title)}**`;
  if (shown.length === 0) return `${head} · not met`;
  const said = new Set<string>([""]);
  const told = shown.map((finding) => {
    const needed = neededLine(finding);
    const fresh = said.has(needed) ? "" : ` **Needed:** ${bounded(needed, detail.sentence)}`;
    said.add(needed);
    return bounded(foundLine(finding, gate), detail.sentence) + fresh;
  });
  const rest = hidden > 0 ? [`and ${hidden} more like this`] : [];
  return told.length + rest.length === 1
    ? `${head} · ${told[0]}`
    : `${head}\n${[...told, ...rest].map((line) => `   * ${line}`).join("\n")}`;
}

function byRole(gates: GateResult[]): StepGroup[] {
  const groups = new Map<string, StepGroup>();
  for (const gate of gates) {
    const id = gate.supplier?.id ?? "";
    const group = groups.get(id) ?? { who: "role", role: gate.supplier, gates: [] };
    group.gates.push(gate);
    groups.set(id, group);
  }
  return [...groups.values()];
}
