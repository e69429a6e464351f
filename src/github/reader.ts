import { z } from "zod";
import type { ItemRead, Reader, Wanted } from "../core/ports.js";
import {
  unreadFacts,
  type Item,
  type Known,
  type LinkedDocument,
  type LinkRef,
  type RepositoryInfo,
  type Snapshot,
} from "../core/snapshot.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import { blockedBy, issueType } from "./dependencies.js";
import type { Address } from "./dependencies.js";
import { readDocuments } from "./documents.js";
import { itemFacts } from "./item.js";
import { resolveLinks } from "./links.js";
import { readPeople } from "./people.js";
import { policyOf } from "./policy.js";
import type { PolicyDeps } from "./policy.js";
import { isPolicyField, policyFilesOf } from "./policyfiles.js";
import { ITEM_QUERY } from "./query.js";
import { itemShape, repositoryShape, shaped } from "./shapes.js";
import type { RepositoryShape } from "./shapes.js";

/** What a reader for one repository needs. */
export interface ReaderDeps extends PolicyDeps {
  client: Client;
  caches: Caches;
  repository: Address & { nodeId: string | null };
  /** The App's slug: how its own acts are known. */
  slug: string;
}

const ITEM = "repository/issueOrPullRequest";
const answerShape = z.object({ repository: repositoryShape.extend({ issueOrPullRequest: itemShape.nullable() }) });
const NOT_ASKED = { known: false, reason: "it was not asked for" } as const;

/** Takes its dependencies; returns the reader of one repository. */
export function createReader(deps: ReaderDeps): Reader {
  return {
    item: async (number) => await readItem(deps, number),
    policy: async (read) => await policyOf(deps, read),
    complete: async (read, wanted) => await completed(deps, read, wanted),
  };
}

async function readItem(deps: ReaderDeps, number: number): Promise<ItemRead | null> {
  const { owner, name, nodeId } = deps.repository;
  const mayBeAbsent = (path: string) => path === ITEM || isPolicyField(path);
  const { repository } = shaped(answerShape, await deps.client.graphql(ITEM_QUERY, { owner, name, number }, mayBeAbsent), "the item");
  const shape = repository.issueOrPullRequest;
  // Somebody else may have taken the name of a repository that moved away.
  if (!shape || (nodeId !== null && repository.id !== nodeId)) return null;
  // The number of a transferred item may lead to where it is now; there it is work of its own.
  if (shape.repository.id !== repository.id) return null;
  const facts = await itemFacts(deps.client, shape, deps.slug);
  const unasked = {
    ...unreadFacts(NOT_ASKED.reason),
    blockedBy: NOT_ASKED,
    issueType: NOT_ASKED,
    documents: [],
    links: {},
    people: { memberships: {}, permissions: {} },
  };
  return {
    snapshot: { repository: infoOf(repository), ...facts, ...unasked },
    policyFiles: policyFilesOf(repository),
    headPolicyFiles: null,
    updatedAt: shape.updatedAt,
  };
}

function infoOf(repository: RepositoryShape): RepositoryInfo {
  return {
    nodeId: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    defaultBranch: repository.defaultBranchRef?.name ?? "",
    headSha: repository.defaultBranchRef?.target.oid ?? "",
  };
}

async function completed(deps: ReaderDeps, read: ItemRead, wanted: Wanted): Promise<Snapshot> {
  const { client, caches } = deps;
  const { repository, item } = read.snapshot;
  const wants = (kind: Wanted["needs"][number]["kind"]) => wanted.needs.some((need) => need.kind === kind);
  // Documents come first: what they link is only known then.
  const reading = linkedDocuments(deps, read.snapshot, wanted.documents);
  const linksOf = async (found: LinkedDocument[]) =>
    await resolveLinks(client, caches.paths, repository, linkRefs([...wanted.needs, ...(wanted.needsIn?.(found) ?? [])]));
  const [blocked, type, documents, links, people] = await Promise.all([
    wants("blocked_by") ? dependenciesOf(client, repository, item) : NOT_ASKED,
    wants("issue_type") ? typeOf(client, repository, item) : NOT_ASKED,
    reading,
    reading.then(linksOf),
    readPeople({ client, caches, repository, fresh: wanted.fresh }, wanted.people, wanted.policy.roles),
  ]);
  return { ...read.snapshot, blockedBy: blocked, issueType: type, documents, links, people };
}

function linkRefs(needs: Wanted["needs"]): LinkRef[] {
  return needs.flatMap((need) => (need.kind === "link" ? [need.ref] : []));
}

/** Only issues have dependencies and types. */
async function dependenciesOf(client: Client, repository: RepositoryInfo, item: Item): Promise<Snapshot["blockedBy"]> {
  return item.kind === "issue" ? await blockedBy(client, repository, item.number) : { known: true, value: [] };
}

async function typeOf(client: Client, repository: RepositoryInfo, item: Item): Promise<Known<string | null>> {
  return item.kind === "issue" ? await issueType(client, repository, item.number) : { known: true, value: null };
}

async function linkedDocuments(deps: ReaderDeps, snapshot: Snapshot, globs: string[]): Promise<LinkedDocument[]> {
  if (globs.length === 0 || snapshot.repository.headSha === "") return [];
  const linked = deps.rules.linkedPaths(snapshot.item, snapshot.repository);
  const wanted = linked.filter((path) => globs.some((glob) => deps.rules.matches(glob, path)));
  return await readDocuments(deps.client, deps.caches, snapshot.repository, wanted);
}
