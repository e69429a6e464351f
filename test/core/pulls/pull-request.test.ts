import type { Actor } from "../../../src/core/facts/actor.js";
import { accountId } from "../account.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Handoff } from "../../../src/core/record/state.js";
import { emptyRecord } from "../../../src/core/record/record.js";
import {
  judgePullRequest,
  standingOf,
  watchedIssues,
  type IssueKnowledge,
  type PullRequestInput,
} from "../../../src/core/pulls/pull-request.js";
import type { PullCommit } from "../../../src/core/pulls/exemption.js";
import type { IssueRef } from "../../../src/core/facts/snapshot.js";
import type { ItemVerdict, LinkedIssueStanding, PullRequestVerdict } from "../../../src/core/record/verdict.js";
import { BAD, CONFIG, policyOf, World } from "../handoff/world.js";

const PULLS = (rules: string) => policyOf(`${CONFIG}pull_requests: ${rules}\n`);
const REQUIRED = PULLS(
  "{ require_issue: true, allowed_stages: [build, test], exempt: { authors: ['dependabot[bot]'], labels: [no-issue] } }",
);
const OPTIONAL = PULLS("{ allowed_stages: [build, test] }");

const ISSUE: IssueRef = {
  nodeId: "I7",
  repositoryId: "R1",
  repository: "Acme/Shop",
  number: 7,
  title: "Cohorts",
  state: "open",
  stateReason: null,
  closedAt: null,
  url: "https://github.example.com/7",
};

function handoff(state: Handoff["state"]): Handoff {
  const world = new World();
  world.look();
  world.tick().label("pm", "stage: decide").look();
  if (!world.record.handoff) throw new Error("no hand-off");
  return { ...world.record.handoff, state } as Handoff;
}

function known(stage: string | null, state: Handoff["state"] | null = null, redGates: string[] = []): IssueKnowledge {
  return { is: "known", record: { ...emptyRecord(), stage, handoff: state === null ? null : handoff(state) }, redGates };
}

const at = (knowledge: IssueKnowledge) => standingOf(ISSUE, knowledge, REQUIRED, "acme/shop");

function judged(over: Partial<PullRequestInput> & { author?: string; labels?: string[] } = {}): PullRequestVerdict {
  const { snapshot } = new World();
  snapshot.item.kind = "pull_request";
  if (over.author) snapshot.item.author = { login: over.author, id: accountId(over.author), type: "Bot", isSelf: false };
  snapshot.item.labels = over.labels ?? [];
  const commits = commitsOf(commit(snapshot.item.author));
  return judgePullRequest({ snapshot, policy: REQUIRED, problems: [], issues: [], own: null, policyPull: null, commits, ...over });
}

function commit(author: Actor | null, committer: Actor | null = author, committedAt = 0): PullCommit {
  return { sha: "c0ffee", author, committer, committedAt };
}

const commitsOf = (...value: PullCommit[]) => ({ known: true, value }) as const;
const account = (login: string, type: "User" | "Bot" = "User"): Actor => ({ login, id: accountId(login), type, isSelf: false });
const BOT = account("dependabot", "Bot");
const LOOKALIKE = account("dependabot");
const GITHUB = account("web-flow");
const EVE = account("eve");

const ALLOWED = at(known("build"));
const EARLY = at(known("discover", "blocked", ["Evidence"]));
const AWAITING = at(known("discover", "awaiting"));
const FREE = at({ is: "not_governed" });
const UNKNOWN = at({ is: "unknown", reason: "it is in another repository" });

describe("how a linked issue stands", () => {
  it.each([
    ["in an allowed stage", known("build"), { is: "allowed", stage: "Build" }],
    ["in an allowed stage with a hand-off under way", known("test", "blocked"), { is: "allowed", stage: "Test" }],
    ["too early", known("discover"), { is: "too_early", stage: "Discover", next: "Build", needsPerson: false, waitingFor: null }],
    [
      "blocked",
      known("discover", "blocked", ["Evidence"]),
      { is: "too_early", next: "Decide", needsPerson: false, redGates: ["Evidence"] },
    ],
    ["sent back", known("discover", "rejected", []), { is: "too_early", needsPerson: false }],
    [
      "awaiting an ack",
      known("discover", "awaiting", ["stale"]),
      { is: "too_early", needsPerson: true, redGates: [], waitingFor: "architect" },
    ],
    ["past the allowed stages", known("evaluate"), { is: "too_early", stage: "Evaluate" }],
    ["in a stage the policy has no more", known("gone"), { is: "too_early", stage: "gone" }],
    ["without a stage", known(null), { is: "not_governed" }],
    ["not governed", { is: "not_governed" } as const, { is: "not_governed" }],
    ["unknown", { is: "unknown", reason: "404" } as const, { is: "unknown", reason: "404" }],
  ])("%s", (_what, knowledge, standing) => expect(at(knowledge).standing).toMatchObject(standing));

  it("names an issue of the same repository by its number, whatever the case", () => {
    expect(at(known("build")).reference).toBe("#7");
    expect(standingOf({ ...ISSUE, repository: "acme/other" }, known("build"), REQUIRED, "acme/shop").reference).toBe("acme/other#7");
  });
});

