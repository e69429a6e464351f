import { predates } from "../../core/policy/lifecycle.js";
import type { Run } from "./run.js";
import { heldHead, type Held } from "./held.js";
import type { Contest } from "../../core/record/contested.js";
import { largest } from "../../core/basics/largest.js";
import { emptyRecord, type ItemRecord } from "../../core/record/record.js";
import { LIVING, type Posted } from "../../core/publishing/plan.js";
import type { Policy } from "../../core/policy/types.js";
import type { WorkKey } from "../../core/ports.js";
import type { Write } from "../../core/facts/writes.js";
import { standingOf } from "../../core/read-set/standing.js";
import { readRudiments } from "../../github/rudiments.js";
import type { Lease } from "../../store/store.js";
import type { Frozen } from "./breaker.js";
import { accessTo, type AppContext } from "./context.js";
import { holdChecks, troubledVerdict } from "./hold-checks.js";
import { troubleComment, troubleHash } from "./hold-comment.js";
import { contestsIn, keepInsisted, labelWrites } from "./hold-labels.js";
import { rulesInForce } from "./run-item.js";
import { whyOf } from "./trouble.js";
import { unlessFrozen } from "./unless-frozen.js";

/**
 * Keeps an item that cannot be read or judged where it is: stage labels are put back as the record has them, its checks and those of its pull
 * requests are red, and its comment says why, once. Takes what went wrong. Needs little of GitHub, and repeats nothing that is there already.
 * Returns when to see to it again, because something has to wait; null when all is as it must be.
 */
export async function hold(context: AppContext, key: WorkKey, lease: Lease, error: unknown): Promise<number | null> {
  if (key.kind !== "item") return null;
  const run = { context, access: await accessTo(context, key), key, lease };
  const rudiments = await readRudiments(run.access.client, key, key.number);
  if (!rudiments) return null;
  const stored = await context.store.load(key);
  const known = stored?.nodeId === rudiments.nodeId ? stored : null;
  const nothing = { posted: {}, handled: [], headSha: null, reads: null, told: {}, isGone: false };
  const blank = { nodeId: rudiments.nodeId, record: emptyRecord(), ...nothing };
  const held: Held = { key, rudiments, policy: await policyOf(run), stored: known ?? blank, why: whyOf(error) };
  if (held.policy === null && known === null) return null;
  const record = await noteTrouble(run, held);
  const contests = contestsIn(context, held, record);
  context.breaker.note(key.repositoryId, key.number, contests);
  const frozen: Frozen[] = [];
  const checks = await unlessFrozen<Posted>(frozen, {}, async () => await holdChecks(run, held));
  const posted = await unlessFrozen(frozen, held.stored.posted, async () => await writeState(run, held, record, contests));
  await context.store.savePosted(lease, { now: context.now(), posted: { ...posted, ...checks } });
  const waiting = [...frozen, ...contests.filter((one) => one.held)];
  return waiting.length === 0 ? null : largest(waiting.map(({ until }) => until));
}

// What is the matter with the item may be the matter with its policy, too.
async function policyOf(run: Run): Promise<Policy | null> {
  const { context, access } = run;
  try {
    const read = await access.repository();
    const rules = read && rulesInForce(await access.reader.policy(read));
    return rules?.is === "policy" ? rules.policy : null;
  } catch (error) {
    context.log.warn({ err: error }, "The policy of an item that is held could not be read");
    return null;
  }
}

/** Remembers the trouble and, with it, puts in line whatever rests on the item. */
async function noteTrouble(run: Run, held: Held): Promise<ItemRecord> {
  const { context, lease } = run;
  const { stored, why } = held;
  const headSha = heldHead(held);
  const check = headSha === null ? stored.record.check : troubledVerdict(held);
  const record: ItemRecord = { ...stored.record, trouble: why, check };
  if (stored.record.trouble === why && stored.headSha === headSha && !stored.isGone) return record;
  const { nodeId, posted, handled } = stored;
  const told = toldOf(held, record, headSha);
  await context.store.commit(lease, { now: context.now(), nodeId, record, posted, handled, entries: [], headSha, told });
  return record;
}

// Which issues a pull request closes is not among its rudiments: as far as that was told, it stands.
function toldOf({ key, rudiments, stored }: Held, record: ItemRecord, headSha: string | null): Record<string, string> {
  const repository = { nodeId: key.repositoryId, owner: key.owner, name: key.name };
  const pullRequest = headSha === null ? null : { headSha, closingIssues: [] };
  const closers = Object.entries(stored.told).filter(([told]) => told.startsWith("closers:"));
  return {
    ...Object.fromEntries(closers),
    ...standingOf({ repository, item: { number: key.number, state: rudiments.state, pullRequest } }, record),
  };
}

/** Labels as the record has them, and the comment. Returns what is posted then. */
async function writeState(run: Run, held: Held, record: ItemRecord, contests: readonly Contest[]): Promise<Posted> {
  const { context, access } = run;
  const { key, rudiments, policy, stored } = held;
  const { posted } = stored;
  if (!policy || rudiments.state === "closed" || !context.writes.enabled) return posted;
  const isTold = record.stage !== null || isGovernedWhenNew(held, policy);
  const comment = isTold ? await troubleComment(run, held, policy, record) : [];
  const labels = labelWrites(held, policy, record, contests);
  const written: Write[] = [];
  const ids = await access.writer(policy, (one) => written.push(one)).item(key.number, [...labels, ...comment]);
  if (labels.length > 0) await keepInsisted(run, held, record, written);
  return comment.length === 0 ? posted : { ...posted, [LIVING]: { id: ids.at(-1) ?? posted[LIVING]?.id ?? 0, hash: troubleHash(held) } };
}

// Whether another would be governed, its labels tell only when it is judged.
function isGovernedWhenNew({ rudiments }: Held, policy: Policy): boolean {
  return rudiments.pull === null && policy.lifecycle.initial !== null && !predates(policy, rudiments.createdAt);
}
