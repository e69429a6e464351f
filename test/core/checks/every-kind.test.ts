import type { PullRequestRef } from "../../../src/core/facts/linked-pull.js";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../src/core/facts/snapshot.js";
import { judge, refuses, snapshotOf } from "./helpers.js";

const section = (name: string) => ({ check: "section", section: name });
const links = { check: "links", kinds: ["issue"] };
const confirm = { check: "confirmed_by", role: "po" };
const GREEN = "# S\nreal";

describe("all", () => {
  it.each<[string, unknown[], string, string]>([
    ["two green", [section("S"), { check: "forbid" }], GREEN, "pass"],
    ["one red", [section("S"), section("T")], GREEN, "fail"],
    ["a red one beside a person's", [section("T"), confirm], GREEN, "fail"],
    ["a person's alone", [section("S"), confirm], GREEN, "pending"],
    ["an error outweighs a failure", [section("T"), links], "see #1", "error"],
    ["an error outweighs a person's", [confirm, links], "see #1", "error"],
    ["nested", [{ check: "all", checks: [{ check: "all", checks: [section("T")] }] }], GREEN, "fail"],
    ["the same twice", [section("S"), section("S")], GREEN, "pass"],
  ])("%s", (_name, checks, body, outcome) => expect(judge("all", { checks }, body).outcome).toBe(outcome));
  it("names what every red one found", () =>
    expect(judge("all", { checks: [section("T"), section("U")] }, GREEN).findings.map((finding) => finding.code)).toEqual([
      "section_missing",
      "section_missing",
    ]));
  it.each([
    [[]],
    [Array.from({ length: 21 }, () => section("S"))],
    [[{ check: "hasOwnProperty" }]],
    [[{ ...section("S"), extra: 1 }]],
    [undefined],
  ])("refuses %#", (checks) => expect(refuses("all", { checks })).toBe(true));
});

describe("any", () => {
  it.each<[string, unknown[], string, string]>([
    ["the second is enough", [section("T"), section("S")], GREEN, "pass"],
    ["all red", [section("T"), section("U")], GREEN, "fail"],
    ["a person may still make it green", [section("T"), confirm], GREEN, "pending"],
    ["an error is no pass", [section("T"), links], "see #1", "error"],
    ["a pass beside an error", [section("S"), links], "# S\nsee #1", "pass"],
    ["a person's beside an error", [links, confirm], "see #1", "pending"],
    ["only errors", [links], "see #1", "error"],
    ["nested", [{ check: "any", checks: [section("S")] }], GREEN, "pass"],
  ])("%s", (_name, checks, body, outcome) => expect(judge("any", { checks }, body).outcome).toBe(outcome));
  it("says how many alternatives there were, then why none did", () => {
    expect(judge("any", { checks: [section("T"), section("U")] }, GREEN).findings.map((finding) => finding.code)).toEqual([
      "none_passed",
      "section_missing",
      "section_missing",
    ]);
  });
});

describe("not", () => {
  it.each<[string, unknown[], string, string]>([
    ["of a failure", [section("T")], GREEN, "pass"],
    ["of a pass", [section("S")], GREEN, "fail"],
    ["none may pass", [section("T"), section("S")], GREEN, "fail"],
    ["of what could not be read", [links], "see #1", "error"],
    ["of a failure beside what could not be read", [section("T"), links], "see #1", "error"],
    ["of what nobody confirmed yet", [confirm], GREEN, "pending"],
    ["of not", [{ check: "not", checks: [section("S")] }], GREEN, "pass"],
    ["of not of a failure", [{ check: "not", checks: [section("T")] }], GREEN, "fail"],
    ["of a text too large to read", [section("S")], `${GREEN}${" word".repeat(60_000)}`, "error"],
  ])("%s", (_name, checks, body, outcome) => expect(judge("not", { checks }, body).outcome).toBe(outcome));
});

