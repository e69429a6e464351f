import type { Account } from "../../state/account-types.js";
import { addBlockedBy, addSubIssue } from "../../state/relations.js";
import type { Issue, Repository } from "../../state/types.js";
import { issueView } from "../../views/issues.js";
import { actorOf, issueOf, requireRole } from "../call.js";
import type { Call, Reply } from "../call.js";
import { invalid, notFound } from "../errors.js";
import { repoRoute } from "../router.js";
import type { Route } from "../router.js";

/** Dependencies and sub-issues. */
export const relationRoutes: Route[] = [
  repoRoute("GET", "/issues/:number/dependencies/blocked_by", ["issues:read"], (call, repository) =>
    issues(call, issueOf(call, repository).blockedBy),
  ),
  repoRoute("POST", "/issues/:number/dependencies/blocked_by", ["issues:write"], (call, repository) =>
    link(call, repository, "issue_id", addBlockedBy),
  ),
  repoRoute("GET", "/issues/:number/dependencies/blocking", ["issues:read"], blocking),
  repoRoute("GET", "/issues/:number/sub_issues", ["issues:read"], (call, repository) => issues(call, issueOf(call, repository).subIssues)),
  repoRoute("POST", "/issues/:number/sub_issues", ["issues:write"], (call, repository) =>
    link(call, repository, "sub_issue_id", addSubIssue),
  ),
  repoRoute("GET", "/issues/:number/parent", ["issues:read"], parent),
];

function issues(call: Call, list: Issue[]): Reply {
  return { items: list.map((one) => ({ ...issueView(call.world, one) })) };
}

function blocking(call: Call, repository: Repository): Reply {
  const blocker = issueOf(call, repository);
  const all = call.world.repositories.flatMap((one) => [...one.issues.values()]);
  return issues(
    call,
    all.filter((one) => one.blockedBy.some((other) => other.id === blocker.id)),
  );
}

function parent(call: Call, repository: Repository): Reply {
  const found = issueOf(call, repository).parent;
  if (!found) throw notFound();
  return { body: issueView(call.world, found) };
}

type Add = (world: Call["world"], issue: Issue, other: Issue, sender: Account) => void;

function link(call: Call, repository: Repository, field: string, add: Add): Reply {
  requireRole(call, repository, "triage");
  const issue = issueOf(call, repository);
  const all = call.world.repositories.flatMap((one) => [...one.issues.values()]);
  const other = all.find((one) => one.id === call.body[field]);
  if (!other) throw notFound();
  if (other === issue) throw invalid("Issue", field, "invalid");
  add(call.world, issue, other, actorOf(call));
  return { status: 201, body: issueView(call.world, issue) };
}
