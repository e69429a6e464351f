import type { Account } from "../state/account-types.js";
import { atLeast, permissionOf } from "../state/accounts.js";
import { rerequest, requestAction } from "../state/checks.js";
import { addComment, deleteComment, editComment, minimizeComment, react } from "../state/comments.js";
import { assign, close, deleteIssue, editIssue, openIssue, reopen, transfer, unassign } from "../state/issues.js";
import { addBlockedBy, addSubIssue, removeBlockedBy } from "../state/relations.js";
import { setIssueField, setProjectField } from "../state/fields.js";
import { addLabels, deleteLabel, editLabel, findLabel, removeLabel } from "../state/labels.js";
import { enqueue, mergePullRequest, openPullRequest, pushToPullRequest, retarget, review } from "../state/pulls.js";
import type { PullWish } from "../state/pulls.js";
import { forcePush, fullName, push, renameRepository } from "../state/repositories.js";
import type { FieldContent, Files, Issue, Permission, ReactionContent, Repository, Review, StateReason } from "../state/types.js";
import type { World } from "../state/world.js";
import { accountOf, checkRunOf, commentOf, issueOf, repositoryOf } from "./find.js";

export interface NewIssue {
  title: string;
  body?: string;
  labels?: string[];
  assignees?: string[];
  type?: string;
}

export type NewPullRequest = Omit<PullWish, "body"> & { body?: string };

/** Somebody who uses GitHub by hand. Every method throws when GitHub would not let this person do it. */
export class Person {
  readonly login: string;
  #world: World;
  #account: Account;

  constructor(world: World, login: string) {
    this.login = login;
    this.#world = world;
    this.#account = accountOf(world, login);
  }

