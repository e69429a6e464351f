import { unjudgedPull } from "./unjudged-pull.js";
import type { CommitKey, Run } from "./run.js";
import type { RunEnd } from "./run-end.js";
import type { PullRequestVerdict } from "../../core/record/verdict.js";
import type { CheckRun } from "../../core/facts/writes.js";
import { mergeGroupPullRequests, readQueueRef } from "../../github/queue.js";
import { pullRequestsWithHead } from "../../github/checks.js";
import { readRef } from "../../github/rerun.js";
import { renderCommitCheck, renderMergeGroupCheck } from "../../render/check-run.js";
import type { WorkKey } from "../../core/ports.js";
import { awaitGroup, lookAgain } from "./merge-group.js";
import { judgeUnderBroken, postMending } from "./broken-policy.js";
import { judgeMergedPolicy } from "./merged-policy.js";
import { readPolicyPull, type JudgedPull } from "./policy-pull.js";
import { postPullChecks } from "./pull-checks.js";
import { checkOf, detailsUrl, place, writesFor } from "./run-check.js";
import { judgeItem, rulesInForce } from "./run-item.js";

/** Answers for a commit: a merge group gets its pull requests' worst verdict, any other commit has its pull requests looked at. */
export async function reconcileCommit(run: Run<CommitKey>): Promise<RunEnd> {
  const { access, key } = run;
  const { ref, again } = readRef(key.ref);
  const queue = readQueueRef(ref);
  if (!queue) {
    await lookAtPulls(run, again);
    return { dueAt: null };
  }
  const carried = await mergeGroupPullRequests(access.client, key, key.sha, ref);
  if (carried.known) return await answerMergeGroup(run, carried.value, again);
  await awaitGroup(run);
  return await refuseMergeGroup(run, queue.number, carried.reason);
}

async function lookAtPulls(run: Run<CommitKey>, again: boolean): Promise<void> {
  const { context, access, key } = run;
  const seen = (await context.store.itemsWithHead(key.repositoryId, key.sha)).flatMap((found) =>
    found.key.kind === "item" ? [found.key.number] : [],
  );
  const numbers = await pullRequestsWithHead(access.client, key, key.sha, seen);
  if (again) await postAgain(run, numbers);
  const keys = numbers.map((number): WorkKey => ({ ...place(key), kind: "item", number }));
  // A result that belongs to no pull request is about the policy.
  await context.store.enqueue(again && keys.length === 0 ? [{ ...place(key), kind: "repository" }] : keys, context.now());
}

async function postAgain(run: Run<CommitKey>, numbers: number[]): Promise<void> {
  const { key } = run;
  const answers = await answersOf(run, numbers);
  if (!answers || answers.length === 0) return;
  const verdicts = answers.map(({ verdict }) => verdict);
  await post(run, renderCommitCheck(verdicts, { headSha: key.sha, detailsUrl: detailsUrl(run, verdicts) }), true);
  for (const { postMore } of answers) await postMore();
}

async function answerMergeGroup(run: Run<CommitKey>, numbers: number[], again: boolean): Promise<RunEnd> {
  const { access, key } = run;
  const answers = await answersOf(run, numbers);
  if (!answers) return { dueAt: null };
  const reason = await judgeMergedPolicy(
    access,
    key.sha,
    answers.flatMap(({ pull }) => pull ?? []),
  );
  const verdicts = answers.map(({ verdict }) => verdict);
  const last = verdicts.pop();
  if (last) verdicts.push(reason && last.conclusion === "success" ? { ...last, conclusion: "failure", observe: false, reason } : last);
  await post(run, renderMergeGroupCheck(verdicts, { headSha: key.sha, detailsUrl: detailsUrl(run, verdicts) }), again);
  return { dueAt: null };
}

/** What is not known whole may hold a pull request that must not merge. */
async function refuseMergeGroup(run: Run<CommitKey>, named: number, reason: string): Promise<RunEnd> {
  const { key } = run;
  const answers = await answersOf(run, [named]);
  if (!answers) return { dueAt: null };
  const verdicts = answers.map(({ verdict, pull }): PullRequestVerdict => ({
    ...verdict,
    conclusion: "failure",
    observe: pull?.judged.policy.enforcement === "observe",
    reason: { is: "group_unknown", why: reason },
  }));
  await post(run, renderMergeGroupCheck(verdicts, { headSha: key.sha, detailsUrl: detailsUrl(run, verdicts) }), false);
  return await lookAgain(run);
}

async function post(run: Run, checkRun: CheckRun, again: boolean): Promise<void> {
  const { context, access } = run;
  const writes = await writesFor(run, checkRun, again);
  if (context.writes.enabled) await access.checks().item(0, writes);
}

interface Answer {
  verdict: PullRequestVerdict;
  /** Null when it was not judged under a policy. */
  pull: JudgedPull | null;
  /** Posts anew what there is to say beside it. */
  postMore(): Promise<unknown>;
}

/** What there is to say of pull requests; null where there is no policy. */
async function answersOf(run: Run, numbers: number[]): Promise<Answer[] | null> {
  const answers: Answer[] = [];
  for (const number of numbers) {
    const answer = await answerOf(run, number);
    if (answer === "silent") return null;
    answers.push(answer);
  }
  return answers;
}

// Decided anew: a merge group is answered once, and nothing reminds GitHub of it later.
async function answerOf(run: Run, number: number): Promise<Answer | "silent"> {
  const { context, access, key } = run;
  const read = await access.reader.item(number);
  if (!read) return unread(number, "the pull request cannot be read");
  const rules = rulesInForce(await access.reader.policy(read));
  if (rules.is === "none") return "silent";
  if (rules.is === "broken") {
    const { verdict, policyPull } = await judgeUnderBroken(access, read, rules.problems);
    return { verdict, pull: null, postMore: async () => await postMending(run, read, policyPull, true) };
  }
  const itemKey = { ...place(key), kind: "item" as const, number };
  const stored = await context.store.load(itemKey);
  const judged = await judgeItem(run, read, rules, stored);
  if (!judged) return unread(number, "it changed while it was read");
  const pull = { judged, policyPull: await readPolicyPull(access, judged.read, judged.policy) };
  const postMore = async () => await postPullChecks({ ...run, key: itemKey }, pull, stored?.posted ?? {}, true);
  const { verdict } = await checkOf(run, pull, stored);
  return { verdict, pull, postMore };
}

function unread(number: number, why: string): Answer {
  const verdict = unjudgedPull({ number, itemId: `#${number}`, reason: { is: "unreadable", why } });
  return { verdict, pull: null, postMore: async () => {} };
}
