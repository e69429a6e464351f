import type { MarkdownDocument, Section } from "../document/model.js";
import { nearHeading } from "../document/near-heading.js";
import type { Finding } from "../findings/findings.js";
import type { CheckResult } from "./define.js";
import { fail, problem, warning } from "./results.js";

/** Judges a section, or says that it is missing. A repeated heading is pointed out, because only one counts. */
export function inSection(document: MarkdownDocument, names: readonly string[], judge: (section: Section) => CheckResult): CheckResult {
  const section = document.section(names);
  if (section === null) return noSection(document, names);
  const result = judge(section);
  return { ...result, findings: [...result.findings, ...duplicates(section)] };
}

/** What is said where a text has no section of these names: what comes near to one, too. */
export function noSection(document: MarkdownDocument, names: readonly string[]): CheckResult {
  const near = nearHeading(document, names);
  return fail(problem({ code: "section_missing", names: [...names], ...(near && { near, line: near.line }) }));
}

function duplicates(section: Section): Finding[] {
  const [first] = section.duplicates;
  if (first === undefined) return [];
  const counted = first < section.line ? { counted: section.line } : {};
  return [warning({ code: "section_duplicate", heading: titleOf(section), lines: section.duplicates, ...counted, line: first })];
}

/** A section's heading for messages; empty for the whole text. */
export function titleOf(section: Section): string {
  return section.heading ?? "";
}
