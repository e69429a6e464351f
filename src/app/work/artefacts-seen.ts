import type { Artefacts, ArtefactVersion } from "../../core/facts/artefact.js";
import type { Snapshot } from "../../core/facts/snapshot.js";
import type { AppContext } from "./context.js";

/**
 * Takes an item as read; returns the artefacts in it with no version younger than when it was first seen here. Where GitHub logged the push that brought
 * a version, that is its date; commit dates are their writers' own, and one that lies ahead would stay fresh for as long as it liked.
 */
export async function artefactsSeen(
  context: AppContext,
  { artefacts, repository }: Pick<Snapshot, "artefacts" | "repository">,
): Promise<Pick<Snapshot, "artefacts">> {
  if (artefacts === undefined) return {};
  const seen = Object.entries(artefacts).map(async ([id, found]): Promise<[string, Artefacts[string]]> => {
    if (!found.known || found.value === null) return [id, found];
    return [id, { known: true, value: await noYounger(context, repository.nodeId, found.value) }];
  });
  return { artefacts: Object.fromEntries(await Promise.all(seen)) };
}

async function noYounger({ store, now }: AppContext, repositoryId: string, version: ArtefactVersion): Promise<ArtefactVersion> {
  if (version.since !== null) return version;
  const mark = `artefact:${repositoryId}:${version.commit}`;
  const known = await store.loadMark(mark);
  const first = known ?? now();
  if (known === null) await store.saveMark(mark, first);
  return version.at > first ? { ...version, at: first } : version;
}
