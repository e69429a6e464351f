import { exemptBase } from "../policy/exempt-base.js";
import { predates } from "../policy/lifecycle.js";
import type { Actor } from "../facts/actor.js";
import type { Known, Time } from "../basics/known.js";
import { sameLabel, sameLogin } from "../basics/names.js";
import { EXEMPT, pinOf } from "../policy/pins.js";
import type { Policy } from "../policy/types.js";
import { type Snapshot } from "../facts/snapshot.js";
import type { PullRequestVerdict } from "../record/verdict.js";

/** A commit of a pull request, with the accounts that GitHub gives it to; null where it knows none. */
export interface PullCommit {
  sha: string;
  author: Actor | null;
  committer: Actor | null;
  committedAt: Time;
}

type Exempt = Extract<PullRequestVerdict["reason"], { is: "exempt" }>;

/** Whether a pull request is exempt, or would be but for a commit of somebody else. */
export interface Exemption {
  exempt: Exempt | null;
  /** Set when its author is exempt and its commits are not, or could not be read. */
  lost: PullRequestVerdict["lostExemption"];
}

/** Commits that GitHub itself makes for somebody, such as in its web editor, are committed by this account. */
const GITHUB_ITSELF = "web-flow";

/** True when a verdict rests on who made the pull request's commits, or when: then they must be read. */
export function asksForCommits(snapshot: Pick<Snapshot, "item">, policy: Policy): boolean {
  return exemptAuthor(snapshot, policy) !== undefined || (policy.enforcement === "block" && predates(policy, snapshot.item.createdAt));
}

/** True when the pull request was opened before the policy governs and got no commit since. What cannot be read is no proof of age. */
export function isUntouchedSince(snapshot: Pick<Snapshot, "item">, policy: Policy, commits: Known<PullCommit[]> | undefined): boolean {
  const since = policy.governsSince;
  if (since === null || !predates(policy, snapshot.item.createdAt)) return false;
  return commits?.known === true && commits.value.every(({ committedAt }) => committedAt < since);
}

/** Decides the exemption: a branch's is for all pull requests into it, a label's is the label's, an author's lasts while every commit is an exempt author's. */
export function exemptionOf(snapshot: Snapshot, policy: Policy, commits: Known<PullCommit[]> | undefined): Exemption {
  const base = exemptBase(snapshot, policy);
  if (base !== undefined) return { exempt: { is: "exempt", by: "base", value: base }, lost: undefined };
  const author = exemptAuthor(snapshot, policy);
  const foreign = author === undefined ? undefined : firstForeign(policy, commits);
  if (author !== undefined && foreign === undefined) return { exempt: { is: "exempt", by: "author", value: author }, lost: undefined };
  const lost = author === undefined || foreign === undefined ? undefined : { author, commit: foreign };
  const label = policy.pullRequests.exempt.labels.find((name) => snapshot.item.labels.some((candidate) => sameLabel(candidate, name)));
  return label === undefined ? { exempt: null, lost } : { exempt: { is: "exempt", by: "label", value: label }, lost: undefined };
}

function exemptAuthor({ item }: Pick<Snapshot, "item">, policy: Policy): string | undefined {
  return policy.pullRequests.exempt.authors.find((name) => isNamed(policy, name, item.author));
}

/** The first commit that is not an exempt author's own; null when the commits are not known, undefined when there is none. */
function firstForeign(policy: Policy, commits: Known<PullCommit[]> | undefined): string | null | undefined {
  if (!commits?.known || commits.value.length === 0) return null;
  const isExempt = (actor: Actor | null) => policy.pullRequests.exempt.authors.some((name) => isNamed(policy, name, actor));
  const isOwn = ({ author, committer }: PullCommit) => isExempt(author) && (isExempt(committer) || committer?.login === GITHUB_ITSELF);
  return commits.value.find((commit) => !isOwn(commit))?.sha;
}

// A name with `[bot]` is a bot's, any other a person's: nobody is exempt for being named like somebody, nor for having taken a name that was another's.
function isNamed(policy: Policy, name: string, actor: Actor | null): boolean {
  if (!actor || !sameLogin(name, actor.login) || (actor.type === "Bot") !== name.toLowerCase().endsWith("[bot]")) return false;
  const pin = pinOf(policy, EXEMPT, name);
  return !pin || (pin.known && pin.value === actor.id);
}
