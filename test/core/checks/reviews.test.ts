import type { PullRequestRef } from "../../../src/core/facts/linked-pull.js";
import type { Membership } from "../../../src/core/facts/known-people.js";
import { describe, expect, it } from "vitest";
import { wantedFacts } from "../../../src/core/handoff/facts-needed.js";
import type { CommitCheck, Review, Snapshot } from "../../../src/core/facts/snapshot.js";
import { policyOf, CONFIG, CONTRACT, World } from "../handoff/world.js";
import { judge, person, refuses, snapshotOf } from "./helpers.js";

const HEAD = "a".repeat(40);
const OLD = "b".repeat(40);
const DAY = 86_400_000;
const is = (standing: Membership["is"]): Membership => (standing === "unknown" ? { is: "unknown", reason: "timeout" } : { is: standing });
const people: Snapshot["people"] = {
  memberships: {
    architect: { ana: is("member"), ben: is("member"), pat: is("member"), eve: is("not_member"), una: is("unknown"), robo: is("member") },
  },
  permissions: {},
  accounts: {},
};

function pull(state: PullRequestRef["state"] = "open", number = 9, headSha = HEAD): PullRequestRef {
  const [nodeId, repositoryId, repository] = [`P${number}`, "R", "acme/data"];
  return { nodeId, repositoryId, repository, number, title: "t", state, isDraft: false, headSha, createdAt: 0, url: "" };
}

function review(login: string, state: Review["state"], more: Partial<Review> = {}): Review {
  return { pullRequest: "acme/data#9", author: person(login), state, commit: HEAD, at: DAY, ...more };
}

/** The pull request #9 by Pat. */
function onPull(more: Partial<Snapshot>): Snapshot {
  const base = snapshotOf("", { people, ...more });
  const facts = { headSha: HEAD, headRef: "x", baseRef: "main", isDraft: false, merged: false, closingIssues: [] };
  const pullRequest = { ...facts, changedFiles: { known: true as const, value: [] } };
  return { ...base, item: { ...base.item, kind: "pull_request", number: 9, pullRequest } };
}

const known = <T>(value: T) => ({ known: true as const, value });
const approvals = (reviews: Review[], count = 1) =>
  judge("approvals", { role: "architect", count }, "", { snapshot: onPull({ reviews: known(reviews) }) });
const onIssue = (linkedPullRequests: PullRequestRef[], reviews: Review[]) =>
  judge("approvals", { role: "architect" }, "", { snapshot: snapshotOf("", { people, linkedPullRequests, reviews: known(reviews) }) });

