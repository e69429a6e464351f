import type { Need } from "../core/checks/define.js";
import type { Known, LinkRef, RepositoryInfo, Snapshot } from "../core/snapshot.js";
import type { WorkKey } from "../core/ports.js";
import type { AppContext } from "./context.js";

const REFERENCE = /^([^/#]+)\/([^/#]+)#(\d{1,9})$/;
/** More references than this are no hand-off; what is beyond is an unknown. */
const MAX_STAGES = 50;

type Looking = Pick<AppContext, "store" | "now">;

/**
 * Takes what gates need and where the item lives; returns the accepted stage of each item they ask for, as remembered: nothing is learned from
 * labels. An item of this repository that was never looked at is put in line.
 */
export async function stagesOf(context: Looking, installationId: number, home: RepositoryInfo, needs: Need[]): Promise<Snapshot["stages"]> {
  const keys = new Set(needs.flatMap((need) => (need.kind === "stage" ? [need.ref.key] : [])));
  const stages = new Map<LinkRef["key"], Known<string | null>>();
  for (const key of keys) {
    const isBeyond = stages.size >= MAX_STAGES;
    stages.set(key, isBeyond ? unknown(`more than ${MAX_STAGES} items are linked`) : await stageOf(context, installationId, home, key));
  }
  return Object.fromEntries(stages);
}

async function stageOf(context: Looking, installationId: number, home: RepositoryInfo, reference: string): Promise<Known<string | null>> {
  const [, owner = "", name = "", number = ""] = REFERENCE.exec(reference) ?? [];
  if (number === "") return unknown(`${reference} names no issue or pull request`);
  if (owner.toLowerCase() !== home.owner.toLowerCase()) return unknown(`${reference} belongs to another owner, where nothing is looked up`);
  const isHome = name.toLowerCase() === home.name.toLowerCase();
  const place = { installationId, repositoryId: home.nodeId, owner: home.owner, name: home.name };
  const key: WorkKey = { ...place, kind: "item", number: Number(number) };
  const found = isHome ? await context.store.load(key) : await context.store.findByName(`${owner}/${name}`, Number(number));
  if (found?.isGone) return unknown(`${reference} is gone: it was deleted or moved to another repository`);
  if (found?.record.trouble !== undefined) return unknown(`${reference} could not be judged`);
  if (found) return { known: true, value: found.record.stage };
  if (isHome) await context.store.enqueue([key], context.now());
  return unknown(`Baton has not looked at ${reference}`);
}

function unknown(reason: string): Known<never> {
  return { known: false, reason };
}
