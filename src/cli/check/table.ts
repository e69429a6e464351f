import type { Finding } from "../../core/findings/findings.js";
import type { GateResult } from "../../core/record/verdict.js";
import { describeFinding } from "../../render/findings.js";
import { foundLine } from "../../render/found.js";
import type { Paint } from "../common/paint.js";
import { plain } from "../common/with-store.js";
import { isOffline, isOfflineFinding, isRedGate, tellingFindings, whoSupplies, type Judged } from "./results.js";

const MOST_FINDINGS = 20;
const SIGNS = { fail: "✗", pending: "…", error: "?", pass: "✓" } as const;

/** Takes a judged text; returns its gates for reading on a terminal: what is red first, then what only warns, then what is green. */
export function gateTable(judged: Judged, paint: Paint): string {
  const { file, judgement } = judged;
  const { name, id, version } = judgement.contract;
  const head = `${paint("bold", plain(file === "-" ? "standard input" : file))} · ${plain(name)} (${id} ${version})`;
  return [head, ...gateBlocks(judged, paint)].join("\n\n");
}

/** Takes a judged text; returns its gates in the same order, without a heading. */
export function gateBlocks({ file, judgement: { gates } }: Judged, paint: Paint): string[] {
  const red = gates.filter(isRedGate);
  const warnings = gates.filter((gate) => gate.applies && gate.outcome !== "pass" && gate.spec.level === "warn");
  const rest = gates.filter((gate) => !gate.applies || gate.outcome === "pass");
  const blocks = [
    ...red.map((gate) => redGate(gate, file, paint, "red")),
    ...warnings.map((gate) => redGate(gate, file, paint, "yellow")),
    rest.map((gate) => paint("dim", greenGate(gate))).join("\n"),
  ];
  return blocks.filter((block) => block !== "");
}

function redGate(gate: GateResult, file: string, paint: Paint, colour: "red" | "yellow"): string {
  const findings = tellingFindings(gate);
  const shown = findings.slice(0, MOST_FINDINGS);
  const needed = shown.map((finding) => (isOfflineFinding(finding) ? "" : plain(describeFinding(finding).needed, 500)));
  const lines = shown.flatMap((finding, index) => [
    `    ${foundAt(finding, file)}`,
    ...(needed[index] !== "" && needed[index] !== needed[index + 1] ? [`        Needed: ${needed[index] ?? ""}`] : []),
  ]);
  const hidden = findings.length - shown.length;
  const sign = colour === "yellow" ? "!" : SIGNS[gate.outcome];
  return [
    paint(colour, `${sign} ${plain(gate.spec.title)}`) + paint("dim", ` (${gate.spec.id})`),
    ...lines,
    ...(hidden > 0 ? [`    and ${hidden} more`] : []),
    paint("dim", `    Who: ${plain(whoSupplies(gate), 500)}`),
  ].join("\n");
}

function greenGate(gate: GateResult): string {
  if (!gate.applies)
    return `- ${plain(gate.spec.title)}: ${isOffline(gate) ? "left out, it needs GitHub" : "not needed with these labels"}`;
  const [first] = tellingFindings(gate);
  return `✓ ${plain(gate.spec.title)}${first ? `: ${plain(foundLine(first, gate), 500)}` : ""}`;
}

function foundAt(finding: Finding, file: string): string {
  const path = finding.path ?? (file === "-" ? "line" : file);
  const place = finding.line === undefined ? (finding.path ?? "") : `${path}:${finding.line}:${finding.column ?? 1}`;
  return `${place === "" ? "" : `${plain(place)}  `}${plain(describeFinding(finding).found, 500)}`;
}
