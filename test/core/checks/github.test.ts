import type { PullRequestRef } from "../../../src/core/facts/linked-pull.js";
import { partKey } from "../../../src/core/content/content-parts.js";
import { voidOf } from "../../../src/core/words/guards.js";
import { personOf } from "../../../src/core/facts/person.js";
import { describe, expect, it } from "vitest";
import type { Comment, IssueRef, Snapshot } from "../../../src/core/facts/snapshot.js";
import { isAfter } from "../../../src/core/facts/moment.js";
import { comment, judge, person, snapshotOf } from "./helpers.js";

const people: Snapshot["people"] = {
  memberships: {
    po: {
      omar: { is: "member" },
      eve: { is: "not_member" },
      una: { is: "unknown", reason: "timeout" },
      pat: { is: "member" },
      bot: { is: "member" },
    },
  },
  permissions: {},
  accounts: {},
};
const snapshotWith = (comments: Comment[]) => snapshotOf("", { comments, people });
const KEY = partKey({ path: null, section: ["S"] });

/** Holds confirmations against a section that has stood since a moment. */
const confirm = (comments: Comment[], since = { at: 0, afterComment: 0 }) => {
  const snapshot = snapshotWith(comments);
  const { author } = snapshot.item;
  const not = author ? [{ person: personOf(author), why: "author" as const }] : [];
  return judge("confirmed_by", { role: "po", voided_by_edit_of: ["S"] }, "# S\nx", {
    snapshot,
    wordVoid: (word) => voidOf({ comment: word, not, bound: { [KEY]: { since } }, after: [] }),
  });
};

describe("confirmed_by", () => {
  it.each<[string, Comment[], string]>([
    ["nobody", [], "pending"],
    ["a member", [comment(5, "Omar", "/confirm priority")], "pass"],
    ["the author", [comment(5, "Pat", "/confirm priority")], "pending"],
    ["an outsider", [comment(5, "eve", "/confirm priority")], "pending"],
    ["unknown membership", [comment(5, "una", "/confirm priority")], "error"],
    ["never looked up", [comment(5, "constructor", "/confirm priority")], "error"],
    ["a bot", [comment(5, "bot", "/confirm priority", { author: person("bot", "Bot") })], "pending"],
    ["a ghost", [comment(5, "x", "/confirm priority", { author: null })], "pending"],
    ["edited", [comment(5, "omar", "/confirm priority", { lastEditedAt: 9000 })], "pending"],
    ["quoted", [comment(5, "omar", "> /confirm priority")], "pending"],
    ["another gate", [comment(5, "omar", "/confirm priority2")], "pending"],
    ["a member beside an unknown", [comment(5, "una", "/confirm priority"), comment(6, "omar", "/confirm PRIORITY ok")], "pass"],
  ])("%s", (_name, comments, outcome) => expect(confirm(comments).outcome).toBe(outcome));

  it("is void when the section changed later, or at the same second", () => {
    const at = (time: number) => confirm([comment(5, "omar", "/confirm priority")], { at: time, afterComment: 9 });
    expect([at(4000).outcome, at(5000).outcome, at(6000).outcome]).toEqual(["pass", "pending", "pending"]);
    expect(at(6000).findings[1]).toMatchObject({ code: "confirmation_not_counted", why: { is: "older", section: "S" } });
  });

  it("stands since the comment", () =>
    expect(confirm([comment(5, "omar", "/confirm priority")]).since).toEqual({ at: 5000, afterComment: 5 }));
});

const issue = (state: "open" | "closed"): IssueRef => ({
  nodeId: "x",
  repositoryId: "R",
  repository: "acme/data",
  number: 7,
  title: "t",
  state,
  stateReason: null,
  closedAt: null,
  url: "",
});
const pull = (state: PullRequestRef["state"], isDraft = false): PullRequestRef => ({
  nodeId: "x",
  repositoryId: "R",
  repository: "acme/data",
  number: 8,
  title: "t",
  state,
  isDraft,
  headSha: "",
  createdAt: 0,
  url: "",
});
const unknown = { known: false as const, reason: "502" };

