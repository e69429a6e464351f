import type { TemplateFinding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { perhapsMeant } from "./near.js";
import { listed, many, say, type WordsOf } from "./say.js";

/** Words for findings about a template's headings. */
export const TEMPLATE: WordsOf<TemplateFinding> = {
  template_unreadable: (finding) =>
    say(
      `The template ${inert(finding.file)} cannot be used: ${inert(finding.reason)}.`,
      `Keep a template with headings at ${inert(finding.file)} on the default branch, or correct the contract's \`file\`.`,
    ),
  template_headings_missing: (finding) =>
    say(
      `It lacks ${many(finding.headings.length, "heading")} of the template ${inert(finding.file)}: ${listed(finding.headings, "and")}${(finding.near ?? []).map(perhapsMeant).join("")}.`,
      `Add ${finding.headings.length === 1 ? "it" : "them"} as in the template.`,
    ),
  template_heading_misplaced: (finding) =>
    say(
      `${inert(finding.heading)} does not stand where the template ${inert(finding.file)} has it.`,
      `Move it below ${inert(finding.after)}.`,
    ),
  template_heading_extra: (finding) =>
    say(
      `The template ${inert(finding.file)} has no heading ${inert(finding.heading)}.`,
      "Use a heading of the template, or a deeper level below one.",
    ),
  template_followed: (finding) => say(`It has the headings that the template ${inert(finding.file)} asks for.`),
};
