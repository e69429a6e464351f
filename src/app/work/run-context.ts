import { artefactNeeds } from "../../core/handoff/artefacts-needed.js";
import { canonicalJson } from "../../core/basics/digest.js";
import { publishedArtefacts } from "../../core/context/stands.js";
import type { ArtefactStanding } from "../../core/context/standing.js";
import { artefactTurns, repositoryPlace, turnEntry } from "../../core/context/turns.js";
import { toRow } from "../../core/ledger/entry.js";
import type { Policy } from "../../core/policy/types.js";
import type { PolicyRead, StoredItem } from "../../core/ports.js";
import type { Posted } from "../../core/publishing/plan.js";
import { writtenIssue } from "../../core/publishing/context-issue.js";
import { contextReadSet } from "../../core/read-set/collect.js";
import { emptyRecord } from "../../core/record/record.js";
import { artefactsSeen } from "./artefacts-seen.js";
import { accessTo } from "./context.js";
import { writeContextPage } from "./context-page.js";
import type { ContextKey, Run } from "./run.js";
import { isRenamed, renamed } from "./run-check.js";
import { policyIn } from "./run-repository.js";
import { CONTEXT_LOOK_MS } from "./wake-context.js";
import type { RunEnd } from "./run-end.js";

/** One look at a repository's artefacts. */
interface Looked {
  read: PolicyRead;
  policy: Policy | null;
  standings: ArtefactStanding[];
  posted: Posted;
}

/**
 * Looks at the artefacts that a repository's roles publish: remembers how they stand, tells the ledger what turned, and keeps the issue about them where
 * the policy asks for one. Costs what finding their versions costs, and one conditional request for the issue.
 */
export async function reconcileContext(run: Run<ContextKey>): Promise<RunEnd> {
  const { context, access, key } = run;
  const since = context.now();
  const read = await access.repository();
  if (!read) return { dueAt: null };
  const { repository } = read.snapshot;
  const today = renamed(key, repository);
  if (isRenamed(key, repository)) return await reconcileContext({ ...run, access: await accessTo(context, today), key: today });
  const state = await access.reader.policy(read);
  const policy = policyIn(state);
  const stored = await context.store.load(key);
  // Where nothing governs any more, no artefact is anybody's.
  if (!policy && (state.kind !== "none" || !stored)) return { dueAt: null };
  const standings = policy ? await standingsIn(run, read, policy) : [];
  const looked = { read, policy, standings, posted: stored?.posted ?? {} };
  await keep(run, looked, since, stored);
  if (!policy) return { dueAt: null };
  const againAt = await writeContextPage(run, { ...looked, policy });
  return { dueAt: soonest([againAt, ...turnStaleAt(looked.standings, context.now())]) };
}

async function standingsIn(
  { context, access }: Run,
  { snapshot: { repository } }: PolicyRead,
  policy: Policy,
): Promise<ArtefactStanding[]> {
  const found = await access.reader.artefacts(repository, needsOf(policy));
  const { artefacts = {} } = await artefactsSeen(context, { repository, artefacts: found });
  const known = await standing(context.store, repository.nodeId);
  return await access.judge("artefacts", { repository, policy, artefacts, known, now: context.now() });
}

function needsOf(policy: Policy): ReturnType<typeof artefactNeeds> {
  return artefactNeeds(
    publishedArtefacts(policy).map((id) => ({ id, age: null })),
    policy,
  );
}

async function standing(store: Run["context"]["store"], repositoryId: string): Promise<ArtefactStanding[]> {
  return (await store.artefactsOf([repositoryId])).get(repositoryId) ?? [];
}

/** Remembered before anything is written: a crash in between repeats the writing, never the telling. */
async function keep(
  { context, lease }: Run,
  { read, policy, standings, posted }: Looked,
  since: number,
  stored: StoredItem | null,
): Promise<void> {
  const { repository } = read.snapshot;
  const before = await standing(context.store, repository.nodeId);
  const reads = contextReadSet(repository, policy ? needsOf(policy) : [], writtenIssue(posted));
  const now = context.now();
  const isRecent = stored !== null && stored.updatedAt > now - CONTEXT_LOOK_MS / 2;
  if (isRecent && stored.reads === reads.digest && canonicalJson(before) === canonicalJson(standings)) return;
  const place = repositoryPlace(repository, read.policyFiles.commit);
  const entries = artefactTurns(before, standings, now).map((turn) => toRow(turnEntry(turn, place, now)));
  await context.store.commit(lease, {
    now,
    nodeId: repository.nodeId,
    record: emptyRecord(),
    posted,
    handled: [],
    entries,
    reads: { ...reads, since },
    artefacts: standings,
  });
}

function turnStaleAt(standings: readonly ArtefactStanding[], now: number): number[] {
  return standings.flatMap(({ until }) => (until !== null && until > now ? [until] : []));
}

function soonest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : known.reduce((first, time) => Math.min(first, time));
}
