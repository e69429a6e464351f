import type { Finding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { describeItem, type ItemFinding } from "./item.js";
import { say } from "./say.js";

type FormFinding = Extract<
  Finding,
  {
    code:
      | "section_template"
      | "criterion_template"
      | "no_front_matter"
      | "field_missing"
      | "field_invalid"
      | "field_valid"
      | "box_missing"
      | "box_open"
      | "box_ticked"
      | "implied_red"
      | "tasks_missing"
      | "tasks_too_few"
      | "tasks_ticked";
  }
>;

/** Says a finding about a template's own words, form fields, front matter, boxes and listed items. */
export function describeForm(finding: FormFinding | ItemFinding): { found: string; needed: string } {
  switch (finding.code) {
    case "section_template":
      return say(
        `${inert(finding.heading)} holds only the template's own words: ${inert(finding.text)}.`,
        "Replace them with the real answer.",
      );
    case "criterion_template":
      return say(`${inert(finding.text)} is the template's own example.`, "Replace it with a criterion of this work.");
    case "no_front_matter":
      return say("The text has no front matter.", `Add front matter with the key ${inert(finding.field)}.`);
    case "field_missing":
      return say(`${inert(finding.field)} is not filled in.`, `Fill in ${inert(finding.field)}.`);
    case "field_invalid":
      return say(`${inert(finding.field)} is ${inert(finding.value)}.`, `It must ${ownWords(finding.must)} ${inert(finding.what)}.`);
    case "field_valid":
      return say(`${inert(finding.field)} is ${inert(finding.value)}.`);
    case "box_missing":
      return say(`There is no task item ${inert(finding.item)}.`, `Add ${inert(`- [ ] ${finding.item}`)} and tick it when it is done.`);
    case "box_open":
      return say(`${inert(finding.item)} is not ticked.`, "Tick it when it is done.");
    case "box_ticked":
      return say(`${inert(finding.item)} is ticked.`);
    case "implied_red":
      return say(
        `${inert(finding.item)} is ticked, but the gate ${inert(finding.gate)} ${finding.outcome === null ? "does not exist" : "is not green"}.`,
        `Make the gate ${inert(finding.gate)} green; a tick cannot stand for it.`,
      );
    case "tasks_missing":
      return say(`${inert(finding.heading)} has no task items.`, "Add them as `- [ ] …` and tick what is done.");
    case "tasks_too_few":
      return say(`${finding.ticked} of ${finding.total} boxes are ticked.`, `Tick at least ${finding.min}.`);
    case "tasks_ticked":
      return say(`${finding.ticked} of ${finding.total} boxes are ticked.`);
    default:
      return describeItem(finding);
  }
}

/** Words of ours, which a finding carries as data; anything else in their place is shown as code. */
function ownWords(text: string): string {
  return /^[a-z ]{1,100}$/.test(text) ? text : inert(text);
}
