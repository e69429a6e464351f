import type { Run } from "./run.js";
import { NOT_TRUSTED, NOT_VISIBLE, whereabouts } from "../../core/facts/elsewhere.js";
import { closingClaims } from "../../core/pulls/closing-claims.js";
import { provenStage } from "../../core/handoff/elsewhere.js";
import { asksForMakers } from "../../core/pulls/agent-pull.js";
import { agentsOnPull, type AgentsOnPull } from "./agent-pull.js";
import { asksForCommits } from "../../core/pulls/exemption.js";
import { judgePullRequest, standingOf, watchedIssues, type IssueKnowledge } from "../../core/pulls/pull-request.js";
import type { Policy } from "../../core/policy/types.js";
import type { IssueRef, Snapshot } from "../../core/facts/snapshot.js";
import type { LinkedIssueStanding, PullRequestVerdict } from "../../core/record/verdict.js";
import type { CheckRun, Write } from "../../core/facts/writes.js";
import { pullCommits } from "../../github/pull-commits.js";
import { findCheckRuns } from "../../github/checks.js";
import { pageLinks } from "../../render/pages/links.js";
import { renderCommitCheck } from "../../render/check-run.js";
import { goneIssues } from "./gone-issues.js";
import { withDetails } from "./check-details.js";
import type { StoredItem, WorkKey } from "../../core/ports.js";
import type { JudgedPull } from "./policy-pull.js";

/** Of issues that may not be spoken of; one is enough for a red check. */
const MOST_TOLD = 20;

/** The check of a pull request, and what agents made of it. */
interface Checked {
  verdict: PullRequestVerdict;
  /** Null where the policy declares no agent. */
  agents: AgentsOnPull | null;
}

/**
 * Decides the check of a pull request from what is remembered of the issues it closes; `before` is what was remembered of itself. Issues never looked at
 * are put in line.
 */
export async function checkOf(run: Run, { judged, policyPull }: JudgedPull, before: StoredItem | null): Promise<Checked> {
  const { context, access, key } = run;
  const { snapshot, policy, problems, verdict } = judged;
  const home = `${snapshot.repository.owner}/${snapshot.repository.name}`;
  const { watched: refs, beyond } = watchedIssues(snapshot.item.pullRequest?.closingIssues ?? []);
  const known = await context.store.loadMany(refs.map((ref) => ref.nodeId));
  const issues = refs.map((ref) => standingOf(ref, knowledgeOf(ref, known.get(ref.nodeId)?.item ?? null, judged), policy, home));
  const unseen = refs.filter((ref) => !known.has(ref.nodeId) && isHome(ref, home));
  await context.store.enqueue(
    unseen.map((ref) => ({ ...place(key), kind: "item" as const, number: ref.number })),
    context.now(),
  );
  const gone = await goneIssues(access.client, snapshot, before);
  const told = [...issues, ...beyond, ...gone, ...hiddenClaims(snapshot)];
  const makers = asksForMakers(policy) ? await access.makers(snapshot.item) : null;
  const agents = makers && (await agentsOnPull(run, judged, makers, told));
  const commits =
    makers ?? (asksForCommits(snapshot, policy) ? { commits: await pullCommits(access.client, key, snapshot.item.number) } : {});
  const input = { snapshot, policy, problems, issues: told, own: verdict, policyPull, ...commits };
  return { verdict: judgePullRequest({ ...input, agents: agents?.standing ?? null }), agents };
}

/** What a text says it closes where nothing may be said: the same whether it exists or not. */
function hiddenClaims(snapshot: Snapshot): LinkedIssueStanding[] {
  const hidden = closingClaims(snapshot).filter((claim) => whereabouts(claim, snapshot) === "hidden");
  return hidden
    .slice(0, MOST_TOLD)
    .map((reference) => ({ reference, url: "", title: "", standing: { is: "unknown", reason: NOT_VISIBLE } }));
}

