import type { ItemRecord } from "../core/handoff/record.js";
import type { Policy } from "../core/policy/types.js";
import type { ItemRead, Overlay } from "../core/ports.js";
import { readSetOf, type ReadSet } from "../core/read-set/collect.js";
import type { Snapshot } from "../core/snapshot.js";
import type { Need } from "../core/checks/define.js";
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
  const { needs, documents, evidence, ...people } = await access.judge("wanted", { snapshot: read.snapshot, policy, record });
  const needsIn = once((found) => documentNeeds(access, { ...read.snapshot, documents: found }, policy, record));
  const wanted = { needs, needsIn, documents, people, policy, fresh };
  const completed = await access.reader.complete(read, { ...wanted, ...(overlay && { overlay }), ...(evidence && { evidence }) });
  const { repository, documents: found } = completed;
  const all = [...needs, ...(await needsIn(found))];
  const snapshot = { ...completed, stages: await stagesOf(context, access.client.installationId, repository, all) };
  return { snapshot, reads: readSetOf(snapshot, all, policy) };
}

async function documentNeeds(access: RepositoryAccess, snapshot: Snapshot, policy: Policy, record: ItemRecord): Promise<Need[]> {
  return snapshot.documents.length === 0 ? [] : await access.judge("documentNeeds", { snapshot, policy, record });
}

/** The documents are the same each time: they are read once. */
function once(of: (documents: Snapshot["documents"]) => Promise<Need[]>): (documents: Snapshot["documents"]) => Promise<Need[]> {
  let known: Promise<Need[]> | null = null;
  return (documents) => (known ??= of(documents));
}
