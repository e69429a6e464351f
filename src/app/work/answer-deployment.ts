import { sha256 } from "../../core/basics/digest.js";
import { approvalEntry } from "../../core/deployments/approval.js";
import type { DeploymentVerdict } from "../../core/deployments/judge.js";
import { planReport } from "../../core/deployments/report.js";
import { toRow } from "../../core/ledger/entry.js";
import type { RepositoryInfo } from "../../core/facts/snapshot.js";
import { commentMarker, type Write } from "../../core/facts/writes.js";
import type { Posted } from "../../core/publishing/plan.js";
import { hasApproved } from "../../github/deployments.js";
import { approvalText, reportText } from "../../render/deployments.js";
import { keepDeployment } from "./keep-deployment.js";
import type { DeploymentKey, Run } from "./run.js";
import type { RunEnd } from "./run-end.js";

/** That it is let through was decided, and is in the ledger. */
const APPROVING = "approving";
/** The last report, with how many there were; and when it was. */
const REPORT = "report";
const REPORTED = "reported";

/** What was found of a deployment, and what was said of it so far. */
interface Found {
  verdict: DeploymentVerdict;
  posted: Posted;
  place: { repository: RepositoryInfo; policyCommit: string };
}

/** Answers a deployment, or reports what it waits for. Returns when to see to it again by itself. */
export async function answerDeployment(run: Run<DeploymentKey>, found: Found): Promise<RunEnd> {
  if (!run.context.writes.enabled) return { dueAt: null };
  const { missing, observe } = found.verdict;
  const wasDecided = found.posted[APPROVING] !== undefined;
  if (missing.length === 0 || observe || wasDecided) return await approve(run, found);
  return await report(run, found);
}

/**
 * Decided first, then written, then done with. A crash in between repeats the writing only where GitHub does not have it: a run may wait for other rules
 * after ours was answered.
 */
async function approve(run: Run<DeploymentKey>, { verdict, posted, place }: Found): Promise<RunEnd> {
  const { context, access, key, lease } = run;
  const mark = commentMarker(`deployment ${key.id}`);
  const wasDecided = posted[APPROVING] !== undefined;
  if (!wasDecided) {
    const entry = approvalEntry(key, verdict, { ...place, at: context.now() });
    const after = { ...posted, [APPROVING]: { id: context.now(), hash: "" } };
    await keepDeployment(run, { posted: after, entries: [toRow(entry)] });
    context.meter?.decision(entry.kind);
  }
  if (!wasDecided || !(await hasApproved(access.client, key, key, { slug: context.app.slug, mark }))) {
    const comment = `${approvalText(verdict, key.environment)}\n${mark}`;
    await write(run, { kind: "review_deployment", run: key.run, environment: key.environment, state: "approved", comment });
  }
  await context.store.markGone(lease, context.now());
  return { dueAt: null };
}

async function report(run: Run<DeploymentKey>, { verdict, posted }: Found): Promise<RunEnd> {
  const { context, key, lease } = run;
  const comment = reportText(verdict, key.environment);
  const meaning = sha256(comment);
  const { id: count, hash } = posted[REPORT] ?? { id: 0, hash: null };
  const { isDue, againAt } = planReport(meaning, { count, meaning: hash, at: posted[REPORTED]?.id ?? 0 }, context.now());
  if (!isDue) return { dueAt: againAt };
  await write(run, { kind: "review_deployment", run: key.run, environment: key.environment, state: null, comment });
  const now = context.now();
  const said = { ...posted, [REPORT]: { id: count + 1, hash: meaning }, [REPORTED]: { id: now, hash: "" } };
  await context.store.savePosted(lease, { now, posted: said });
  return { dueAt: null };
}

async function write({ access }: Run<DeploymentKey>, one: Write): Promise<void> {
  await access.checks().item(0, [one]);
}
