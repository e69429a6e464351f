import type { ItemKey, RepositoryKey, Run } from "./run.js";
import type { RunEnd } from "./run-end.js";
import { sameLabel } from "../../core/basics/names.js";
import { Unwhole } from "../../core/basics/faults.js";
import { emptyRecord } from "../../core/record/record.js";
import { canonicalJson, sha256 } from "../../core/basics/digest.js";
import type { Policy, PolicyProblem, PolicyState } from "../../core/policy/types.js";
import type { Write } from "../../core/facts/writes.js";
import { listOpenItems, type OpenItem } from "../../github/installations.js";
import { labelStyles } from "../../render/labels.js";
import { renderPolicyProblems } from "../../render/policy-check.js";
import { judgeUnderBroken, postMending } from "./broken-policy.js";
import { wasAwaySince } from "./away.js";
import { accessTo, type AppContext, type RepositoryAccess } from "./context.js";
import type { ItemRead, PolicyRead, StoredItem, WorkKey } from "../../core/ports.js";
import { policyReadSet } from "../../core/read-set/collect.js";
import { branchKey, documentsKey } from "../../core/facts/read-keys.js";
import { reasonFields } from "../../telemetry/error-fields.js";
import { SHOWN_VERSION } from "../../core/shown/types.js";
import { keepPolicyForPages } from "./shown-policy.js";
import { wakeContext } from "./wake-context.js";
import { checkWrites, isRenamed, place, renamed, writesFor } from "./run-check.js";

const HEAD = "head";
const RULES = "rules";
/** How long what rests on others may go without a look when no event tells of them, and what rests on more than events tell of. */
const TOLD_MS = 6 * 3_600_000;
const PARTIAL_MS = 3_600_000;
const MOST_LEFT_BEHIND = 5;
/** GitHub's times are whole seconds of another clock. */
const CLOCK_TOLERANCE = 60_000;

/**
 * Looks at a whole repository: after a push to its policy or documents, a renamed label, a new installation, and on start. When the default
 * branch or the policy's labels changed, every governed item is put in line, otherwise only items that changed since they were last looked at.
 */
export async function reconcileRepository(run: Run<RepositoryKey>): Promise<RunEnd> {
  const { context, access, key } = run;
  const since = context.now();
  const read = await access.repository();
  if (!read) return { dueAt: null };
  const today = renamed(key, read.snapshot.repository);
  if (isRenamed(key, today)) return await reconcileRepository({ ...run, access: await accessTo(context, today), key: today });
  const state = await access.reader.policy(read);
  if (state.kind === "none") return await restOnPolicy(run, read, since);
  await context.store.policyFirstSeen(read.snapshot.repository.nodeId, context.now());
  if (state.kind === "invalid") await reportOnCommit(run, state.problems, state.commit);
  const relabelled = state.kind === "valid" && (await createLabels(run, state.policy));
  const before = await context.store.load(key);
  const posted = before?.posted ?? {};
  const away = await wasAwaySince(context.store, key, before?.updatedAt ?? 0);
  const rules = rulesHash(context, read, state);
  const seen = { [HEAD]: { id: 0, hash: read.snapshot.repository.headSha }, [RULES]: { id: 0, hash: rules } };
  await keepPolicyForPages(context, access, { read, state, rules });
  const changed = relabelled || away || posted[RULES]?.hash !== seen[RULES]?.hash;
  const moved = changed ? "rules" : posted[HEAD]?.hash !== seen[HEAD]?.hash ? "head" : null;
  await context.store.enqueueAnew(await itemsToLookAt(run, moved), context.now());
  await wakeContext(run, policyIn(state), moved === "rules");
  await wakeDeployments(run);
  await keepSeen(run, read, since, seen);
  return { dueAt: null };
}

/** What waits for an answer is looked at again with each look at its repository: what no event told is found so. */
async function wakeDeployments({ context, key }: Run): Promise<void> {
  await context.store.enqueueAnew(await context.store.waitingDeployments(key.repositoryId), context.now());
}

/** Where nothing governs, the organisation's policy may still come. */
async function restOnPolicy(run: Run<RepositoryKey>, read: PolicyRead, since: number): Promise<RunEnd> {
  await wakeDeployments(run);
  await wakeContext(run, null, Object.keys((await run.context.store.load(run.key))?.posted ?? {}).length > 0);
  await keepSeen(run, read, since, {});
  return { dueAt: null };
}

/** A repository's items rest on its policy through it: whoever changes that wakes the repository, and the repository all its items. */
async function keepSeen(run: Run, read: PolicyRead, since: number, posted: StoredItem["posted"]): Promise<void> {
  const { context, lease } = run;
  const { nodeId, owner } = read.snapshot.repository;
  const reads = { ...policyReadSet(nodeId, owner), since };
  await context.store.commit(lease, { now: context.now(), nodeId, record: emptyRecord(), posted, handled: [], entries: [], reads });
}

