import type { FindingCode } from "../core/findings/findings.js";
import type { Role } from "../core/policy/types.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import { inert } from "./inert.js";
import { boundaryWords } from "./stages.js";
import { anyRole, cell, plain, roleWords } from "./markdown.js";

/** Findings that tell that `/confirm` supplies, or supplied, the gate. */
const CONFIRMING = new Set<FindingCode>(["confirmation_missing", "confirmation_not_counted", "confirmed"]);
const ANYONE = "anyone who may comment";

/** Who may use which command, here: a table with the roles of this item's boundary, or the general rule where nothing is governed. */
export function helpWords(verdict: ItemVerdict | null, overrideRoles: Role[]): string {
  const rows = [...moving(verdict), ...confirming(verdict), ...overriding(overrideRoles), ...free()];
  const boundary = verdict && boundaryWords(verdict);
  const where = verdict === null ? "Nothing is governed here yet. Where something is:" : boundary === null ? "" : `For ${boundary}:`;
  const table = ["| Command | Who | What it does |", "|---|---|---|", ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`)].join("\n");
  return `${where}\n\n${table}\n\nCommands go on the first lines of a comment. An edited comment does not count: write a new one.`;
}

function moving(verdict: ItemVerdict | null): string[][] {
  const giver = verdict === null ? "the giving role" : verdict.giver ? roleWords(verdict.giver) : "anyone with triage rights";
  const receiver = verdict?.receiver ? roleWords(verdict.receiver) : "the receiving role";
  return [
    ["`/handoff [stage]`", giver, "request the hand-off (adding the stage's label does the same)"],
    ["`/withdraw`", `the requester, or ${giver}`, "cancel the request"],
    ["`/ack [note]`", `${receiver}; not the author or the requester`, "take it over"],
    ["`/reject REASON`", receiver, "send it back"],
    ["`/hold REASON`", "every role that the contract names", "stop the hand-off for everybody"],
    ["`/unhold`", "whoever held it, or the override role", "let it go on"],
    ["`/begin`", receiver, "start the stage"],
    ["`/delegate @user until DATE`", receiver, "let someone else acknowledge in your place"],
  ];
}

function confirming(verdict: ItemVerdict | null): string[][] {
  if (verdict === null) return [["`/confirm GATE [note]`", "the gate's role; not the author", "supply a confirmation"]];
  return verdict.gates
    .filter((gate) => gate.applies && gate.supplier !== null && gate.findings.some((finding) => CONFIRMING.has(finding.code)))
    .slice(0, 12)
    .map((gate) => [
      inert(`/confirm ${gate.spec.id}`),
      gate.supplier ? `${roleWords(gate.supplier)}; not the author` : "",
      plain(gate.spec.title),
    ]);
}

function overriding(roles: Role[]): string[][] {
  if (roles.length === 0) return [];
  return [
    [
      "`/override CODE: REASON`",
      anyRole(roles),
      "force the hand-off; without the code, Baton answers with it and with what would be bypassed",
    ],
    ["`/waive GATE until DATE: REASON`", anyRole(roles.slice(0, 1)), "let one gate pass until the end of that day"],
  ];
}

function free(): string[][] {
  return [
    ["`/status`", ANYONE, "show where this stands"],
    ["`/recheck`", ANYONE, "judge it again"],
    ["`/help`", ANYONE, "show this table"],
  ];
}
