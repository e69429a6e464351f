import { atLeast, permissionOf } from "../../state/accounts.js";
import { assign, close, editIssue, openIssue, reopen, unassign } from "../../state/issues.js";
import { addLabels, removeLabel } from "../../state/labels.js";
import type { Issue, Repository, StateReason } from "../../state/types.js";
import { userView } from "../../views/accounts.js";
import { issueView } from "../../views/issues.js";
import { accountsOf, actorOf, checkBody, issueOf, optionalText, requireRole, textOf } from "../call.js";
import type { Call, Reply } from "../call.js";
import { HttpError, invalid } from "../errors.js";
import { labelNames } from "./labels.js";
import { repoRoute } from "../router.js";
import type { Route } from "../router.js";

const READ = ["issues:read", "pull_requests:read"];
const WRITE = ["issues:write", "pull_requests:write"];

/** Issues, and pull requests as issues. */
export const issueRoutes: Route[] = [
  repoRoute("GET", "/issues", READ, (call, repository) => ({ items: listed(call, repository).map((one) => issueView(call.world, one)) })),
  repoRoute("POST", "/issues", ["issues:write"], create),
  repoRoute("GET", "/issues/:number", READ, (call, repository) => ({ body: issueView(call.world, issueOf(call, repository)) })),
  repoRoute("PATCH", "/issues/:number", WRITE, update),
  repoRoute("DELETE", "/issues/:number/assignees", WRITE, removeAssignees),
];

function listed(call: Call, repository: Repository): Issue[] {
  const { query } = call;
  const state = query.get("state") ?? "open";
  const labels = (query.get("labels") ?? "")
    .toLowerCase()
    .split(",")
    .filter((name) => name !== "");
  const creator = query.get("creator")?.toLowerCase() ?? null;
  const since = Date.parse(query.get("since") ?? "") || 0;
  const wanted = (issue: Issue) =>
    (state === "all" || issue.state === state) &&
    (creator === null || userView(call.world, issue.author).login.toLowerCase() === creator) &&
    labels.every((name) => issue.labels.some((label) => label.name.toLowerCase() === name)) &&
    issue.updatedAt >= since;
  return [...repository.issues.values()].filter(wanted).toSorted(order(query));
}

function order(query: URLSearchParams): (a: Issue, b: Issue) => number {
  const sort = query.get("sort") ?? "created";
  const sign = query.get("direction") === "asc" ? 1 : -1;
  const key = (issue: Issue) => (sort === "updated" ? issue.updatedAt : sort === "comments" ? issue.comments.length : issue.createdAt);
  return (a, b) => sign * (key(a) - key(b) || a.number - b.number);
}

function create(call: Call, repository: Repository): Reply {
  const title = textOf(call, "Issue", "title");
  const body = checkBody("Issue", optionalText(call, "Issue", "body") ?? "");
  const author = actorOf(call);
  // GitHub silently drops labels and assignees from people without triage rights.
  const may = call.caller.kind === "installation" || atLeast(permissionOf(call.world, repository, author), "triage");
  const extras = may ? { labels: labelNames(call.body["labels"] ?? []), assignees: accountsOf(call, call.body["assignees"]) } : {};
  return { status: 201, body: issueView(call.world, openIssue(call.world, repository, author, { title, body, ...extras })) };
}

function update(call: Call, repository: Repository): Reply {
  const issue = issueOf(call, repository);
  const actor = actorOf(call);
  if (issue.author !== actor) requireRole(call, repository, "triage");
  const title = optionalText(call, "Issue", "title");
  const body = call.body["body"] === null ? "" : optionalText(call, "Issue", "body");
  if (title !== undefined || body !== undefined) editIssue(call.world, issue, actor, { title, body: body && checkBody("Issue", body) });
  replaceLabels(call, issue);
  replaceAssignees(call, issue);
  changeState(call, issue);
  return { body: issueView(call.world, issue) };
}

function replaceLabels(call: Call, issue: Issue): void {
  if (call.body["labels"] === undefined) return;
  const names = labelNames(call.body["labels"]);
  const keep = new Set(names.map((name) => name.toLowerCase()));
  for (const label of issue.labels) if (!keep.has(label.name.toLowerCase())) removeLabel(call.world, issue, actorOf(call), label.name);
  addLabels(call.world, issue, actorOf(call), names);
}

function replaceAssignees(call: Call, issue: Issue): void {
  if (call.body["assignees"] === undefined) return;
  const wanted = accountsOf(call, call.body["assignees"]);
  for (const one of issue.assignees) if (!wanted.includes(one)) unassign(call.world, issue, actorOf(call), one);
  for (const one of wanted) assign(call.world, issue, actorOf(call), one);
}

/** Those who are not assigned stay so. */
function removeAssignees(call: Call, repository: Repository): Reply {
  const issue = issueOf(call, repository);
  for (const one of accountsOf(call, call.body["assignees"]))
    if (issue.assignees.includes(one)) unassign(call.world, issue, actorOf(call), one);
  return { body: issueView(call.world, issue) };
}

const REASONS = new Set(["completed", "not_planned", "duplicate", "reopened"]);

function changeState(call: Call, issue: Issue): void {
  const state = optionalText(call, "Issue", "state");
  const reason = optionalText(call, "Issue", "state_reason") ?? "completed";
  if (!REASONS.has(reason)) throw invalid("Issue", "state_reason", "invalid");
  if (state === undefined) return;
  if (issue.pull?.mergedAt != null)
    throw new HttpError(422, "Validation Failed", { errors: ["a merged pull request cannot change state"] });
  if (state === "closed") close(call.world, issue, actorOf(call), reason as StateReason);
  else if (state === "open") reopen(call.world, issue, actorOf(call));
  else throw invalid("Issue", "state", "invalid");
}
