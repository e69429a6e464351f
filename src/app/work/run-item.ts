import type { Run } from "./run.js";
import { rememberedKeys } from "../../core/handoff/answered-keys.js";
import type { Evaluation } from "../../core/handoff/evaluate.js";
import { canonicalJson } from "../../core/basics/digest.js";
import { emptyRecord, type ItemRecord } from "../../core/record/record.js";
import type { Decision } from "../../core/handoff/turn.js";
import { readMarker } from "../../core/publishing/marker.js";
import { findLiving } from "../../core/publishing/plan.js";
import type { Policy, PolicyProblem, PolicyState } from "../../core/policy/types.js";
import type { ReadSet } from "../../core/read-set/collect.js";
import type { AckedContent, ShownContent } from "../../core/shown/types.js";
import type { Snapshot } from "../../core/facts/snapshot.js";
import { TemporaryFault } from "../../core/basics/faults.js";
import type { ItemVerdict } from "../../core/record/verdict.js";
import { completeUnder, type Completed } from "./read-facts.js";
import type { AppContext, RepositoryAccess } from "./context.js";
import type { ItemRead, StoredItem } from "../../core/ports.js";
import { answeredOnGitHub } from "./answered.js";
import { outgoing } from "./outgoing-comments.js";
import { ackedIn } from "./acked.js";
import { itemPage } from "./item-page.js";
import { pinTrusted } from "./trusted.js";

/** An item after evaluation, before anything is written. */
export interface JudgedItem {
  /** The reading it was judged on: the last one. */
  read: ItemRead;
  snapshot: Snapshot;
  reads: ReadSet;
  policy: Policy;
  problems: PolicyProblem[];
  record: ItemRecord;
  verdict: ItemVerdict | null;
  handled: number[];
  decisions: Decision[];
  /** The time that it was judged for. */
  judgedAt: number;
  /** When to look again by itself. */
  lookAgainAt: number | null;
  /** The living comment's signed state was altered by somebody. */
  tampered: boolean;
  /** Texts of the parts that count, and those that somebody acknowledged in this look; null where nobody did. */
  content: ShownContent;
  acked: AckedContent | null;
}

/** The rules an item is under: none, or a policy with what is wrong in its newest version. */
export type RulesInForce =
  | { is: "none" }
  | { is: "broken"; problems: PolicyProblem[]; commit: string }
  | { is: "policy"; policy: Policy; problems: PolicyProblem[] };

// An acceptance opens the next boundary; more rounds than stages cannot happen in one run.
const MOST_ROUNDS = 8;

/** Which policy counts: the newest that parses. */
export function rulesInForce(state: PolicyState): RulesInForce {
  if (state.kind === "none") return { is: "none" };
  if (state.kind === "valid") return { is: "policy", policy: state.policy, problems: [] };
  return state.lastGood
    ? { is: "policy", policy: state.lastGood, problems: state.problems }
    : { is: "broken", problems: state.problems, commit: state.commit };
}

/**
 * Evaluates an item until nothing moves. Before an acceptance counts, the item is read once more and judged on that reading: a change in
 * between restarts the evaluation. Returns null when the item or its policy is gone meanwhile.
 */
export async function judgeItem(
  run: Run,
  first: ItemRead,
  rules: Extract<RulesInForce, { is: "policy" }>,
  stored: StoredItem | null,
): Promise<JudgedItem | null> {
  const { context, access } = run;
  const start = startingPoint(context, first.snapshot, stored);
  const state = { ...start, read: first, policy: rules.policy, problems: rules.problems, fresh: false, ...nothingYet() };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { evaluation, snapshot, reads, now } = await evaluateOnce(run, state);
    if (evaluation.moved && !state.fresh) {
      const again = await readAgain(access, first);
      if (!again) return null;
      Object.assign(state, again, { fresh: true });
      continue;
    }
    keep(state, evaluation, itemPage(context, state.read.snapshot));
    // More moves than that in one look are left for the next one: what was decided is kept.
    const last = round >= MOST_ROUNDS - 2;
    if (!evaluation.moved || last) {
      const verdict = evaluation.verdict && { ...evaluation.verdict, problems: state.problems };
      return {
        read: state.read,
        snapshot,
        reads,
        policy: state.policy,
        problems: state.problems,
        record: state.record,
        verdict,
        handled: state.handled,
        decisions: state.decisions,
        judgedAt: now,
        lookAgainAt: evaluation.moved ? context.now() : evaluation.lookAgainAt,
        tampered: start.tampered,
        content: evaluation.content,
        acked: state.acked,
      };
    }
  }
  throw new Error("the evaluation did not come to rest");
}