/** The policy in force. */
export function policyIn(state: PolicyState): Policy | null {
  return state.kind === "valid" ? state.policy : state.kind === "invalid" ? state.lastGood : null;
}

// What was judged while nothing might be written is looked at again once it may, and what is kept for pages in an older form is made anew.
function rulesHash(context: AppContext, { policyFiles }: PolicyRead, state: PolicyState): string {
  const files = policyFiles.files.map(({ path, mode, oid }) => `${path}=${mode}=${oid}`).toSorted();
  const policy = policyIn(state);
  return sha256(canonicalJson([files, policy?.digest ?? null, state.kind, context.writes.enabled, SHOWN_VERSION]));
}

/** A policy is everybody's; a branch that merely moved concerns those who rest on its texts. */
async function itemsToLookAt(run: Run, moved: "rules" | "head" | null): Promise<WorkKey[]> {
  const { context, access, key } = run;
  const open = await openItems(context, access, key);
  const known = await context.store.loadMany(open.map((item) => item.nodeId));
  const changed = open.filter((item) => moved === "rules" || isNews(item, known.get(item.nodeId)?.item));
  const numbers = new Set(changed.map((item) => item.number));
  const others =
    moved === "rules"
      ? await context.store.governedItems(key.repositoryId)
      : [...(moved === "head" ? await restingOnTexts(context, key) : []), ...(await leftBehind(context, key))];
  for (const other of others) if (other.kind === "item") numbers.add(other.number);
  return [...numbers].map((number) => ({ ...place(key), kind: "item" as const, number }));
}

/** Where there are too many to be listed, deliveries and what is remembered have to do. */
async function openItems({ log }: AppContext, access: RepositoryAccess, key: WorkKey): Promise<OpenItem[]> {
  try {
    return await listOpenItems(access.client, key);
  } catch (error) {
    if (!(error instanceof Unwhole)) throw error;
    log.warn({ repository: key.repositoryId, ...reasonFields(error) }, "The open items of a repository are too many to be listed");
    return [];
  }
}

async function restingOnTexts(context: AppContext, { repositoryId }: WorkKey): Promise<WorkKey[]> {
  return await context.store.restingIn(repositoryId, [documentsKey(repositoryId), branchKey(repositoryId)]);
}

/** Events that were lost for good: what rests on others is looked at now and then all the same, a few at a time. */
async function leftBehind(context: AppContext, { repositoryId }: WorkKey): Promise<WorkKey[]> {
  const now = context.now();
  return await context.store.worthALook(repositoryId, { told: now - TOLD_MS, partial: now - PARTIAL_MS }, MOST_LEFT_BEHIND);
}

/** Also a pull request whose commit was never judged: it has no check of ours. */
function isNews(item: OpenItem, stored: StoredItem | undefined): boolean {
  return !stored || item.updatedAt + CLOCK_TOLERANCE >= stored.updatedAt || item.headSha !== stored.headSha;
}

// People can only put labels on that exist. Observe mode creates none. Tells whether any was missing.
async function createLabels(run: Run, policy: Policy): Promise<boolean> {
  const { context, access } = run;
  if (policy.enforcement === "observe" || !context.writes.enabled) return false;
  const present = await access.noteLabels();
  // Too many to be listed: each is asked for when it is put on.
  if (present === null) return false;
  const missing = labelStyles(policy).filter((style) => !present.some((name) => sameLabel(name, style.name)));
  await access.writer(policy).item(
    0,
    missing.map((label): Write => ({ kind: "create_label", label })),
  );
  return missing.length > 0;
}

async function reportOnCommit(run: Run, problems: PolicyProblem[], commit: string): Promise<void> {
  const { context, access } = run;
  const writes = await writesFor(run, renderPolicyProblems(problems, commit));
  if (context.writes.enabled) await access.checks().item(0, writes);
}

/** Tells on the commit, and on a pull request, that no policy ever parsed. */
export async function reportBrokenPolicy(
  run: Run<ItemKey>,
  read: ItemRead,
  rules: { problems: PolicyProblem[]; commit: string },
): Promise<RunEnd> {
  const { context, access } = run;
  await reportOnCommit(run, rules.problems, rules.commit);
  const { item } = read.snapshot;
  if (item.pullRequest && item.state === "open") {
    const { verdict, policyPull } = await judgeUnderBroken(access, read, rules.problems);
    const writes = await checkWrites(run, item.pullRequest.headSha, [verdict]);
    if (context.writes.enabled) await access.checks().item(item.number, writes);
    await postMending(run, read, policyPull);
  }
  return { dueAt: null };
}
