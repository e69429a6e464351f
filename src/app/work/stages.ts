import { NOT_TRUSTED, NOT_VISIBLE } from "../../core/facts/elsewhere.js";
import { ownEntry } from "../../core/basics/own-entry.js";
import type { Known } from "../../core/basics/known.js";
import type { Need } from "../../core/checks/define.js";
import { provenStage } from "../../core/handoff/elsewhere.js";
import type { Policy } from "../../core/policy/types.js";
import type { LinkRef, Snapshot } from "../../core/facts/snapshot.js";
import type { WorkKey } from "../../core/ports.js";
import type { AppContext } from "./context.js";

const REFERENCE = /^([^/#]+)\/([^/#]+)#(\d{1,9})$/;
/** More references than this are no hand-off; what is beyond is an unknown. */
const MAX_STAGES = 50;

type There = Pick<Snapshot, "repository" | "elsewhere"> & { policy: Policy };
type Looking = Pick<AppContext, "store" | "now">;

/**
 * Takes what gates need, where the item lives and its policy; returns the accepted stage of each item they ask for, as remembered: nothing is learned
 * from labels, and nothing told of a repository that does not count here. An item of this repository that was never looked at is put in line.
 */
export async function stagesOf(context: Looking, installationId: number, there: There, needs: Need[]): Promise<Snapshot["stages"]> {
  const keys = new Set(needs.flatMap((need) => (need.kind === "stage" ? [need.ref.key] : [])));
  const stages = new Map<LinkRef["key"], Known<string | null>>();
  for (const key of keys) {
    const isBeyond = stages.size >= MAX_STAGES;
    stages.set(key, isBeyond ? unknown(`more than ${MAX_STAGES} items are linked`) : await stageOf(context, installationId, there, key));
  }
  return Object.fromEntries(stages);
}

async function stageOf(
  context: Looking,
  installationId: number,
  { repository, elsewhere, policy }: There,
  reference: string,
): Promise<Known<string | null>> {
  const [, owner = "", name = "", number = ""] = REFERENCE.exec(reference) ?? [];
  if (number === "") return unknown(`${reference} names no issue or pull request`);
  if (owner.toLowerCase() !== repository.owner.toLowerCase())
    return unknown(`${reference} belongs to another owner, where nothing is looked up`);
  const isHome = name.toLowerCase() === repository.name.toLowerCase();
  const standing = isHome ? null : ownEntry(elsewhere, `${owner}/${name}`.toLowerCase());
  if (standing === undefined) return unknown(NOT_VISIBLE);
  // By its id: a name may have been another repository's.
  const place = { installationId, repositoryId: standing?.repositoryId ?? repository.nodeId, owner, name };
  const key: WorkKey = { ...place, kind: "item", number: Number(number) };
  if (standing?.counts === "shown") return unknown(NOT_TRUSTED);
  const found = await context.store.load(key);
  if (found?.isGone) return unknown(`${reference} is gone: it was deleted or moved to another repository`);
  if (found?.record.trouble !== undefined) return unknown(`${reference} could not be judged`);
  if (found) return standing ? provenStage(found.record, standing.counts, policy) : { known: true, value: found.record.stage };
  if (isHome) await context.store.enqueue([{ ...key, owner: repository.owner, name: repository.name }], context.now());
  return unknown(`Baton has not looked at ${reference}`);
}

function unknown(reason: string): Known<never> {
  return { known: false, reason };
}
