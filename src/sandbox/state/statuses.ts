import type { Account } from "./account-types.js";
import type { CheckRun, CommitStatus, Repository } from "./types.js";
import type { World } from "./world.js";

/** Reports a commit status, with its event. The newest of each context counts. */
export function reportStatus(
  world: World,
  repository: Repository,
  sender: Account,
  status: Pick<CommitStatus, "sha" | "context" | "state">,
): void {
  repository.statuses.push({ ...status, createdAt: world.now() });
  const branches = [...repository.branches].flatMap(([name, commit]) => (commit.oid === status.sha ? [{ name }] : []));
  world.publish({ event: "status", action: null, sender, repository, extra: { ...status, branches } });
}

/** The newest status of each context on a commit. */
export function statusesOn(repository: Repository, sha: string): CommitStatus[] {
  return newest(
    repository.statuses.filter((one) => one.sha === sha),
    (one) => one.context,
  );
}

/** The newest run of each name and App on a commit. */
export function checksOn(repository: Repository, sha: string): CheckRun[] {
  return newest(
    repository.checkRuns.filter((run) => run.headSha === sha),
    (run) => `${run.suite.app} ${run.name}`,
  );
}

function newest<T>(oldestFirst: T[], name: (one: T) => string): T[] {
  return [...new Map(oldestFirst.map((one) => [name(one), one])).values()];
}
