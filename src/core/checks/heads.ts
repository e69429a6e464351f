import type { Snapshot } from "../snapshot.js";
import type { CheckResult } from "./define.js";
import { referenceTo } from "./no-blockers.js";
import { fail, problem } from "./results.js";

/** A pull request whose newest commit is judged. */
export interface Head {
  /** `owner/name#12` */
  reference: string;
  sha: string;
}

/**
 * Takes a snapshot; returns the pull requests that are judged: the item itself, or those linked to the issue that are open or merged.
 * One that was closed without merging is given up.
 */
export function headsOf({ repository, item, linkedPullRequests }: Snapshot): Head[] {
  if (item.pullRequest !== null) {
    const home = `${repository.owner}/${repository.name}`;
    return [{ reference: referenceTo({ repository: home, number: item.number }), sha: item.pullRequest.headSha }];
  }
  return linkedPullRequests.filter((pull) => pull.state !== "closed").map((pull) => ({ reference: referenceTo(pull), sha: pull.headSha }));
}

/** What is said of an issue that no open or merged pull request is linked to. */
export function noHead(): CheckResult {
  return fail(problem({ code: "linked_prs_too_few", counted: 0, min: 1, state: "open or merged" }));
}

/** True when two references mean the same item: GitHub does not care for letters' case. */
export function sameReference(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
