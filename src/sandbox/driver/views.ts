import { fullName, resolveCommit } from "../state/repositories.js";
import { closingPulls } from "../state/pulls.js";
import type { CheckRun, Issue, ReactionContent, Repository, StateReason } from "../state/types.js";
import { restLogin } from "../views/accounts.js";
import { iso } from "../state/world.js";
import type { World } from "../state/world.js";

/** An issue or pull request as a test or the demo looks at it. */
export interface ItemView {
  kind: "issue" | "pull_request";
  number: number;
  nodeId: string;
  title: string;
  body: string;
  author: string;
  labels: string[];
  assignees: string[];
  state: "open" | "closed";
  stateReason: StateReason | null;
  merged: boolean;
  headSha: string | null;
  comments: CommentView[];
  linkedPullRequests: number[];
  createdAt: string;
  updatedAt: string;
}

export interface CommentView {
  id: number;
  /** As REST spells it: a bot with `[bot]`. */
  author: string;
  body: string;
  edited: boolean;
  reactions: { content: ReactionContent; user: string }[];
}

/** Takes an item; returns a copy of what matters. */
export function itemView(world: World, issue: Issue): ItemView {
  const { number, nodeId, title, body, state, stateReason, pull } = issue;
  return {
    kind: pull ? "pull_request" : "issue",
    number,
    nodeId,
    title,
    body,
    state,
    stateReason,
    author: restLogin(issue.author),
    labels: issue.labels.map((label) => label.name),
    assignees: issue.assignees.map(restLogin),
    merged: pull?.mergedAt != null,
    headSha: pull?.head.oid ?? null,
    comments: issue.comments.map((comment) => ({
      id: comment.id,
      author: restLogin(comment.author),
      body: comment.body,
      edited: comment.lastEditedAt !== null,
      reactions: comment.reactions.map((one) => ({ content: one.content, user: restLogin(one.user) })),
    })),
    linkedPullRequests: pull ? [] : closingPulls(world, issue, true).map((one) => one.number),
    createdAt: iso(issue.createdAt),
    updatedAt: iso(issue.updatedAt),
  };
}

export type CheckRunView = Pick<
  CheckRun,
  "id" | "name" | "headSha" | "externalId" | "status" | "conclusion" | "output" | "actions" | "detailsUrl"
>;

/** The check runs of a commit, oldest first. */
export function checkRunViews(world: World, repository: Repository, ref: string): CheckRunView[] {
  const sha = resolveCommit(world, repository, ref)?.oid;
  if (sha === undefined) throw new Error(`No commit ${ref} in ${fullName(repository)}`);
  return repository.checkRuns
    .filter((run) => run.headSha === sha)
    .map(({ suite: _suite, repository: _repository, ...run }) => structuredClone(run));
}
