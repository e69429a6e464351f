import type { Account } from "./account-types.js";
import { record, touch } from "./change.js";
import { announceChecks } from "./checks.js";
import { changeFiles, history, storeCommit, withRenames } from "./git.js";
import type { PathChange } from "./git.js";
import { blankIssue, close, publishIssue } from "./issues.js";
import { linesOf } from "./lines.js";
import { fullName, findRepository, moveBranch, noteActivity, resolveCommit, withoutHistory } from "./repositories.js";
import type { Commit, Files, Issue, PullData, QueueEntry, Repository, Review } from "./types.js";
import { nextId, register } from "./world.js";
import type { World } from "./world.js";

export interface PullWish {
  title: string;
  body: string;
  files?: Files;
  deletions?: string[];
  base?: string;
  /** An existing commit to use as the head, so that several pull requests share it. */
  headSha?: string;
  /** The head lives in a fork by the author. */
  fork?: boolean;
  draft?: boolean;
}

/** Opens a pull request with a branch and a commit of its own; returns it. Throws when `base` or `headSha` does not exist. */
export function openPullRequest(world: World, repository: Repository, author: Account, wish: PullWish): Issue {
  const baseRef = wish.base ?? repository.defaultBranch;
  const base = repository.branches.get(baseRef);
  if (!base) throw new Error(`No branch ${baseRef} in ${fullName(repository)}`);
  const issue = blankIssue(world, repository, author, wish);
  const headRef = `change-${issue.number}`;
  const head = headCommit(world, repository, author, wish, base);
  const headRepository = wish.fork ? forkOf(world, repository, author) : repository;
  headRepository.branches.set(headRef, head);
  noteActivity(world, headRepository, author, headRef, { before: null, after: head, kind: "branch_creation" });
  const ids = nextId(world, "PR");
  const pull: PullData = {
    headRef,
    headRepository,
    head,
    commits: [head],
    baseRef,
    draft: wish.draft ?? false,
    mergedAt: null,
    mergedBy: null,
    mergeCommit: null,
    reviews: [],
  };
  const request = register<Issue>(world, { ...issue, ...ids, type: "PullRequest", pull });
  repository.issues.set(request.number, request);
  if (!wish.fork) announceChecks(world, repository, head, headRef, author);
  publishIssue(world, request, author, "opened");
  return request;
}

function headCommit(world: World, repository: Repository, author: Account, wish: PullWish, base: Commit): Commit {
  if (wish.headSha === undefined) {
    const untold = wish.deletions ? {} : { [`changes/${repository.nextNumber}.md`]: `${wish.title}\n` };
    const files = changeFiles(world, base, wish.files ?? untold, wish.deletions);
    return storeCommit(world, { files, parents: [base], message: wish.title, author });
  }
  const commit = resolveCommit(world, repository, wish.headSha);
  if (!commit) throw new Error(`No commit ${wish.headSha}`);
  return commit;
}

function forkOf(world: World, repository: Repository, owner: Account): Repository {
  const existing = findRepository(world, owner.login, repository.name);
  if (existing) return existing;
  const fork: Repository = {
    ...repository,
    ...nextId(world, "R"),
    owner,
    fork: true,
    branches: new Map(repository.branches),
    ...withoutHistory(),
  };
  world.repositories.push(register(world, fork));
  return fork;
}

/** Adds a commit to a pull request's branch, with its events; returns the commit. Throws when the item is no pull request. */
export function pushToPullRequest(
  world: World,
  request: Issue,
  actor: Account,
  { files = {}, deletions, message }: { files?: Files; deletions?: string[] | undefined; message: string },
): Commit {
  const pull = pullOf(request);
  touch(world, request);
  const before = pull.head;
  const commit = storeCommit(world, { files: changeFiles(world, before, files, deletions), parents: [before], message, author: actor });
  pull.head = commit;
  pull.commits = [...pull.commits, commit];
  moveBranch(world, pull.headRepository, actor, pull.headRef, commit);
  publishIssue(world, request, actor, "synchronize", { extra: { before: before.oid, after: commit.oid } });
  return commit;
}

/** Points a pull request at another branch, with its event. Throws when there is no such branch, or the item is no pull request. */
export function retarget(world: World, request: Issue, actor: Account, baseRef: string): void {
  const pull = pullOf(request);
  if (!request.repository.branches.has(baseRef)) throw new Error(`No branch ${baseRef} in ${fullName(request.repository)}`);
  const from = pull.baseRef;
  touch(world, request);
  pull.baseRef = baseRef;
  publishIssue(world, request, actor, "edited", { extra: { changes: { base: { ref: { from } } } } });
}

