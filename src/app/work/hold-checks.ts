import { unjudgedPull } from "./unjudged-pull.js";
import type { CheckRun } from "../../core/facts/writes.js";
import type { Run } from "./run.js";
import type { Held } from "./held.js";
import { looksIntoDocuments } from "../../core/pulls/document-change.js";
import type { Posted } from "../../core/publishing/plan.js";
import { isPolicyPath } from "../../core/policy/files.js";
import type { PullRequestVerdict } from "../../core/record/verdict.js";
import { renderDocumentPull } from "../../render/document-pull.js";
import { renderPolicyPull } from "../../render/policy-pull.js";
import { postAnnotated } from "./post-annotated-check.js";
import { CONTRACTS, DOCUMENTS } from "./pull-checks.js";
import { checkWrites, othersOn } from "./run-check.js";

/** What the check `baton` says of a pull request that cannot be judged. */
export function troubledVerdict({ key, rudiments, policy, why }: Held): PullRequestVerdict {
  const observe = policy?.enforcement === "observe";
  const verdict = unjudgedPull({ number: key.number, itemId: rudiments.nodeId, reason: { is: "unreadable", why } });
  return { ...verdict, observe, conclusion: observe ? "success" : "failure" };
}

/** Makes the checks of an open pull request that cannot be judged red, those that may apply to it included. Returns what was posted. */
export async function holdChecks(run: Run, held: Held): Promise<Posted> {
  const { context, access } = run;
  const { key, rudiments } = held;
  const { pull, state } = rudiments;
  if (!pull || state !== "open" || !context.writes.enabled) return {};
  const others = await othersOn(run, pull.headSha, key.number);
  const verdicts = [troubledVerdict(held), ...others.map(({ verdict }) => verdict)];
  await access.checks().item(key.number, await checkWrites(run, pull.headSha, verdicts));
  return { ...(await holdContracts(run, held)), ...(await holdDocuments(run, held)) };
}

async function holdContracts(run: Run, held: Held): Promise<Posted> {
  const { pull } = held.rudiments;
  if (!pull || (pull.areAll && !pull.paths.some(isPolicyPath))) return {};
  const nothing = { problems: [], changes: null, unapproved: [], approvedBy: [], unheld: [], after: null };
  const observe = held.policy?.enforcement === "observe";
  const report = { ...nothing, inForce: held.policy !== null, observe, unread: held.why };
  const checkRun = renderPolicyPull({ pull: report, items: [], unjudged: [], leftOut: 0, others: [] }, whereOf(held, pull.headSha));
  return await post(run, held, CONTRACTS, checkRun);
}

async function holdDocuments(run: Run, held: Held): Promise<Posted> {
  const { policy, rudiments, why } = held;
  const { pull } = rudiments;
  if (!pull || !policy || !looksIntoDocuments(policy)) return {};
  if (pull.areAll && pull.paths.every(isPolicyPath)) return {};
  const observe = policy.enforcement === "observe";
  const checkRun = renderDocumentPull({ items: [], unjudged: [], leftOut: 0, unread: why, observe }, whereOf(held, pull.headSha));
  return await post(run, held, DOCUMENTS, checkRun);
}

function whereOf({ rudiments }: Held, headSha: string): { headSha: string; externalId: string } {
  return { headSha, externalId: rudiments.nodeId };
}

// Nothing else hashes to this, so the next look that goes well says what is true then.
async function post(run: Run, { rudiments }: Held, name: string, checkRun: CheckRun): Promise<Posted> {
  const id = await postAnnotated(run, checkRun, false);
  return id === null ? {} : { [name]: { id, hash: `${rudiments.pull?.headSha ?? ""}:held` } };
}
