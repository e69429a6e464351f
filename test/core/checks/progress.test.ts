import { parseMarkdown } from "../../../src/core/document/parse.js";
import type { Known } from "../../../src/core/basics/known.js";
import { describe, expect, it } from "vitest";
import { checkByKind } from "../../../src/core/checks/registry.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { FieldValue, IssueRef, Snapshot } from "../../../src/core/facts/snapshot.js";
import { CONFIG, CONTRACT } from "../handoff/world.js";
import { judge, NOW, refuses, snapshotOf } from "./helpers.js";

const unknown = { known: false as const, reason: "502" };
const issue = (number: number, how: "open" | "completed" | "not_planned" | "duplicate" | null, repository = "acme/data"): IssueRef => ({
  nodeId: `I${number}`,
  repositoryId: "R",
  repository,
  number,
  title: "Part",
  state: how === "open" ? "open" : "closed",
  stateReason: how === "open" ? null : how,
  closedAt: how === "open" ? null : number * 1000,
  url: "",
});
const subIssues = (issues: Known<IssueRef[]> | IssueRef[], params = {}) =>
  judge("sub_issues", params, "", {
    snapshot: snapshotOf("", { subIssues: Array.isArray(issues) ? { known: true, value: issues } : issues }),
  });

describe("sub_issues", () => {
  it.each<[string, IssueRef[], object, string]>([
    ["none at all", [], {}, "fail"],
    ["one open", [issue(1, "completed"), issue(2, "open")], {}, "fail"],
    ["all completed", [issue(1, "completed"), issue(2, "completed")], {}, "pass"],
    ["closed before GitHub asked why", [issue(1, null)], {}, "pass"],
    ["one given up", [issue(1, "completed"), issue(2, "not_planned"), issue(3, "duplicate")], {}, "pass"],
    ["all given up", [issue(1, "not_planned"), issue(2, "duplicate")], {}, "fail"],
    ["enough completed, others open", [issue(1, "completed"), issue(2, "open")], { min: 1 }, "pass"],
    ["given up ones do not count", [issue(1, "completed"), issue(2, "not_planned")], { min: 2 }, "fail"],
  ])("%s", (_name, issues, params, outcome) => expect(subIssues(issues, params).outcome).toBe(outcome));

  it("is an error when the list could not be read", () => expect(subIssues(unknown).outcome).toBe("error"));
  it("keeps the titles of other repositories to itself", () => {
    const titles = subIssues([issue(1, "open", "secret/plans"), issue(2, "open", "Acme/Data")]).findings.flatMap((finding) =>
      finding.code === "sub_issue_open" ? [finding.title] : [],
    );
    expect(titles).toEqual(["", "Part"]);
  });
  it("stands since the one that completed the number", () => {
    const three = [issue(3, "completed"), issue(1, "completed"), issue(2, "completed")];
    expect([subIssues(three, { min: 2 }).since?.at, subIssues(three).since?.at]).toEqual([2000, 3000]);
  });
  it("refuses a number below one", () => expect(refuses("sub_issues", { min: 0 })).toBe(true));
});

const stages: Snapshot["stages"] = {
  "acme/data#2": { known: true, value: "build" },
  "acme/data#3": { known: true, value: "discover" },
  "acme/data#4": { known: true, value: null },
  "acme/data#5": unknown,
  "acme/data#6": { known: true, value: "elsewhere" },
  "acme/platform#7": { known: true, value: "evaluate" },
  "acme/ruled#7": { known: true, value: "evaluate" },
  "acme/lax#7": { known: true, value: "evaluate" },
  "acme/secret#7": { known: true, value: "evaluate" },
};
const elsewhere: Snapshot["elsewhere"] = {
  "acme/platform": { repositoryId: "R2", counts: "trusted", taken: false },
  "acme/ruled": { repositoryId: "R3", counts: "ruled", taken: false },
  "acme/lax": { repositoryId: "R4", counts: "shown", taken: false },
};
const requires = (body: string, params = {}) =>
  judge("requires_stage", { stage: "build", ...params }, body, { snapshot: snapshotOf(body, { stages, elsewhere }) });

