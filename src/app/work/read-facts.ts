import type { Run } from "./run.js";
import type { OtherRepository } from "../../core/facts/other-repository.js";
import { artefactsSeen } from "./artefacts-seen.js";
import { agentCommentsOf } from "./agent-comments.js";
import { earlierOf } from "./agent-items.js";
import { closingClaims } from "../../core/pulls/closing-claims.js";
import { elsewhereOf } from "../../core/handoff/elsewhere.js";
import type { ItemRecord } from "../../core/record/record.js";
import type { Policy } from "../../core/policy/types.js";
import type { ItemRead, Overlay } from "../../core/ports.js";
import { readSetOf, type ReadSet } from "../../core/read-set/collect.js";
import type { Snapshot } from "../../core/facts/snapshot.js";
import type { Need } from "../../core/checks/define.js";
import type { RepositoryAccess } from "./context.js";
import { stagesOf } from "./stages.js";
import { loadTrusted } from "./trusted.js";

/** How an item is read: memberships past the caches, files as a pull request leaves them. */
interface How {
  fresh?: boolean;
  overlay?: Overlay;
}

/** The policy that an item is judged under, and what is remembered of it. */
interface Under {
  policy: Policy;
  record: ItemRecord;
}

/** An item with everything that gates need, and what that rests on. */
export interface Completed {
  snapshot: Snapshot;
  reads: ReadSet;
}

/** Takes an item as first read, a policy and what is remembered; returns it with everything that the policy's gates need. */
export async function completeUnder(run: Run, read: ItemRead, judging: Under, { fresh = false, overlay }: How = {}): Promise<Completed> {
  const { policy, record } = judging;
  const { context, access } = run;
  const {
    needs,
    documents,
    sidecars = [],
    evidence,
    linkedPulls,
    ...people
  } = await access.judge("wanted", { ...judging, snapshot: read.snapshot });
  const needsIn = once((found) => documentNeeds(access, { ...read.snapshot, documents: found }, policy, record));
  const pins = await loadTrusted(context, read.snapshot.repository, policy);
  const elsewhere = (other: OtherRepository) => elsewhereOf(other, read.snapshot.repository, policy, pins);
  const repositories = closingClaims(read.snapshot).map((claim) => claim.split("#")[0] ?? "");
  const wanted = { needs, needsIn, documents, sidecars, people, linkedPulls: linkedPulls === true, repositories, elsewhere, policy, fresh };
  const completed = await access.reader.complete(read, { ...wanted, ...(overlay && { overlay }), ...(evidence && { evidence }) });
  // What may not be spoken of here is gone from the reading by now: its stage is nobody's business either.
  const speaksOfStages = needs.some(({ kind }) => kind === "stage");
  const shown = speaksOfStages ? (await access.judge("wanted", { ...judging, snapshot: completed })).needs : [];
  const inside = await needsIn(completed.documents);
  const stages = await stagesOf(context, access.client.installationId, { ...completed, policy }, [...shown, ...inside]);
  const earlier = await earlierOf(run, completed, judging);
  const artefacts = await artefactsSeen(context, completed);
  const agentComments = await agentCommentsOf(run, completed, judging);
  const snapshot = { ...completed, ...artefacts, stages, ...(earlier && { earlier }), ...(agentComments && { agentComments }) };
  return { snapshot, reads: readSetOf(snapshot, [...needs, ...inside], policy) };
}

async function documentNeeds(access: RepositoryAccess, snapshot: Snapshot, policy: Policy, record: ItemRecord): Promise<Need[]> {
  return snapshot.documents.length === 0 ? [] : await access.judge("documentNeeds", { snapshot, policy, record });
}

/** The documents are the same each time: they are read once. */
function once(of: (documents: Snapshot["documents"]) => Promise<Need[]>): (documents: Snapshot["documents"]) => Promise<Need[]> {
  let known: Promise<Need[]> | null = null;
  return (documents) => (known ??= of(documents));
}