describe("checklist", () => {
  it.each<[string, object, string, string]>([
    ["all ticked", {}, "# S\n- [x] a\n- [X] b", "pass"],
    ["one open below a ticked one", {}, "# S\n- [x] a\n  - [ ] b", "fail"],
    ["ticked only elsewhere", {}, "# S\n- [ ] a\n# T\n- [x] a", "fail"],
    ["no box at all", {}, "# S\ndone", "fail"],
    ["boxes in a quote only", {}, "# S\n> - [x] a", "fail"],
    ["boxes in code only", {}, "# S\n```\n- [x] a\n```", "fail"],
    ["boxes in a comment only", {}, "# S\n<!--\n- [x] a\n-->", "fail"],
    ["an open box in a comment does not count", {}, "# S\n- [x] a\n<!--\n- [ ] b\n-->", "pass"],
    ["a box without a label is none", {}, "# S\n- [x] a\n- [ ]", "pass"],
    ["more wanted than there are", { min: 3 }, "# S\n- [x] a\n- [x] b", "fail"],
    ["a tick for a red gate", { implied_by: "g" }, "# S\n- [x] a", "error"],
    ["no such section", {}, "# T\n- [x] a", "fail"],
  ])("%s", (_name, params, body, outcome) => expect(judge("checklist", { section: "S", ...params }, body).outcome).toBe(outcome));
  it("names each open box with its line", () => {
    expect(
      judge("checklist", { section: "S" }, "# S\n- [x] a\n- [ ] b\n- [ ] c").findings.map((finding) => [finding.code, finding.line]),
    ).toEqual([
      ["tasks_too_few", 3],
      ["box_open", 3],
      ["box_open", 4],
    ]);
  });
});

describe("links", () => {
  const known = (...keys: string[]): Snapshot["links"] =>
    Object.fromEntries(keys.map((key) => [key, { known: true as const, value: true }]));
  const outcome = (params: object, body: string, facts: Snapshot["links"] = {}) =>
    judge("links", params, body, { snapshot: snapshotOf(body, { links: facts }) }).outcome;
  it.each<[string, object, string, Snapshot["links"], string]>([
    ["an issue that exists", { kinds: ["issue"] }, "see #1", known("acme/data#1"), "pass"],
    ["the same issue twice is one", { kinds: ["issue"], min: 2 }, "#1 and acme/data#1", known("acme/data#1"), "fail"],
    ["an issue where a pull request is wanted", { kinds: ["pr"] }, "#1", known("acme/data#1"), "error"],
    ["an issue where a file of its name is wanted", { kinds: ["file"] }, "#1 and [a](acme/data%231)", known("acme/data#1"), "error"],
    [
      "an item by its number and by its address is one",
      { kinds: ["issue", "pr"], min: 2 },
      "#1 and https://github.com/acme/data/pull/1",
      known("acme/data#1", "pr:acme/data#1"),
      "fail",
    ],
    ["an issue in a fence", { kinds: ["issue"] }, "```\n#1\n```", known("acme/data#1"), "fail"],
    ["an issue in a comment", { kinds: ["issue"] }, "<!-- #1 -->", known("acme/data#1"), "fail"],
    ["#0 is no issue", { kinds: ["issue"] }, "#0 and a#1", known("acme/data#0", "acme/data#1"), "fail"],
    ["a file where an issue is wanted", { kinds: ["issue"] }, "docs/a.md", known("docs/a.md"), "fail"],
    ["a file outside the repository", { kinds: ["file"] }, "[a](../../etc/passwd)", known("../../etc/passwd"), "fail"],
    [
      "one broken, one fine",
      { kinds: ["issue"] },
      "#1 #2",
      { ...known("acme/data#1"), "acme/data#2": { known: true, value: false } },
      "pass",
    ],
    ["one unknown that would be needed", { kinds: ["issue"], min: 2 }, "#1 #2", known("acme/data#1"), "error"],
    ["one unknown that would not suffice", { kinds: ["issue"], min: 3 }, "#1 #2", known("acme/data#1"), "fail"],
    ["an issue of another GitHub", { kinds: ["issue"] }, "https://ghe.example/acme/data/issues/1", known("acme/data#1"), "fail"],
    ["a key of every object", { kinds: ["file"] }, "[a](constructor)", {}, "error"],
    ["another section", { kinds: ["issue"], section: "S" }, "# S\nnone\n# T\n#1", known("acme/data#1"), "fail"],
    ["no such section", { kinds: ["url"], section: "S" }, "https://a.example", {}, "fail"],
    [
      "mail and scripts are no links",
      { kinds: ["url"] },
      "[a](mailto:a@b.example) [b](javascript:alert(1)) [c](data:text/html,x)",
      {},
      "fail",
    ],
  ])("%s", (_name, params, body, facts, expected) => expect(outcome(params, body, facts)).toBe(expected));
});

