import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import type { CommitCheck, Review, Snapshot } from "../core/facts/snapshot.js";
import type { Client } from "./client.js";
import { toActor } from "./actors.js";
import { allNodes, complete } from "./pages.js";
import { connectionOf, contextNode, reviewNode } from "./shapes.js";

const rollup = z.object({ id: z.string(), contexts: connectionOf(contextNode) });

/** A pull request with what was asked of it. */
export const askedPull = z.object({
  id: z.string(),
  number: z.number(),
  headRefOid: z.string(),
  repository: z.object({ nameWithOwner: z.string() }),
  reviews: connectionOf(reviewNode).nullish(),
  commits: z
    .object({
      nodes: z.array(z.object({ commit: z.object({ oid: z.string(), statusCheckRollup: rollup.nullable() }) }).nullable()).nullable(),
    })
    .optional(),
});

type AskedPull = z.infer<typeof askedPull>;

/** Takes an item; returns the node ids of the pull requests that speak for it: itself, or those linked that count and are open or merged. */
export function pullsOf({ item, linkedPullRequests }: Pick<Snapshot, "item" | "linkedPullRequests">): string[] {
  if (item.kind === "pull_request") return [item.nodeId];
  return linkedPullRequests.filter((pull) => pull.state !== "closed" && !pull.doubt).map((pull) => pull.nodeId);
}

/** Takes pull requests as answered and the App's slug; returns all their reviews, oldest first. */
export async function reviewsOf(client: Client, pulls: AskedPull[], slug: string): Promise<Known<Review[]>> {
  const reviews: Review[] = [];
  for (const pull of pulls) {
    if (!pull.reviews) return { known: false, reason: `GitHub does not list the reviews of ${nameOf(pull)}` };
    const nodes = complete(await allNodes(client, pull.id, "reviews", reviewNode, pull.reviews), "reviews");
    for (const node of nodes) reviews.push(toReview(node, nameOf(pull), slug));
  }
  return { known: true, value: reviews };
}

function nameOf(pull: AskedPull): string {
  return `${pull.repository.nameWithOwner}#${pull.number}`;
}

function toReview(node: z.infer<typeof reviewNode>, pullRequest: string, slug: string): Review {
  return {
    pullRequest,
    author: toActor(node.author, slug),
    state: node.state.toLowerCase() as Review["state"],
    commit: node.commit?.oid ?? null,
    at: node.submittedAt ?? node.createdAt,
  };
}

/** Takes pull requests as answered; returns the check runs and commit statuses on their heads. */
export async function commitChecksOf(client: Client, pulls: AskedPull[]): Promise<Known<CommitCheck[]>> {
  const checks: CommitCheck[] = [];
  for (const pull of pulls) {
    const commit = pull.commits?.nodes?.at(-1)?.commit;
    // Long pull requests list only their first commits.
    if (commit?.oid !== pull.headRefOid) return { known: false, reason: `GitHub does not list the checks on the head of ${nameOf(pull)}` };
    const found = commit.statusCheckRollup;
    const nodes = found ? await allNodes(client, found.id, "contexts", contextNode, found.contexts) : [];
    for (const node of complete(nodes, "checks")) checks.push(toCheck(node, commit.oid));
  }
  return { known: true, value: checks };
}

const CONCLUDED = new Set(["SUCCESS", "FAILURE", "ERROR"]);

function toCheck(node: z.infer<typeof contextNode>, sha: string): CommitCheck {
  if (node.__typename === "CheckRun") {
    const { name, conclusion, completedAt, checkSuite } = node;
    return { sha, name, app: checkSuite?.app?.slug ?? null, conclusion: conclusion?.toLowerCase() ?? null, completedAt };
  }
  const isDone = CONCLUDED.has(node.state);
  return {
    sha,
    name: node.context,
    app: null,
    conclusion: isDone ? node.state.toLowerCase() : null,
    completedAt: isDone ? node.createdAt : null,
  };
}
