import type { CommitKey, Run } from "./run.js";
import type { RunEnd } from "./run-end.js";
import { TemporaryFault } from "../../core/basics/faults.js";
import { emptyRecord } from "../../core/record/record.js";

/** A red check throws pull requests out of the queue, and the queue may lag a moment behind its own webhook: so often nothing is posted yet. */
const QUIET_LOOKS = 3;
const MINUTE = 60_000;
/** When a group that is not known whole is looked at again; after that it stays red. */
const PAUSES = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];
const LOOKED = "group";

/** Throws while it is likely that the group is known a moment later, and nothing was said yet. */
export async function awaitGroup(run: Run<CommitKey>): Promise<void> {
  const { lease } = run;
  if (lease.attempts <= QUIET_LOOKS && (await looksAt(run)) === 0)
    throw new TemporaryFault("The merge queue does not know this commit yet");
}

/** Notes one more look at a group that is not known; returns when to look again, never after the last. */
export async function lookAgain(run: Run<CommitKey>): Promise<RunEnd> {
  const { context, key, lease } = run;
  const looks = await looksAt(run);
  const pause = PAUSES[looks];
  const posted = { [LOOKED]: { id: looks + 1, hash: key.sha } };
  const seen = { nodeId: `merge_group:${key.sha}`, record: emptyRecord(), posted, handled: [], entries: [] };
  await context.store.commit(lease, { now: context.now(), ...seen });
  return { dueAt: pause === undefined ? null : context.now() + pause };
}

async function looksAt(run: Run<CommitKey>): Promise<number> {
  const { context, key } = run;
  return (await context.store.load(key))?.posted[LOOKED]?.id ?? 0;
}