describe("linked_pr", () => {
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
  const outcome = (params: object, ...pulls: PullRequestRef[]) =>
    judge("linked_pr", params, "", { snapshot: snapshotOf("", { linkedPullRequests: pulls }) });
  it.each<[string, object, PullRequestRef[], string]>([
    ["none", {}, [], "fail"],
    ["closed without merging", {}, [pull("closed")], "fail"],
    ["merged beside given up", {}, [pull("merged"), pull("closed")], "pass"],
    ["merged beside a draft", {}, [pull("merged"), pull("open", true)], "fail"],
    ["two wanted, one merged", { min: 2 }, [pull("merged"), pull("closed")], "fail"],
    ["ready beside a draft", { state: "ready" }, [pull("open"), pull("open", true)], "fail"],
    ["merged counts as ready", { state: "ready" }, [pull("merged")], "pass"],
    ["a closed draft is no draft", { state: "draft" }, [pull("closed", true)], "fail"],
    ["given up on purpose", { state: "closed" }, [pull("closed")], "pass"],
  ])("%s", (_name, params, pulls, expected) => expect(outcome(params, ...pulls).outcome).toBe(expected));
  it("has no date of its own", () => expect(outcome({}, pull("merged")).since).toBeUndefined());
});

describe("metadata", () => {
  const outcome = (params: object, item: Partial<Snapshot["item"]>, facts: Partial<Snapshot> = {}) => {
    const snapshot = snapshotOf("", facts);
    return judge("metadata", params, "", { snapshot: { ...snapshot, item: { ...snapshot.item, ...item } } }).outcome;
  };
  it.each<[string, object, Partial<Snapshot["item"]>, string]>([
    ["labels whatever their case", { labels: { all: ["Bug"] } }, { labels: ["bUG"] }, "pass"],
    ["one of all is missing", { labels: { all: ["a", "b"] } }, { labels: ["a"] }, "fail"],
    ["a forbidden one beside the wanted", { labels: { any: ["a"], none: ["b"] } }, { labels: ["a", "B"] }, "fail"],
    ["a label that only begins alike", { labels: { any: ["bug"] } }, { labels: ["bug fix"] }, "fail"],
    ["a milestone whatever its case", { milestone: "Q4" }, { milestone: "q4" }, "pass"],
    ["another milestone", { milestone: "Q4" }, { milestone: "Q3" }, "fail"],
    ["no milestone wanted", { milestone: false }, { milestone: "Q3" }, "fail"],
    ["any milestone", { milestone: true }, { milestone: "Q3" }, "pass"],
    ["an assignee nobody looked up", { assignee: { role: "po" } }, { assignees: ["omar"] }, "error"],
  ])("%s", (_name, params, item, expected) => expect(outcome(params, item)).toBe(expected));
  it("is an error while the type is not known, whatever else is wrong", () =>
    expect(outcome({ type: "Bug", milestone: true }, {}, { issueType: { known: false, reason: "502" } })).toBe("error"));
  it.each([[{}], [{ labels: { some: ["a"] } }], [{ milestone: 4 }], [{ assignee: "po" }]])("refuses %j", (params) =>
    expect(refuses("metadata", params)).toBe(true),
  );
});
