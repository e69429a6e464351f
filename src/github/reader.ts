import type { Known, Time } from "../core/basics/known.js";
import { z } from "zod";
import type { ItemRead, PolicyFiles, Reader } from "../core/ports.js";
import { unreadFacts, type ChangedFile } from "../core/facts/snapshot.js";
import { readArtefacts } from "./artefacts.js";
import type { Caches } from "./caches.js";
import { changedFiles } from "./changed.js";
import type { Client } from "./client.js";
import { complete } from "./complete.js";
import { changesAmong } from "./exact-changes.js";
import type { Address } from "./dependencies.js";
import { repositoriesNamed } from "./elsewhere.js";
import { itemFacts } from "./item.js";
import { awaitListings } from "./patience.js";
import { policyOf, policyTextsOf } from "./policy.js";
import type { PolicyDeps } from "./policy.js";
import { headPolicyFiles, infoOf, isPolicyField, policyFilesAt, policyFilesOf } from "./policy-files.js";
import { ITEM_QUERY } from "./query.js";
import { itemShape, repositoryShape, shaped } from "./shapes.js";
import type { ItemShape, RepositoryShape } from "./shapes.js";

/** What a reader for one repository needs. */
export interface ReaderDeps extends PolicyDeps {
  client: Client;
  caches: Caches;
  repository: Address & { nodeId: string | null };
  /** The App's slug: how its own acts are known. */
  slug: string;
  now(): Time;
}

const ITEM = "repository/issueOrPullRequest";
const answerShape = z.object({ repository: repositoryShape.extend({ issueOrPullRequest: itemShape.nullable() }) });
const NOT_ASKED = { known: false, reason: "it was not asked for" } as const;

/** Takes its dependencies; returns the reader of one repository. */
export function createReader(deps: ReaderDeps): Reader {
  return {
    item: async (number) => await readItem(deps, number),
    policy: async (read) => await policyOf(deps, read),
    policyTexts: async (read) => await policyTextsOf(deps, read),
    policyFilesAt: async (commit) => await policyFilesAt(deps, { ...deps.repository, nodeId: deps.repository.nodeId ?? "" }, commit),
    changesAmong: async ({ snapshot: { repository, item } }, paths) =>
      await changesAmong(deps.client, deps.caches, repository, item.pullRequest?.headSha ?? "", paths),
    repositories: async (names) => await repositoriesNamed(deps.client, deps.caches.repositories, names),
    artefacts: async (repository, needs) =>
      await readArtefacts(
        deps,
        repository,
        needs.filter((need) => need.kind === "artefact"),
      ),
    complete: async (read, wanted) => await complete(deps, read, wanted),
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
  const policyFiles = await policyFilesOf(deps, repository);
  const { changed, policy } = await onHead(deps, repository, shape);
  const facts = await itemFacts(deps.client, shape, { slug: deps.slug, owner: repository.owner.login }, changed);
  const unasked = {
    ...unreadFacts(NOT_ASKED.reason),
    blockedBy: NOT_ASKED,
    issueType: NOT_ASKED,
    documents: [],
    links: {},
    people: { memberships: {}, permissions: {}, accounts: {} },
  };
  return {
    snapshot: { repository: infoOf(repository), ...facts, ...unasked },
    policyFiles,
    headPolicyFiles: policy,
    updatedAt: shape.updatedAt,
  };
}

/** What a pull request brings; an issue brings nothing. */
async function onHead(
  deps: ReaderDeps,
  answered: RepositoryShape,
  shape: ItemShape,
): Promise<{ changed: Known<ChangedFile[]>; policy: PolicyFiles | null }> {
  if (shape.__typename === "Issue") return { changed: { known: true, value: [] }, policy: null };
  const { client, caches, repository } = deps;
  const home = { owner: answered.owner.login, name: answered.name, nodeId: answered.id };
  const [changed, policy] = await Promise.all([
    changedFiles(client, caches.changed, repository, shape),
    headPolicyFiles(deps, home, shape),
  ]);
  if (policy) awaitListings(caches.policies, home.nodeId, policy);
  return { changed, policy };
}
