import { approvedBy } from "../checks/approvals.js";
import { filesJudgedBy } from "../checks/nested.js";
import { isPolicyPath } from "../policy/files.js";
import type { PolicyChange } from "../policy/compare/change.js";
import type { Policy, PolicyProblem } from "../policy/types.js";
import type { ItemRead } from "../ports.js";
import type { ReadKey } from "../facts/read-keys.js";
import type { Snapshot } from "../facts/snapshot.js";

/** What a pull request would make of the policy once it is merged. */
export interface PolicyPull {
  /** Why that could not be told; null when it could. */
  unread: string | null;
  /** False: no policy ever parsed, so there is none to loosen. */
  inForce: boolean;
  /** The policy in force only observes. */
  observe: boolean;
  /** What is wrong or weak in the policy as it would be. */
  problems: PolicyProblem[];
  /** Null when it would not parse. */
  changes: PolicyChange[] | null;
  /** Those that loosen the policy while nobody who owns it approved the newest commit. */
  unapproved: PolicyChange[];
  /** Owner roles of which a member approved the newest commit. */
  approvedBy: string[];
  /** Owner roles that could approve, but nobody holds them. */
  unheld: string[];
  /** The policy as it would be; null when it would not parse. */
  after: Policy | null;
  /** It changes no policy, only files that look like it and are never read; left out otherwise. */
  onlyIgnored?: true;
  /** Whose memberships the approvals rest on; left out where nobody was asked for. */
  reads?: ReadKey[];
}

/** True when a pull request into the default branch changes policy files, or a file that the policy in force judges by, or may. */
export function touchesPolicy(
  { snapshot, policyFiles, headPolicyFiles }: Pick<ItemRead, "snapshot" | "policyFiles" | "headPolicyFiles">,
  policy: Policy | null,
): boolean {
  const pull = snapshot.item.pullRequest;
  if (!pull || pull.baseRef !== snapshot.repository.defaultBranch) return false;
  if (pull.changedFiles.known)
    return (
      pull.changedFiles.value.some(({ path }) => isPolicyPath(path)) || (policy !== null && changedMeasures(policy, snapshot).length > 0)
    );
  // Not every file is known: the same policy files at both ends are no change, others may be one.
  const ids = (files: typeof policyFiles | null) =>
    files?.files.filter(({ path }) => isPolicyPath(path)).map(({ path, oid }) => `${path}=${oid}`);
  if (policyFiles.unlisted || headPolicyFiles?.unlisted) return true;
  if (policy !== null && measuresOf(policy, snapshot).length > 0) return true;
  return headPolicyFiles === null || ids(headPolicyFiles)?.toSorted().join() !== ids(policyFiles)?.toSorted().join();
}

/** Gates that judge by a file, as `template` does, ask for something else when the file changes: that may be less. */
export function changedMeasures(policy: Policy, snapshot: Snapshot): PolicyChange[] {
  const { pullRequest } = snapshot.item;
  const changed = new Set(pullRequest?.changedFiles.known ? pullRequest.changedFiles.value.map(({ path }) => path) : []);
  return measuresOf(policy, snapshot)
    .filter(({ path }) => changed.has(path))
    .map(({ contract, owner, gate, path }) => ({
      effect: "loosened",
      breaking: true,
      contract,
      gate,
      what: "params.file",
      before: path,
      after: `${path}, as changed here`,
      owners: [owner],
      file: path,
      line: 1,
    }));
}

/** The files that the policy's blocking gates judge by, with the gate. */
function measuresOf(policy: Policy, snapshot: Snapshot): { contract: string; owner: string; gate: string; path: string }[] {
  return policy.contracts.flatMap(({ id, owner, gates }) =>
    gates
      .filter(({ level }) => level === "block")
      .flatMap((gate) => [...new Set(filesJudgedBy(gate.check, snapshot))].map((path) => ({ contract: id, owner, gate: gate.id, path }))),
  );
}

/** The files on which it rests what a pull request does to the policy: policy files at both ends, and those that gates judge by. */
export function policyPaths(
  { snapshot, policyFiles, headPolicyFiles }: Pick<ItemRead, "snapshot" | "policyFiles" | "headPolicyFiles">,
  policy: Policy | null,
): string[] {
  const files = [policyFiles, headPolicyFiles].flatMap((found) => found?.files ?? []);
  return [...files.map(({ path }) => path), ...(policy ? measuresOf(policy, snapshot).map(({ path }) => path) : [])];
}

/** Roles that own what changes, each once. */
export function ownersOf(changes: readonly PolicyChange[]): string[] {
  return [...new Set(changes.flatMap((change) => change.owners))];
}

/** Takes what loosens the policy and the pull request with its reviews and who holds which role; returns the roles that approved. */
export function approvingRoles(loosened: readonly PolicyChange[], snapshot: Snapshot): string[] {
  return ownersOf(loosened).filter((role) => approvedBy(role, snapshot).outcome === "pass");
}

/** Those changes that no owner approved: one member of one of its owner roles is enough for each. What nobody owns waits for nobody. */
export function unapprovedOf(loosened: readonly PolicyChange[], approved: readonly string[]): PolicyChange[] {
  return loosened.filter(({ owners }) => owners.length > 0 && !owners.some((role) => approved.includes(role)));
}

/** What the check `baton/contracts` concludes. */
export function concludePolicyPull({
  unread,
  observe,
  problems,
  changes,
  unapproved,
}: PolicyPull): "success" | "failure" | "action_required" {
  if (observe) return "success";
  if (unread !== null || changes === null || problems.some(({ severity }) => severity === "error")) return "failure";
  return unapproved.length > 0 ? "action_required" : "success";
}
