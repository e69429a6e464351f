import type { Judgement } from "../../core/judging/judgement.js";
import { OFFLINE } from "../../core/facts/given.js";
import type { Finding } from "../../core/findings/findings.js";
import type { GateResult } from "../../core/record/verdict.js";
import { foundLine, neededLine } from "../../render/found.js";
import { roleWords } from "../../render/markdown.js";
import type { ReportResult } from "../common/report.js";
import { plain } from "../common/with-store.js";

/** A text that was judged. */
export interface Judged {
  /** Path as it was given; `-` is standard input. */
  file: string;
  judgement: Judgement;
}

/** What a gate's findings say must be mended; of one that is met, what they note. */
export function tellingFindings(gate: GateResult): Finding[] {
  const wanted = gate.outcome === "pass" ? gate.findings : gate.findings.filter((finding) => finding.severity === "problem");
  return wanted.length > 0 ? wanted : gate.findings;
}

/** Who can supply what a gate lacks. */
export function whoSupplies(gate: GateResult): string {
  if (isOffline(gate)) return "Baton judges it on GitHub";
  return gate.supplier ? `a member of ${roleWords(gate.supplier)}` : "whoever may edit the text";
}

/** True when the finding only says that there is no GitHub to ask. */
export function isOfflineFinding(finding: Finding): boolean {
  return "reason" in finding && finding.reason === OFFLINE;
}

/** True when the gate is red for want of GitHub. */
export function isOffline(gate: GateResult): boolean {
  return gate.outcome === "error" && gate.findings.some(isOfflineFinding);
}

/** True when the gate stands in the way. */
export function isRedGate(gate: GateResult): boolean {
  return gate.applies && gate.outcome !== "pass" && gate.spec.level === "block";
}

/** Takes a judgement; returns it with the gates that need GitHub counted as not applying. */
export function withoutOffline(judgement: Judgement): Judgement {
  const gates = judgement.gates.map((gate) => (isOffline(gate) ? { ...gate, applies: false } : gate));
  return { ...judgement, gates, green: !gates.some(isRedGate) };
}

/** A judgement as a report has it: one result for each gate. */
export function resultsOf({ file, judgement }: Judged): ReportResult[] {
  return judgement.gates.map((gate) => {
    const findings = tellingFindings(gate);
    const place = findings.find((finding) => finding.line !== undefined);
    const green = outcomeOf(gate) === "pass" || outcomeOf(gate) === "skipped";
    const needed = [...new Set(findings.map(neededLine))].filter((line) => line !== "").join(" ");
    return {
      group: file,
      id: gate.spec.id,
      name: plain(gate.spec.title),
      outcome: outcomeOf(gate),
      file: place?.path ?? (file === "-" ? null : file),
      line: place?.line ?? null,
      column: place?.column ?? null,
      found: findings.map((finding) => foundLine(finding, gate)).join(" "),
      needed: green || needed === "" ? null : needed,
      help: green ? null : `Who: ${whoSupplies(gate)}.`,
    };
  });
}

function outcomeOf(gate: GateResult): ReportResult["outcome"] {
  if (!gate.applies) return "skipped";
  if (gate.outcome === "pass") return "pass";
  if (gate.spec.level === "warn") return "warning";
  return gate.outcome === "error" ? "error" : "fail";
}

/** How the judgements of some texts come out, in one line. */
export function summaryOf(judged: readonly Judged[]): string {
  const wantsGitHub = judged.some(({ judgement }) => judgement.gates.some((gate) => isRedGate(gate) && isOffline(gate)));
  const outcome = judged.length === 1 && judged[0] ? one(judged[0].judgement) : several(judged);
  return `${outcome}${wantsGitHub ? " `--skip-offline` leaves out what needs GitHub." : ""}`;
}

function one({ gates }: Judgement): string {
  const blocking = gates.filter((gate) => gate.applies && gate.spec.level === "block");
  const red = blocking.filter(isRedGate);
  const offline = red.filter(isOffline).length;
  const skipped = gates.filter((gate) => !gate.applies && isOffline(gate)).length;
  const left = skipped === 0 ? "" : ` ${skipped} that ${skipped === 1 ? "needs" : "need"} GitHub left out.`;
  if (red.length === 0) return `${blocking.length === 1 ? "The one gate is" : `All ${blocking.length} gates are`} green.${left}`;
  const aside = offline === 0 ? "" : offline === red.length ? ", all for want of GitHub" : `, ${offline} of them for want of GitHub`;
  const which =
    red.length < blocking.length
      ? `${red.length} of ${blocking.length} gates`
      : red.length === 1
        ? "The one gate"
        : `All ${red.length} gates`;
  return `${which} ${red.length === 1 ? "is" : "are"} red${aside}.${left}`;
}

function several(judged: readonly Judged[]): string {
  const red = judged.filter(({ judgement }) => !judgement.green).length;
  if (red === judged.length) return `All ${red} files are red.`;
  return red === 0 ? `All ${judged.length} files are green.` : `${red} of ${judged.length} files ${red === 1 ? "is" : "are"} red.`;
}
