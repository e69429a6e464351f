import type { Known } from "../../core/basics/known.js";
import { sameLabel } from "../../core/basics/names.js";
import { flipOf, standingOf, type Flip, type Standing } from "../../core/pulls/flips.js";
import { emptyRecord } from "../../core/record/record.js";
import type { Policy } from "../../core/policy/types.js";
import { type Snapshot } from "../../core/facts/snapshot.js";
import type { Found } from "../../core/facts/given.js";
import { wantedFacts } from "../../core/handoff/facts-needed.js";
import { peopleUnder } from "./people.js";
import { shownRecord } from "./placed.js";
import type { RecordedItem, Recording } from "./recording.js";

/** An item with what a new policy would change for it. */
export interface SimulatedItem {
  number: number;
  title: string;
  flip: Flip;
  /** Its receivers are asked at the moment, and what they acknowledged would be void: a changed contract is changed content. */
  voidsAcks: boolean;
}

/** A policy with what else is true under it; no policy governs nothing. */
interface World {
  policy: Policy | null;
  stages: Snapshot["stages"];
  /** A file that differs from the recorded one. */
  file(path: string): Found;
}

/** Takes a recording, the policy in force (null: none), the proposed one and its folder's files; returns what becomes of each open item. */
export function simulate(
  recording: Recording,
  before: Policy | null,
  after: Policy,
  fileInFolder: (path: string) => Found,
): SimulatedItem[] {
  const today: World = { policy: before, stages: stagesUnder(before, recording), file: () => ({ is: "missing" }) };
  const proposed: World = { policy: after, stages: stagesUnder(after, recording), file: fileInFolder };
  return recording.items.map((item) => {
    const { number, title } = item.snapshot.item;
    const [was, is] = [today, proposed].map((world) => standingUnder(world, item, recording.recordedAt));
    if (!was || !is) throw new Error("two standings are compared");
    return { number, title, flip: flipOf(was, is), voidsAcks: isAwaiting(before, item) && was.contract?.digest !== is.contract?.digest };
  });
}

function standingUnder({ policy, stages, file }: World, item: RecordedItem, now: number): Standing {
  if (!policy) return standingOf(null, item.snapshot, emptyRecord(), now);
  const { snapshot } = item;
  const evidence = { ...snapshot.evidence, branch: stoodAt(snapshot), organisation: stoodAt(snapshot) };
  const under = { ...snapshot, evidence, stages: { ...snapshot.stages, ...stages }, people: peopleUnder(policy, item) };
  const record = shownRecord(policy, under);
  const paths = wantedFacts(under, policy, record).needs.flatMap((need) => (need.kind === "file" ? [need.path] : []));
  return standingOf(policy, { ...under, files: { ...under.files, ...filesAt(paths, file) } }, record, now);
}

// Words are held against either policy as if it had always stood: when it came is not what is asked.
function stoodAt({ repository }: Snapshot): Snapshot["evidence"]["branch"] {
  return { known: true, value: [{ at: null, commit: repository.headSha, files: {} }] };
}

function filesAt(paths: readonly string[], file: (path: string) => Found): Snapshot["files"] {
  const found = paths.map((path) => ({ path, file: file(path) }));
  return Object.fromEntries(
    found.flatMap(({ path, file: each }): [string, Known<string>][] =>
      each.is === "text" ? [[path, { known: true, value: each.text }]] : [],
    ),
  );
}

function isAwaiting(policy: Policy | null, { snapshot }: RecordedItem): boolean {
  return policy !== null && snapshot.item.labels.some((label) => sameLabel(label, policy.labels.awaiting));
}

/** Stages of the open items, by reference; those of closed ones and of other repositories stay unknown. */
function stagesUnder(policy: Policy | null, { repository, items }: Recording): Snapshot["stages"] {
  if (!policy) return {};
  return Object.fromEntries(
    items.map(({ snapshot }): [string, Known<string | null>] => [
      `${repository}#${snapshot.item.number}`,
      { known: true, value: shownRecord(policy, snapshot).stage },
    ]),
  );
}
