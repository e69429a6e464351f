import type { ItemRecord } from "../core/handoff/record.js";
import type { Policy } from "../core/policy/types.js";
import type { ItemRead, Overlay } from "../core/ports.js";
import { readSetOf, type ReadSet } from "../core/read-set/collect.js";
import type { Snapshot } from "../core/snapshot.js";
import { documentNeeds, wantedFacts } from "../core/wanted.js";
import { evidenceNeeded } from "../core/words/look.js";
import type { AppContext, RepositoryAccess } from "./context.js";
import { stagesOf } from "./stages.js";

/** How an item is read: memberships past the caches, files as a pull request leaves them. */
interface How {
  fresh?: boolean;
  overlay?: Overlay;
}

/** An item with everything that gates need, and what that rests on. */
export interface Completed {
  snapshot: Snapshot;
  reads: ReadSet;
}

/** Takes an item as first read, a policy and what is remembered; returns it with everything that the policy's gates need. */
export async function completeUnder(
  context: AppContext,
  access: RepositoryAccess,
  read: ItemRead,
  policy: Policy,
  record: ItemRecord,
  { fresh = false, overlay }: How = {},
): Promise<Completed> {
  const { needs, documents, ...people } = wantedFacts(read.snapshot, policy, record);
  const needsIn = (found: Snapshot["documents"]) => documentNeeds({ ...read.snapshot, documents: found }, policy, record);
  const wanted = { needs, needsIn, documents, people, policy, fresh };
  const linked = documents.length > 0 ? context.rules.linkedPaths(read.snapshot.item, read.snapshot.repository) : [];
  const evidence = evidenceNeeded(read.snapshot, policy, record, linked);
  const completed = await access.reader.complete(read, { ...wanted, ...(overlay && { overlay }), ...(evidence && { evidence }) });
  const { repository, documents: found } = completed;
  const all = [...needs, ...needsIn(found)];
  const snapshot = { ...completed, stages: await stagesOf(context, access.client.installationId, repository, all) };
  return { snapshot, reads: readSetOf(snapshot, all, policy) };
}
