import type { Astray } from "../../core/document/stray-links.js";
import type { LinkFinding } from "../../core/findings/findings.js";
import { inert, quoted } from "../inert.js";
import { listed, many, say, type Of, type WordsOf } from "./say.js";

const RETRIED = "It is tried again; until then it does not count.";

const ASTRAY: Record<Astray, string> = {
  branch: "leads to another branch than the default one",
  commit: "leads to a commit, not to the default branch",
  view: "leads to another view of the file than its own page",
  host: "leads to another host",
  repository: "leads to another repository",
  outside: "leads out of the repository",
  elsewhere: "leads elsewhere than it says",
};

/** Words for findings about links and linked documents. */
export const LINKS: WordsOf<LinkFinding> = {
  links_too_few: (finding) =>
    say(`${finding.counted} of ${many(finding.min, "link")} found.`, `Link at least ${finding.min}: ${listed(finding.kinds)}.`),
  link_broken: (finding) => say(`${inert(finding.key)} does not exist.`, "Correct the link."),
  link_unknown: (finding) => say(`${inert(finding.key)} could not be looked up: ${inert(finding.reason)}.`, RETRIED),
  not_visible: (finding) =>
    say(
      `${inert(finding.reference)} is not visible here.`,
      "Name an item of this repository, or of one that everybody can read who reads this.",
    ),
  links_counted: (finding) => say(`${many(finding.counted, "link")} found.`),
  document_not_linked: (finding) =>
    say(
      finding.glob === null ? "No document is linked." : `No linked document matches ${quoted(finding.glob)}.`,
      "Link the document from the description by its path in this repository.",
    ),
  document_astray: (finding) =>
    say(
      `${inert(finding.target)} ${leads(finding)}, so it is no linked document.`,
      "Link the file by its path in this repository, or by its address on the default branch.",
    ),
  document_missing: (finding) =>
    say(`${inert(finding.document)} does not exist on the default branch.`, "Merge the document, or correct the link."),
  document_unreadable: (finding) =>
    say(
      `${inert(finding.document)} cannot be read: ${inert(finding.reason)}.`,
      "Mend the document; until it can be read, it counts as not met.",
    ),
  document_read: (finding) => say(`${inert(finding.document)} was read.`),
};

function leads({ why, branch, reads }: Of<"document_astray">): string {
  if (reads === undefined) return ASTRAY[why];
  const where = branch === undefined ? ASTRAY[why] : `leads to the branch ${inert(branch)}`;
  return `${where}; Baton reads the default branch ${inert(reads)}`;
}
