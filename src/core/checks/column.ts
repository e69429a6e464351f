import type { MarkdownDocument } from "../document/model.js";
import type { Finding } from "../findings/findings.js";

/** Where the words of a line begin: after quote marks, a list's bullet, a box or a heading's signs. */
const MARKUP = /^(?:[ \t>]{0,100}(?:[-*+]|\d{1,9}[.)])?[ \t]{1,100}(?:\[[ xX]\][ \t]{1,100})?|[ \t>]{1,100}|[ \t]{0,3}#{1,6}[ \t]{1,100})?/;
/** What a finding echoes of the text, the most exact first. */
const ECHOES = ["match", "text", "item", "topic", "heading", "value", "key"] as const;

/** Takes findings and the text they are about; returns them with the column (from 1) at which what they name begins in its line. */
export function withColumns(findings: readonly Finding[], document: MarkdownDocument): Finding[] {
  return findings.map((finding) => {
    if (finding.line === undefined || finding.column !== undefined || finding.path !== undefined) return finding;
    return { ...finding, column: columnIn(document.lineAt(finding.line), finding) };
  });
}

function columnIn(line: string, finding: Finding): number {
  for (const echo of echoesOf(finding)) {
    const at = line.indexOf(echo);
    if (at !== -1) return at + 1;
  }
  return (MARKUP.exec(line)?.[0].length ?? 0) + 1;
}

function echoesOf(finding: Finding): string[] {
  const values = ECHOES.map((name) => (Object.hasOwn(finding, name) ? (finding as Record<string, unknown>)[name] : undefined));
  return values.flatMap((value) => (typeof value === "string" ? (value.split("\n")[0]?.trim() ?? "") : "")).filter((echo) => echo !== "");
}
