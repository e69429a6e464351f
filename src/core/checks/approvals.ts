import type { Actor } from "../facts/actor.js";
import type { Time } from "../basics/known.js";
import { z } from "zod";
import type { ApprovalReason, Finding } from "../findings/findings.js";
import type { Review, Snapshot } from "../facts/snapshot.js";
import { worst } from "./combine.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { headsOf, noHead, sameReference, uncounted, type Head } from "./heads.js";
import { membershipOf } from "./membership.js";
import { count } from "./params.js";
import { broken, note, pass, pending, problem } from "./results.js";
import { largest } from "../basics/largest.js";

const MAX_FINDINGS = 10;

const params = z.strictObject({
  role: z.string().min(1).max(100).describe("Role whose members must approve."),
  count: count(1).default(1).describe("How many of its members, on each pull request."),
});
type Params = z.output<typeof params>;

/** Members of the role approved the newest commit. */
export const approvals = defineCheck<Params>({
  kind: "approvals",
  summary:
    "Passes when `count` distinct members of the role approved the newest commit of the pull request, or of every open or merged pull request linked to the issue; never its author, never a bot.",
  params,
  content: false,
  reads: () => [],
  needs: () => [{ kind: "reviews" }],
  item: () => ["linked pull requests"],
  reviewerRoles: (given) => [given.role],
  stricter: { count: "more" },
  supplier: (given) => given.role,
  example: {
    params: { role: "architect", count: 1 },
    good: "",
    bad: "",
    facts: {
      both: { linked_prs: [{ pr: "#12", state: "open" }] },
      good: { reviews: [{ by: "ana", state: "approved", stale: false }] },
      bad: { reviews: [{ by: "ana", state: "approved", stale: true }] },
    },
  },
  run: judge,
});

/** Takes a role and a snapshot with its reviews read; returns whether a member of the role approved the newest commit. */
export function approvedBy(role: string, snapshot: Snapshot): CheckResult {
  return judge({ role, count: 1 }, { snapshot });
}

function judge(given: Params, { snapshot }: Pick<CheckContext, "snapshot">): CheckResult {
  const heads = headsOf(snapshot);
  if (heads.length === 0) return noHead(snapshot);
  const { reviews } = snapshot;
  if (!reviews.known) return broken(problem({ code: "fact_unknown", fact: "reviews", reason: reviews.reason }));
  const results = heads.map((head) => judgeHead(head, reviews.value, given, snapshot));
  const outcome = worst(results.map((result) => result.outcome));
  const findings = [...results.flatMap((result) => result.findings), ...uncounted(snapshot).map(note)];
  if (outcome !== "pass") return { outcome, findings };
  const at = largest(results.map((result) => result.at));
  // Reviews have no place in the order of comments: only time can tell a comment from before one. And when a pull request
  // came to be linked, GitHub does not say.
  const since = { at, afterComment: Number.MAX_SAFE_INTEGER };
  return snapshot.item.pullRequest === null ? { ...pass(findings, since), proven: false } : pass(findings, since);
}

interface Approval {
  author: Actor;
  at: Time;
  why: ApprovalReason | null;
}

function judgeHead(head: Head, reviews: readonly Review[], given: Params, snapshot: Snapshot): CheckResult & { at: Time } {
  const { reference } = head;
  const standings = deciding(
    reviews.filter((review) => sameReference(review.pullRequest, reference)),
    head.sha,
  ).map((approval) => ({
    ...approval,
    why: approval.why ?? whyNotPerson(approval.author, given.role, snapshot),
  }));
  const counted = standings.filter(({ why }) => why === null).toSorted((a, b) => a.at - b.at);
  // The approval that completed the number dates it, so that one more moves nothing.
  const at = counted[given.count - 1]?.at;
  if (at !== undefined) return { ...pass([note({ code: "approved", reference, by: counted.map(({ author }) => author.login) })]), at };
  const unknown = standings.filter(({ why }) => why?.is === "unknown");
  const missing = problem({ code: "approvals_missing", reference, counted: counted.length, min: given.count, role: given.role });
  const findings = [missing, ...standings.flatMap((standing) => refused(standing, reference, given)).slice(0, MAX_FINDINGS)];
  return { ...(counted.length + unknown.length >= given.count ? broken(findings) : pending(findings)), at: 0 };
}

/**
 * What each reviewer's reviews come to. The latest that approves, asks for changes or was dismissed decides, as GitHub has it: a mere
 * comment does not. Approving once more moves nothing.
 */
function deciding(reviews: readonly Review[], sha: string): Approval[] {
  const standing = new Map<number, Approval>();
  for (const { author, state, commit, at } of reviews.toSorted((a, b) => a.at - b.at)) {
    if (author === null || state === "commented" || state === "pending") continue;
    const why = whyNotReview(state, commit, sha);
    const before = standing.get(author.id);
    if (why === null && before?.why === null) continue;
    standing.set(author.id, { author, at, why });
  }
  return [...standing.values()];
}

function whyNotReview(state: "approved" | "changes_requested" | "dismissed", commit: string | null, sha: string): ApprovalReason | null {
  if (state !== "approved") return { is: state };
  return commit !== null && commit === sha ? null : { is: "older" };
}

function whyNotPerson(author: Actor, role: string, snapshot: Snapshot): ApprovalReason | null {
  const { item } = snapshot;
  if (author.type !== "User" || author.isSelf) return { is: "bot" };
  // GitHub takes no approval from a pull request's author; this one we can tell ourselves.
  if (item.pullRequest !== null && item.author !== null && author.id === item.author.id) return { is: "author" };
  const membership = membershipOf(author.login, role, snapshot);
  if (membership.is === "unknown") return { is: "unknown", reason: membership.reason };
  return membership.is === "member" ? null : { is: "not_a_member" };
}

function refused({ author, why }: Approval, reference: string, { role }: Params): Finding[] {
  return why === null ? [] : [problem({ code: "approval_not_counted", by: author.login, reference, role, why })];
}
