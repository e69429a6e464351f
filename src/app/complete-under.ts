import { askedOfPulls } from "../core/asked-of-pulls.js";
import { closingClaims } from "../core/closing-claims.js";
import { elsewhereOf, type OtherRepository } from "../core/elsewhere.js";
import type { ItemRecord } from "../core/handoff/record.js";
import type { Policy } from "../core/policy/types.js";
import type { ItemRead, Overlay } from "../core/ports.js";
import type { Snapshot } from "../core/snapshot.js";
import { documentNeeds, wantedFacts } from "../core/wanted.js";
import { evidenceNeeded } from "../core/words/look.js";
import type { AppContext, RepositoryAccess } from "./context.js";
import { stagesOf } from "./stages.js";
import { loadTrusted } from "./trusted.js";

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
  const { needs, documents, linkedPulls, ...people } = wantedFacts(read.snapshot, policy, record);
  const needsIn = (found: Snapshot["documents"]) => documentNeeds({ ...read.snapshot, documents: found }, policy, record);
  const linked = documents.length > 0 ? context.rules.linkedPaths(read.snapshot.item, read.snapshot.repository) : [];
  const evidence = evidenceNeeded(read.snapshot, policy, record, linked);
  const pins = await loadTrusted(context, read.snapshot.repository, policy);
  const elsewhere = (other: OtherRepository) => elsewhereOf(other, read.snapshot.repository, policy, pins);
  const repositories = closingClaims(read.snapshot).map((claim) => claim.split("#")[0] ?? "");
  const all = [...needs, ...askedOfPulls(policy, read.snapshot)];
  const wanted = { needs: all, needsIn, documents, people, linkedPulls: linkedPulls === true, repositories, elsewhere, policy, fresh };
  const completed = await access.reader.complete(read, { ...wanted, ...(overlay && { overlay }), ...(evidence && { evidence }) });
  // What may not be spoken of here is gone from the reading by now: its stage is nobody's business either.
  const shown = needs.some(({ kind }) => kind === "stage") ? wantedFacts(completed, policy, record).needs : [];
  const stages = await stagesOf(context, access.client.installationId, { ...completed, policy }, [
    ...shown,
    ...needsIn(completed.documents),
  ]);
  return { ...completed, stages };
}
