import { CONTEXT_MARKER } from "../../core/facts/context-issue.js";
import type { ArtefactStanding } from "../../core/context/standing.js";
import { TemporaryFault } from "../../core/basics/faults.js";
import type { Policy } from "../../core/policy/types.js";
import { afterWriting, planContextPage, writtenIssue, type FoundIssue } from "../../core/publishing/context-issue.js";
import type { Posted } from "../../core/publishing/plan.js";
import { ownIssue, ownIssuesWith } from "../../github/own-issues.js";
import { contextPage } from "../../render/context/page.js";
import type { ContextKey, Run } from "./run.js";

/** What the page is made of. */
interface Looked {
  policy: Policy;
  standings: readonly ArtefactStanding[];
  posted: Posted;
}

/**
 * Writes the issue about what flows between roles, where the policy asks for one and holds anything back at all. Open or closed it is edited in place,
 * and made anew only when it is gone. Returns when to see to it again, null when it says all there is.
 */
export async function writeContextPage(run: Run<ContextKey>, { policy, standings, posted }: Looked): Promise<number | null> {
  const { context, access, lease } = run;
  if (policy.contextIssue !== true || policy.enforcement === "observe" || !context.writes.enabled) return null;
  const page = contextPage(policy, standings);
  const found = await findIssue(run, posted);
  const now = context.now();
  const plan = planContextPage(page, found, posted, now);
  const keep = async (number: number, byTime: number | null): Promise<number | null> => {
    await context.store.savePosted(lease, { now, posted: { ...posted, ...afterWriting(page, number, posted, byTime) } });
    // What it rests on has its number from the next look on.
    return writtenIssue(posted) === number ? null : now;
  };
  if (plan.write === null) return found && writtenIssue(posted) !== found.number ? await keep(found.number, null) : plan.againAt;
  const [made] = await access.writer(policy).item(found?.number ?? 0, [plan.write]);
  const number = found?.number ?? made ?? null;
  // Without a number the writes were switched off meanwhile.
  return number === null ? null : await keep(number, plan.byTime ? now : null);
}

/** The one that was written last, while it is there; else one of ours that bears the mark: the database may have been lost. */
async function findIssue({ context, access, key }: Run<ContextKey>, posted: Posted): Promise<FoundIssue | null> {
  const known = writtenIssue(posted);
  if (known !== null) {
    const found = await ownIssue(access.client, key, known, context.app.slug);
    if (found) return found;
  }
  const [first] = await ownIssuesWith(access.client, key, CONTEXT_MARKER, context.app.slug);
  if (first && first.number === known) throw new TemporaryFault("GitHub lists an issue that it does not have");
  return first ?? null;
}
