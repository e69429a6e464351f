import type { ItemKey, Run } from "./run.js";
import type { RunEnd } from "./run-end.js";
import { insistedAfter } from "../../core/handoff/contest.js";
import { canonicalJson } from "../../core/basics/digest.js";
import { TemporaryFault } from "../../core/basics/faults.js";
import type { ItemRecord } from "../../core/record/record.js";
import { writeMarker } from "../../core/publishing/marker.js";
import { findLiving, LIVING, meaningHash, plan, textHash, type LivingComment, type Posted } from "../../core/publishing/plan.js";
import type { ItemVerdict } from "../../core/record/verdict.js";
import { commentMarker, type Write } from "../../core/facts/writes.js";
import { labelStyle } from "../../render/labels.js";
import { renderLivingComment } from "../../render/living-comment.js";
import type { Lease } from "../../store/store.js";
import { Frozen } from "./breaker.js";
import { withPullAgents } from "./agent-pull.js";
import { accessTo, type AppContext, type RepositoryAccess } from "./context.js";
import { itemPage } from "./item-page.js";
import { keptForPages } from "./shown-item.js";
import { ledgerEntries } from "./ledger-entries.js";
import type { ItemRead, StoredItem, WorkKey } from "../../core/ports.js";
import { withKeys, type ReadSet } from "../../core/read-set/collect.js";
import { standingOf } from "../../core/read-set/standing.js";
import { readPolicyPull } from "./policy-pull.js";
import { postPullChecks } from "./pull-checks.js";
import { checkOf, checkWrites, isRenamed, othersOn, renamed } from "./run-check.js";
import { reconcileContext } from "./run-context.js";
import { reconcileCommit } from "./run-commit.js";
import { reconcileDeployment } from "./run-deployment.js";
import { reportBrokenPolicy, reconcileRepository } from "./run-repository.js";
import { judgeItem, rulesInForce, sameRecord, type JudgedItem } from "./run-item.js";
import { unlessFrozen } from "./unless-frozen.js";
import { wakeContextOf } from "./wake-context.js";

/** Makes GitHub say what is true of whatever the key names. Safe to repeat at any time. */
export async function reconcile(context: AppContext, key: WorkKey, lease: Lease): Promise<RunEnd> {
  try {
    return await lookAt(context, key, lease);
  } catch (error) {
    // What was decided is kept by now; only the writing waits.
    if (error instanceof Frozen) return { dueAt: error.until };
    throw error;
  }
}

async function lookAt(context: AppContext, key: WorkKey, lease: Lease): Promise<RunEnd> {
  const all = { context, access: await accessTo(context, key), lease };
  if (key.kind === "repository") return await reconcileRepository({ ...all, key });
  if (key.kind === "context") return await reconcileContext({ ...all, key });
  if (key.kind === "deployment") return await reconcileDeployment({ ...all, key });
  if (key.kind === "commit") return await reconcileCommit({ ...all, key });
  return await reconcileItem({ ...all, key });
}

async function reconcileItem(run: Run<ItemKey>): Promise<RunEnd> {
  const { context, access, key, lease } = run;
  const since = context.now();
  const read = await access.reader.item(key.number);
  if (!read) return await noteGone(run);
  refuseStale(context, key, read, lease);
  if (isRenamed(key, read.snapshot.repository)) return await reconcile(context, renamed(key, read.snapshot.repository), lease);
  const rules = rulesInForce(await access.reader.policy(read));
  if (rules.is === "none") return { dueAt: null };
  if (rules.is === "broken") return await reportBrokenPolicy(run, read, rules);
  const stored = await context.store.load(key);
  const judged = await judgeItem(run, read, rules, stored);
  if (!judged) return { dueAt: context.now() };
  await wakeContextOf(run, judged.snapshot.item);
  const pull = isOpenPull(judged) ? { judged, policyPull: await readPolicyPull(access, judged.read, judged.policy) } : null;
  const checked = pull && (await checkOf(run, pull, stored));
  const { record, decisions } = withPullAgents(judged, checked?.agents ?? null);
  const reads = withKeys(judged.reads, pull?.policyPull?.reads ?? []);
  const decided = { ...judged, record: { ...record, check: checked?.verdict ?? null }, decisions, reads: { ...reads, since } };
  const posted = stored?.posted ?? {};
  await keep(run, decided, stored, posted);
  count(context, decided);
  context.breaker.note(key.repositoryId, key.number, record.contested ?? []);
  const frozen: Frozen[] = [];
  const after = await unlessFrozen(frozen, posted, async () => await write(run, decided, posted));
  const news = pull ? await unlessFrozen(frozen, {}, async () => await postPullChecks(run, pull, after)) : {};
  if (Object.keys(news).length > 0) await context.store.savePosted(lease, { now: context.now(), posted: { ...after, ...news } });
  if (frozen[0]) throw frozen[0];
  return { dueAt: dueAgain(decided, context.now()) };
}

