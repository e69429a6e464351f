import { sha256 } from "../basics/digest.js";
import { ownEntry } from "../basics/own-entry.js";
import type { Artefacts, ArtefactVersion } from "../facts/artefact.js";
import { roleSystemsOf } from "../policy/roles/role-system.js";
import type { PullRequestRef } from "../facts/linked-pull.js";
import type { Known, Time } from "../basics/known.js";
import type { Policy } from "../policy/types.js";
import type { Comment, IssueRef, ItemFact, Snapshot } from "../facts/snapshot.js";
import { OFFLINE, type Given, type GivenIssue, type GivenPullRequest } from "../facts/given.js";
import { actorOf, peopleOf } from "./people.js";

const NUMBER = 1;
const REPOSITORY_ID = "repository";

/** Takes what is given of an item, the policy, the time and the default branch; returns the item as GitHub would have told it, without documents and links. */
export function bareSnapshot(given: Given, policy: Policy, now: Time, defaultBranch = "main"): Snapshot {
  const [owner = "", name = ""] = policy.source.repository.split("/");
  const pulls = (given.linked_prs ?? []).map((pull, index) => pullRequestOf(pull, policy, index));
  return {
    repository: { nodeId: REPOSITORY_ID, owner, name, defaultBranch, headSha: policy.source.commit, pushedAt: null, visibility: "public" },
    item: itemOf(given, policy),
    comments: (given.comments ?? []).map((comment, index) => commentOf(comment, index, now)),
    labelEvents: [],
    assignedEvents: [],
    deletedOwnComments: 0,
    linkedPullRequests: pulls,
    blockedBy: known(given.blocked_by?.map((issue) => issueOf(issue, policy))),
    subIssues: known(given.sub_issues?.map((issue) => issueOf(issue, policy))),
    issueType: known(given.type),
    documents: [],
    links: {},
    reviews: known(reviewsOf(given, policy, pulls, now)),
    commitChecks: known(checksOf(given, policy, pulls)),
    issueFields: known(given.issue_fields),
    projectFields: known(given.project_fields),
    elsewhere: elsewhereIn(given, policy),
    stages: Object.fromEntries(
      Object.entries(given.stages ?? {}).map(([issue, stage]) => [fullReference(issue, policy), { known: true, value: stage }]),
    ),
    files: {},
    artefacts: artefactsIn(given, policy, now),
    evidence: { body: UNKNOWN, branch: UNKNOWN, organisation: UNKNOWN },
    people: peopleOf(given, policy),
    unread: { facts: unreadFacts(given), reason: OFFLINE },
  };
}

/** What a test speaks of may be spoken of; it proves something where the policy trusts its repository by name. */
function elsewhereIn(given: Given, policy: Policy): Snapshot["elsewhere"] {
  const issues = [...(given.blocked_by ?? []), ...(given.sub_issues ?? [])].map(({ issue }) => issue);
  const references = [...issues, ...Object.keys(given.stages ?? {}), ...(given.linked_prs ?? []).map(({ pr }) => pr)];
  const trusted = new Set(policy.trusts.map((name) => name.toLowerCase()));
  const names = references.map((reference) => split(reference, policy).repository.toLowerCase());
  return Object.fromEntries(
    names.map((name) => [name, { repositoryId: name, counts: trusted.has(name) ? "trusted" : "shown", taken: false }]),
  );
}

/** Of what the policy has published, what is not given is not known. */
function artefactsIn({ artefacts = {} }: Given, policy: Policy, now: Time): Artefacts {
  const published = roleSystemsOf(policy).flatMap(({ produces }) => produces.filter(({ by }) => "document" in by));
  return Object.fromEntries(published.map(({ id }) => [id, known(versionOf(id, ownEntry(artefacts, id), now))]));
}

function versionOf(id: string, given: NonNullable<Given["artefacts"]>[string] | undefined, now: Time): ArtefactVersion | null | undefined {
  if (!given) return given;
  const content = { known: true, value: given.text ?? "" } as const;
  const at = given.at ?? now;
  return { commit: sha256(`${at} ${content.value}`), at, since: at, files: [{ path: `${id}.md`, oid: sha256(content.value), content }] };
}

const UNKNOWN = { known: false, reason: OFFLINE } as const;

function known<T>(value: T | undefined): Known<T> {
  return value === undefined ? { known: false, reason: OFFLINE } : { known: true, value };
}

