import { installationOf } from "../state/app.js";
import type { HubEvent } from "../state/events.js";
import { changedPaths } from "../state/git.js";
import { fullName } from "../state/repositories.js";
import type { Issue } from "../state/types.js";
import { iso } from "../state/world.js";
import type { World } from "../state/world.js";
import { organizationView, teamView, userView } from "../views/accounts.js";
import { checkRunView, checkSuiteView, installationView } from "../views/checks.js";
import { commentView, issueView, pullView } from "../views/issues.js";
import { commitView, labelView, repositoryView } from "../views/repositories.js";

type Payload = Record<string, unknown>;

/** Takes an event; returns the webhook payload as GitHub documents it, from the state at this moment. */
export function payloadOf(world: World, event: HubEvent): Payload {
  return {
    ...(event.action === null ? {} : { action: event.action }),
    ...subjects(world, event),
    ...(event.changes ? { changes: event.changes } : {}),
    ...(event.push ? pushPart(world, event) : {}),
    ...(event.relation ? relationPart(world, event.relation) : {}),
    ...(event.movedTo ? movedPart(world, event.movedTo) : {}),
    ...event.extra,
    ...surroundings(world, event),
  };
}

function subjects(world: World, event: HubEvent): Payload {
  const { issue, comment, label, assignee, checkRun, checkSuite, requestedAction, team, member } = event;
  const issueKey = event.event.startsWith("pull_request") ? "pull_request" : "issue";
  return {
    ...(issue ? { [issueKey]: issueKey === "issue" ? issueView(world, issue) : pullView(world, issue) } : {}),
    ...(issue && event.event === "pull_request" ? { number: issue.number } : {}),
    ...(comment ? { comment: commentView(world, comment) } : {}),
    ...(label ? { label: labelView(world, label) } : {}),
    ...(assignee ? { assignee: userView(world, assignee) } : {}),
    ...(checkRun ? { check_run: { ...checkRunView(world, checkRun), check_suite: checkSuiteView(world, checkRun.suite) } } : {}),
    ...(checkSuite ? { check_suite: checkSuiteView(world, checkSuite) } : {}),
    ...(requestedAction ? { requested_action: requestedAction } : {}),
    ...(team ? { team: teamView(world, team) } : {}),
    ...(member ? { member: userView(world, member) } : {}),
    ...mergeGroupPart(world, event),
  };
}

/** Either side is named; of the other one its repository, too. */
function relationPart(world: World, relation: NonNullable<HubEvent["relation"]>): Payload {
  const [first, second] =
    relation.kind === "dependency"
      ? ([
          ["blocked_issue", relation.blocked],
          ["blocking_issue", relation.blocking],
        ] as const)
      : ([
          ["parent_issue", relation.parent],
          ["sub_issue", relation.child],
        ] as const);
  const [otherName, other] = relation.told === first[1] ? second : first;
  const sides = [first, second].flatMap(([name, issue]) => [
    [name, issueView(world, issue)],
    [`${name}_id`, issue.id],
  ]);
  return { ...(Object.fromEntries(sides) as Payload), [`${otherName}_repo`]: repositoryView(world, other.repository) };
}

function movedPart(world: World, moved: Issue): Payload {
  return { changes: { new_issue: issueView(world, moved), new_repository: repositoryView(world, moved.repository) } };
}

function mergeGroupPart(world: World, event: HubEvent): Payload {
  const { mergeGroup, repository } = event;
  if (!mergeGroup || !repository) return {};
  const { head, ref, base, baseRef } = mergeGroup;
  return {
    merge_group: {
      head_sha: head.oid,
      head_ref: ref,
      base_sha: base.oid,
      base_ref: baseRef,
      head_commit: commitView(world, repository, head),
    },
  };
}

function pushPart(world: World, event: HubEvent): Payload {
  const { push } = event;
  if (!push) return {};
  const changes = push.before
    ? changedPaths(push.before, push.after)
    : [...push.after.files.keys()].map((path) => ({ path, status: "added" }));
  const paths = (status: string) => changes.filter((one) => one.status === status).map((one) => one.path);
  const commit = {
    id: push.after.oid,
    tree_id: push.after.tree.oid,
    distinct: true,
    message: push.after.message,
    timestamp: iso(push.after.committedAt),
    author: { name: push.after.author.login, username: push.after.author.login },
    added: paths("added"),
    removed: paths("removed"),
    modified: paths("modified"),
  };
  const before = push.before?.oid ?? "0".repeat(40);
  const pusher = { name: event.sender.login, email: `${event.sender.login}@users.noreply.example` };
  return {
    ref: push.ref,
    before,
    after: push.after.oid,
    created: push.before === null,
    deleted: false,
    forced: push.forced,
    base_ref: null,
    compare: event.repository
      ? `${world.url}/${fullName(event.repository)}/compare/${before.slice(0, 12)}...${push.after.oid.slice(0, 12)}`
      : "",
    commits: [commit],
    head_commit: commit,
    pusher,
  };
}

function surroundings(world: World, event: HubEvent): Payload {
  const { repository } = event;
  const organization = event.organization ?? (repository?.owner.type === "Organization" ? repository.owner : undefined);
  const ownInstallation = event.event.startsWith("installation") ? event.installation : undefined;
  return {
    ...(repository ? { repository: repositoryView(world, repository) } : {}),
    ...(organization ? { organization: organizationView(world, organization) } : {}),
    sender: userView(world, event.sender),
    installation: ownInstallation ? installationView(world, ownInstallation) : briefInstallation(world, event, organization),
  };
}

function briefInstallation(world: World, event: HubEvent, organization: HubEvent["organization"]): Payload | undefined {
  const found = event.repository
    ? installationOf(world, event.repository)
    : world.installations.find((one) => one.account === organization);
  return found && { id: found.id, node_id: found.nodeId };
}
