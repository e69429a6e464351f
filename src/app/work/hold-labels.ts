import { predates } from "../../core/policy/lifecycle.js";
import type { Run } from "./run.js";
import { heldHead, type Held } from "./held.js";
import type { Contest } from "../../core/record/contested.js";
import { contestsOf, insistedAfter, isHeld } from "../../core/handoff/contest.js";
import type { ItemRecord } from "../../core/record/record.js";
import { labelChanges } from "../../core/handoff/item-labels.js";
import type { Policy } from "../../core/policy/types.js";
import type { Write } from "../../core/facts/writes.js";
import { labelStyle } from "../../render/labels.js";
import type { AppContext } from "./context.js";

/** Takes an item in trouble; returns which of its labels somebody undoes again and again. */
export function contestsIn(context: Pick<AppContext, "now">, { rudiments, policy }: Held, record: ItemRecord): Contest[] {
  return policy === null || rudiments.state === "closed" ? [] : contestsOf(record, rudiments.labels, policy, context.now());
}

/** The labels to put back as the record has them, but for those that wait because they are contested. */
export function labelWrites({ rudiments }: Held, policy: Policy, record: ItemRecord, contests: readonly Contest[]): Write[] {
  // Of an item without a stage nobody can tell which of its labels are older than Baton.
  if (policy.enforcement === "observe" || predates(policy, rudiments.createdAt) || record.stage === null) return [];
  const { add, remove } = labelChanges(rudiments.labels, policy, record);
  const isFree = (label: string) => !isHeld(contests, label);
  return [
    ...add.filter(isFree).map((label): Write => ({ kind: "add_label", label: labelStyle(policy, label) })),
    ...remove.filter(isFree).map((name): Write => ({ kind: "remove_label", name })),
  ];
}

/** Remembers which labels were written, so that insisting meets pauses here, too. */
export async function keepInsisted(run: Run, held: Held, record: ItemRecord, writes: Write[]): Promise<void> {
  const { context, lease } = run;
  const now = context.now();
  const insisted = insistedAfter(record.insisted, writes, now);
  const { nodeId, posted, handled } = held.stored;
  const kept = { nodeId, record: { ...record, insisted }, posted, handled, entries: [], headSha: heldHead(held) };
  await context.store.commit(lease, { now, ...kept });
}
