import type { ValueFinding } from "../../core/findings/findings.js";
import { inert, quoted } from "../inert.js";
import { mendNear, nearWords } from "./near.js";
import { say, type WordsOf } from "./say.js";

/** Words for findings about form fields and front matter. */
export const VALUES: WordsOf<ValueFinding> = {
  no_front_matter: (finding) => say("The text has no front matter.", `Add front matter with the key ${quoted(finding.field)}.`),
  field_missing: ({ field, near }) =>
    near
      ? say(`${quoted(field)} is not filled in${nearWords(near)}.`, mendNear(near))
      : say(`${quoted(field)} is not filled in.`, `Fill in ${quoted(field)}.`),
  field_invalid: (finding) =>
    say(`${quoted(finding.field)} is ${inert(finding.value)}.`, `It must ${ownWords(finding.must)} ${quoted(finding.what)}.`),
  field_valid: (finding) => say(`${quoted(finding.field)} is ${inert(finding.value)}.`),
};

/** Words of ours, which a finding carries as data; anything else in their place is shown as code. */
function ownWords(text: string): string {
  return /^[a-z ]{1,100}$/.test(text) ? text : inert(text);
}
