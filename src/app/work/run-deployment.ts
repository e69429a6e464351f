import { asksOf, judgeDeployment, type DeploymentInput, type DeploymentVerdict } from "../../core/deployments/judge.js";
import type { Policy, PolicyState } from "../../core/policy/types.js";
import type { PolicyRead } from "../../core/ports.js";
import type { Posted } from "../../core/publishing/plan.js";
import { deploymentReadSet } from "../../core/read-set/collect.js";
import { isPending } from "../../github/deployments.js";
import { answerDeployment } from "./answer-deployment.js";
import { accessTo } from "./context.js";
import { deploymentFacts } from "./deployed-range.js";
import { keepDeployment } from "./keep-deployment.js";
import { isRenamed, renamed } from "./run-check.js";
import { policyIn } from "./run-repository.js";
import type { DeploymentKey, Run } from "./run.js";
import type { RunEnd } from "./run-end.js";

/** When a deployment was first looked at. */
const ASKED = "asked";
/** So long GitHub's list of what waits may be behind its webhook, and so often it is asked meanwhile. */
const LAG_MS = 10 * 60_000;
const AGAIN_MS = 60_000;

/**
 * Looks at a deployment that waits for an answer: lets it go on where everything that it brings was accepted, and reports what is missing otherwise. It is
 * looked at again when something of that changes, and with each look at its repository, until it is answered or waits no more. Never rejects.
 */
export async function reconcileDeployment(run: Run<DeploymentKey>): Promise<RunEnd> {
  const { context, access, key, lease } = run;
  const since = context.now();
  const stored = await context.store.load(key);
  // Answered, or over.
  if (stored?.isGone) return { dueAt: null };
  const read = await access.repository();
  if (!read) return { dueAt: null };
  const today = renamed(key, read.snapshot.repository);
  if (isRenamed(key, today)) return await reconcileDeployment({ ...run, access: await accessTo(context, today), key: today });
  const posted = { [ASKED]: { id: since, hash: "" }, ...stored?.posted };
  if (!(await isPending(access.client, key, key.run, key.environment))) {
    await keep(run, { posted, since });
    if (since < (posted[ASKED]?.id ?? 0) + LAG_MS) return { dueAt: since + AGAIN_MS };
    await context.store.markGone(lease, context.now());
    return { dueAt: null };
  }
  const state = await access.reader.policy(read);
  const policy = policyIn(state);
  const facts = policy && (await deploymentFacts(run, { repository: read.snapshot.repository, policy }));
  await keep(run, { posted, since, facts });
  return await answerDeployment(run, { verdict: verdictOf(state, facts), posted, place: placeOf(read) });
}

function verdictOf(state: PolicyState, facts: DeploymentInput | null): DeploymentVerdict {
  if (facts) return judgeDeployment(facts);
  return {
    missing: [{ is: state.kind === "none" ? "no_policy" : "broken_policy" }],
    observe: false,
    receipts: [],
    agents: [],
    since: null,
  };
}

function placeOf({ snapshot: { repository }, policyFiles }: PolicyRead): { repository: typeof repository; policyCommit: string } {
  return { repository, policyCommit: policyFiles.commit };
}

/** What it rests on is kept before anything is answered: whatever changes from now on wakes it. */
async function keep(
  run: Run<DeploymentKey>,
  { posted, since, facts = null }: { posted: Posted; since: number; facts?: DeploymentInput | null },
): Promise<void> {
  const { key } = run;
  const items = facts?.range?.known ? facts.range.value.items.filter(({ reference }) => reference !== null) : [];
  const reads = { ...deploymentReadSet(key.repositoryId, items, environmentsIn(key, facts?.policy ?? null)), since };
  await keepDeployment(run, { posted, entries: [], reads });
}

function environmentsIn({ environment }: DeploymentKey, policy: Policy | null): string[] {
  return [environment, ...(policy ? asksOf(policy, environment).before : [])];
}
