import { policyAfterMerge } from "../../core/pulls/after-merge.js";
import { ignoredFiles } from "../../core/pulls/ignored-files.js";
import { TooMuch } from "../../core/basics/faults.js";
import { isEmptyRole } from "../../core/words/rights.js";
import type { PolicyChange } from "../../core/policy/compare/change.js";
import type { Policy, PolicyProblem } from "../../core/policy/types.js";
import {
  approvingRoles,
  changedMeasures,
  ownersOf,
  policyPaths,
  touchesPolicy,
  unapprovedOf,
  type PolicyPull,
} from "../../core/pulls/policy-change.js";
import type { ItemRead, PolicyTexts } from "../../core/ports.js";
import { peopleKeys } from "../../core/read-set/collect.js";
import type { RepositoryAccess } from "./context.js";
import { withChangesOf } from "./known-changes.js";
import type { JudgedItem } from "./run-item.js";

/** An open pull request, judged, with what it would make of the policy. */
export interface JudgedPull {
  judged: JudgedItem;
  policyPull: PolicyPull | null;
}

/** Takes a pull request as read and the policy in force, if any ever parsed; returns what it would make of that policy, or null when it leaves it, and what looks like it, alone. */
export async function readPolicyPull(access: RepositoryAccess, first: ItemRead, policy: Policy | null): Promise<PolicyPull | null> {
  const read = await withChangesOf(access, first, () => policyPaths(first, policy));
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
  if (!touchesPolicy(read, policy)) {
    // Where none is in force every pull request is told what is wrong.
    const problems = policy ? ignoredFiles(read, policy) : [];
    return problems.length > 0 ? { ...nothing, unread: null, problems, changes: [], onlyIgnored: true } : null;
  }
  try {
    return await proposed(access, read, policy, nothing);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return { ...nothing, unread: error.message };
  }
}

async function proposed(
  access: RepositoryAccess,
  read: ItemRead,
  policy: Policy | null,
  nothing: Omit<PolicyPull, "unread">,
): Promise<PolicyPull> {
  const files = policyAfterMerge(read);
  if (!files.known) return { ...nothing, unread: files.reason };
  const texts = await access.reader.policyTexts({ snapshot: read.snapshot, policyFiles: files.value });
  if (!texts.organisation.known) return { ...nothing, unread: texts.organisation.reason };
  const parsed = await access.judge("parse", { own: texts.own, organisation: texts.organisation.value });
  const after = texts.problems.length > 0 ? null : parsed.policy;
  const problems = [...(await problemsIn(access, texts)), ...ignoredFiles(read, after ?? policy ?? {})];
  if (!after) return { ...nothing, problems, unread: null };
  if (!policy) return { ...nothing, unread: null, problems, after, changes: [] };
  const compared = await access.judge("compare", { before: policy, after });
  const changes = [...compared, ...changedMeasures(policy, read.snapshot)];
  return { ...nothing, unread: null, problems, after, changes, ...(await approvals(access, read, policy, changes)) };
}

async function problemsIn(access: RepositoryAccess, { own, organisation, problems }: PolicyTexts): Promise<PolicyProblem[]> {
  const found = await access.judge("lint", { own, organisation: organisation.known ? organisation.value : null });
  return [...problems, ...found];
}

async function approvals(
  access: RepositoryAccess,
  read: ItemRead,
  policy: Policy,
  changes: readonly PolicyChange[],
): Promise<Pick<PolicyPull, "unapproved" | "approvedBy" | "unheld" | "reads">> {
  const loosened = changes.filter(({ effect }) => effect === "loosened");
  if (loosened.length === 0) return { unapproved: [], approvedBy: [], unheld: [] };
  const people = { roles: [], permissions: [], reviewers: ownersOf(loosened) };
  const snapshot = await access.reader.complete(read, { needs: [{ kind: "reviews" }], documents: [], people, policy, fresh: false });
  const approvedBy = approvingRoles(loosened, snapshot);
  const unapproved = unapprovedOf(loosened, approvedBy);
  const unheld = ownersOf(unapproved).filter((role) => isEmptyRole(policy, role));
  return { approvedBy, unapproved, unheld, reads: peopleKeys(snapshot, policy) };
}
