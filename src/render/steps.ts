import type { Role } from "../core/policy/types.js";
import type { GateResult, ItemVerdict } from "../core/record/verdict.js";
import type { Detail } from "./detail.js";
import { skeletonOf, type Skeleton } from "../core/form/skeleton.js";
import { toldInComment } from "./found.js";
import { SIGNS, sortGates } from "./gates.js";
import { bounded, roleWords } from "./markdown.js";
import { policyWords } from "./policy-words.js";
import { skeletonWords } from "./skeleton.js";

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
  const skeleton = verdict.contract && skeletonOf(verdict.contract, verdict.gates);
  let number = 0;
  let told = 0;
  for (const group of stepGroups(verdict)) {
    const steps = stepsOf(group.gates, skeleton).slice(0, Math.max(0, detail.steps - number));
    const lines = steps.map(
      (gates, i) =>
        `${number + i + 1}. ${gates.length === 1 || !skeleton ? stepWords(gates, detail) : skeletonWords(skeleton, verdict, detail)}`,
    );
    if (lines.length > 0) parts.push(`**${parts.length === 0 ? "Next" : "Then"}: ${owner(group)}**\n\n${lines.join("\n")}`);
    number += lines.length;
    told += steps.flat().length;
  }
  const hidden = sortGates(verdict.gates).red.length - told;
  return parts.join("\n\n") + (hidden > 0 ? `\n\nand ${hidden} more after these` : "");
}

/** What is one step each: a gate, but for those that one skeleton answers, which are the first. */
function stepsOf(gates: readonly GateResult[], skeleton: Skeleton | null): GateResult[][] {
  const together = gates.filter(({ spec }) => skeleton?.gates.includes(spec.id));
  const others = gates.filter((gate) => !together.includes(gate)).map((gate) => [gate]);
  return together.length === 0 ? others : [together, ...others];
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

function stepWords([gate]: readonly GateResult[], detail: Detail): string {
  if (gate === undefined) return "";
  const shown = gate.findings.slice(0, detail.findings);
  const hidden = gate.findings.length - shown.length;
  const head = `${SIGNS[gate.outcome]} **${policyWords(gate.spec.title)}**`;
  if (shown.length === 0) return `${head} · not met`;
  const said = new Set<string>([""]);
  const told = toldInComment(shown, gate).map(({ found, needed }) => {
    const fresh = said.has(needed) ? "" : ` **Needed:** ${bounded(needed, detail.sentence)}`;
    said.add(needed);
    return bounded(found, detail.sentence) + fresh;
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
