import type { MarkdownDocument } from "../document/model.js";
import type { Finding } from "../findings/findings.js";
import type { GateResult } from "../record/verdict.js";

/** The gates as people are told them who see the body without line numbers: each finding in it with the heading that it stands under. */
export function toldGates(gates: readonly GateResult[], body: MarkdownDocument): GateResult[] {
  const headings = body.headings.filter(({ line }) => body.within?.has(line) !== true);
  return gates.map((gate) => (gate.path === null ? { ...gate, findings: gate.findings.map((one) => placed(one, headings)) } : gate));
}

function placed(finding: Finding, headings: MarkdownDocument["headings"]): Finding {
  const { line } = finding;
  if (line === undefined || finding.path !== undefined) return finding;
  const above = headings.findLast((heading) => heading.line <= line);
  return above === undefined ? finding : { ...finding, section: above.text.trim() };
}