  /** Opens an issue; returns its number. Labels and assignees take triage rights, otherwise they are left out, as on GitHub. */
  openIssue(repo: string, wish: NewIssue): number {
    const repository = this.#allowed(repositoryOf(this.#world, repo), "read");
    const triage = atLeast(permissionOf(this.#world, repository, this.#account), "triage");
    const assignees = (wish.assignees ?? []).map((login) => accountOf(this.#world, login));
    const { title, body = "", type } = wish;
    return openIssue(this.#world, repository, this.#account, { title, body, type, ...(triage ? { labels: wish.labels, assignees } : {}) })
      .number;
  }

  editBody(repo: string, number: number, body: string): void {
    editIssue(this.#world, this.#own(repo, number, "write"), this.#account, { body });
  }

  editTitle(repo: string, number: number, title: string): void {
    editIssue(this.#world, this.#own(repo, number, "write"), this.#account, { title });
  }

  /** Comments; returns the comment's id. */
  comment(repo: string, number: number, body: string): number {
    return addComment(this.#world, this.#item(repo, number, "read"), this.#account, body).id;
  }

  editComment(repo: string, id: number, body: string): void {
    editComment(this.#world, this.#ownComment(repo, id), this.#account, body);
  }

  deleteComment(repo: string, id: number): void {
    deleteComment(this.#world, this.#ownComment(repo, id), this.#account);
  }

  /** Hides a comment ("minimises" it), or shows it again. */
  hideComment(repo: string, id: number, on = true): void {
    const comment = commentOf(this.#world, repo, id);
    this.#allowed(comment.issue.repository, "triage");
    minimizeComment(comment, on ? "outdated" : null);
  }

  react(repo: string, commentId: number, content: ReactionContent): void {
    react(this.#world, commentOf(this.#world, repo, commentId), this.#account, content);
  }

  addLabel(repo: string, number: number, ...names: string[]): void {
    addLabels(this.#world, this.#item(repo, number, "triage"), this.#account, names);
  }

  removeLabel(repo: string, number: number, name: string): void {
    if (!removeLabel(this.#world, this.#item(repo, number, "triage"), this.#account, name))
      throw new Error(`No label ${name} on ${repo}#${number}`);
  }

  assign(repo: string, number: number, login: string): void {
    assign(this.#world, this.#item(repo, number, "triage"), this.#account, accountOf(this.#world, login));
  }

  unassign(repo: string, number: number, login: string): void {
    unassign(this.#world, this.#item(repo, number, "triage"), this.#account, accountOf(this.#world, login));
  }

  /** Sets one of the organisation's issue fields; null takes its value away. */
  setIssueField(repo: string, number: number, name: string, value: FieldContent | null): void {
    setIssueField(this.#world, this.#item(repo, number, "triage"), this.#account, name, value);
  }

  /** Sets a field of an item in a project of somebody's (the repository's owner's, unless told), which it is put into. */
  setProjectField(repo: string, number: number, project: { title: string; owner?: string }, name: string, value: FieldContent): void {
    const issue = this.#item(repo, number, "read");
    const owner = project.owner === undefined ? issue.repository.owner : accountOf(this.#world, project.owner);
    setProjectField(this.#world, issue, { title: project.title, owner }, name, value);
  }

  close(repo: string, number: number, reason: StateReason = "completed"): void {
    close(this.#world, this.#own(repo, number, "triage"), this.#account, reason);
  }

  reopen(repo: string, number: number): void {
    reopen(this.#world, this.#own(repo, number, "triage"), this.#account);
  }

  deleteIssue(repo: string, number: number): void {
    deleteIssue(this.#world, this.#item(repo, number, "admin"), this.#account);
  }

  /** Moves an issue; returns its number there. */
  transfer(repo: string, number: number, toRepo: string): number {
    const to = this.#allowed(repositoryOf(this.#world, toRepo), "write");
    return transfer(this.#world, this.#item(repo, number, "write"), this.#account, to).number;
  }

  /** Opens a pull request with a branch and a commit of its own; returns its number. */
  openPullRequest(repo: string, wish: NewPullRequest): number {
    const repository = this.#allowed(repositoryOf(this.#world, repo), wish.fork ? "read" : "write");
    return openPullRequest(this.#world, repository, this.#account, { ...wish, body: wish.body ?? "" }).number;
  }

  /** Adds a commit to a pull request; returns the new head. */
  pushToPullRequest(
    repo: string,
    number: number,
    files: Files,
    { message = "Change more", deletions }: { message?: string; deletions?: string[] } = {},
  ): string {
    return pushToPullRequest(this.#world, this.#own(repo, number, "write"), this.#account, { files, deletions, message }).oid;
  }

  /** Points a pull request at another branch. */
  retarget(repo: string, number: number, base: string): void {
    retarget(this.#world, this.#own(repo, number, "write"), this.#account, base);
  }

  /** Merges a pull request; returns the merge commit. */
  mergePullRequest(repo: string, number: number): string {
    return mergePullRequest(this.#world, this.#item(repo, number, "write"), this.#account).oid;
  }

  review(repo: string, number: number, state: Review["state"], body = ""): void {
    review(this.#world, this.#item(repo, number, "read"), this.#account, state, body);
  }

  renameLabel(repo: string, name: string, newName: string): void {
    editLabel(this.#world, this.#label(repo, name), this.#account, { name: newName });
  }

  deleteLabel(repo: string, name: string): void {
    deleteLabel(this.#world, this.#label(repo, name), this.#account);
  }

  renameRepository(repo: string, name: string): void {
    renameRepository(this.#world, this.#allowed(repositoryOf(this.#world, repo), "admin"), name, this.#account);
  }

  /** Commits to the default branch; returns the commit. */
  push(repo: string, change: { files?: Files; deletions?: string[]; message?: string }): string {
    const repository = this.#allowed(repositoryOf(this.#world, repo), "write");
    const { files = {}, deletions, message = "Change files" } = change;
    return push(this.#world, repository, this.#account, { branch: repository.defaultBranch, files, deletions, message }).oid;
  }

  /** Points the default branch at any commit, whatever stood there. */
  forcePush(repo: string, commit: string): void {
    const repository = this.#allowed(repositoryOf(this.#world, repo), "write");
    forcePush(this.#world, repository, this.#account, repository.defaultBranch, commit);
  }

  /** Puts pull requests into the merge queue; returns the group's head commit. */
  enqueue(repo: string, ...numbers: number[]): string {
    const repository = this.#allowed(repositoryOf(this.#world, repo), "write");
    const requests = numbers.map((number) => issueOf(this.#world, fullName(repository), number));
    return enqueue(this.#world, repository, requests, this.#account).oid;
  }

  rerequestCheck(repo: string, checkRunId: number): void {
    rerequest(this.#world, checkRunOf(this.#world, repo, checkRunId), this.#account);
  }

  requestAction(repo: string, checkRunId: number, identifier: string): void {
    requestAction(this.#world, checkRunOf(this.#world, repo, checkRunId), this.#account, identifier);
  }

  /** The other item is a number of the same repository or `owner/name#number`. */
  addBlockedBy(repo: string, number: number, other: number | string): void {
    addBlockedBy(this.#world, this.#item(repo, number, "triage"), this.#other(repo, other), this.#account);
  }

  removeBlockedBy(repo: string, number: number, other: number | string): void {
    removeBlockedBy(this.#world, this.#item(repo, number, "triage"), this.#other(repo, other), this.#account);
  }

  addSubIssue(repo: string, number: number, other: number | string): void {
    addSubIssue(this.#world, this.#item(repo, number, "triage"), this.#other(repo, other), this.#account);
  }

  #other(repo: string, other: number | string): Issue {
    if (typeof other === "number") return issueOf(this.#world, repo, other);
    const [name = "", number] = other.split("#");
    return issueOf(this.#world, name, Number(number));
  }

  #label(repo: string, name: string) {
    const label = findLabel(this.#allowed(repositoryOf(this.#world, repo), "write"), name);
    if (!label) throw new Error(`No label ${name} in ${repo}`);
    return label;
  }

  #item(repo: string, number: number, need: Permission): Issue {
    const issue = issueOf(this.#world, repo, number);
    this.#allowed(issue.repository, need);
    return issue;
  }

  /** What is one's own may be changed with less. */
  #own(repo: string, number: number, need: Permission): Issue {
    const issue = issueOf(this.#world, repo, number);
    return issue.author === this.#account ? issue : this.#item(repo, number, need);
  }

  #ownComment(repo: string, id: number) {
    const comment = commentOf(this.#world, repo, id);
    if (comment.author !== this.#account) this.#allowed(comment.issue.repository, "write");
    return comment;
  }

  #allowed(repository: Repository, need: Permission): Repository {
    if (atLeast(permissionOf(this.#world, repository, this.#account), need)) return repository;
    throw new Error(`${this.login} needs ${need} rights in ${fullName(repository)}`);
  }
}
