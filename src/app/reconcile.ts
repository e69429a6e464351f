import { canonicalJson } from "../core/digest.js";
import { TemporaryFault } from "../core/faults.js";
import type { Announced, ItemRecord } from "../core/handoff/record.js";
import { writeMarker } from "../core/marker.js";
import { findLiving, LIVING, meaningHash, plan, textHash, type LivingComment, type Posted } from "../core/plan.js";
import type { ItemVerdict } from "../core/verdict.js";
import { commentMarker, type Write } from "../core/writes.js";
import { labelStyle } from "../render/labels.js";
import { renderLivingComment } from "../render/living-comment.js";
import type { LedgerEntry, Lease } from "../store/store.js";
import { announce, openHead } from "./announce.js";
import { Frozen } from "./breaker.js";
import { accessTo, type AppContext, type RepositoryAccess } from "./context.js";
import type { ItemRead, StoredItem, WorkKey } from "../core/ports.js";
import { readPolicyPull } from "./policy-pull.js";
import { postPullChecks } from "./pull-checks.js";
import { checkOf, checkWrites, isRenamed, othersOn, renamed } from "./run-check.js";
import { reconcileCommit } from "./run-commit.js";
import { reportBrokenPolicy, reconcileRepository } from "./run-repository.js";
import { judgeItem, rulesInForce, sameRecord, type JudgedItem } from "./run-item.js";

/** What a run leaves behind: when to look again by itself, if ever. */
export interface RunEnd {
  dueAt: number | null;
}

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
  const access = await accessTo(context, key);
  if (key.kind === "repository") return await reconcileRepository(context, access, key, lease);
  if (key.kind === "commit") return await reconcileCommit(context, access, key);
  return await reconcileItem(context, access, key, lease);
}

