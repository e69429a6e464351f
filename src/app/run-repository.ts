import type { Policy, PolicyProblem } from "../core/policy/types.js";
import type { PullRequestVerdict } from "../core/verdict.js";
import type { Write } from "../core/writes.js";
import { listOpenItems } from "../github/installations.js";
import { labelStyles } from "../render/labels.js";
import { renderPolicyProblems } from "../render/policy-check.js";
import type { AppContext, RepositoryAccess } from "./context.js";
import type { ItemRead, WorkKey } from "./ports.js";
import type { RunEnd } from "./reconcile.js";
import { checkWrites, place, writesFor } from "./run-check.js";

/** Looks at a whole repository: after a push to its policy or documents, a renamed label, a new installation, and on start. */
export async function reconcileRepository(context: AppContext, access: RepositoryAccess, key: WorkKey & { kind: "repository" }): Promise<RunEnd> {
  const read = await access.repository();
  if (!read) return { dueAt: null };
  const state = await access.reader.policy(read);
  if (state.kind === "none") return { dueAt: null };
  await context.store.policyFirstSeen(read.snapshot.repository.nodeId, context.now());
  if (state.kind === "valid") await createLabels(context, access, state.policy);
  if (state.kind === "invalid") await reportOnCommit(context, access, key, state.problems, state.commit);
  const open = await listOpenItems(access.client, key);
  const numbers = new Set(open.map((item) => item.number));
  for (const known of await context.store.governedItems(key.repositoryId)) if (known.kind === "item") numbers.add(known.number);
  await context.store.enqueue([...numbers].map((number) => ({ ...place(key), kind: "item" as const, number })), context.now());
  return { dueAt: null };
}

// People can only put labels on that exist. Observe mode creates none.
async function createLabels(context: AppContext, access: RepositoryAccess, policy: Policy): Promise<void> {
  if (policy.enforcement === "observe" || !context.writes.enabled) return;
  await access.noteLabels();
  await access.writer(policy).item(0, labelStyles(policy).map((label): Write => ({ kind: "create_label", label })));
}

async function reportOnCommit(context: AppContext, access: RepositoryAccess, key: WorkKey, problems: PolicyProblem[], commit: string): Promise<void> {
  const writes = await writesFor(context, access, key, renderPolicyProblems(problems, commit));
  if (context.writes.enabled) await access.checks().item(0, writes);
}

/** A policy that never parsed: there is nothing to hold items against, so pull requests are red and say why. */
export async function reportBrokenPolicy(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey & { kind: "item" },
  read: ItemRead,
  rules: { problems: PolicyProblem[]; commit: string },
): Promise<RunEnd> {
  await reportOnCommit(context, access, key, rules.problems, rules.commit);
  const { item } = read.snapshot;
  if (item.pullRequest && item.state === "open") {
    const verdict: PullRequestVerdict = {
      number: item.number,
      itemId: item.nodeId,
      conclusion: "failure",
      observe: false,
      reason: { is: "policy_broken" },
      issues: [],
      allowedStages: [],
      own: null,
      problems: rules.problems,
    };
    const writes = await checkWrites(context, access, key, item.pullRequest.headSha, [verdict]);
    if (context.writes.enabled) await access.checks().item(item.number, writes);
  }
  return { dueAt: null };
}