/** No event tells that an older pull request of the same agent was closed. */
const OLDER_ONES_MS = 15 * 60_000;

function dueAgain({ record, lookAgainAt }: JudgedItem, now: number): number | null {
  const waits = record.check?.agents?.refusals.some(({ why }) => why === "too_many") === true;
  return waits ? Math.min(lookAgainAt ?? Number.POSITIVE_INFINITY, now + OLDER_ONES_MS) : lookAgainAt;
}

/** Deleted, or moved to another repository, where it is work of its own: who rests on it is looked at again. */
async function noteGone(run: Run): Promise<RunEnd> {
  const { context, lease } = run;
  await context.store.markGone(lease, context.now());
  return { dueAt: null };
}

function count({ meter }: AppContext, { verdict, decisions }: JudgedItem): void {
  meter?.verdict(verdict ? stateOf(verdict) : "not_governed");
  for (const { kind } of decisions) meter?.decision(kind);
}

function stateOf(verdict: ItemVerdict): string {
  if (verdict.closed) return "closed";
  return verdict.observe ? "observed" : (verdict.handoff?.state ?? "in_stage");
}

// A reading that stays old is taken as it is: GitHub's clocks may differ, and a later event or the sweep corrects it.
const STALE_READINGS = 3;

function refuseStale(context: AppContext, key: ItemKey, read: ItemRead, lease: Lease): void {
  if (lease.attempts > STALE_READINGS || !context.freshness.isStale(key.repositoryId, key.number, read.updatedAt)) return;
  throw new TemporaryFault("GitHub answered with an older state of the item than it announced");
}

function isOpenPull(judged: JudgedItem): boolean {
  return judged.snapshot.item.kind === "pull_request" && judged.snapshot.item.state === "open";
}

/** A judged item with what it rests on, and since when that was read. */
type DecidedItem = JudgedItem & { reads: ReadSet & { since: number } };

/**
 * What was decided is remembered before it is written, and who rests on what changed is put in line with it: a crash in between repeats the writing,
 * never the deciding.
 */
async function keep(run: Run, judged: DecidedItem, stored: StoredItem | null, posted: Posted): Promise<void> {
  const { context, lease } = run;
  const headSha = openHead(judged);
  const told = standingOf(judged.snapshot, judged.record);
  const unchanged =
    stored &&
    !stored.isGone &&
    stored.headSha === headSha &&
    stored.reads === judged.reads.digest &&
    canonicalJson(stored.told) === canonicalJson(told) &&
    sameRecord(stored.record, judged.record) &&
    canonicalJson(stored.handled) === canonicalJson(judged.handled);
  const shown = keptForPages(judged);
  const quiet = unchanged && judged.decisions.length === 0 && !judged.tampered;
  if (quiet && (await context.store.isShown(run.key, shown?.digest ?? null))) return;
  await context.store.commit(lease, {
    now: context.now(),
    nodeId: judged.snapshot.item.nodeId,
    record: judged.record,
    posted,
    handled: judged.handled,
    entries: ledgerEntries(judged, context.now()),
    headSha,
    reads: judged.reads,
    told,
    shown,
  });
}

/** The head of an open pull request; null for everything else. */
function openHead({ snapshot }: Pick<JudgedItem, "snapshot">): string | null {
  return snapshot.item.state === "open" ? (snapshot.item.pullRequest?.headSha ?? null) : null;
}

