import { MOST_LISTED, pullChanges } from "../../state/pulls.js";
import { fullName, resolveCommit } from "../../state/repositories.js";
import type { Issue, Repository } from "../../state/types.js";
import { pullView } from "../../views/issues.js";
import { commitView } from "../../views/repositories.js";
import { issueOf } from "../call.js";
import type { Call, Reply } from "../call.js";
import { HttpError, notFound } from "../errors.js";
import { repoRoute } from "../router.js";
import type { Route } from "../router.js";

const READ = ["pull_requests:read"];

/** Pull requests. Opening and merging them is for people, through the driver. */
export const pullRoutes: Route[] = [
  repoRoute("GET", "/pulls", READ, (call, repository) => ({ items: listed(call, repository).map((one) => pullView(call.world, one)) })),
  repoRoute("GET", "/pulls/:number", READ, (call, repository) => ({ body: pullView(call.world, pullOf(call, repository)) })),
  repoRoute("GET", "/pulls/:number/files", READ, files),
  repoRoute("GET", "/pulls/:number/commits", READ, commits),
  repoRoute("GET", "/pulls/:number/reviews", READ, reviews),
  repoRoute("GET", "/commits/:sha/pulls", READ, ofCommit),
];

function all(repository: Repository): Issue[] {
  return [...repository.issues.values()].filter((one) => one.pull !== null);
}

function listed(call: Call, repository: Repository): Issue[] {
  const state = call.query.get("state") ?? "open";
  const [base, head] = [call.query.get("base"), call.query.get("head")];
  const wanted = (one: Issue) =>
    (state === "all" || one.state === state) &&
    (base === null || one.pull?.baseRef === base) &&
    (head === null || `${one.pull?.headRepository.owner.login}:${one.pull?.headRef}` === head);
  return all(repository)
    .filter(wanted)
    .toSorted((a, b) => b.number - a.number);
}

function pullOf(call: Call, repository: Repository): Issue {
  const issue = issueOf(call, repository);
  if (!issue.pull) throw notFound();
  return issue;
}

function files(call: Call, repository: Repository): Reply {
  const changes = pullChanges(pullOf(call, repository));
  if (!changes) throw new HttpError(422, "The base branch is gone");
  return {
    items: changes.slice(0, MOST_LISTED).map(({ oid, path, status, previous }) => ({
      sha: oid,
      filename: path,
      status,
      ...(previous === undefined ? {} : { previous_filename: previous }),
    })),
  };
}

function commits(call: Call, repository: Repository): Reply {
  const list = pullOf(call, repository).pull?.commits ?? [];
  return { items: list.map((commit) => commitView(call.world, repository, commit)) };
}

function reviews(call: Call, repository: Repository): Reply {
  const issue = pullOf(call, repository);
  const list = issue.pull?.reviews ?? [];
  return {
    items: list.map((one) => ({
      id: one.id,
      node_id: one.nodeId,
      state: one.state,
      body: one.body,
      commit_id: one.commit.oid,
      user: { login: one.author.login, id: one.author.id, type: one.author.type },
      submitted_at: new Date(one.submittedAt).toISOString(),
    })),
  };
}

/** Open pull requests whose head is the commit, and the merged one that brought it in. GitHub leaves forks' out for unmerged ones; we do as it does. */
function ofCommit(call: Call, repository: Repository): Reply {
  const commit = resolveCommit(call.world, repository, call.params["sha"] ?? "");
  if (!commit) throw new HttpError(422, `No commit found for SHA: ${call.params["sha"] ?? ""}`);
  const holds = (one: Issue) => one.pull?.commits.includes(commit) === true || one.pull?.mergeCommit === commit;
  const visible = (one: Issue) => one.pull?.mergedAt !== null || fullName(one.pull.headRepository) === fullName(repository);
  return {
    items: all(repository)
      .filter((one) => holds(one) && visible(one))
      .map((one) => pullView(call.world, one)),
  };
}