describe("approvals", () => {
  it.each<[string, Review[], number, string]>([
    ["nobody", [], 1, "pending"],
    ["a member", [review("Ana", "approved")], 1, "pass"],
    ["an outsider", [review("eve", "approved")], 1, "pending"],
    ["somebody whose standing is unknown", [review("una", "approved")], 1, "error"],
    ["somebody who was never looked up", [review("constructor", "approved")], 1, "error"],
    ["a member beside an unknown", [review("una", "approved"), review("ana", "approved")], 1, "pass"],
    ["the author", [review("Pat", "approved")], 1, "pending"],
    ["a bot, though it holds the role", [review("robo", "approved", { author: person("robo", "Bot") })], 1, "pending"],
    ["a deleted account", [review("x", "approved", { author: null })], 1, "pending"],
    ["an older commit", [review("ana", "approved", { commit: OLD })], 1, "pending"],
    ["a commit that is gone", [review("ana", "approved", { commit: null })], 1, "pending"],
    ["dismissed", [review("ana", "dismissed")], 1, "pending"],
    ["a mere comment", [review("ana", "commented")], 1, "pending"],
    ["not submitted", [review("ana", "pending")], 1, "pending"],
    ["changes asked for later", [review("ana", "approved"), review("ana", "changes_requested", { at: 2 * DAY })], 1, "pending"],
    ["listed out of order", [review("ana", "changes_requested", { at: 2 * DAY }), review("ana", "approved")], 1, "pending"],
    ["a comment after the approval", [review("ana", "approved"), review("ana", "commented", { at: 2 * DAY })], 1, "pass"],
    ["approved after asking for changes", [review("ana", "changes_requested"), review("ana", "approved", { at: 2 * DAY })], 1, "pass"],
    ["another pull request", [review("ana", "approved", { pullRequest: "acme/data#90" })], 1, "pending"],
    ["the same in other letters", [review("ana", "approved", { pullRequest: "Acme/Data#9" })], 1, "pass"],
    ["one member twice, of two", [review("ana", "approved"), review("ANA", "approved", { at: 2 * DAY })], 2, "pending"],
    ["two members", [review("ana", "approved"), review("ben", "approved")], 2, "pass"],
    ["one of two, and an unknown", [review("ana", "approved"), review("una", "approved")], 2, "error"],
    ["one of three, and an unknown", [review("ana", "approved"), review("una", "approved")], 3, "pending"],
  ])("%s", (_name, reviews, count, outcome) => expect(approvals(reviews, count).outcome).toBe(outcome));

  it("says why a review does not count", () => {
    const why = (one: Review) => approvals([one]).findings[1];
    expect(why(review("ana", "approved", { commit: OLD }))).toMatchObject({
      code: "approval_not_counted",
      by: "ana",
      why: { is: "older" },
    });
    expect(why(review("eve", "approved"))).toMatchObject({ why: { is: "not_a_member" } });
    expect(why(review("ana", "dismissed"))).toMatchObject({ why: { is: "dismissed" } });
  });

  it("stands since the approval that completed the number; one more, or the same again, moves nothing", () => {
    const two = [review("ana", "approved"), review("ben", "approved", { at: 2 * DAY })];
    const more = [...two, review("ana", "approved", { at: 5 * DAY })];
    expect([approvals(two).since?.at, approvals(two, 2).since?.at, approvals(more, 2).since?.at]).toEqual([DAY, 2 * DAY, 2 * DAY]);
    expect(approvals(two).proven).toBeUndefined();
  });

  it("is an error where the reviews could not be read", () => {
    const result = judge("approvals", { role: "architect" }, "", { snapshot: onPull({ reviews: { known: false, reason: "502" } }) });
    expect(result).toMatchObject({ outcome: "error", findings: [{ code: "fact_unknown", fact: "reviews" }] });
  });

  it("on an issue, wants them on every linked pull request that is open or merged", () => {
    const of = (number: number) => review("ana", "approved", { pullRequest: `acme/data#${number}` });
    expect(onIssue([], []).outcome).toBe("fail");
    expect(onIssue([pull("closed")], [of(9)]).outcome).toBe("fail");
    expect(onIssue([pull("merged"), pull("open", 10)], [of(9)]).outcome).toBe("pending");
    expect(onIssue([pull("merged"), pull("open", 10), pull("closed", 11)], [of(9), of(10)])).toMatchObject({
      outcome: "pass",
      proven: false,
    });
  });

  it("bounds what it says of a crowd, and refuses senseless numbers", () => {
    const crowd = Array.from({ length: 5000 }, (_, index) => review(`user${index}`, "changes_requested"));
    expect(approvals(crowd).findings.length).toBeLessThan(20);
    expect([refuses("approvals", {}), refuses("approvals", { role: "a", count: 0 }), refuses("approvals", { role: "" })]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("asks for the reviews, and for the role of everybody who reviewed, nested too", () => {
    const gate = "  - { id: either, check: any, checks: [{ check: approvals, role: lead }, { check: approvals, role: architect }] }";
    const world = new World(policyOf(CONFIG, CONTRACT.replace("trigger:", `${gate}\ntrigger:`)));
    world.look();
    const facts = wantedFacts(world.snapshot, world.policy, world.record);
    expect(facts.needs).toContainEqual({ kind: "reviews" });
    expect(facts.reviewers).toEqual(["lead", "architect"]);
  });
});

const check = (more: Partial<CommitCheck> = {}): CommitCheck => ({
  sha: HEAD,
  name: "test",
  app: "github-actions",
  conclusion: "success",
  completedAt: DAY,
  ...more,
});
const status = (checks: CommitCheck[], params = {}) =>
  judge("status", { name: "test", app: "GitHub-Actions", ...params }, "", { snapshot: onPull({ commitChecks: known(checks) }) });

describe("status", () => {
  it.each<[string, CommitCheck[], string]>([
    ["nothing reported", [], "pending"],
    ["success", [check()], "pass"],
    ["failure", [check({ conclusion: "failure" })], "fail"],
    ["neutral is no success", [check({ conclusion: "neutral" })], "fail"],
    ["skipped is no success", [check({ conclusion: "skipped" })], "fail"],
    ["running", [check({ conclusion: null, completedAt: null })], "pending"],
    ["running again after a success", [check(), check({ conclusion: null, completedAt: null })], "pending"],
    ["failed, then passed", [check({ conclusion: "failure" }), check({ completedAt: 2 * DAY })], "pass"],
    ["passed, then failed", [check({ conclusion: "failure", completedAt: 2 * DAY }), check()], "fail"],
    ["both in the same second", [check(), check({ conclusion: "failure" })], "fail"],
    ["one of the two undated", [check(), check({ conclusion: "failure", completedAt: null })], "fail"],
    ["another name", [check({ name: "Test" })], "pending"],
    ["another commit", [check({ sha: OLD })], "pending"],
    ["another app", [check({ app: "evil-ci" })], "pending"],
    ["no app", [check({ app: null })], "pending"],
    ["another app beside a failure", [check({ app: "evil-ci" }), check({ conclusion: "failure" })], "fail"],
  ])("%s", (_name, checks, outcome) => expect(status(checks).outcome).toBe(outcome));

  it("names the same check of another app as not counting", () => {
    expect(status([check({ app: "evil-ci" }), check({ app: null })]).findings).toMatchObject([
      { code: "status_missing" },
      { code: "status_foreign", app: "evil-ci", wanted: "github-actions" },
      { code: "status_foreign", app: null },
    ]);
  });

  it("may want another conclusion", () =>
    expect(status([check({ conclusion: "skipped" })], { conclusion: "skipped" }).outcome).toBe("pass"));
  it("stands since it completed", () => expect(status([check()]).since?.at).toBe(DAY));

  it("on an issue, is wanted on every linked pull request that is open or merged", () => {
    const of = (pulls: PullRequestRef[], checks: CommitCheck[]) =>
      judge("status", { name: "test", app: "github-actions" }, "", {
        snapshot: snapshotOf("", { linkedPullRequests: pulls, commitChecks: known(checks) }),
      }).outcome;
    expect(of([], [check()])).toBe("fail");
    expect(of([pull("merged"), pull("open", 10, OLD)], [check()])).toBe("pending");
    expect(of([pull("merged"), pull("open", 10, OLD)], [check(), check({ sha: OLD, conclusion: "failure" })])).toBe("fail");
    expect(of([pull("merged"), pull("open", 10, OLD)], [check(), check({ sha: OLD })])).toBe("pass");
  });

  it("is an error where the checks could not be read", () => {
    const snapshot = onPull({ commitChecks: { known: false, reason: "502" } });
    expect(judge("status", { name: "test", app: "x" }, "", { snapshot }).outcome).toBe("error");
  });

  it.each([{}, { name: "t" }, { name: "t", app: "a b" }, { name: "t", app: "x", conclusion: "green" }])("refuses %j", (params) =>
    expect(refuses("status", params)).toBe(true),
  );
});
