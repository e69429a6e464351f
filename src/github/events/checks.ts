import { commitKey } from "../../core/facts/read-keys.js";
import type { WorkKey } from "../../core/ports.js";
import type { Payload } from "../payloads.js";
import { readQueueRef } from "../queue.js";
import { againRef } from "../rerun.js";
import { atPlace, inRepository, numbered, type GitHubEvent, type Place } from "./event.js";

export const checkRun: GitHubEvent = {
  work: atPlace(checkRunWork),
  names: inRepository(({ action, check_run }, { repositoryId }) =>
    check_run && (action === "created" || action === "completed") ? [commitKey(repositoryId, check_run.head_sha)] : [],
  ),
};

export const checkSuite: GitHubEvent = {
  work: atPlace((payload, place) => {
    const suite = payload.check_suite;
    if (!suite || (payload.action !== "rerequested" && payload.action !== "requested")) return [];
    if (payload.action === "rerequested") return again(place, suite.head_sha, suite.head_branch);
    return onCommit(place, suite.head_sha, suite.head_branch, suite.pull_requests ?? []);
  }),
};

export const status: GitHubEvent = {
  work: atPlace(({ sha, state }, place) => (sha && state !== "pending" ? onCommit(place, sha, null, []) : [])),
  names: inRepository(({ sha }, { repositoryId }) => (sha ? [commitKey(repositoryId, sha)] : [])),
};

export const mergeGroup: GitHubEvent = {
  work: atPlace(({ action, merge_group: group }, place) =>
    group && action === "checks_requested" ? [{ ...place, kind: "commit", sha: group.head_sha, ref: group.head_ref }] : [],
  ),
};

/** A gate may wait for what another App found out. */
export function tellsResult({ action, check_run }: Payload): boolean {
  return action === "completed" || (action === "created" && check_run?.status === "completed");
}

function checkRunWork(payload: Payload, place: Place): WorkKey[] {
  const run = payload.check_run;
  if (run && tellsResult(payload)) return afterResult(place, run);
  if (!run || (payload.action !== "rerequested" && payload.action !== "requested_action")) return [];
  return again(place, run.head_sha, run.check_suite?.head_branch);
}

function afterResult(place: Place, run: NonNullable<Payload["check_run"]>): WorkKey[] {
  const branch = run.check_suite?.head_branch;
  // A merge group's own result does not rest on others' checks.
  return branch && readQueueRef(branch) ? [] : onCommit(place, run.head_sha, branch, run.pull_requests ?? []);
}

/** Somebody asked for the result once more. GitHub waits for an answer then, even if it is the same as before. */
function again(place: Place, sha: string, branch: string | null | undefined): WorkKey[] {
  return [{ ...place, kind: "commit", sha, ref: againRef(branch ? `refs/heads/${branch}` : "") }];
}

/** The list of pull requests is empty for forks, so the commit itself is looked at then. */
function onCommit(place: Place, sha: string, branch: string | null | undefined, pulls: { number: number }[]): WorkKey[] {
  if (pulls.length > 0) return pulls.flatMap((pull) => numbered(place, pull));
  return [{ ...place, kind: "commit", sha, ref: branch ? `refs/heads/${branch}` : "" }];
}
