import { sidecarPaths } from "../core/content/sidecars.js";
import type { Known } from "../core/basics/known.js";
import { loginKey } from "../core/basics/names.js";
import type { ItemRead, PeopleNeeded, Wanted } from "../core/ports.js";
import type { Item, LinkedDocument, LinkRef, RepositoryInfo, Review, Snapshot } from "../core/facts/snapshot.js";
import { readArtefacts } from "./artefacts.js";
import { askedFacts } from "./pull-facts.js";
import type { AskedFact } from "./pull-facts.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import { blockedBy, issueType } from "./dependencies.js";
import { readEvidence } from "./evidence.js";
import type { EvidenceDeps } from "./evidence.js";
import { withWriters } from "./document-writers.js";
import { readDocuments } from "./documents.js";
import { issueFields } from "./issue-fields.js";
import { judgedPulls } from "./linked-pulls.js";
import { resolveLinks } from "./links.js";
import { agentsOf, isSeenFirst } from "../core/policy/agents/agent.js";
import { doubtedByAgent } from "../core/policy/agents/accounts.js";
import { readPeople } from "./people.js";
import { speakable } from "./speakable.js";
import type { Rules } from "./rules.js";
import type { TakenLogins } from "./taken-logins.js";

/** What completing a reading needs. */
export interface CompleteDeps extends EvidenceDeps {
  client: Client;
  caches: Caches;
  rules: Rules;
  slug: string;
  taken?: TakenLogins;
}

type NeedKind = Wanted["needs"][number]["kind"];

const NOT_ASKED = { known: false, reason: "it was not asked for" } as const;
const ASKED_BY = new Map<NeedKind, AskedFact>([
  ["reviews", "reviews"],
  ["commit_checks", "commitChecks"],
  ["project_fields", "projectFields"],
]);

/** Takes an item as read and what is wanted beyond; returns the whole snapshot. What GitHub refuses is an unknown. Independent parts are read at once. */
export async function complete(deps: CompleteDeps, read: ItemRead, wanted: Wanted): Promise<Snapshot> {
  const { client, caches } = deps;
  const { repository, item } = read.snapshot;
  const kinds = new Set(wanted.needs.map((need) => need.kind));
  const people = { ...deps, repository, fresh: wanted.fresh };
  // Documents come first: what they link is only known then. So do reviews: who reviewed is asked for the roles.
  const reading = linkedDocuments(deps, read.snapshot, wanted);
  const blocking = kinds.has("blocked_by") ? dependenciesOf(client, repository, item) : NOT_ASKED;
  const around = Promise.all([reading, blocking]).then(async ([documents, blockers]) => {
    const needs = [...wanted.needs, ...((await wanted.needsIn?.(documents)) ?? [])];
    return { needs, shown: await speakable(deps, { ...read.snapshot, documents, blockedBy: blockers }, wanted, needs) };
  });
  const linksOf = async ({ needs, shown }: Awaited<typeof around>) =>
    await resolveLinks(client, caches.paths, repository, linkRefs(needs), shown.elsewhere, wanted.overlay);
  const pulling = around.then(async ({ shown }) =>
    wanted.linkedPulls ? (await judgedPulls(people, shown)).map((pull) => doubtedByAgent(wanted.policy, pull)) : shown.linkedPullRequests,
  );
  const asking = pulling.then((linkedPullRequests) =>
    askedFacts(client, { ...read.snapshot, linkedPullRequests }, deps.slug, askedIn(kinds)),
  );
  const peopleOf = async ({ reviews }: Partial<Snapshot>) => await readPeople(people, withReviewers(wanted.people, reviews), wanted.policy);
  const awaited = wanted.needs.filter((need) => need.kind === "artefact");
  const [{ shown }, linkedPullRequests, type, fields, asked, files, links, known, evidence, artefacts] = await Promise.all([
    around,
    pulling,
    kinds.has("issue_type") ? typeOf(client, repository, item) : NOT_ASKED,
    kinds.has("issue_fields") ? fieldsOf(client, repository, item) : NOT_ASKED,
    asking,
    wantedFiles(deps, repository, wanted),
    around.then(linksOf),
    asking.then(peopleOf),
    readEvidence(deps, read.snapshot, wanted.evidence),
    awaited.length > 0 ? readArtefacts(deps, repository, awaited) : undefined,
  ]);
  return {
    ...shown,
    ...asked,
    linkedPullRequests,
    issueType: type,
    issueFields: fields,
    files,
    links,
    people: known,
    evidence,
    ...(artefacts && { artefacts }),
  };
}