async function reconcileItem(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey & { kind: "item" },
  lease: Lease,
): Promise<RunEnd> {
  const read = await access.reader.item(key.number);
  if (!read) return { dueAt: null };
  refuseStale(context, key, read, lease);
  if (isRenamed(key, read.snapshot.repository)) return await reconcile(context, renamed(key, read.snapshot.repository), lease);
  const rules = rulesInForce(await access.reader.policy(read));
  if (rules.is === "none") return { dueAt: null };
  if (rules.is === "broken") return await reportBrokenPolicy(context, access, key, read, rules);
  const stored = await context.store.load(key);
  const judged = await judgeItem(context, access, read, rules, stored);
  if (!judged) return { dueAt: context.now() };
  const pull = isOpenPull(judged) ? { judged, policyPull: await readPolicyPull(access, judged.read, judged.policy) } : null;
  const record: ItemRecord = { ...judged.record, check: pull && (await checkOf(context, key, pull)) };
  const decided = { ...judged, record };
  const posted = stored?.posted ?? {};
  await keep(context, lease, decided, stored, posted);
  count(context, decided);
  const announced = await announce(context, key, decided);
  const after = await write(context, access, key, lease, decided, posted, announced);
  const news = pull ? await postPullChecks(context, access, key, pull, after) : {};
  if (Object.keys(news).length > 0) await context.store.savePosted(lease, { now: context.now(), posted: { ...after, ...news } });
  return { dueAt: decided.lookAgainAt };
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

function refuseStale(context: AppContext, key: WorkKey & { kind: "item" }, read: ItemRead, lease: Lease): void {
  if (lease.attempts > STALE_READINGS || !context.freshness.isStale(key.repositoryId, key.number, read.updatedAt)) return;
  throw new TemporaryFault("GitHub answered with an older state of the item than it announced");
}

function isOpenPull(judged: JudgedItem): boolean {
  return judged.snapshot.item.kind === "pull_request" && judged.snapshot.item.state === "open";
}

/** What was decided is remembered before it is written: a crash in between repeats the writing, never the deciding. */
async function keep(context: AppContext, lease: Lease, judged: JudgedItem, stored: StoredItem | null, posted: Posted): Promise<void> {
  const headSha = openHead(judged);
  const unchanged =
    stored &&
    stored.headSha === headSha &&
    sameRecord(stored.record, judged.record) &&
    canonicalJson(stored.handled) === canonicalJson(judged.handled);
  if (unchanged && judged.decisions.length === 0 && !judged.tampered) return;
  await context.store.commit(lease, {
    now: context.now(),
    nodeId: judged.snapshot.item.nodeId,
    record: judged.record,
    posted,
    handled: judged.handled,
    entries: ledgerEntries(judged, context.now()),
    headSha,
  });
}

function ledgerEntries(judged: JudgedItem, now: number): LedgerEntry[] {
  const { snapshot, policy, decisions } = judged;
  const where = {
    repository: `${snapshot.repository.owner}/${snapshot.repository.name}`,
    number: snapshot.item.number,
    policyCommit: policy.source.commit,
    ...judgedBy(judged.verdict),
  };
  const entries = decisions.map(({ at, kind, actor, data }): LedgerEntry => ({
    at,
    kind,
    actor,
    item: snapshot.item.nodeId,
    payload: { ...where, ...data },
  }));
  return judged.tampered ? [...entries, { at: now, kind: "tampered", actor: null, item: snapshot.item.nodeId, payload: where }] : entries;
}

function judgedBy(verdict: ItemVerdict | null): Record<string, unknown> {
  return verdict?.contract ? { contract: verdict.contract.id, contractVersion: verdict.contract.version, digest: verdict.digest } : {};
}

/** Writes what is missing on GitHub, then remembers that it is there and that others were told. */
async function write(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey & { kind: "item" },
  lease: Lease,
  judged: JudgedItem,
  posted: Posted,
  announced: Announced,
): Promise<Posted> {
  const living = livingComment(context, judged);
  const style = (label: string) => labelStyle(judged.policy, label);
  const writes: Write[] = [...plan({ ...judged, living, posted, style }), ...(await ownCheckWrites(context, access, key, judged))];
  const { enabled } = context.writes;
  if (enabled) await refuseSecondLiving(access, judged, writes, posted);
  const ids = enabled ? await access.writer(judged.policy).item(key.number, writes) : [];
  const after = enabled && living ? { ...posted, ...postedLiving(living, judged, writes, ids, posted) } : posted;
  const record = { ...judged.record, outbox: enabled ? [] : judged.record.outbox, announced };
  if (sameRecord(record, judged.record) && canonicalJson(after) === canonicalJson(posted)) return after;
  const { nodeId } = judged.snapshot.item;
  await context.store.commit(lease, {
    now: context.now(),
    nodeId,
    record,
    posted: after,
    handled: judged.handled,
    entries: [],
    headSha: openHead(judged),
  });
  return after;
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
  return { meaning: meaningHash(judged.verdict, judged.record), body: renderLivingComment(judged.verdict, hidden.length) + hidden };
}

function postedLiving(
  living: LivingComment,
  judged: JudgedItem,
  writes: readonly Write[],
  ids: readonly (number | null)[],
  before: Posted,
): Posted {
  const at = writes.findIndex(
    (one) => (one.kind === "create_comment" && one.key === LIVING) || (one.kind === "update_comment" && one.body === living.body),
  );
  const found = findLiving(judged.snapshot.comments);
  const there = found !== null && textHash(found.body) === textHash(living.body);
  if (at < 0 && !there) return before;
  const id = ids[at] ?? found?.id ?? 0;
  return { [LIVING]: { id, hash: living.meaning }, "living-text": { id, hash: textHash(living.body) } };
}

async function ownCheckWrites(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey & { kind: "item" },
  judged: JudgedItem,
): Promise<Write[]> {
  const sha = judged.snapshot.item.pullRequest?.headSha;
  if (!sha || !judged.record.check) return [];
  const others = await othersOn(context, key, sha, key.number);
  return await checkWrites(context, access, key, sha, [judged.record.check, ...others.map((other) => other.verdict)]);
}
