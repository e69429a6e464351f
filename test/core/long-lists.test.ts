import { parseMarkdown } from "../../src/core/document/parse.js";
import type { PullRequestRef } from "../../src/core/facts/linked-pull.js";
import { describe, expect, it } from "vitest";
import { textsOf } from "../../src/core/document/walk.js";
import { matchesGlob } from "../../src/core/basics/glob.js";
import { largest } from "../../src/core/basics/largest.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import type { CommitCheck, IssueRef, Review } from "../../src/core/facts/snapshot.js";
import { templateTexts } from "../../src/core/content/template-texts.js";
import { renderCommitCheck } from "../../src/render/check-run.js";
import { inert } from "../../src/render/inert.js";
import { renderLivingComment } from "../../src/render/living-comment.js";
import { renderPolicyProblems } from "../../src/render/policy-check.js";
import { gate, verdict } from "../render/build.js";
import { comment, judge, person, snapshotOf } from "./checks/helpers.js";

// More than a call takes arguments, and as many as fit into the longest text that is read.
const MANY = 200_000;
const LINES = 127_000;
const many = <T>(make: (index: number) => T, count = MANY): T[] => Array.from({ length: count }, (_, index) => make(index));
const under = (heading: string, line: string) => `## ${heading}\n\n${line.repeat(Math.floor((LINES * 2 - 20) / line.length))}`;

const issue = (index: number): IssueRef => ({
  nodeId: `I${index}`,
  repositoryId: "R1",
  repository: "acme/data",
  number: index + 10,
  title: "One of many",
  state: "open",
  stateReason: null,
  closedAt: index,
  url: "",
});
const closed = (index: number): IssueRef => ({ ...issue(index), state: "closed", stateReason: "completed" });
const pull = (index: number): PullRequestRef => ({
  nodeId: `P${index}`,
  repositoryId: "R1",
  repository: "acme/data",
  number: index + 10,
  title: "One of many",
  state: "open",
  isDraft: true,
  headSha: `h${index}`,
  createdAt: 0,
  url: "",
});
const review = (index: number): Review => ({
  pullRequest: "acme/data#10",
  author: person(`r${index}`),
  state: "approved",
  commit: "h0",
  at: index,
});
const result = (index: number): CommitCheck => ({ sha: "h0", name: "ci", app: "ci", conclusion: "success", completedAt: index });

describe("lists as long as a stranger likes", () => {
  // As long as a text may be; it is parsed once for all of them.
  const lines = under("Many", "-\n");
  const section = ["Many"];

  it("are read whole", () => {
    const document = parseMarkdown(lines);
    expect(document.problem).toBeNull();
    expect(document.headings[0]?.text).toBe("Many");
    expect(textsOf(document.whole.blocks).length).toBeGreaterThan(0);
  });

  it.each<[string, unknown]>([
    ["covers", { section, topics: ["a", "b"] }],
    ["checklist", { section }],
  ])("are judged by the check %s", (kind, params) => {
    const { findings } = judge(kind, params, lines);
    expect(findings.filter((finding) => finding.code === "check_broken")).toEqual([]);
  });

  it.each([
    ["leads of its own topic", "a: \n"],
    ["leads of two topics", "a:\nb:\n"],
    ["comments", "<!-- a -->"],
  ])("are judged in time where they are %s", (_what, line) => {
    const text = `## Many\n\n${line.repeat(Math.floor(65_000 / line.length))}`;
    const before = process.cpuUsage();
    expect(judge("covers", { section, topics: ["a", "b"] }, text).outcome).toBe("fail");
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(2000);
  });

  it.each<[string, unknown, Parameters<typeof snapshotOf>[1], string]>([
    ["no_blockers", {}, { blockedBy: { known: true, value: many(issue) } }, "fail"],
    ["no_blockers", {}, { subIssues: { known: true, value: many(closed) } }, "pass"],
    ["sub_issues", {}, { subIssues: { known: true, value: many(issue) } }, "fail"],
    ["linked_pr", { state: "ready" }, { linkedPullRequests: many(pull) }, "fail"],
    ["confirmed_by", { role: "lead" }, { comments: many((index) => comment(index, `c${index}`, "/confirm priority")) }, "error"],
    ["approvals", { role: "lead", count: 1 }, { linkedPullRequests: [pull(0)], reviews: { known: true, value: many(review) } }, "error"],
    [
      "status",
      { name: "ci", app: "ci", conclusion: "success" },
      { linkedPullRequests: [pull(0)], commitChecks: { known: true, value: many(result) } },
      "pass",
    ],
  ])("are counted by the check %s", (kind, params, facts, outcome) => {
    const judged = judge(kind, params, "", { snapshot: snapshotOf("", facts) });
    expect(judged.findings.filter((finding) => finding.code === "check_broken")).toEqual([]);
    expect(judged.outcome).toBe(outcome);
  });

  it("are compared, matched and taken from templates", () => {
    expect(largest(many((index) => index))).toBe(MANY - 1);
    expect(matchesGlob("**/x", `${"a/".repeat(1_000)}x`)).toBe(true);
    expect(templateTexts([{ path: "a.md", text: `<!--${"\n".repeat(MANY)}-->` }])).toEqual([]);
  });

  it("are found in a policy", () => {
    const files = [{ path: ".github/baton.yml", text: `version: 1\nroles: { ${many((index) => `r${index}: {x: 1}`, 500).join(", ")} }\n` }];
    expect(parsePolicy(files, { repository: "acme/data", commit: "c0ffee" }).policy).toBeNull();
  });

  it("are shown", () => {
    const finding = { code: "box_open", item: "`".repeat(3), severity: "problem", line: 3 } as const;
    const red = gate("evidence", "Evidence", { outcome: "fail", findings: many(() => finding) });
    const own = verdict({ gates: [red] });
    const pullVerdict = {
      number: 3,
      itemId: "PR_3",
      conclusion: "failure" as const,
      observe: false,
      reason: { is: "own_contract" as const },
      issues: [],
      allowedStages: [],
      own,
      problems: [],
    };
    const problem = { file: "a.yml", line: 1, column: 1, key: "", found: "x", needed: "y", fix: null, severity: "error" as const };
    expect(inert("` ".repeat(MANY)).length).toBeLessThan(200);
    expect(renderLivingComment(own)).toContain("Evidence");
    expect(renderCommitCheck([pullVerdict], { headSha: "h0", detailsUrl: null }).conclusion).toBe("failure");
    expect(
      renderPolicyProblems(
        many(() => problem),
        "c0ffee",
      ).conclusion,
    ).toBe("failure");
  });
});
