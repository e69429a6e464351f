import type { Run } from "./run.js";
import type { Held } from "./held.js";
import { sha256 } from "../../core/basics/digest.js";
import type { ItemRecord } from "../../core/record/record.js";
import { writeMarker } from "../../core/publishing/marker.js";
import { LIVING } from "../../core/publishing/plan.js";
import type { Policy } from "../../core/policy/types.js";
import { commentMarker, type Write } from "../../core/facts/writes.js";
import { findFirstOwn } from "../../github/rudiments.js";
import { renderTrouble } from "../../render/trouble.js";

/** By this hash the comment of an item in trouble is known to be there. */
export function troubleHash({ stored, why }: Held): string {
  return sha256(`trouble ${stored.record.stage} ${why}`);
}

/**
 * Takes an item in trouble; returns what there is to write of its living comment, nothing when it says so already. The text that was there is no
 * longer known as ours, so whatever follows is written anew.
 */
export async function troubleComment(run: Run, held: Held, policy: Policy, record: ItemRecord): Promise<Write[]> {
  const { context, access } = run;
  const { key, rudiments, stored, why } = held;
  const known = stored.posted[LIVING];
  if (known?.hash === troubleHash(held)) return [];
  const mark = commentMarker(LIVING);
  // It may be all that is left of a lost record.
  if (!known && record.stage === null && (await findFirstOwn(access.client, key, key.number, context.app.slug, mark))) return [];
  const stage = policy.lifecycle.stages.find(({ id }) => id === record.stage) ?? null;
  const state = record.stage === null ? "" : `\n${writeMarker(record, rudiments.nodeId, context.secret)}`;
  const body = `${renderTrouble(stage, why)}\n\n${mark}${state}`;
  if (!known || known.id === 0) return [{ kind: "create_comment", key: LIVING, body }];
  return [{ kind: "update_comment", commentId: known.id, body }];
}
