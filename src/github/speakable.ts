import { HIDDEN_ONE, whereabouts } from "../core/facts/elsewhere.js";
import type { Elsewhere, OtherRepository } from "../core/facts/other-repository.js";
import type { Known } from "../core/basics/known.js";
import type { Need } from "../core/checks/define.js";
import type { Wanted } from "../core/ports.js";
import type { IssueRef, Snapshot } from "../core/facts/snapshot.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import type { Client } from "./client.js";
import { repositoriesNamed } from "./elsewhere.js";

interface SpeakableDeps {
  client: Client;
  caches: { repositories: BoundedCache<OtherRepository | null> };
}

/**
 * Takes an item as read, what is wanted and needed; returns it with how far other repositories count, and without anything that may not be spoken of
 * here: nothing after this can tell it. A list that held such a thing is unknown, whatever that was.
 */
export async function speakable(deps: SpeakableDeps, snapshot: Snapshot, wanted: Wanted, needs: readonly Need[]): Promise<Snapshot> {
  const names = [...namedIn(needs, snapshot.repository.owner), ...(wanted.repositories ?? []), ...around(snapshot)];
  const here = { repository: snapshot.repository, elsewhere: await standings(deps, snapshot, names, wanted) };
  const isShown = ({ repository }: { repository: string }) => whereabouts(repository, here) !== "hidden";
  const { pullRequest } = snapshot.item;
  const closingIssues = pullRequest?.closingIssues.filter(isShown) ?? [];
  return {
    ...snapshot,
    elsewhere: here.elsewhere,
    item: { ...snapshot.item, pullRequest: pullRequest && { ...pullRequest, closingIssues } },
    linkedPullRequests: snapshot.linkedPullRequests.filter(isShown),
    subIssues: allShown(snapshot.subIssues, isShown),
    blockedBy: allShown(snapshot.blockedBy, isShown),
  };
}

function allShown(issues: Known<IssueRef[]>, isShown: (issue: IssueRef) => boolean): Known<IssueRef[]> {
  return !issues.known || issues.value.every(isShown) ? issues : { known: false, reason: HIDDEN_ONE };
}

async function standings(
  { client, caches }: SpeakableDeps,
  { repository }: Pick<Snapshot, "repository">,
  names: readonly string[],
  { elsewhere = ifPublic, fresh }: Wanted,
): Promise<Record<string, Elsewhere>> {
  const home = `${repository.owner}/${repository.name}`.toLowerCase();
  const others = names.map((name) => name.toLowerCase()).filter((name) => name !== home);
  if (others.length === 0) return {};
  const found = await repositoriesNamed(client, caches.repositories, others, fresh);
  return Object.fromEntries([...found].flatMap(([name, other]) => withStanding(name, elsewhere(other))));
}

function withStanding(name: string, standing: Elsewhere | null): [string, Elsewhere][] {
  return standing === null ? [] : [[name, standing]];
}

function ifPublic({ nodeId, visibility }: OtherRepository): Elsewhere | null {
  return visibility === "public" ? { repositoryId: nodeId, counts: "shown", taken: false } : null;
}

/** What belongs to another owner is not looked up. */
function namedIn(needs: readonly Need[], owner: string): string[] {
  const refs = needs.flatMap((need) => (need.kind === "stage" || need.kind === "link" ? [need.ref] : []));
  const names = refs.flatMap(({ kind, key }) => (kind === "file" || kind === "url" ? [] : [key.split(/[#@]/)[0] ?? ""]));
  return names.filter((name) => name.toLowerCase().startsWith(`${owner.toLowerCase()}/`));
}

function around({ item, linkedPullRequests, subIssues, blockedBy }: Snapshot): string[] {
  const lists = [subIssues, blockedBy].flatMap((issues) => (issues.known ? issues.value : []));
  return [...(item.pullRequest?.closingIssues ?? []), ...lists, ...linkedPullRequests].map(({ repository }) => repository);
}
