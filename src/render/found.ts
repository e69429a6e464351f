import { readsOf } from "../core/checks/content-read.js";
import type { Finding } from "../core/findings/findings.js";
import type { GateResult } from "../core/record/verdict.js";
import { describeFinding } from "./findings.js";
import { inert } from "./inert.js";
import { plain, stop } from "./markdown.js";
import { policyWords } from "./policy-words.js";

/** What was found, led by where, for readers who see lines: "line 9: 2 of 3 count." */
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

/** What was found and what is needed, in words for readers of an issue, who see the lines of documents only: "in **Evidence**: 2 of 3 count." */
export interface Told {
  found: string;
  needed: string;
}

/** Says some findings of a gate in a comment. A section is named where it is not the one that was named just before. */
export function toldInComment(findings: readonly Finding[], gate: GateResult): Told[] {
  let before = "";
  return findings.map((finding) => {
    if ((finding.path ?? gate.path) !== null) return { found: foundLine(finding, gate), needed: neededLine(finding) };
    const told = withoutLines(finding);
    const section = sectionWords(finding, gate);
    const where = section === "" || section === before ? "" : `in **${section}**: `;
    before = section === "" ? before : section;
    return { found: `${where}${stop(describeFinding(told).found)}`, needed: neededLine(told) };
  });
}

/** Which section it is about, unless its own words say so. */
function sectionWords(finding: Finding, gate: GateResult): string {
  if (finding.line === undefined || ("heading" in finding && finding.heading !== "")) return "";
  const names = new Set(readsOf(gate.spec.check).flatMap((ref) => (ref.in === "body" ? [ref.section?.[0] ?? ""] : [])));
  const [only] = names;
  if (names.size === 1 && only) return policyWords(only);
  return finding.section === undefined ? "" : plain(finding.section);
}

/** The same finding with no line in its words: a 0, or none in a list, is not told. */
function withoutLines(finding: Finding): Finding {
  switch (finding.code) {
    case "section_missing":
    case "field_missing":
      return finding.near ? { ...finding, near: { ...finding.near, line: 0 } } : finding;
    case "template_headings_missing":
      return finding.near ? { ...finding, near: finding.near.map((near) => ({ ...near, line: 0 })) } : finding;
    case "section_duplicate":
      return { ...finding, lines: [], ...(finding.counted === undefined ? {} : { counted: 0 }) };
    case "item_not_counted":
      return finding.why.is === "duplicate" ? { ...finding, why: { is: "duplicate", of: 0 } } : finding;
    default:
      return finding;
  }
}

function place(at: number | undefined, path: string | null): string {
  const line = at === undefined ? "" : `line ${at}`;
  if (path === null) return line;
  return line === "" ? inert(path) : `${line} of ${inert(path)}`;
}
