import { unjudgedPull } from "./unjudged-pull.js";
import type { Run } from "./run.js";
import type { PolicyPull } from "../../core/pulls/policy-change.js";
import type { PolicyProblem } from "../../core/policy/types.js";
import type { ItemRead } from "../../core/ports.js";
import type { PullRequestVerdict } from "../../core/record/verdict.js";
import { renderPolicyPull } from "../../render/policy-pull.js";
import { postAnnotated } from "./post-annotated-check.js";
import type { RepositoryAccess } from "./context.js";
import { readPolicyPull } from "./policy-pull.js";

/** A pull request where no policy ever parsed. */
export interface BrokenPull {
  verdict: PullRequestVerdict;
  policyPull: PolicyPull | null;
}

/** There is nothing to hold items against, so pull requests are red and say why: all but one with which the policy parses, or nobody could mend it. */
export async function judgeUnderBroken(access: RepositoryAccess, read: ItemRead, problems: PolicyProblem[]): Promise<BrokenPull> {
  const policyPull = await readPolicyPull(access, read, null);
  const mends = policyPull?.after != null;
  const { number, nodeId: itemId } = read.snapshot.item;
  const verdict = unjudgedPull({ number, itemId, reason: { is: mends ? "mends_policy" : "policy_broken" } });
  return { verdict: mends ? { ...verdict, conclusion: "success" } : { ...verdict, problems }, policyPull };
}

/** Posts what a pull request makes of a policy that never parsed, as `baton/contracts`, where it touches it. */
export async function postMending(run: Run, { snapshot: { item } }: ItemRead, pull: PolicyPull | null, again = false): Promise<void> {
  const { context } = run;
  if (!pull || !item.pullRequest || item.state !== "open" || !context.writes.enabled) return;
  const checkRun = renderPolicyPull(
    { pull, items: [], leftOut: 0, unjudged: [], others: [] },
    { headSha: item.pullRequest.headSha, externalId: item.nodeId },
  );
  await postAnnotated(run, checkRun, again);
}
