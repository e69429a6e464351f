import { policyAfterMerge } from "../core/after-merge.js";
import { lintInherited } from "../core/lint/inherited.js";
import { lintPolicy } from "../core/lint/lint.js";
import { isEmptyRole } from "../core/people.js";
import type { PolicyChange } from "../core/policy/compare/change.js";
import { comparePolicies } from "../core/policy/compare/compare.js";
import type { Policy, PolicyProblem } from "../core/policy/types.js";
import {
  approvingRoles,
  changedMeasures,
  ownersOf,
  policyPaths,
  touchesPolicy,
  unapprovedOf,
  type PolicyPull,
} from "../core/policy-pull.js";
import type { ItemRead, PolicyTexts } from "../core/ports.js";
import type { AppContext, RepositoryAccess } from "./context.js";
import { withChangesOf } from "./known-changes.js";
import type { JudgedItem } from "./run-item.js";

/** An open pull request, judged, with what it would make of the policy. */
export interface JudgedPull {
  judged: JudgedItem;
  policyPull: PolicyPull | null;
}

/** Takes a pull request as read and the policy in force, if any ever parsed; returns what it would make of that policy, or null when it leaves it alone. */
export async function readPolicyPull(
  context: AppContext,
  access: RepositoryAccess,
  first: ItemRead,
  policy: Policy | null,
): Promise<PolicyPull | null> {
  const read = await withChangesOf(access, first, () => policyPaths(first, policy));
  if (!touchesPolicy(read, policy)) return null;
  const observe = policy?.enforcement === "observe";
  const nothing = {
    inForce: policy !== null,
    observe,
    problems: [],
    changes: null,
    unapproved: [],
    approvedBy: [],
    unheld: [],
    after: null,
  };
  const files = policyAfterMerge(read);
  if (!files.known) return { ...nothing, unread: files.reason };
  const texts = await access.reader.policyTexts({ snapshot: read.snapshot, policyFiles: files.value });
  if (!texts.organisation.known) return { ...nothing, unread: texts.organisation.reason };
  const parsed = context.rules.parse(texts.own, texts.organisation.value);
  const after = texts.problems.length > 0 ? null : parsed.policy;
  const problems = problemsIn(texts);
  if (!after) return { ...nothing, problems, unread: null };
  if (!policy) return { ...nothing, unread: null, problems, after, changes: [] };
  const changes = [...comparePolicies(policy, after), ...changedMeasures(policy, read.snapshot)];
  return { ...nothing, unread: null, problems, after, changes, ...(await approvals(access, read, policy, changes)) };
}

function problemsIn({ own, organisation, problems }: PolicyTexts): PolicyProblem[] {
  const above = organisation.known ? organisation.value : null;
  return [...problems, ...(above ? lintInherited(own.files, above.files, own.repository).problems : lintPolicy(own.files, own.repository))];
}

async function approvals(
  access: RepositoryAccess,
  read: ItemRead,
  policy: Policy,
  changes: readonly PolicyChange[],
): Promise<Pick<PolicyPull, "unapproved" | "approvedBy" | "unheld">> {
  const loosened = changes.filter(({ effect }) => effect === "loosened");
  if (loosened.length === 0) return { unapproved: [], approvedBy: [], unheld: [] };
  const people = { roles: [], permissions: [], reviewers: ownersOf(loosened) };
  const snapshot = await access.reader.complete(read, { needs: [{ kind: "reviews" }], documents: [], people, policy, fresh: false });
  const approvedBy = approvingRoles(loosened, snapshot);
  const unapproved = unapprovedOf(loosened, approvedBy);
  return { approvedBy, unapproved, unheld: ownersOf(unapproved).filter((role) => isEmptyRole(policy, role)) };
}
