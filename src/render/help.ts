import type { FindingCode } from "../core/findings/findings.js";
import type { CommandDefinition } from "../core/handoff/commands/define.js";
import { COMMANDS } from "../core/handoff/commands/registry.js";
import type { Role } from "../core/policy/types.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import { otherSignals } from "./begin.js";
import { renderEngagement } from "./engagement.js";
import { inert } from "./inert.js";
import { boundaryWords } from "./stages.js";
import { cell, join, roleWords } from "./markdown.js";
import { policyWords } from "./policy-words.js";
import { IN_GENERAL, whoWords, type Named } from "./who.js";

/** Findings that tell that `/confirm` supplies, or supplied, the gate. */
const CONFIRMING = new Set<FindingCode>(["confirmation_missing", "confirmation_not_counted", "confirmed"]);

/** Who may use which command, here: a table with the roles of this item's boundary, or the general rule where nothing is governed. */
export function helpWords(verdict: ItemVerdict | null, overrideRoles: Role[]): string {
  const rows = COMMANDS.flatMap((command) => rowsOf(command, verdict, overrideRoles));
  const boundary = verdict && boundaryWords(verdict);
  const where = verdict === null ? "Nothing is governed here yet. Where something is:" : boundary === null ? "" : `For ${boundary}:`;
  const table = ["| Command | Who | What it does |", "|---|---|---|", ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`)].join("\n");
  const engaged = verdict ? renderEngagement(verdict) : "";
  return `${where}\n\n${engaged === "" ? "" : `${engaged}\n\n`}${table}\n\nA command is a line of its own in a comment, outside code, lists and quotes. An edited comment does not count: write a new one.`;
}

function rowsOf(command: CommandDefinition, verdict: ItemVerdict | null, overrideRoles: Role[]): string[][] {
  const { name, who, form, help } = command;
  if ((who === "override" || who === "waiver") && overrideRoles.length === 0) return [];
  const named = namedHere(verdict, overrideRoles);
  if (who === "supplier" && verdict !== null) return gatesOf(command, verdict, named);
  const begins = name === "begin" && verdict !== null;
  return begins ? [beginRow(command, verdict, named)] : [[`\`${form}\``, whoWords(who, named), help]];
}

/** The stage that was taken over can be begun; before that it is the contract ahead that tells how. */
function beginRow({ form, who, help }: CommandDefinition, { beginning, contract }: ItemVerdict, named: Named): string[] {
  const signal = beginning ? beginning.signal : (contract?.begin?.signal ?? null);
  const others = otherSignals(signal);
  const receiver = beginning ? roleWords(beginning.by) : named.receiver;
  return [`\`${form}\``, whoWords(who, { ...named, receiver }), others === "" ? help : `${help}; or ${others}`];
}

function namedHere(verdict: ItemVerdict | null, overrideRoles: Role[]): Named {
  const override = { override: join(overrideRoles.map(roleWords)), waiver: join(overrideRoles.slice(0, 1).map(roleWords)) };
  if (verdict === null) return { ...IN_GENERAL, ...override };
  const giver = verdict.giver ? roleWords(verdict.giver) : "anyone with triage rights";
  const receiver = verdict.receiver ? roleWords(verdict.receiver) : IN_GENERAL.receiver;
  return { ...IN_GENERAL, ...override, giver, receiver };
}

/** One row for each gate that waits for the word, or had it. */
function gatesOf({ name, who }: CommandDefinition, verdict: ItemVerdict, named: Named): string[][] {
  return verdict.gates
    .filter((gate) => gate.applies && gate.supplier !== null && gate.findings.some((finding) => CONFIRMING.has(finding.code)))
    .slice(0, 12)
    .map((gate) => [
      inert(`/${name} ${gate.spec.id}`),
      gate.supplier ? whoWords(who, { ...named, supplier: roleWords(gate.supplier) }) : "",
      policyWords(gate.spec.title),
    ]);
}