// Another repository follows another policy: what is true there proves something here only where it is trusted.
function knowledgeOf(ref: IssueRef, stored: StoredItem | null, { snapshot, policy }: JudgedPull["judged"]): IssueKnowledge {
  const where = whereabouts(ref.repository, snapshot);
  if (where === "shown" || where === "hidden") return { is: "unknown", reason: NOT_TRUSTED };
  if (!stored)
    return { is: "unknown", reason: where === "here" ? "Baton is looking at it for the first time" : "Baton has not looked at it" };
  if (stored.isGone) return { is: "unknown", reason: "Baton has not found it where it was" };
  if (stored.record.trouble !== undefined)
    return { is: "unknown", reason: where === "here" ? stored.record.trouble : "it could not be judged" };
  const stage = where === "here" ? null : provenStage(stored.record, where, policy);
  return stage?.known === false
    ? { is: "unknown", reason: stage.reason }
    : { is: "known", record: stored.record, redGates: redGates(stored, policy) };
}

function redGates(stored: StoredItem, policy: Policy): string[] {
  const titles = new Map(policy.contracts.flatMap((contract) => contract.gates.map((gate) => [gate.id, gate] as const)));
  return Object.entries(stored.record.gates).flatMap(([id, memory]) => {
    const spec = titles.get(id);
    const red = spec && spec.level === "block" && memory.outcome !== "pass" && !stored.record.waivers.some((waiver) => waiver.gate === id);
    return red ? [spec.title] : [];
  });
}

function isHome(ref: IssueRef, home: string): boolean {
  return ref.repository.toLowerCase() === home.toLowerCase();
}

/** The place of a key without what it points at. */
export function place(key: WorkKey): Pick<WorkKey, "installationId" | "repositoryId" | "owner" | "name"> {
  return { installationId: key.installationId, repositoryId: key.repositoryId, owner: key.owner, name: key.name };
}

type Named = Pick<WorkKey, "owner" | "name">;

/** True when the repository has another name now than when the work was put in line. */
export function isRenamed(key: WorkKey, repository: Named): boolean {
  return key.owner !== repository.owner || key.name !== repository.name;
}

/** The key under the repository's name of today: GitHub redirects reads, but a write that is redirected may be lost. */
export function renamed<K extends WorkKey>(key: K, { owner, name }: Named): K {
  return { ...key, owner, name };
}

/** The check runs to write so that a commit shows the worst verdict of its pull requests. GitHub's own state is compared, so nothing is repeated. */
export async function checkWrites(run: Run, sha: string, verdicts: PullRequestVerdict[]): Promise<Write[]> {
  const checkRun = renderCommitCheck(verdicts, { headSha: sha, detailsUrl: detailsUrl(run, verdicts) });
  return await writesFor(run, checkRun);
}

/** The page where people see what is missing: the item that the check rests on, where it is one of this repository; null where there are no pages. */
export function detailsUrl({ context, key }: Pick<Run, "context" | "key">, verdicts: readonly PullRequestVerdict[]): string | null {
  if (context.pages === null) return null;
  const links = pageLinks(context.pages, key);
  const [worst] = verdicts.toSorted((a, b) => Number(a.conclusion === "success") - Number(b.conclusion === "success"));
  const issue = worst?.issues.find(({ reference }) => /^#\d{1,9}$/.test(reference));
  if (issue) return links.item(Number(issue.reference.slice(1)));
  return worst?.own ? links.item(worst.number) : links.board;
}

/** Creates the run, updates ours when it says something else, never completed, or was asked for `again`, or does nothing. */
export async function writesFor(run: Run, told: CheckRun, again = false): Promise<Write[]> {
  const { context, access, key } = run;
  const checkRun = withDetails(run, told);
  const [ours] = await findCheckRuns(access.client, key, context.app.id, checkRun.headSha, checkRun.name);
  if (!ours) return [{ kind: "create_check_run", run: checkRun }];
  const same =
    ours.status === "completed" &&
    ours.conclusion === checkRun.conclusion &&
    ours.externalId === checkRun.externalId &&
    ours.title === checkRun.output.title &&
    ours.summary === checkRun.output.summary;
  return same && !again ? [] : [{ kind: "update_check_run", id: ours.id, run: checkRun }];
}

/** The other open pull requests' verdicts on the same commit, as last decided. */
export async function othersOn(run: Run, sha: string, self: number): Promise<{ key: WorkKey; verdict: PullRequestVerdict }[]> {
  const { context, key } = run;
  const found = await context.store.itemsWithHead(key.repositoryId, sha);
  return found.flatMap(({ key: other, item }) => {
    const verdict = item.record.check;
    return verdict && other.kind === "item" && other.number !== self ? [{ key: other, verdict }] : [];
  });
}
