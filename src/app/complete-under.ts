import { askedOfPulls } from "../core/asked-of-pulls.js";
import type { ItemRecord } from "../core/handoff/record.js";
import type { Policy } from "../core/policy/types.js";
import type { ItemRead, Overlay } from "../core/ports.js";
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

/** Takes an item as first read, a policy and what is remembered; returns it with everything that the policy's gates need. */
export async function completeUnder(
  context: AppContext,
  access: RepositoryAccess,
  read: ItemRead,
  policy: Policy,
  record: ItemRecord,
  { fresh = false, overlay }: How = {},
): Promise<Snapshot> {
  const { needs, documents, ...people } = wantedFacts(read.snapshot, policy, record);
  const needsIn = (found: Snapshot["documents"]) => documentNeeds({ ...read.snapshot, documents: found }, policy, record);
  const wanted = { needs: [...needs, ...askedOfPulls(policy, read.snapshot)], needsIn, documents, people, policy, fresh };
  const linked = documents.length > 0 ? context.rules.linkedPaths(read.snapshot.item, read.snapshot.repository) : [];
  const evidence = evidenceNeeded(read.snapshot, policy, record, linked);
  const completed = await access.reader.complete(read, { ...wanted, ...(overlay && { overlay }), ...(evidence && { evidence }) });
  const { repository, documents: found } = completed;
  const stages = await stagesOf(context, access.client.installationId, repository, [...needs, ...needsIn(found)]);
  return { ...completed, stages };
}