interface RunState {
  read: ItemRead;
  policy: Policy;
  problems: PolicyProblem[];
  record: ItemRecord;
  handled: number[];
  fresh: boolean;
  decisions: Decision[];
  acked: AckedContent | null;
}

type Judged = Evaluation & { content: ShownContent };

function nothingYet(): Pick<RunState, "decisions" | "acked"> {
  return { decisions: [], acked: null };
}

// GitHub cuts its times to seconds: what it dates into the first second is no older than Baton.
function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000;
}

async function evaluateOnce(run: Run, state: RunState): Promise<Completed & { evaluation: Judged; now: number }> {
  const { context, access } = run;
  const { read, policy, record } = state;
  await pinTrusted(context, access.reader, read.snapshot.repository, policy);
  const { snapshot, reads } = await completeUnder(run, read, { policy, record }, { fresh: state.fresh });
  const firstSeen = wholeSecond(await context.store.policyFirstSeen(snapshot.repository.nodeId, context.now()));
  const { handled } = state;
  const now = context.now();
  const evaluation = await access.judge("evaluate", { snapshot, policy, record, handled, now, firstSeen });
  return { evaluation, snapshot, reads, now };
}

function keep(state: RunState, evaluation: Judged, page: string | null): void {
  const said = outgoing(evaluation, evaluation.verdict, state.policy, page);
  state.record = { ...evaluation.record, outbox: [...state.record.outbox, ...said] };
  state.handled = rememberedKeys([...state.handled, ...evaluation.answered]);
  state.decisions = [...state.decisions, ...evaluation.decisions];
  state.acked = ackedIn(evaluation.decisions, evaluation.content) ?? state.acked;
  state.fresh = false;
}

async function readAgain(access: RepositoryAccess, before: ItemRead): Promise<Pick<RunState, "read" | "policy" | "problems"> | null> {
  const read = await access.reader.item(before.snapshot.item.number);
  if (!read) return null;
  if (read.updatedAt < before.updatedAt) throw new TemporaryFault("GitHub answered with an older state of the item than a moment ago");
  const rules = rulesInForce(await access.reader.policy(read));
  return rules.is === "policy" ? { read, policy: rules.policy, problems: rules.problems } : null;
}

/** The remembered record, or the one in the signed marker, or a blank one. */
function startingPoint(
  context: AppContext,
  snapshot: Snapshot,
  stored: StoredItem | null,
): { record: ItemRecord; handled: number[]; tampered: boolean } {
  const living = findLiving(snapshot.comments);
  const marker = living ? readMarker(living.body, snapshot.item.nodeId, context.secret) : { is: "absent" as const };
  const known = stored === null || wasNeverJudged(stored) ? null : stored;
  const tampered = marker.is === "tampered" || (marker.is === "valid" && known === null && living?.editedByOthers === true);
  if (known && known.nodeId === snapshot.item.nodeId) return { record: withoutTrouble(known.record), handled: known.handled, tampered };
  // An older state of ours is signed, too: only what we wrote last is what we accepted last.
  if (marker.is === "valid" && !living?.editedByOthers) return { record: marker.record, handled: answeredOnGitHub(snapshot), tampered };
  // An item that came from elsewhere brings its comments along: what was answered there is not answered again.
  return { record: emptyRecord(), handled: answeredOnGitHub(snapshot), tampered };
}

// All that is remembered of it is that it could not be.
function wasNeverJudged({ record }: StoredItem): boolean {
  return record.trouble !== undefined && record.stage === null && record.seenComment === 0;
}

// It is over once judging goes well, and is noted anew when it does not.
function withoutTrouble({ trouble: _over, ...record }: ItemRecord): ItemRecord {
  return record;
}

/** True when the two records say the same. */
export function sameRecord(a: ItemRecord, b: ItemRecord): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
