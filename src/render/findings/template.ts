import type { Finding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { listed, many, say } from "./say.js";

export type TemplateFinding = Extract<Finding, { code: `template_${string}` }>;

/** True for findings about a template's headings. */
export function isTemplate(finding: Finding): finding is TemplateFinding {
  return finding.code.startsWith("template_");
}

/** Says a finding about a template's headings. */
export function describeTemplate(finding: TemplateFinding): { found: string; needed: string } {
  switch (finding.code) {
    case "template_unreadable":
      return say(
        `The template ${inert(finding.file)} cannot be used: ${inert(finding.reason)}.`,
        `Keep a template with headings at ${inert(finding.file)} on the default branch, or correct the contract's \`file\`.`,
      );
    case "template_headings_missing":
      return say(
        `It lacks ${many(finding.headings.length, "heading")} of the template ${inert(finding.file)}: ${listed(finding.headings, "and")}.`,
        `Add ${finding.headings.length === 1 ? "it" : "them"} as in the template.`,
      );
    case "template_heading_misplaced":
      return say(
        `${inert(finding.heading)} does not stand where the template ${inert(finding.file)} has it.`,
        `Move it below ${inert(finding.after)}.`,
      );
    case "template_heading_extra":
      return say(
        `The template ${inert(finding.file)} has no heading ${inert(finding.heading)}.`,
        "Use a heading of the template, or a deeper level below one.",
      );
    case "template_followed":
      return say(`It has the headings that the template ${inert(finding.file)} asks for.`);
  }
}
