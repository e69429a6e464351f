import { isPolicyPath } from "../core/pulls/policy-change.js";
import { isTemplatePath } from "../core/policy/template-paths.js";
import type { WorkKey } from "../core/ports.js";
import { installedBy } from "./installed.js";
import { readPayload } from "./payloads.js";
import type { Payload, RepositoryPayload } from "./payloads.js";
import { pushedPaths } from "./pushed.js";
import { readQueueRef } from "./queue.js";
import { againRef } from "./rerun.js";

/** This App, to recognise deliveries that its own writes caused. */
export interface Self {
  slug: string;
}

type Place = Pick<WorkKey, "installationId" | "repositoryId" | "owner" | "name">;
type Handler = (payload: Payload, place: Place) => WorkKey[];

const issueEvent: Handler = (payload, place) => [...numbered(place, payload.issue), ...transferred(payload, place)];
const pullEvent: Handler = (payload, place) => numbered(place, payload.pull_request);

/** One line per event that the App subscribes to. */
const HANDLERS = new Map<string, Handler>([
  ["issues", issueEvent],
  ["issue_comment", issueEvent],
  ["pull_request", pullEvent],
  ["pull_request_review", pullEvent],
  ["label", (payload, place) => (payload.action === "created" ? [] : [whole(place)])],
  ["push", (payload, place) => (touchesRules(payload) ? [whole(place)] : [])],
  ["check_run", checkRunEvent],
  ["check_suite", checkSuiteEvent],
  ["status", statusEvent],
  ["merge_group", mergeGroupEvent],
  ["repository", repositoryEvent],
  [
    "sub_issues",
    (payload, place) => [
      ...at(place, payload.parent_issue_repo, payload.parent_issue),
      ...at(place, payload.sub_issue_repo, payload.sub_issue),
    ],
  ],
  [
    "issue_dependencies",
    (payload, place) => [
      ...at(place, payload.blocked_issue_repo, payload.blocked_issue),
      ...at(place, payload.blocking_issue_repo, payload.blocking_issue),
    ],
  ],
]);

/** Takes a delivery; returns what is worth another look. Never throws: what is not understood is no hint, and the sweep finds it. */
export function workFor(event: string, delivered: unknown, self?: Self): WorkKey[] {
  if (event.startsWith("installation")) return installedBy(event, delivered).map((place) => whole(place));
  const handler = HANDLERS.get(event);
  const payload = handler ? readPayload(delivered) : null;
  if (!handler || !payload || isOwn(event, payload, self)) return [];
  const { installation, repository } = payload;
  if (!installation || !repository) return [];
  return distinct(handler(payload, placeOf(installation.id, repository)));
}

/** Our own comments and labels need no second look; everything else of ours does no harm, because nothing changed costs no write. */
export function isOwn(event: string, payload: Payload, self: Self | undefined): boolean {
  if (self && event === "check_run" && tellsResult(payload)) return payload.check_run?.app?.slug === self.slug;
  if (!self || payload.sender?.type !== "Bot" || payload.sender.login !== `${self.slug}[bot]`) return false;
  const action = payload.action ?? "";
  if (event === "issue_comment") return action === "created" || action === "edited";
  return (event === "issues" || event === "pull_request") && (action === "labeled" || action === "unlabeled");
}

function placeOf(installationId: number, repository: RepositoryPayload): Place {
  return { installationId, repositoryId: repository.node_id, owner: repository.owner.login, name: repository.name };
}

function numbered(place: Place, item: { number: number } | null | undefined): WorkKey[] {
  return item ? [{ ...place, kind: "item", number: item.number }] : [];
}

function at(place: Place, repository: RepositoryPayload | null | undefined, item: { number: number } | null | undefined): WorkKey[] {
  return numbered(repository ? placeOf(place.installationId, repository) : place, item);
}

function whole(place: Place): WorkKey {
  return { ...place, kind: "repository" };
}

function transferred(payload: Payload, place: Place): WorkKey[] {
  const { new_issue, new_repository } = payload.changes ?? {};
  return new_issue && new_repository ? at(place, new_repository, new_issue) : [];
}

/** Who rests on a document has its key; a policy or a template is everybody's. */
function touchesRules(payload: Payload): boolean {
  const paths = pushedPaths(payload);
  return paths === "any" || paths.some((path) => isPolicyPath(path) || isTemplatePath(path));
}

function checkRunEvent(payload: Payload, place: Place): WorkKey[] {
  const run = payload.check_run;
  if (run && tellsResult(payload)) return afterResult(place, run);
  if (!run || (payload.action !== "rerequested" && payload.action !== "requested_action")) return [];
  return again(place, run.head_sha, run.check_suite?.head_branch);
}

/** A gate may wait for what another App found out. */
function tellsResult({ action, check_run }: Payload): boolean {
  return action === "completed" || (action === "created" && check_run?.status === "completed");
}

function afterResult(place: Place, run: NonNullable<Payload["check_run"]>): WorkKey[] {
  const branch = run.check_suite?.head_branch;
  // A merge group's own result does not rest on others' checks.
  return branch && readQueueRef(branch) ? [] : onCommit(place, run.head_sha, branch, run.pull_requests ?? []);
}

function statusEvent({ sha, state }: Payload, place: Place): WorkKey[] {
  return sha && state !== "pending" ? onCommit(place, sha, null, []) : [];
}

/** Somebody asked for the result once more. GitHub waits for an answer then, even if it is the same as before. */
function again(place: Place, sha: string, branch: string | null | undefined): WorkKey[] {
  return [{ ...place, kind: "commit", sha, ref: againRef(branch ? `refs/heads/${branch}` : "") }];
}

function checkSuiteEvent(payload: Payload, place: Place): WorkKey[] {
  const suite = payload.check_suite;
  if (!suite || (payload.action !== "rerequested" && payload.action !== "requested")) return [];
  if (payload.action === "rerequested") return again(place, suite.head_sha, suite.head_branch);
  return onCommit(place, suite.head_sha, suite.head_branch, suite.pull_requests ?? []);
}

/** The list of pull requests is empty for forks, so the commit itself is looked at then. */
function onCommit(place: Place, sha: string, branch: string | null | undefined, pulls: { number: number }[]): WorkKey[] {
  if (pulls.length > 0) return pulls.flatMap((pull) => numbered(place, pull));
  return [{ ...place, kind: "commit", sha, ref: branch ? `refs/heads/${branch}` : "" }];
}

function mergeGroupEvent(payload: Payload, place: Place): WorkKey[] {
  const group = payload.merge_group;
  if (!group || payload.action !== "checks_requested") return [];
  return [{ ...place, kind: "commit", sha: group.head_sha, ref: group.head_ref }];
}

function repositoryEvent(payload: Payload, place: Place): WorkKey[] {
  return payload.action === "deleted" || payload.action === "archived" ? [] : [whole(place)];
}

function distinct(keys: WorkKey[]): WorkKey[] {
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}
