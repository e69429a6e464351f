import type { Astray } from "../../core/document/stray-links.js";
import type { Finding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { describeMetadata, type MetadataFinding } from "./metadata.js";
import { listed, many, say } from "./say.js";

type LinkFinding = Extract<
  Finding,
  {
    code:
      | "links_too_few"
      | "link_broken"
      | "link_unknown"
      | "not_visible"
      | "links_counted"
      | "document_not_linked"
      | "document_astray"
      | "document_missing"
      | "document_unreadable"
      | "document_read";
  }
>;

const RETRIED = "It is tried again; until then it does not count.";

const ASTRAY: Record<Astray, string> = {
  branch: "leads to another branch than the default one",
  commit: "leads to a commit, not to the default branch",
  host: "leads to another host",
  repository: "leads to another repository",
  outside: "leads out of the repository",
  elsewhere: "leads elsewhere than it says",
};

/** Says a finding about links and linked documents, or passes it on. Exhaustive. */
export function describeLink(finding: LinkFinding | MetadataFinding): { found: string; needed: string } {
  switch (finding.code) {
    case "links_too_few":
      return say(`${finding.counted} of ${many(finding.min, "link")} found.`, `Link at least ${finding.min}: ${listed(finding.kinds)}.`);
    case "link_broken":
      return say(`${inert(finding.key)} does not exist.`, "Correct the link.");
    case "link_unknown":
      return say(`${inert(finding.key)} could not be looked up: ${inert(finding.reason)}.`, RETRIED);
    case "not_visible":
      return say(
        `${inert(finding.reference)} is not visible here.`,
        "Name an item of this repository, or of one that everybody can read who reads this.",
      );
    case "links_counted":
      return say(`${many(finding.counted, "link")} found.`);
    case "document_not_linked":
      return say(
        finding.glob === null ? "No document is linked." : `No linked document matches ${inert(finding.glob)}.`,
        "Link the document from the description by its path in this repository.",
      );
    case "document_astray":
      return say(
        `${inert(finding.target)} ${ASTRAY[finding.why]}, so it is no linked document.`,
        "Link the file by its path in this repository, or by its address on the default branch.",
      );
    case "document_missing":
      return say(`${inert(finding.document)} does not exist on the default branch.`, "Merge the document, or correct the link.");
    case "document_unreadable":
      return say(
        `${inert(finding.document)} cannot be read: ${inert(finding.reason)}.`,
        "Mend the document; until it can be read, it counts as not met.",
      );
    case "document_read":
      return say(`${inert(finding.document)} was read.`);
    default:
      return describeMetadata(finding);
  }
}
