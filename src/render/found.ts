import type { Finding } from "../core/findings/findings.js";
import type { GateResult } from "../core/record/verdict.js";
import { describeFinding } from "./findings.js";
import { inert } from "./inert.js";

/** What was found, led by where: "line 9: 2 of 3 count." */
export function foundLine(finding: Finding, gate: GateResult): string {
  const where = place(finding.line, finding.path ?? gate.path);
  const { found } = describeFinding(finding);
  return `${where}${where === "" ? "" : ": "}${stop(found)}`;
}

/** What is needed; empty when the finding only notes something. */
export function neededLine(finding: Finding): string {
  const { needed } = describeFinding(finding);
  return stop(needed ?? "");
}

function place(at: number | undefined, path: string | null): string {
  const line = at === undefined ? "" : `line ${at}`;
  if (path === null) return line;
  return line === "" ? inert(path) : `${line} of ${inert(path)}`;
}

function stop(sentence: string): string {
  const text = sentence.trim();
  return text === "" || /[.?!]$/.test(text) ? text : `${text}.`;
}