describe("facts of GitHub", () => {
  it.each<[string, string, unknown, Partial<Snapshot>, string]>([
    ["free", "no_blockers", {}, {}, "pass"],
    ["closed blocker", "no_blockers", {}, { blockedBy: { known: true, value: [issue("closed")] } }, "pass"],
    ["open blocker", "no_blockers", {}, { blockedBy: { known: true, value: [issue("open")] } }, "fail"],
    ["open sub-issue", "no_blockers", {}, { subIssues: { known: true, value: [issue("open")] } }, "fail"],
    ["unknown blockers", "no_blockers", {}, { blockedBy: unknown }, "error"],
    ["unknown sub-issues", "no_blockers", {}, { subIssues: unknown }, "error"],
    ["merged", "linked_pr", {}, { linkedPullRequests: [pull("merged")] }, "pass"],
    ["none linked", "linked_pr", {}, {}, "fail"],
    ["one still open", "linked_pr", {}, { linkedPullRequests: [pull("merged"), pull("open")] }, "fail"],
    ["one given up", "linked_pr", {}, { linkedPullRequests: [pull("merged"), pull("closed")] }, "pass"],
    ["a draft is not ready", "linked_pr", { state: "ready" }, { linkedPullRequests: [pull("open", true)] }, "fail"],
    ["a draft is open", "linked_pr", { state: "open" }, { linkedPullRequests: [pull("open", true)] }, "pass"],
    ["too few", "linked_pr", { min: 2 }, { linkedPullRequests: [pull("merged")] }, "fail"],
    ["type unknown", "metadata", { type: "Bug" }, { issueType: unknown }, "error"],
    ["type right", "metadata", { type: "bug" }, { issueType: { known: true, value: "Bug" } }, "pass"],
    ["type wrong", "metadata", { type: "bug" }, {}, "fail"],
    ["milestone missing", "metadata", { milestone: true }, {}, "fail"],
    ["label missing", "metadata", { labels: { any: ["a"] } }, {}, "fail"],
    ["label absent as wanted", "metadata", { labels: { none: ["a"] } }, {}, "pass"],
    ["nobody assigned", "metadata", { assignee: { role: "po" } }, {}, "fail"],
    ["link exists", "links", { kinds: ["issue"] }, { links: { "acme/data#12": { known: true, value: true } } }, "pass"],
    ["link broken", "links", { kinds: ["issue"] }, { links: { "acme/data#12": { known: true, value: false } } }, "fail"],
    ["link unknown", "links", { kinds: ["issue"] }, { links: { "acme/data#12": unknown } }, "error"],
  ])("%s (%s)", (_name, kind, params, facts, outcome) => {
    expect(judge(kind, params, "see #12", { snapshot: snapshotOf("see #12", facts) }).outcome).toBe(outcome);
  });

  const since = (facts: Partial<Snapshot>) => judge("no_blockers", {}, "", { snapshot: snapshotOf("", facts) }).since;
  const closed = (closedAt: number | null): IssueRef => ({ ...issue("closed"), closedAt });
  const list = (...value: IssueRef[]) => ({ known: true as const, value });
  it("dates a free item by its last closed blocker, dependencies and sub-issues alike", () => {
    expect(since({ blockedBy: list(closed(5000), closed(3000)) })?.at).toBe(5000);
    expect(since({ blockedBy: list(closed(5000)), subIssues: list(closed(7000)) })?.at).toBe(7000);
  });
  it("never takes a comment from before the closing for a later one", () => {
    const moment = since({ blockedBy: list(closed(5000)) });
    if (!moment) throw new Error("no moment");
    expect([4, 5, 6].map((id) => isAfter(comment(id, "ana", "/ack"), moment))).toEqual([false, false, true]);
  });
  it("dates nothing when there never was a blocker, one is open, or one closing is not dated", () => {
    expect([
      since({}),
      since({ blockedBy: list(closed(5000), issue("open")) }),
      since({ blockedBy: list(closed(5000), closed(null)) }),
    ]).toEqual([undefined, undefined, undefined]);
  });

  it("asks for an assignee who holds the role, and fails closed on doubt", () => {
    const outcomes = ["omar", "eve", "una", "__proto__"].map((login) => {
      const snapshot = snapshotOf("", { people });
      return judge("metadata", { assignee: { role: "po" } }, "", {
        snapshot: { ...snapshot, item: { ...snapshot.item, assignees: [login] } },
      }).outcome;
    });
    expect(outcomes).toEqual(["pass", "fail", "error", "error"]);
  });
});
