import { whereabouts } from "../../core/facts/elsewhere.js";
import type { StoredItem } from "../../core/ports.js";
import { referenceTo } from "../../core/checks/no-blockers.js";
import type { Snapshot } from "../../core/facts/snapshot.js";
import type { LinkedIssueStanding } from "../../core/record/verdict.js";
import type { Client } from "../../github/client.js";
import { whereNow } from "../../github/links.js";

const REFERENCE = /^(?:([^/#]+\/[^/#]+))?#(\d{1,9})$/;
const GONE =
  "it was deleted or moved to another repository. Edit the description of the pull request: it has to close an issue that is here, or none";

/**
 * The issues that a pull request was last judged by and that are no more: GitHub forgets that it closed them, and nobody is to get through by deleting
 * one. They count until the description is edited; an issue that was merely unlinked does not. GitHub is asked only when one has just left.
 */
export async function goneIssues(client: Client, snapshot: Snapshot, before: StoredItem | null): Promise<LinkedIssueStanding[]> {
  const check = before?.record.check;
  if (!check || check.edits !== snapshot.item.editCount) return [];
  const home = `${snapshot.repository.owner}/${snapshot.repository.name}`;
  const linked = new Set((snapshot.item.pullRequest?.closingIssues ?? []).map((issue) => referenceTo(issue).toLowerCase()));
  const gone: LinkedIssueStanding[] = [];
  for (const issue of check.issues) {
    const [, repository = home, number = ""] = REFERENCE.exec(issue.reference) ?? [];
    const reference = `${repository}#${number}`.toLowerCase();
    if (issue.standing.is === "not_governed" || number === "" || linked.has(reference)) continue;
    // Where nothing may be said, nothing is: what the text claims there is red as it is.
    if (whereabouts(reference, snapshot) === "hidden") continue;
    if (!wasGone(issue)) {
      const today = (await whereNow(client, repository, Number(number)))?.toLowerCase() ?? null;
      if (today === reference || (today !== null && linked.has(today))) continue;
    }
    gone.push({ ...issue, standing: { is: "unknown", reason: GONE } });
  }
  return gone;
}

function wasGone({ standing }: LinkedIssueStanding): boolean {
  return standing.is === "unknown" && standing.reason === GONE;
}
