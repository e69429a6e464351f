import type { Run } from "./run.js";
import { withDetails } from "./check-details.js";
import { canonicalJson, sha256 } from "../../core/basics/digest.js";
import type { CheckRun, Write } from "../../core/facts/writes.js";
import { findCheckRuns, type OwnCheckRun } from "../../github/checks.js";

/**
 * Takes a check run and makes GitHub show it; returns its id, null when nothing may be written. A run's annotations cannot be taken back: where
 * others are due, a new run takes the place of the old one. Which ones a run has is in its external id, after the item's. A run that says the
 * same already is left alone, unless `again`.
 */
export async function postAnnotated(run: Run, checkRun: CheckRun, again = true): Promise<number | null> {
  const { context, access, key } = run;
  const { annotations = [] } = checkRun.output;
  const mark = `#${sha256(canonicalJson(annotations)).slice(0, 16)}`;
  const due: CheckRun = { ...withDetails(run, checkRun), externalId: checkRun.externalId + mark };
  const [ours] = await findCheckRuns(access.client, key, context.app.id, checkRun.headSha, checkRun.name);
  if (!again && ours && isSame(due, ours)) return ours.id;
  const [id] = await access.checks().item(0, [writeFor(due, ours, ours?.externalId.endsWith(mark) === true)]);
  return id ?? null;
}

function isSame({ conclusion, externalId, output }: CheckRun, ours: OwnCheckRun): boolean {
  const said = [ours.status, ours.conclusion, ours.externalId, ours.title, ours.summary, ours.annotations];
  const due = ["completed", conclusion, externalId, output.title, output.summary, output.annotations?.length ?? 0];
  return canonicalJson(said) === canonicalJson(due);
}

function writeFor(checkRun: CheckRun, ours: { id: number; annotations: number } | undefined, isMarked: boolean): Write {
  const count = checkRun.output.annotations?.length ?? 0;
  if (!ours || (ours.annotations > 0 && !(isMarked && ours.annotations === count))) return { kind: "create_check_run", run: checkRun };
  const update = ours.annotations === 0 ? checkRun : { ...checkRun, output: { ...checkRun.output, annotations: [] } };
  return { kind: "update_check_run", id: ours.id, run: update };
}
