import { emptyRecord } from "../core/handoff/record.js";
import type { Policy, PolicyProblem } from "../core/policy/types.js";
import { sameLabel } from "../core/snapshot.js";
import type { Write } from "../core/writes.js";
import { listOpenItems, type OpenItem } from "../github/installations.js";
import type { Lease } from "../store/store.js";
import { labelStyles } from "../render/labels.js";
import { renderPolicyProblems } from "../render/policy-check.js";
import { judgeUnderBroken, postMending } from "./broken-policy.js";
import { accessTo, type AppContext, type RepositoryAccess } from "./context.js";
import type { ItemRead, StoredItem, WorkKey } from "../core/ports.js";
import type { RunEnd } from "./reconcile.js";
import { checkWrites, isRenamed, place, renamed, writesFor } from "./run-check.js";

const HEAD = "head";
/** GitHub's times are whole seconds of another clock. */
const CLOCK_TOLERANCE = 60_000;

/**
 * Looks at a whole repository: after a push to its policy or documents, a renamed label, a new installation, and on start. When the default
 * branch or the policy's labels changed, every governed item is put in line, otherwise only items that changed since they were last looked at.
 */
export async function reconcileRepository(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey & { kind: "repository" },
  lease: Lease,
): Promise<RunEnd> {
  const read = await access.repository();
  if (!read) return { dueAt: null };
  const today = renamed(key, read.snapshot.repository);
  if (isRenamed(key, today)) return await reconcileRepository(context, await accessTo(context, today), today, lease);
  const state = await access.reader.policy(read);
  if (state.kind === "none") return { dueAt: null };
  await context.store.policyFirstSeen(read.snapshot.repository.nodeId, context.now());
  if (state.kind === "invalid") await reportOnCommit(context, access, key, state.problems, state.commit);
  const relabelled = state.kind === "valid" && (await createLabels(context, access, state.policy));
  // What was judged while nothing might be written is looked at again once it may.
  const head = `${read.snapshot.repository.headSha}${context.writes.enabled ? "" : " unwritten"}`;
  const moved = relabelled || (await context.store.load(key))?.posted[HEAD]?.hash !== head;
  await context.store.enqueueAnew(await itemsToLookAt(context, access, key, moved), context.now());
  const seen = { nodeId: read.snapshot.repository.nodeId, record: emptyRecord(), posted: { [HEAD]: { id: 0, hash: head } }, handled: [] };
  await context.store.commit(lease, { now: context.now(), ...seen, entries: [] });
  return { dueAt: null };
}

async function itemsToLookAt(context: AppContext, access: RepositoryAccess, key: WorkKey, moved: boolean): Promise<WorkKey[]> {
  const open = await listOpenItems(access.client, key);
  const known = await context.store.loadMany(open.map((item) => item.nodeId));
  const changed = open.filter((item) => moved || isNews(item, known.get(item.nodeId)?.item));
  const numbers = new Set(changed.map((item) => item.number));
  const governed = moved ? await context.store.governedItems(key.repositoryId) : [];
  for (const other of governed) if (other.kind === "item") numbers.add(other.number);
  return [...numbers].map((number) => ({ ...place(key), kind: "item" as const, number }));
}

/** Also a pull request whose commit was never judged: it has no check of ours. */
function isNews(item: OpenItem, stored: StoredItem | undefined): boolean {
  return !stored || item.updatedAt + CLOCK_TOLERANCE >= stored.updatedAt || item.headSha !== stored.headSha;
}

// People can only put labels on that exist. Observe mode creates none. Tells whether any was missing.
async function createLabels(context: AppContext, access: RepositoryAccess, policy: Policy): Promise<boolean> {
  if (policy.enforcement === "observe" || !context.writes.enabled) return false;
  const present = await access.noteLabels();
  const missing = labelStyles(policy).filter((style) => !present.some((name) => sameLabel(name, style.name)));
  await access.writer(policy).item(
    0,
    missing.map((label): Write => ({ kind: "create_label", label })),
  );
  return missing.length > 0;
}

async function reportOnCommit(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey,
  problems: PolicyProblem[],
  commit: string,
): Promise<void> {
  const writes = await writesFor(context, access, key, renderPolicyProblems(problems, commit));
  if (context.writes.enabled) await access.checks().item(0, writes);
}

/** Tells on the commit, and on a pull request, that no policy ever parsed. */
export async function reportBrokenPolicy(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey & { kind: "item" },
  read: ItemRead,
  rules: { problems: PolicyProblem[]; commit: string },
): Promise<RunEnd> {
  await reportOnCommit(context, access, key, rules.problems, rules.commit);
  const { item } = read.snapshot;
  if (item.pullRequest && item.state === "open") {
    const { verdict, policyPull } = await judgeUnderBroken(access, read, rules.problems);
    const writes = await checkWrites(context, access, key, item.pullRequest.headSha, [verdict]);
    if (context.writes.enabled) await access.checks().item(item.number, writes);
    await postMending(context, access, key, read, policyPull);
  }
  return { dueAt: null };
}
