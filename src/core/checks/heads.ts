import type { Snapshot } from "../facts/snapshot.js";
import type { CheckResult } from "./define.js";
import { referenceTo } from "./no-blockers.js";
import { fail, problem, type Said } from "./results.js";

const MOST_UNCOUNTED = 10;

/** A pull request whose newest commit is judged. */
export interface Head {
  /** `owner/name#12` */
  reference: string;
  sha: string;
}

/**
 * Takes a snapshot; returns the pull requests that are judged: the item itself, or those linked to the issue that count and are open or merged.
 * One that was closed without merging is given up.
 */
export function headsOf({ repository, item, linkedPullRequests }: Snapshot): Head[] {
  if (item.pullRequest !== null) {
    const home = `${repository.owner}/${repository.name}`;
    return [{ reference: referenceTo({ repository: home, number: item.number }), sha: item.pullRequest.headSha }];
  }
  return linkedPullRequests
    .filter((pull) => pull.state !== "closed" && !pull.doubt)
    .map((pull) => ({ reference: referenceTo(pull), sha: pull.headSha }));
}

/** What is said of an issue that no open or merged pull request that counts is linked to. */
export function noHead(snapshot: Snapshot): CheckResult {
  const summary = problem({ code: "linked_prs_too_few", counted: 0, min: 1, state: "open or merged" });
  return fail([summary, ...uncounted(snapshot).map(problem)]);
}

/** The linked pull requests that do not count, each with the reason: they turn no gate green and none red. */
export function uncounted({ linkedPullRequests }: Pick<Snapshot, "linkedPullRequests">): Said[] {
  const doubtful = linkedPullRequests.filter((pull) => pull.state !== "closed" && pull.doubt);
  return doubtful
    .slice(0, MOST_UNCOUNTED)
    .flatMap(({ doubt, author, ...pull }): Said[] =>
      doubt ? [{ code: "pull_not_counted", reference: referenceTo(pull), by: author?.login ?? "", why: doubt }] : [],
    );
}

/** True when two references mean the same item: GitHub does not care for letters' case. */
export function sameReference(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