function askedIn(kinds: ReadonlySet<NeedKind>): AskedFact[] {
  return [...kinds].flatMap((kind) => ASKED_BY.get(kind) ?? []);
}

function linkRefs(needs: Wanted["needs"]): LinkRef[] {
  return needs.flatMap((need) => (need.kind === "link" ? [need.ref] : []));
}

/** Everybody who reviewed may hold the roles whose approval is wanted; a bot holds none. */
function withReviewers(people: PeopleNeeded, reviews: Known<Review[]> | undefined): PeopleNeeded {
  const roles = people.reviewers ?? [];
  if (roles.length === 0 || !reviews?.known) return people;
  const authors = reviews.value.flatMap(({ author }) => (author && author.type !== "Bot" ? [author] : []));
  const logins = [...new Set(authors.map(({ login }) => login))];
  const ids = Object.fromEntries(authors.map(({ login, id }) => [loginKey(login), id]));
  return { ...people, ids: { ...people.ids, ...ids }, roles: [...people.roles, ...logins.map((login) => ({ login, roles }))] };
}

/** Only issues have dependencies, types and fields. */
async function dependenciesOf(client: Client, repository: RepositoryInfo, item: Item): Promise<Snapshot["blockedBy"]> {
  return item.kind === "issue" ? await blockedBy(client, repository, item.number) : { known: true, value: [] };
}

async function typeOf(client: Client, repository: RepositoryInfo, item: Item): Promise<Known<string | null>> {
  return item.kind === "issue" ? await issueType(client, repository, item.number) : { known: true, value: null };
}

async function fieldsOf(client: Client, repository: RepositoryInfo, item: Item): Promise<Snapshot["issueFields"]> {
  return item.kind === "issue" ? await issueFields(client, repository, item.number) : { known: true, value: {} };
}

async function wantedFiles({ client, caches }: CompleteDeps, repository: RepositoryInfo, wanted: Wanted): Promise<Snapshot["files"]> {
  const paths = wanted.needs.flatMap((need) => (need.kind === "file" ? [need.path] : []));
  if (paths.length === 0) return {};
  if (repository.headSha === "")
    return Object.fromEntries(paths.map((path) => [path, { known: false, reason: "the repository is empty" }]));
  const found = await readDocuments(client, caches, repository, paths, wanted.overlay);
  return Object.fromEntries(found.map(({ path, content }) => [path, content]));
}

async function linkedDocuments(
  deps: CompleteDeps,
  snapshot: Snapshot,
  { documents: globs, sidecars = [], overlay, policy }: Wanted,
): Promise<LinkedDocument[]> {
  if (globs.length === 0 || snapshot.repository.headSha === "") return [];
  const linked = await deps.rules.linkedPaths(snapshot.item, snapshot.repository);
  const wanted = linked.filter((path) => globs.some((glob) => deps.rules.matches(glob, path)));
  const read = async (paths: string[]) => await readDocuments(deps.client, deps.caches, snapshot.repository, paths, overlay);
  const [documents, beside] = [await read(wanted), await read(sidecarPaths(wanted, sidecars))];
  const all = [...documents, ...beside.map((file): LinkedDocument => ({ ...file, sidecar: true }))];
  // What a pull request makes of a document is held against its makers there.
  const asks = overlay === undefined && agentsOf(policy).some(isSeenFirst);
  return asks ? await withWriters(deps, snapshot.repository, policy, all) : all;
}
