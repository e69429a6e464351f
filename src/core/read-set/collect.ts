import { folderOfGlob, plainGlob } from "../basics/glob.js";
import { ownEntry } from "../basics/own-entry.js";
import type { PullRequestRef } from "../facts/linked-pull.js";
import type { Need } from "../checks/define.js";
import { canonicalJson, sha256 } from "../basics/digest.js";
import { documentsTouched } from "../pulls/document-change.js";
import type { Known } from "../basics/known.js";
import { accountsWith, agentOf } from "../policy/agents/accounts.js";
import type { Policy } from "../policy/types.js";
import { linkKey, type IssueRef, type LinkRef, type RepositoryInfo, type Snapshot } from "../facts/snapshot.js";
import {
  accessKey,
  branchKey,
  closersKey,
  commitKey,
  deploymentsKey,
  documentKey,
  documentsKey,
  folderKey,
  itemKey,
  memberKey,
  MOST_KEYS,
  organisationPolicyKey,
  policyKey,
  pullsByKey,
  repositoryKey,
  teamKey,
  teamsKey,
  verdictKey,
  type ItemPart,
  type ReadKey,
  type Where,
} from "../facts/read-keys.js";

/** What an item's answer rests on. `partial`: not all of it is told by an event, or kept; the sweep looks after that. */
export interface ReadSet {
  keys: ReadKey[];
  partial: boolean;
  /** Equal sets have equal digests. */
  digest: string;
}

type Collector<K extends Need["kind"]> = (snapshot: Snapshot, need: Extract<Need, { kind: K }>) => ReadKey[] | "untold";

/** A new kind of need says here what it rests on: the compiler asks for it. What the item's own events tell is nobody's key. */
const RESTS_ON: { [K in Need["kind"]]: Collector<K> } = {
  blocked_by: (snapshot) => ofIssues(snapshot, snapshot.blockedBy),
  sub_issues: (snapshot) => ofIssues(snapshot, snapshot.subIssues),
  issue_type: () => [],
  link: (snapshot, { ref }) => ofLink(snapshot, ref),
  reviews: (snapshot) => ofPulls(snapshot, snapshot.reviews, (pull) => partsOf(pull, "head", "reviews")),
  commit_checks: (snapshot) =>
    ofPulls(snapshot, snapshot.commitChecks, (pull) => [...partsOf(pull, "head"), commitKey(pull.repositoryId, pull.headSha)]),
  issue_fields: () => [],
  // GitHub tells an App of no change in a project.
  project_fields: () => "untold",
  stage: (snapshot, { ref }) => ofStage(snapshot, ref),
  file: ({ repository }, { path }) => ofDocument(repository.nodeId, path),
  artefact: ({ repository }, { glob }) => ofGlob(repository.nodeId, glob),
};

/**
 * Takes an item as it was judged, what its gates needed, and the policy; returns what the answer rests on beside the item itself. The policy is not in it:
 * it is the repository's, whose own set holds it, and which puts its items in line. A closed item rests on the documents it was handed off with.
 */
export function readSetOf(snapshot: Snapshot, needs: readonly Need[], policy: Policy): ReadSet {
  if (snapshot.item.state === "closed") return bounded(documentKeys(snapshot), false);
  const needed = needs.map((need) => collect(snapshot, need));
  const told = needed.flatMap((keys) => (keys === "untold" ? [] : keys));
  const keys = [
    closersKey(snapshot.repository.nodeId, snapshot.item.number),
    ...closingKeys(snapshot, policy),
    ...documentKeys(snapshot),
    ...told,
    ...peopleKeys(snapshot, policy),
    // Last, because anybody can make more of them: they push nothing else over the bound.
    ...linkedKeys(snapshot),
  ];
  return bounded(keys, needed.includes("untold"));
}

/** What a repository rests on: its own policy and its organisation's. */
export function policyReadSet(repositoryId: string, owner: string): ReadSet {
  return bounded([policyKey(repositoryId), organisationPolicyKey(owner)], false);
}

/** What the page about what flows between roles rests on: the files of each artefact, and the issue that it is written in. The policy is the repository's. */
export function contextReadSet(repository: RepositoryInfo, needs: readonly Need[], issue: number | null): ReadSet {
  const files = needs.flatMap((need) => (need.kind === "artefact" ? ofGlob(repository.nodeId, need.glob) : []));
  const where = { repositoryId: repository.nodeId, repository: `${repository.owner}/${repository.name}` };
  return bounded([...files, ...(issue === null ? [] : [itemKey("item", where, issue)])], false);
}

/** What a deployment that waits rests on: the items that it brings, and what is reported of deployments to these environments. */
export function deploymentReadSet(
  repositoryId: string,
  items: readonly (Where & { number: number })[],
  environments: readonly string[],
): ReadSet {
  const reports = environments.map((name) => deploymentsKey(repositoryId, name));
  return bounded([...reports, ...items.flatMap((item) => partsOf(item, "item", "stage"))], false);
}

/** Adds keys to a set, within its bound. */
export function withKeys({ keys, partial }: ReadSet, more: readonly ReadKey[]): ReadSet {
  return bounded([...keys, ...more], partial);
}

function bounded(all: readonly ReadKey[], partial: boolean): ReadSet {
  const keys = [...new Set(all)];
  const kept = { keys: keys.slice(0, MOST_KEYS).toSorted(), partial: partial || keys.length > MOST_KEYS };
  return { ...kept, digest: sha256(canonicalJson(kept)) };
}

function collect<K extends Need["kind"]>(snapshot: Snapshot, need: Extract<Need, { kind: K }>): ReadKey[] | "untold" {
  return RESTS_ON[need.kind](snapshot, need);
}

