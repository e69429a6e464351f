import type { PolicyChange } from "../../core/policy/compare/change.js";
import { firstError } from "../../core/pulls/pull-request.js";
import type { PullRequestVerdict } from "../../core/record/verdict.js";
import type { RepositoryAccess } from "./context.js";
import type { JudgedPull } from "./policy-pull.js";

/**
 * Takes a merge group's commit and its pull requests, judged one by one; returns what is wrong with the policy that the commit really holds and none
 * of them tells, or null. Reads nothing where none touches the policy.
 */
export async function judgeMergedPolicy(
  access: RepositoryAccess,
  sha: string,
  pulls: readonly JudgedPull[],
): Promise<PullRequestVerdict["reason"] | null> {
  const told = pulls.flatMap(({ policyPull }) => (policyPull === null || policyPull.onlyIgnored ? [] : [policyPull]));
  const judged = pulls.at(-1)?.judged;
  if (!judged || told.length === 0 || judged.policy.enforcement === "observe") return null;
  const policyFiles = await access.reader.policyFilesAt(sha);
  if (!policyFiles) return { is: "unreadable", why: "GitHub does not have the commit" };
  const texts = await access.reader.policyTexts({ snapshot: judged.snapshot, policyFiles });
  if (!texts.organisation.known) return { is: "unreadable", why: texts.organisation.reason };
  const { policy, problems } = await access.judge("parse", { own: texts.own, organisation: texts.organisation.value });
  if (!policy || texts.problems.length > 0) return { is: "breaks_policy", first: firstError([...texts.problems, ...problems]) };
  const known = new Set(told.flatMap(({ changes }) => loosened(changes ?? []).map(nameOf)));
  const untold = loosened(await access.judge("compare", { before: judged.policy, after: policy })).filter(
    (change) => !known.has(nameOf(change)),
  );
  return untold.length > 0 ? { is: "loosens_together", changes: untold.length } : null;
}

function loosened(changes: readonly PolicyChange[]): PolicyChange[] {
  return changes.filter(({ effect }) => effect === "loosened");
}

function nameOf({ contract, gate, what }: PolicyChange): string {
  return JSON.stringify([contract, gate, what]);
}