describe("requires_stage", () => {
  it.each<[string, string, string]>([
    ["no link", "nothing here", "fail"],
    ["at the stage", "needs #2", "pass"],
    ["past the stage in a repository that is trusted", "needs Acme/Platform#7", "pass"],
    ["past the stage under the same organisation's policy", "needs acme/ruled#7", "pass"],
    ["past the stage in a repository that is not trusted", "needs acme/lax#7", "error"],
    ["past the stage where nothing may be said", "needs acme/secret#7", "error"],
    ["in a repository that is not trusted, and behind", "needs acme/lax#7 and #3", "error"],
    ["behind", "needs #2 and #3", "fail"],
    ["not governed", "needs #4", "fail"],
    ["in a stage that this lifecycle lacks", "needs #6", "fail"],
    ["unknown", "needs #5", "error"],
    ["never looked up", "needs #99", "error"],
    ["behind and unknown", "needs #3 and #5", "error"],
    ["only itself", "this is #1", "fail"],
    ["itself beside another", "#1 needs #2", "pass"],
    ["a full link", "needs https://github.com/acme/data/pull/2", "pass"],
    ["a link elsewhere", "needs https://evil.example/acme/data/issues/2", "fail"],
    ["in a comment only", "<!-- #2 -->", "fail"],
    ["in code only", "```\n#2\n```", "fail"],
  ])("%s", (_name, body, outcome) => expect(requires(body).outcome).toBe(outcome));

  it("looks into the section, when there is one", () => {
    expect(requires("see #3\n### Depends on\n- #2\n### Other\n#4", { section: "Depends on" }).outcome).toBe("pass");
    expect(requires("#2", { section: "Depends on" })).toMatchObject({ outcome: "fail", findings: [{ code: "section_missing" }] });
    expect(requires("### Depends on\nnothing", { section: "Depends on" }).findings).toMatchObject([
      { code: "item_links_missing", line: 1 },
    ]);
  });

  it("counts the issues that a pull request closes, and asks for the stage of each link once", () => {
    const base = snapshotOf("see #2 and #2", { stages });
    const facts = { headSha: "", headRef: "x", baseRef: "main", isDraft: false, merged: false };
    const pullRequest = { ...facts, closingIssues: [issue(3, "open", "Acme/Data")], changedFiles: { known: true as const, value: [] } };
    const snapshot: Snapshot = { ...base, item: { ...base.item, kind: "pull_request", pullRequest } };
    const result = judge("requires_stage", { stage: "build" }, base.item.body, { snapshot });
    expect(result).toMatchObject({ outcome: "fail", findings: [{ code: "stage_behind", reference: "acme/data#3", found: "discover" }] });
    const needs = checkByKind("requires_stage")?.needs?.({ stage: "build" }, parseMarkdown(base.item.body), snapshot);
    expect(needs).toEqual([
      { kind: "stage", ref: { kind: "issue", key: "acme/data#2" } },
      { kind: "stage", ref: { kind: "issue", key: "acme/data#3" } },
    ]);
  });

  it("judges no crowd in part", () => {
    const body = Array.from({ length: 60 }, (_, index) => `- #${index + 100}`).join("\n");
    expect(requires(body)).toMatchObject({ outcome: "fail", findings: [{ code: "item_links_too_many", counted: 60 }] });
  });

  it("wants a stage of the lifecycle", () => {
    expect(requires("#2", { stage: "nowhere" }).outcome).toBe("error");
    const gate = "  - { id: deps, check: all, checks: [{ check: requires_stage, stage: biuld }] }";
    const files = [
      { path: ".github/baton.yml", text: CONFIG },
      { path: "contracts/a.yml", text: CONTRACT.replace("trigger:", `${gate}\ntrigger:`) },
    ];
    const { policy, problems } = parsePolicy(files, { repository: "acme/data", commit: "c" });
    expect(policy).toBeNull();
    expect(problems).toMatchObject([{ found: 'the unknown stage "biuld"', fix: "Did you mean `build`?" }]);
  });
});

const field = (from: string, fields: Known<Record<string, FieldValue>>, params = {}) =>
  judge("field", { field: "Risk class", from, ...params }, "### Risk class\nlow", {
    snapshot: snapshotOf("", from === "issue_field" ? { issueFields: fields } : { projectFields: fields }),
  });

describe.each(["issue_field", "project_field"])("field from %s", (from) => {
  const value = (found: FieldValue, params = {}) => field(from, { known: true, value: { "risk class": found } }, params).outcome;
  it.each<[string, FieldValue, object, string]>([
    ["set", "low", {}, "pass"],
    ["not set", null, {}, "fail"],
    ["a placeholder", "TBD", {}, "fail"],
    ["no options", [], {}, "fail"],
    ["as wanted", "low", { schema: { enum: ["low", "high"] } }, "pass"],
    ["otherwise", "medium", { schema: { enum: ["low", "high"] } }, "fail"],
    ["a number", 5, { schema: { type: "number", maximum: 8 } }, "pass"],
    ["a number as text", "9", { schema: { type: "number", maximum: 8 } }, "fail"],
    ["false is a value", false, { schema: { type: "boolean" } }, "pass"],
  ])("%s", (_name, found, params, outcome) => expect(value(found, params)).toBe(outcome));
  it("not there, though the body has it", () => expect(field(from, { known: true, value: {} }).outcome).toBe("fail"));
  it("unknown", () => expect(field(from, unknown).outcome).toBe("error"));
  it("is judged whatever the body is", () => {
    const snapshot = snapshotOf("", { [from === "issue_field" ? "issueFields" : "projectFields"]: { known: true, value: { x: "low" } } });
    const body = "x".repeat(300_000);
    expect(judge("field", { field: "x", from }, body, { snapshot, document: parseMarkdown(body) }).outcome).toBe("pass");
    expect(checkByKind("field")?.reads({ field: "x", from, schema: {} }, { kind: "field", in: "body", params: {} })).toEqual([]);
  });
});

