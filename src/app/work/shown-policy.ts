import type { Policy, PolicyProblem, PolicyState } from "../../core/policy/types.js";
import type { PolicyRead } from "../../core/ports.js";
import { SHOWN_VERSION } from "../../core/shown/types.js";
import { shownPolicy } from "../../render/pages/policy.js";
import type { AppContext, RepositoryAccess } from "./context.js";

/** What is read of a repository. */
interface Reading {
  read: PolicyRead;
  state: PolicyState;
  /** Names everything that the policy is made of. */
  rules: string;
}

/** Keeps what pages know of a repository, where its policy is another one than what they know. */
export async function keepPolicyForPages(context: AppContext, access: RepositoryAccess, { read, state, rules }: Reading): Promise<void> {
  const { nodeId: repositoryId, owner, name } = read.snapshot.repository;
  const policy = state.kind === "valid" ? state.policy : state.kind === "invalid" ? state.lastGood : null;
  if (policy === null) return;
  const digest = `${SHOWN_VERSION} ${owner}/${name} ${rules}`;
  const [known] = await context.store.shownRepositories([repositoryId]);
  if (known?.digest === digest) return;
  const problems = await problemsOf(context, access, { read, state, rules }, policy);
  await context.store.saveShownRepository({ repositoryId, owner, name, policy: shownPolicy(policy, problems, context.web), digest });
}

/** What stands in the way of a newer version; else what is wrong or weak in the one in force. */
async function problemsOf(
  context: AppContext,
  access: RepositoryAccess,
  { read, state }: Reading,
  policy: Policy,
): Promise<PolicyProblem[]> {
  if (state.kind === "invalid") return state.problems;
  if (policy.source.organisation !== undefined) {
    const { own, organisation } = await access.reader.policyTexts(read);
    return organisation.known ? await access.judge("lint", { own, organisation: organisation.value }) : [];
  }
  const kept = await context.store.loadPolicy(read.snapshot.repository.nodeId);
  if (kept?.commit !== policy.source.commit) return [];
  return await access.judge("lint", { own: { ...policy.source, files: kept.files }, organisation: null });
}
