import { askedOfPulls } from "../core/asked-of-pulls.js";
import { canonicalJson, sha256 } from "../core/digest.js";
import type { Announced, ItemRecord } from "../core/handoff/record.js";
import type { WorkKey } from "../core/ports.js";
import type { Snapshot } from "../core/snapshot.js";
import type { AppContext } from "./context.js";
import { othersOn, place, verdictHash } from "./run-check.js";
import type { JudgedItem } from "./run-item.js";

/** The head of an open pull request; null for everything else. */
export function openHead({ snapshot }: Pick<JudgedItem, "snapshot">): string | null {
  return snapshot.item.state === "open" ? (snapshot.item.pullRequest?.headSha ?? null) : null;
}

/**
 * Puts those in line whose verdict rests on this item's: its pull requests, the issues it closes, items that wait for its stage, and pull requests
 * on the same commit. Returns what they were told.
 */
export async function announce(context: AppContext, key: WorkKey, judged: JudgedItem): Promise<Announced> {
  const told = judged.record.announced;
  const news = newsOf(context, judged);
  const found: WorkKey[][] = [];
  if (news.standing !== told?.standing) found.push(pullsOf(key, judged.snapshot));
  if (news.pull !== told?.pull) found.push(issuesOf(key, judged.snapshot));
  if (news.stage !== told?.stage) found.push(await context.store.waitingFor(key.installationId, referenceTo(judged.snapshot)));
  for (const sha of headsInDoubt(told, news)) {
    found.push((await othersOn(context, key, sha, judged.snapshot.item.number)).map((other) => other.key));
  }
  const keys = found.flat();
  if (keys.length > 0) await context.store.enqueue(keys, context.now());
  return news;
}

function newsOf(context: AppContext, judged: JudgedItem): Announced {
  const { snapshot, record } = judged;
  const waitsFor = Object.keys(snapshot.stages).toSorted();
  return {
    standing: standingHash(record, snapshot.item.state),
    head: openHead(judged),
    check: verdictHash(record.check),
    pull: pullHash(judged, context.app.slug),
    stage: record.stage,
    ...(waitsFor.length > 0 ? { waitsFor } : {}),
  };
}

function pullsOf(key: WorkKey, { repository, linkedPullRequests }: Snapshot): WorkKey[] {
  const home = `${repository.owner}/${repository.name}`.toLowerCase();
  const pulls = linkedPullRequests.filter((pull) => pull.state === "open" && pull.repository.toLowerCase() === home);
  return pulls.map((pull) => ({ ...place(key), kind: "item", number: pull.number }));
}

function issuesOf(key: WorkKey, { repository, item }: Snapshot): WorkKey[] {
  const home = `${repository.owner}/${repository.name}`.toLowerCase();
  const issues = (item.pullRequest?.closingIssues ?? []).filter(
    (issue) => issue.state === "open" && issue.repository.toLowerCase() === home,
  );
  return issues.map((issue) => ({ ...place(key), kind: "item", number: issue.number }));
}

function referenceTo({ repository, item }: Snapshot): string {
  return `${repository.owner}/${repository.name}#${item.number}`.toLowerCase();
}

// A commit shows the worst of its pull requests: it is looked at again when one of them changed its verdict, came, or left.
function headsInDoubt(told: Announced | null, news: Announced): string[] {
  if (told?.head === news.head && told?.check === news.check) return [];
  return [...new Set([told?.head ?? null, news.head])].filter((sha) => sha !== null);
}

function standingHash(record: ItemRecord, state: Snapshot["item"]["state"]): string {
  const gates = Object.entries(record.gates).map(([id, gate]) => [id, gate.outcome]);
  return sha256(canonicalJson([record.stage, record.handoff?.state ?? null, record.handoff?.to ?? null, gates, state]));
}

/** What the issues a pull request closes may judge of it; our own check tells them nothing. */
function pullHash({ snapshot, policy }: JudgedItem, slug: string): string | null {
  const { item, reviews, commitChecks } = snapshot;
  if (!item.pullRequest) return null;
  const { isDraft, merged, headSha } = item.pullRequest;
  const checks = commitChecks.known ? commitChecks.value.filter((check) => check.app !== slug) : commitChecks;
  const onHead = askedOfPulls(policy, snapshot).length > 0 ? { headSha, reviews, checks } : null;
  return sha256(canonicalJson([item.state, isDraft, merged, onHead]));
}
