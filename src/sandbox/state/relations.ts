import type { Account } from "./account-types.js";
import { touch } from "./change.js";
import type { Issue } from "./types.js";
import type { World } from "./world.js";

/** Records that an issue waits for another; both repositories are told. */
export function addBlockedBy(world: World, issue: Issue, blocker: Issue, sender: Account): void {
  if (issue.blockedBy.includes(blocker)) return;
  touch(world, issue);
  issue.blockedBy.push(blocker);
  publishDependency(world, issue, blocker, sender, "added");
}

/** Takes a dependency back. */
export function removeBlockedBy(world: World, issue: Issue, blocker: Issue, sender: Account): void {
  if (!issue.blockedBy.includes(blocker)) return;
  touch(world, issue);
  issue.blockedBy = issue.blockedBy.filter((one) => one !== blocker);
  publishDependency(world, issue, blocker, sender, "removed");
}

/** Makes an issue a part of another; both repositories are told. */
export function addSubIssue(world: World, parent: Issue, child: Issue, sender: Account): void {
  if (parent.subIssues.includes(child)) return;
  touch(world, parent);
  parent.subIssues.push(child);
  child.parent = parent;
  const tell = (action: string, told: Issue) =>
    world.publish({
      event: "sub_issues",
      action,
      sender,
      repository: told.repository,
      relation: { kind: "sub_issue", parent, child, told },
    });
  tell("sub_issue_added", parent);
  tell("parent_issue_added", child);
}

function publishDependency(world: World, blocked: Issue, blocking: Issue, sender: Account, change: "added" | "removed"): void {
  const tell = (action: string, told: Issue) =>
    world.publish({
      event: "issue_dependencies",
      action,
      sender,
      repository: told.repository,
      relation: { kind: "dependency", blocked, blocking, told },
    });
  tell(`blocked_by_${change}`, blocked);
  tell(`blocking_${change}`, blocking);
}
