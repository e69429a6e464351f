import { canonicalJson, sha256 } from "../core/digest.js";
import type { Posted } from "../core/plan.js";
import type { WorkKey } from "../core/ports.js";
import type { CheckRun, Write } from "../core/writes.js";
import { findCheckRuns } from "../github/checks.js";
import type { AppContext, RepositoryAccess } from "./context.js";

/** Slot of a check's annotations among what was posted: the run they are on, and their hash. */
function notesSlot(name: string): string {
  return `${name}:annotations`;
}

/**
 * Takes a check run and what was posted earlier; makes GitHub show it and returns what was posted. A run's annotations cannot be taken back: where
 * others are due, a new run takes the place of the old one.
 */
export async function postAnnotated(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey,
  run: CheckRun,
  posted: Posted,
): Promise<Posted> {
  const notes = sha256(canonicalJson(run.output.annotations ?? []));
  const [ours] = await findCheckRuns(access.client, key, context.app.id, run.headSha, run.name);
  const there = posted[notesSlot(run.name)];
  const bare = { ...run, output: { ...run.output, annotations: [] } };
  const asDue = ours !== undefined && there?.id === ours.id && there.hash === notes;
  const write: Write =
    ours === undefined || (ours.annotations > 0 && !asDue)
      ? { kind: "create_check_run", run }
      : { kind: "update_check_run", id: ours.id, run: asDue ? bare : run };
  const [id] = await access.checks().item(0, [write]);
  return { [notesSlot(run.name)]: { id: id ?? 0, hash: notes } };
}