/** Writes what is missing on GitHub, then remembers that it is there. */
async function write(run: Run<ItemKey>, judged: JudgedItem, posted: Posted): Promise<Posted> {
  const { context, access, key } = run;
  const living = livingComment(context, judged);
  const style = (label: string) => labelStyle(judged.policy, label);
  const planned = plan({ ...judged, living, posted, style });
  const checks = await ownCheckWrites(run, judged);
  // A red check waits for no words.
  const writes: Write[] = judged.record.check?.conclusion === "success" ? [...planned, ...checks] : [...checks, ...planned];
  if (!context.writes.enabled) return posted;
  await refuseSecondLiving(access, judged, writes, posted);
  const written: Write[] = [];
  let ids: (number | null)[];
  try {
    ids = await access.writer(judged.policy, (one) => written.push(one)).item(key.number, writes);
  } catch (error) {
    await keepWritten(run, judged, withInsisted(judged, written), { before: posted, after: posted });
    throw error;
  }
  const after = living ? { ...posted, ...postedLiving(living, judged, { writes, ids }, posted) } : posted;
  await keepWritten(run, judged, { ...withInsisted(judged, written), outbox: [] }, { before: posted, after });
  return after;
}

/** What was written of labels is remembered: who undoes it again and again is met with pauses. */
function withInsisted({ record, judgedAt }: JudgedItem, written: readonly Write[]): ItemRecord {
  if (!written.some(({ kind }) => kind === "add_label" || kind === "remove_label")) return record;
  return { ...record, insisted: insistedAfter(record.insisted, written, judgedAt) };
}

async function keepWritten(
  run: Run<ItemKey>,
  judged: JudgedItem,
  record: ItemRecord,
  { before, after: posted }: { before: Posted; after: Posted },
): Promise<void> {
  const { context, lease } = run;
  if (sameRecord(record, judged.record) && canonicalJson(posted) === canonicalJson(before)) return;
  const { nodeId } = judged.snapshot.item;
  const { handled } = judged;
  await context.store.commit(lease, { now: context.now(), nodeId, record, posted, handled, entries: [], headSha: openHead(judged) });
}

/** A living comment that is not in the reading was deleted, or the reading is old: only the first is a reason to write another. */
async function refuseSecondLiving(access: RepositoryAccess, judged: JudgedItem, writes: readonly Write[], posted: Posted): Promise<void> {
  const known = posted[LIVING]?.id;
  if (!known || !writes.some((one) => one.kind === "create_comment" && one.key === LIVING)) return;
  const { owner, name } = judged.snapshot.repository;
  const found = await access.client.get("GET /repos/{owner}/{repo}/issues/comments/{comment_id}", { owner, repo: name, comment_id: known });
  if (found) throw new TemporaryFault("GitHub left the living comment out of the item");
}

function livingComment(context: AppContext, judged: JudgedItem): LivingComment | null {
  if (!judged.verdict) return null;
  const marker = writeMarker(judged.record, judged.snapshot.item.nodeId, context.secret);
  const hidden = `\n\n${commentMarker(LIVING)}\n${marker}`;
  const page = itemPage(context, judged.snapshot);
  return { meaning: meaningHash(judged.verdict, judged.record), body: renderLivingComment(judged.verdict, hidden.length, page) + hidden };
}

/** What was asked of GitHub, and the ids of what that created, by position. */
interface Written {
  writes: readonly Write[];
  ids: readonly (number | null)[];
}

function postedLiving(living: LivingComment, judged: JudgedItem, { writes, ids }: Written, before: Posted): Posted {
  const at = writes.findIndex(
    (one) => (one.kind === "create_comment" && one.key === LIVING) || (one.kind === "update_comment" && one.body === living.body),
  );
  const found = findLiving(judged.snapshot.comments);
  const there = found !== null && textHash(found.body) === textHash(living.body);
  if (at < 0 && !there) return before;
  const id = ids[at] ?? found?.id ?? 0;
  return { [LIVING]: { id, hash: living.meaning }, "living-text": { id, hash: textHash(living.body) } };
}

async function ownCheckWrites(run: Run<ItemKey>, judged: JudgedItem): Promise<Write[]> {
  const { key } = run;
  const sha = judged.snapshot.item.pullRequest?.headSha;
  if (!sha || !judged.record.check) return [];
  const others = await othersOn(run, sha, key.number);
  return await checkWrites(run, sha, [judged.record.check, ...others.map((other) => other.verdict)]);
}