function documentKeys({ documents, repository }: Snapshot): ReadKey[] {
  return documents.flatMap(({ path }) => ofDocument(repository.nodeId, path));
}

function ofDocument(repositoryId: string, path: string): ReadKey[] {
  return [documentKey(repositoryId, path), documentsKey(repositoryId)];
}

/** Whatever is pushed into the folder may be a new version: what matches is only known then. */
function ofGlob(repositoryId: string, glob: string): ReadKey[] {
  const folder = folderOfGlob(glob);
  return folder === null ? ofDocument(repositoryId, plainGlob(glob)) : [folderKey(repositoryId, folder), documentsKey(repositoryId)];
}

/** What comes with every item: the pull requests of an issue, the issues of a pull request, and the commit it shares with others. */
function linkedKeys(snapshot: Snapshot): ReadKey[] {
  return snapshot.linkedPullRequests.flatMap((pull) => [...elsewhere(snapshot, pull), ...partsOf(pull, "item")]);
}

function closingKeys(snapshot: Snapshot, policy: Policy): ReadKey[] {
  const { repository, item } = snapshot;
  const { pullRequest } = item;
  if (!pullRequest) return [];
  const issues = pullRequest.closingIssues.flatMap((issue) => [...elsewhere(snapshot, issue), ...partsOf(issue, "item", "standing")]);
  const texts = documentsTouched(policy, snapshot) === null ? [] : [branchKey(repository.nodeId)];
  return [verdictKey(repository.nodeId, pullRequest.headSha), ...issues, ...texts, ...siblingKeys(snapshot, policy)];
}

/** Where an agent may have so many pull requests open, the others decide which of them is one too many. */
function siblingKeys({ repository, item }: Snapshot, policy: Policy): ReadKey[] {
  const agent = agentOf(policy, item.author);
  if (agent?.writes?.pullRequests.open == null) return [];
  return accountsWith(agent, item.author).map((login) => pullsByKey(repository.nodeId, login));
}

/** Takes a snapshot with people and the policy whose roles they were asked for; returns what their memberships and permissions rest on. */
export function peopleKeys({ people, repository }: Pick<Snapshot, "people" | "repository">, policy: Policy): ReadKey[] {
  const roles = Object.entries(people.memberships).flatMap(([id, byLogin]) => {
    const teams = ownEntry(policy.roles, id)?.teams ?? [];
    return teams.flatMap((team) => {
      const organisation = team.replace(/^@/, "").split("/", 1)[0] ?? "";
      return [teamKey(team), teamsKey(organisation), ...Object.keys(byLogin).map((login) => memberKey(organisation, login))];
    });
  });
  // Teams give permissions, too.
  const permissions = Object.keys(people.permissions).flatMap((login) => [
    accessKey(repository.nodeId),
    accessKey(repository.nodeId, login),
    memberKey(repository.owner, login),
  ]);
  return [...roles, ...permissions];
}

function ofIssues(snapshot: Snapshot, issues: Known<IssueRef[]>): ReadKey[] | "untold" {
  return issues.known ? issues.value.flatMap((issue) => [...elsewhere(snapshot, issue), ...partsOf(issue, "item")]) : "untold";
}

/** The pull request itself is told of by its own events. */
function ofPulls(
  { item, linkedPullRequests }: Snapshot,
  fact: Known<unknown>,
  keysOf: (pull: PullRequestRef) => ReadKey[],
): ReadKey[] | "untold" {
  if (!fact.known) return "untold";
  return item.kind === "pull_request" ? [] : linkedPullRequests.filter((pull) => pull.state !== "closed").flatMap(keysOf);
}

function partsOf(item: Where & { number: number }, ...parts: ItemPart[]): ReadKey[] {
  return parts.map((part) => itemKey(part, item, item.number));
}

const REFERENCE = /^([^/#]+\/[^/#]+)#(\d{1,9})$/;

function ofLink(snapshot: Snapshot, ref: LinkRef): ReadKey[] | "untold" {
  if (ref.kind === "url") return [];
  if (ref.kind === "file") return ofDocument(snapshot.repository.nodeId, ref.key);
  const exists = ownEntry(snapshot.links, linkKey(ref));
  // A commit that is there stays; of one that is not, nobody tells under the name it was written by.
  if (ref.kind === "commit") return exists?.known === true && exists.value ? [] : "untold";
  return ofReference(snapshot, ref, exists, "item");
}

function ofStage(snapshot: Snapshot, ref: LinkRef): ReadKey[] | "untold" {
  return ofReference(snapshot, ref, ownEntry(snapshot.stages, ref.key), "item", "stage");
}

/** Nothing is looked up at other owners, so nothing there can change the answer. */
function ofReference(snapshot: Snapshot, ref: LinkRef, fact: Known<unknown> | undefined, ...parts: ItemPart[]): ReadKey[] | "untold" {
  const [, repository = "", number = ""] = REFERENCE.exec(ref.key) ?? [];
  if (number === "" || ownerOf(repository) !== snapshot.repository.owner.toLowerCase()) return [];
  const item = { ...placed(snapshot, repository), number: Number(number) };
  const keys = [...elsewhere(snapshot, item), ...partsOf(item, ...parts)];
  return fact === undefined ? "untold" : keys;
}

function placed({ repository }: Snapshot, name: string): Where {
  const home = `${repository.owner}/${repository.name}`;
  return { repository: name, repositoryId: name.toLowerCase() === home.toLowerCase() ? repository.nodeId : "" };
}

/** An item of another repository is there only as long as that is. */
function elsewhere({ repository }: Snapshot, where: Where): ReadKey[] {
  return where.repositoryId === repository.nodeId ? [] : [repositoryKey(where)];
}

function ownerOf(repository: string): string {
  return (repository.split("/", 1)[0] ?? "").toLowerCase();
}