describe("what a pull request's check concludes", () => {
  it.each<[string, LinkedIssueStanding[], PullRequestVerdict["conclusion"]]>([
    ["an allowed issue", [ALLOWED], "success"],
    ["an issue that is too early", [EARLY], "failure"],
    ["an issue that waits for an ack", [AWAITING], "action_required"],
    ["an unknown issue", [UNKNOWN], "failure"],
    ["an allowed and an unknown one", [ALLOWED, UNKNOWN], "failure"],
    ["an allowed and an early one", [ALLOWED, EARLY], "failure"],
    ["an allowed and a waiting one", [ALLOWED, AWAITING], "action_required"],
    ["a waiting and an early one", [AWAITING, EARLY], "failure"],
    ["an allowed and a free one", [FREE, ALLOWED], "success"],
    ["only a free one, where an issue is required", [FREE], "failure"],
    ["none, where one is required", [], "failure"],
  ])("with %s", (_what, issues, conclusion) => expect(judged({ issues }).conclusion).toBe(conclusion));

  it.each<[string, LinkedIssueStanding[], PullRequestVerdict["conclusion"]]>([
    ["none", [], "success"],
    ["a free one", [FREE], "success"],
    ["an early one", [EARLY], "failure"],
    ["an unknown one", [UNKNOWN], "failure"],
  ])("with %s, where none is required", (_what, issues, conclusion) =>
    expect(judged({ policy: OPTIONAL, issues }).conclusion).toBe(conclusion),
  );

  it("says so when it is not governed", () =>
    expect(judged({ policy: OPTIONAL })).toMatchObject({ conclusion: "success", reason: { is: "not_governed" } }));

  it("exempts by the branch it goes into, whatever its own contract says, and by no other", () => {
    const { snapshot } = new World();
    const into = (baseRef: string) => ({
      ...snapshot,
      item: {
        ...snapshot.item,
        kind: "pull_request" as const,
        pullRequest: {
          headSha: "a".repeat(40),
          headRef: "x",
          baseRef,
          isDraft: false,
          merged: false,
          closingIssues: [],
          changedFiles: { known: true as const, value: [] },
        },
      },
    });
    const policy = PULLS("{ require_issue: true, exempt: { base: ['release/*'] } }");
    const verdict = (baseRef: string) => judged({ policy, snapshot: into(baseRef), issues: [EARLY] });
    expect(verdict("release/2026-07")).toMatchObject({
      conclusion: "success",
      reason: { is: "exempt", by: "base", value: "release/2026-07" },
    });
    expect(verdict("release/2026/07").conclusion).toBe("failure");
    expect(verdict("main").conclusion).toBe("failure");
  });

  it.each([
    ["its author", { author: "dependabot" }, "author"],
    ["its author, with the suffix", { author: "Dependabot[bot]" }, "author"],
    ["a label, whatever its case", { labels: ["No-Issue"] }, "label"],
  ])("exempts by %s", (_what, over, by) =>
    expect(judged({ ...over, issues: [EARLY] })).toMatchObject({ conclusion: "success", reason: { is: "exempt", by } }),
  );

  it.each<[string, PullCommit[]]>([
    ["whoever it is that pushed last", [commit(BOT), commit(EVE)]],
    ["whoever it is that pushed first", [commit(EVE), commit(BOT)]],
    ["somebody who changed the bot's commit", [commit(BOT, EVE)]],
    ["somebody who edited on the web", [commit(BOT), commit(EVE, GITHUB)]],
    ["an account that GitHub does not know", [commit(BOT), commit(null)]],
    ["a person who is named like the bot", [commit(LOOKALIKE)]],
    ["nobody at all", []],
  ])("does not exempt, with a bot, %s", (_what, commits) =>
    expect(judged({ author: "dependabot", commits: commitsOf(...commits) })).toMatchObject({
      conclusion: "failure",
      reason: { is: "no_issue" },
      lostExemption: { author: "dependabot[bot]", commit: commits.length === 0 ? null : "c0ffee" },
    }),
  );

  it("does not exempt an author whose commits could not be read, or were not", () => {
    const unread = { known: false, reason: "GitHub lists no more than 250" } as const;
    for (const commits of [unread, undefined]) expect(judged({ author: "dependabot", commits }).conclusion).toBe("failure");
  });

  it("exempts what GitHub itself committed for the bot", () =>
    expect(judged({ author: "dependabot", commits: commitsOf(commit(BOT, GITHUB)) })).toMatchObject({ conclusion: "success" }));

  it("leaves a label's exemption to whoever may put on the label, whoever's the commits are", () =>
    expect(judged({ author: "dependabot", labels: ["no-issue"], commits: commitsOf(commit(EVE)) })).toMatchObject({
      conclusion: "success",
      reason: { by: "label" },
    }));

  it("exempts nobody whose login merely looks alike", () => expect(judged({ author: "dependabot-evil" }).conclusion).toBe("failure"));

  it("is a success with the verdict in words while observing", () => {
    const policy = policyOf(
      `${CONFIG.replace("enforcement: block", "enforcement: observe")}pull_requests: { require_issue: true, allowed_stages: [build] }\n`,
    );
    expect(judged({ policy })).toMatchObject({ conclusion: "success", observe: true, reason: { is: "no_issue" } });
  });

  it("only reports pull requests older than the policy governs", () => {
    const policy = policyOf(`${CONFIG}governs_since: 2030-01-01\npull_requests: { require_issue: true, allowed_stages: [build] }\n`);
    expect(judged({ policy })).toMatchObject({ conclusion: "success", observe: true, reason: { is: "no_issue" } });
    const younger = commit(EVE, EVE, Date.UTC(2030, 0, 2));
    expect(judged({ policy, commits: commitsOf(commit(EVE), younger) })).toMatchObject({ conclusion: "failure", observe: false });
    expect(judged({ policy, commits: undefined })).toMatchObject({ conclusion: "failure", observe: false });
  });

  it.each(["not_planned", "duplicate"] as const)("passes on no stage of an issue that was closed as %s", (stateReason) => {
    const closed = standingOf({ ...ISSUE, state: "closed", stateReason }, known("build"), REQUIRED, "acme/shop");
    expect(closed.standing).toEqual({ is: "given_up", as: stateReason });
    expect(judged({ issues: [closed, ALLOWED] }).conclusion).toBe("failure");
    const done = standingOf({ ...ISSUE, state: "closed", stateReason: "completed" }, known("build"), REQUIRED, "acme/shop");
    expect(judged({ issues: [done] }).conclusion).toBe("success");
  });

  it("passes on no stage of an issue while a label of it is contested", () => {
    const contests = [{ label: "stage: test", others: "put on" as const, until: 1, held: true }];
    const contested = standingOf(
      ISSUE,
      { is: "known", record: { ...emptyRecord(), stage: "build", contested: contests }, redGates: [] },
      REQUIRED,
      "acme/shop",
    );
    expect(contested.standing).toEqual({ is: "contested", stage: "Build", contests });
    expect(judged({ issues: [contested, ALLOWED] }).conclusion).toBe("failure");
  });

  it("passes with no more issues than are watched", () => {
    const many = (count: number) => watchedIssues(Array.from({ length: count }, (_, n) => ({ ...ISSUE, number: n + 1 })));
    expect(many(100)).toMatchObject({ watched: { length: 100 }, beyond: [] });
    expect(many(101)).toMatchObject({ watched: { length: 100 }, beyond: [{ standing: { is: "unknown" } }] });
    expect(judged({ issues: [ALLOWED, ...many(101).beyond] }).conclusion).toBe("failure");
  });

  it("never turns green while anything is unknown, too early or waiting", () => {
    const all = fc.constantFrom(ALLOWED, EARLY, AWAITING, FREE, UNKNOWN);
    fc.assert(
      fc.property(fc.array(all, { maxLength: 6 }), fc.constantFrom(REQUIRED, OPTIONAL), (issues, policy) => {
        const { conclusion } = judged({ policy, issues });
        const bad = issues.filter(({ standing }) => standing.is === "unknown" || standing.is === "too_early");
        if (bad.length > 0) expect(conclusion).not.toBe("success");
        if (bad.some((issue) => issue !== AWAITING)) expect(conclusion).toBe("failure");
        expect(judged({ policy, issues: issues.toReversed() }).conclusion).toBe(conclusion);
      }),
    );
  });
});

