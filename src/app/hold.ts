import { labelChanges } from "../core/labels.js";
import { emptyRecord, type ItemRecord } from "../core/handoff/record.js";
import { LIVING, type Posted } from "../core/plan.js";
import type { Policy } from "../core/policy/types.js";
import type { StoredItem, WorkKey } from "../core/ports.js";
import type { Write } from "../core/writes.js";
import { readRudiments, type Rudiments } from "../github/rudiments.js";
import { labelStyle } from "../render/labels.js";
import type { Lease } from "../store/store.js";
import { accessTo, type AppContext, type RepositoryAccess } from "./context.js";
import { holdChecks, troubledVerdict } from "./hold-checks.js";
import { troubleComment, troubleHash } from "./hold-comment.js";
import { place } from "./run-check.js";
import { rulesInForce } from "./run-item.js";
import { whyOf } from "./trouble.js";

/** An item that cannot be judged, with what is known all the same. */
export interface Held {
  key: WorkKey & { kind: "item" };
  rudiments: Rudiments;
  /** Null where no version of it can be read. */
  policy: Policy | null;
  /** What is remembered of it; blank where nothing is. */
  stored: Omit<StoredItem, "updatedAt">;
  /** In words for everybody. */
  why: string;
}

/**
 * Keeps an item that cannot be read or judged where it is: stage labels are put back as the record has them, its checks and those of its pull
 * requests are red, and its comment says why, once. Takes what went wrong. Needs little of GitHub, and repeats nothing that is there already.
 */
export async function hold(context: AppContext, key: WorkKey, lease: Lease, error: unknown): Promise<void> {
  if (key.kind !== "item") return;
  const access = await accessTo(context, key);
  const rudiments = await readRudiments(access.client, key, key.number);
  if (!rudiments) return;
  const stored = await context.store.load(key);
  const known = stored?.nodeId === rudiments.nodeId ? stored : null;
  const blank = { nodeId: rudiments.nodeId, record: emptyRecord(), posted: {}, handled: [], headSha: null };
  const held: Held = { key, rudiments, policy: await policyOf(context, access), stored: known ?? blank, why: whyOf(error) };
  if (held.policy === null && known === null) return;
  const record = await noteTrouble(context, lease, held);
  const posted = await writeState(context, access, held, record);
  const after = { ...posted, ...(await holdChecks(context, access, held)) };
  await context.store.savePosted(lease, { now: context.now(), posted: after });
}

// What is the matter with the item may be the matter with its policy, too.
async function policyOf(context: AppContext, access: RepositoryAccess): Promise<Policy | null> {
  try {
    const read = await access.repository();
    const rules = read && rulesInForce(await access.reader.policy(read));
    return rules?.is === "policy" ? rules.policy : null;
  } catch (error) {
    context.log.warn({ err: error }, "The policy of an item that is held could not be read");
    return null;
  }
}

/** Remembers the trouble, so that whatever rests on the item sees it, and puts that in line. */
async function noteTrouble(context: AppContext, lease: Lease, held: Held): Promise<ItemRecord> {
  const { key, rudiments, stored, why } = held;
  const { pull, state } = rudiments;
  const isOpenPull = pull !== null && state === "open";
  const check = isOpenPull ? troubledVerdict(held) : stored.record.check;
  const record: ItemRecord = { ...stored.record, trouble: why, announced: null, check };
  if (stored.record.trouble === why && stored.headSha === (isOpenPull ? pull.headSha : null)) return record;
  const { nodeId, posted, handled } = stored;
  const headSha = isOpenPull ? pull.headSha : null;
  await context.store.commit(lease, { now: context.now(), nodeId, record, posted, handled, entries: [], headSha });
  await context.store.enqueue(await pullsClosing(context, key), context.now());
  return record;
}

async function pullsClosing(context: AppContext, key: Held["key"]): Promise<WorkKey[]> {
  const reference = `#${key.number}`;
  const pulls = await context.store.openPulls(key.repositoryId);
  return pulls
    .filter(({ item }) => item.record.check?.issues.some((issue) => issue.reference === reference))
    .map((pull) => ({ ...pull.key, ...place(key) }));
}

/** Labels as the record has them, and the comment. Returns what is posted then. */
async function writeState(context: AppContext, access: RepositoryAccess, held: Held, record: ItemRecord): Promise<Posted> {
  const { key, rudiments, policy, stored } = held;
  const { posted } = stored;
  if (!policy || rudiments.state === "closed" || !context.writes.enabled) return posted;
  const isTold = record.stage !== null || isGovernedWhenNew(held, policy);
  const comment = isTold ? await troubleComment(context, access, held, policy, record) : [];
  const ids = await access.writer(policy).item(key.number, [...labelWrites(held, policy, record), ...comment]);
  return comment.length === 0 ? posted : { ...posted, [LIVING]: { id: ids.at(-1) ?? posted[LIVING]?.id ?? 0, hash: troubleHash(held) } };
}

// Whether another would be governed, its labels tell only when it is judged.
function isGovernedWhenNew({ rudiments }: Held, policy: Policy): boolean {
  const isOlder = policy.governsSince !== null && rudiments.createdAt < policy.governsSince;
  return rudiments.pull === null && policy.lifecycle.initial !== null && !isOlder;
}

function labelWrites({ rudiments }: Held, policy: Policy, record: ItemRecord): Write[] {
  const isOlder = policy.governsSince !== null && rudiments.createdAt < policy.governsSince;
  // Of an item without a stage nobody can tell which of its labels are older than Baton.
  if (policy.enforcement === "observe" || isOlder || record.stage === null) return [];
  const { add, remove } = labelChanges(rudiments.labels, policy, record);
  return [
    ...add.map((label): Write => ({ kind: "add_label", label: labelStyle(policy, label) })),
    ...remove.map((name): Write => ({ kind: "remove_label", name })),
  ];
}