/** Merges a pull request and closes the issues it names; returns the merge commit. Throws when the item is no pull request. */
export function mergePullRequest(world: World, request: Issue, actor: Account): Commit {
  const pull = pullOf(request);
  const { repository } = request;
  const base = repository.branches.get(pull.baseRef) ?? pull.head;
  const files = new Map(base.files);
  for (const { path, status, previous } of pullChanges(request) ?? []) {
    const file = pull.head.files.get(path);
    if (previous !== undefined || status === "removed") files.delete(previous ?? path);
    if (file) files.set(path, file);
  }
  const message = `Merge pull request #${request.number}`;
  const commit = storeCommit(world, { files, parents: [base, pull.head], message, author: actor });
  touch(world, request);
  Object.assign(pull, { mergedAt: world.now(), mergedBy: actor, mergeCommit: commit });
  record(world, request, actor, "MergedEvent");
  close(world, request, actor);
  moveBranch(world, repository, actor, pull.baseRef, commit, "pr_merge");
  if (pull.baseRef === repository.defaultBranch) for (const issue of closingIssues(world, request)) close(world, issue, actor);
  return commit;
}

/** GitHub lists no more of the files that a pull request changes. */
export const MOST_LISTED = 3000;

/** The files a pull request changes against where it left its base; null when the base branch is gone. */
export function pullChanges(request: Issue): PathChange[] | null {
  const fork = forkPoint(request);
  return fork && withRenames(fork, pullOf(request).head);
}

/** How many lines a pull request adds and takes away; nothing when the base branch is gone. */
export function pullLines(world: World, request: Issue): { additions: number; deletions: number } {
  const fork = forkPoint(request);
  return fork ? linesOf(world, pullChanges(request) ?? [], fork, pullOf(request).head) : { additions: 0, deletions: 0 };
}

function forkPoint(request: Issue): Commit | null {
  const { baseRef, head } = pullOf(request);
  const base = request.repository.branches.get(baseRef);
  if (!base) return null;
  const ancestors = new Set(history(base));
  return history(head).find((commit) => ancestors.has(commit)) ?? base;
}

const CLOSES = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+))?#(\d{1,9})\b/gi;

/** The issues a pull request's body says it closes; none unless it goes to the default branch. */
export function closingIssues(world: World, request: Issue): Issue[] {
  if (!request.pull || request.pull.baseRef !== request.repository.defaultBranch) return [];
  const found = new Set<Issue>();
  for (const [, name, number] of request.body.matchAll(CLOSES)) {
    const [owner = "", repo = ""] = (name ?? fullName(request.repository)).split("/");
    const issue = findRepository(world, owner, repo)?.issues.get(Number(number));
    if (issue && !issue.pull) found.add(issue);
  }
  return [...found];
}

/** The pull requests that say they close an issue; closed ones only when asked for. */
export function closingPulls(world: World, issue: Issue, includeClosed: boolean): Issue[] {
  const all = world.repositories.flatMap((repository) => [...repository.issues.values()]);
  const open = all.filter((one) => one.pull && (includeClosed || one.state === "open"));
  return open.filter((request) => closingIssues(world, request).some((one) => one.nodeId === issue.nodeId));
}

/** Puts pull requests into the merge queue as one group; returns the group's head commit. */
export function enqueue(world: World, repository: Repository, requests: Issue[], actor: Account): Commit {
  const baseRef = repository.defaultBranch;
  const base = repository.branches.get(baseRef) ?? pullOf(requests[0]).head;
  let head = base;
  let ref = "";
  for (const request of requests) {
    const pull = pullOf(request);
    const files = new Map([...head.files, ...pull.head.files]);
    head = storeCommit(world, {
      files,
      parents: [head, pull.head],
      message: `Merge pull request #${request.number}`,
      author: actor,
    });
    ref = `gh-readonly-queue/${baseRef}/pr-${request.number}-${base.oid}`;
    addEntry(world, repository, { pull: request, headCommit: head, ref: `refs/heads/${ref}`, enqueuer: actor });
  }
  repository.branches.set(ref, head);
  const mergeGroup = { head, ref: `refs/heads/${ref}`, base, baseRef: `refs/heads/${baseRef}` };
  world.publish({ event: "merge_group", action: "checks_requested", sender: actor, repository, mergeGroup });
  return head;
}

function addEntry(world: World, repository: Repository, entry: Pick<QueueEntry, "pull" | "headCommit" | "ref" | "enqueuer">): void {
  repository.queue.push({ ...nextId(world, "MQE"), repository, enqueuedAt: world.now(), ...entry });
}

/** Submits a review, with its event; returns it. */
export function review(world: World, request: Issue, author: Account, state: Review["state"], body: string): Review {
  const pull = pullOf(request);
  touch(world, request);
  const made: Review = { ...nextId(world, "PRR"), author, state, body, submittedAt: world.now(), commit: pull.head };
  pull.reviews = [...pull.reviews, made];
  const extra = {
    review: {
      id: made.id,
      node_id: made.nodeId,
      state: state.toLowerCase(),
      body,
      user: { login: author.login, id: author.id, type: author.type },
    },
  };
  world.publish({
    event: "pull_request_review",
    action: "submitted",
    sender: author,
    repository: request.repository,
    issue: request,
    extra,
  });
  return made;
}

/** The pull request part of an item. Throws when it has none. */
function pullOf(issue: Issue | undefined): PullData {
  if (!issue?.pull) throw new Error("Not a pull request");
  return issue.pull;
}