describe("a pull request's own contract", () => {
  const own = (play: (world: World) => void, body?: string): ItemVerdict => {
    const world = new World(policyOf(), body);
    world.look();
    play(world);
    const verdict = world.look().verdict;
    if (!verdict) throw new Error("not governed");
    return verdict;
  };
  const confirmed = (world: World) => void world.tick().comment("omar", "/confirm priority");

  it.each<[string, ItemVerdict, PullRequestVerdict["conclusion"]]>([
    ["red", own(() => undefined, BAD), "failure"],
    ["green, with nothing requested", own(confirmed), "success"],
    ["red for want of a person", own(() => undefined), "action_required"],
    ["requested and red", own((world) => void world.tick().label("pm", "stage: decide"), BAD), "failure"],
    [
      "requested and awaiting",
      own((world) => {
        confirmed(world);
        world.tick().label("pm", "stage: decide");
      }),
      "action_required",
    ],
    [
      "sent back",
      own((world) => {
        confirmed(world);
        world.tick().label("pm", "stage: decide").look();
        world.tick().comment("ana", "/reject no");
      }),
      "failure",
    ],
  ])("%s", (_what, verdict, conclusion) =>
    expect(judged({ policy: OPTIONAL, own: verdict, issues: [ALLOWED] }).conclusion).toBe(conclusion),
  );

  it("is not outweighed by an exemption", () =>
    expect(judged({ author: "dependabot", own: own(() => undefined, BAD) }).conclusion).toBe("failure"));

  it("does not stand in for a required issue", () =>
    expect(judged({ own: own(confirmed) })).toMatchObject({ conclusion: "failure", reason: { is: "no_issue" } }));
});