const age = (body: string, params: object = {}, more = {}) => judge("age", { section: "Prices", max: "90d", ...params }, body, more);

describe("age", () => {
  it.each<[string, string, string]>([
    ["no section", "x", "fail"],
    ["no date", "# Prices\nnew", "fail"],
    ["fresh", "# Prices\nas of 2026-07-01", "pass"],
    ["the oldest day that is allowed", "# Prices\n2026-05-02", "pass"],
    ["a day older", "# Prices\n2026-05-01", "fail"],
    ["one of two is old", "# Prices\n- 2026-07-01\n- 2024-07-01", "fail"],
    ["today", "# Prices\n2026-08-01", "pass"],
    ["in the future", "# Prices\n2026-08-03", "fail"],
    ["an impossible day", "# Prices\n2026-02-30", "fail"],
    ["only in a comment", "# Prices\n<!-- 2026-07-01 -->", "fail"],
    ["only in code", "# Prices\n```\n2026-07-01\n```", "fail"],
    ["only in an address", "# Prices\nhttps://x.example/2026-07-01/a", "fail"],
    ["in another section", "# Prices\nnone\n# Other\n2026-07-01", "fail"],
    ["with CRLF, in a table", "# Prices\r\n\r\n| a | b |\r\n|---|---|\r\n| x | 2026-07-01 |\r\n", "pass"],
    ["with a time", "# Prices\n2026-07-01T10:00:00Z", "pass"],
  ])("%s", (_name, body, outcome) => expect(age(body).outcome).toBe(outcome));

  it.each([
    "01.07.2026",
    "7/1/2026",
    "7/1/26",
    "2026/07/01",
    "1 July 2026",
    "1st of July, 2026",
    "Jul 1, 2026",
    "July 2026",
    "2026-07",
    "2026-7-1",
    "Q3 2026",
    "01-07-2026",
  ])("%s is named as not readable, even beside one that is", (text) => {
    const { outcome, findings } = age(`# Prices\n2026-07-01\nas of ${text}.`);
    expect(outcome).toBe("fail");
    expect(findings).toMatchObject([{ code: "date_unreadable", text, line: 3 }]);
  });
  it.each([
    "version 1.2.3",
    "10.0.0.1",
    "the market 2026",
    "ratio 3/4",
    "2020-2024",
    "docs/2024-01-31-a.md",
    "part 2026-01-01-x",
    "abc2024-01-01",
  ])("%s is no date", (text) =>
    expect(age(`# Prices\n2026-07-01 ${text}`).findings.map((finding) => finding.code)).toEqual(["dates_fresh"]),
  );

  it("reads a key of the front matter", () => {
    const of = (frontMatter: Record<string, unknown> | null) =>
      judge("age", { field: "reviewed", max: "90d" }, "", { frontMatter, path: "docs/a.md" }).outcome;
    expect([of({ reviewed: "2026-07-01" }), of({ reviewed: "2024-07-01" }), of({ reviewed: "soon" }), of({}), of(null)]).toEqual([
      "pass",
      "fail",
      "fail",
      "fail",
      "fail",
    ]);
  });
  it("reads the whole text without section and field, and takes no two", () => {
    expect(judge("age", { max: "90d" }, "as of 2026-07-01").outcome).toBe("pass");
    expect([
      refuses("age", { max: "90d", section: "a", field: "b" }),
      refuses("age", { section: "a" }),
      refuses("age", { max: "soon" }),
    ]).toEqual([true, true, true]);
  });
  it("turns red by time alone", () => expect(age("# Prices\n2026-07-01", {}, { now: NOW + 80 * 86_400_000 }).outcome).toBe("fail"));
  it("says a bounded lot of a hostile text", () => {
    expect(age(`# Prices\n${"1/1/2020 ".repeat(20_000)}`).findings.length).toBeLessThanOrEqual(21);
    expect(age(`# Prices\n${"2026-".repeat(40_000)}`).outcome).toBe("fail");
  });
});