function unreadFacts(given: Given): ItemFact[] {
  const facts: [ItemFact, unknown][] = [
    ["comments", given.comments],
    ["labels", given.labels],
    ["assignees", given.assignees],
    ["milestone", given.milestone],
    // Only issues have pull requests linked to them.
    ["linked pull requests", given.subject === "pull_request" ? [] : given.linked_prs],
    ["accepted criteria", given.criteria],
  ];
  return facts.flatMap(([fact, value]) => (value === undefined ? [fact] : []));
}

function itemOf(given: Given, policy: Policy): Snapshot["item"] {
  const kind = given.subject ?? "issue";
  const edited = given.edited_at ?? null;
  return {
    kind,
    nodeId: "item",
    number: NUMBER,
    title: given.title ?? "",
    url: `https://github.com/${policy.source.repository}/${kind === "issue" ? "issues" : "pull"}/${NUMBER}`,
    body: given.body,
    author: actorOf(given.author),
    createdAt: 0,
    lastEditedAt: edited,
    editCount: edited === null ? 0 : 1,
    state: "open",
    labels: given.labels ?? [],
    labelsUpdated: {},
    assignees: given.assignees ?? [],
    milestone: given.milestone ?? null,
    pullRequest:
      kind === "issue"
        ? null
        : {
            headSha: headOf(NUMBER),
            headRef: "change",
            baseRef: "main",
            isDraft: false,
            merged: false,
            closingIssues: [],
            changedFiles: { known: false, reason: OFFLINE },
          },
  };
}

function commentOf({ by, body, at, edited_at }: NonNullable<Given["comments"]>[number], index: number, now: Time): Comment {
  const id = index + 1;
  return {
    id,
    nodeId: `comment ${id}`,
    author: actorOf(by),
    body,
    createdAt: at ?? now,
    lastEditedAt: edited_at ?? null,
    isMinimized: false,
    editedByOthers: false,
    url: "",
    ownReactions: [],
  };
}

function issueOf(given: GivenIssue, policy: Policy): IssueRef {
  const { repository, number } = split(given.issue, policy);
  return {
    nodeId: given.issue,
    repositoryId: repository === policy.source.repository ? REPOSITORY_ID : repository,
    repository,
    number,
    title: given.title ?? "",
    state: given.state,
    stateReason: given.state === "closed" ? given.reason : null,
    closedAt: given.state === "closed" ? (given.closed_at ?? 0) : null,
    url: "",
  };
}

function pullRequestOf(given: GivenPullRequest, policy: Policy, index: number): PullRequestRef {
  const { repository, number } = split(given.pr, policy);
  return {
    nodeId: given.pr,
    repositoryId: repository === policy.source.repository ? REPOSITORY_ID : repository,
    repository,
    number,
    title: given.title ?? "",
    state: given.state === "draft" ? "open" : given.state,
    isDraft: given.state === "draft",
    headSha: headOf(number),
    createdAt: index,
    url: "",
  };
}

function reviewsOf(
  given: Given,
  policy: Policy,
  pulls: readonly PullRequestRef[],
  now: Time,
): Snapshot["reviews"] extends Known<infer R> ? R | undefined : never {
  return given.reviews?.map((review) => {
    const { repository, number } = pullOf(review.pr, policy, pulls);
    const commit = review.stale ? headOf(number + 1_000_000) : headOf(number);
    return { pullRequest: `${repository}#${number}`, author: actorOf(review.by), state: review.state, commit, at: review.at ?? now };
  });
}

function checksOf(
  given: Given,
  policy: Policy,
  pulls: readonly PullRequestRef[],
): Snapshot["commitChecks"] extends Known<infer C> ? C | undefined : never {
  return given.checks?.map(({ name, app, conclusion, pr }) => ({
    sha: headOf(pullOf(pr, policy, pulls).number),
    name,
    app: app ?? null,
    conclusion,
    completedAt: conclusion === null ? null : 0,
  }));
}

/** The pull request that is named, else the first that is linked, else the item itself. */
function pullOf(pr: string | undefined, policy: Policy, [first]: readonly PullRequestRef[]): { repository: string; number: number } {
  if (pr !== undefined) return split(pr, policy);
  return first ?? { repository: policy.source.repository, number: NUMBER };
}

function split(reference: string, policy: Policy): { repository: string; number: number } {
  const [repository = "", number = ""] = reference.split("#");
  return { repository: repository === "" ? policy.source.repository : repository, number: Number(number) };
}

/** `owner/name#12`, in the spelling of link keys. */
function fullReference(reference: string, policy: Policy): string {
  const { repository, number } = split(reference, policy);
  return `${repository.toLowerCase()}#${number}`;
}

function headOf(number: number): string {
  return number.toString(16).padStart(40, "0");
}
