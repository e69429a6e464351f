import { describe, expect, it } from "vitest";
import { renderCommitCheck, renderMergeGroupCheck, renderPullRequestCheck, worstOf } from "../../src/render/check-run.js";
import { labelStyle } from "../../src/render/labels.js";
import { renderPolicyProblems } from "../../src/render/policy-check.js";
import type { Policy } from "../../src/core/policy/types.js";
import { gate, outsideCode, pull, STAGES, verdict } from "./build.js";

function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error("the list is empty");
  return one;
}

const where = { headSha: "a".repeat(40), detailsUrl: null };

describe("check run", () => {
  it("has the nearest unmet requirement as its title", () => {
    const run = renderPullRequestCheck(pull(), where);
    expect(run).toMatchObject({
      name: "baton",
      externalId: "PR_7",
      conclusion: "action_required",
      output: { title: "#12 is still in Discover: waiting for architect's /ack" },
    });
    expect(run.output.summary).toContain("](https://github.com/acme/shop/issues/12)");
    for (const action of run.actions)
      expect([action.label.length <= 20, action.description.length <= 40, action.identifier.length <= 20]).toEqual([true, true, true]);
  });
  it("says why it passes, and what observing would have done", () => {
    expect(renderPullRequestCheck(pull({ conclusion: "success", reason: { is: "not_governed" }, issues: [] }), where).output.title).toMatch(
      /^Not governed: /,
    );
    const observed = renderPullRequestCheck(pull({ observe: true, conclusion: "failure" }), where);
    expect(observed.conclusion).toBe("success");
    expect(observed.output.title).toMatch(/^Only observing: would not pass\. #12/);
  });
  it("lets the worst pull request of a commit win and names it", () => {
    const good = pull({ number: 1, conclusion: "success", reason: { is: "not_governed" }, issues: [] });
    const bad = pull({ number: 3, conclusion: "failure", reason: { is: "no_issue" }, issues: [] });
    expect(worstOf([good, pull(), bad])).toBe(bad);
    expect(renderCommitCheck([good, bad], where)).toMatchObject({
      conclusion: "failure",
      output: { title: expect.stringMatching(/^PR #3: No linked issue/) },
    });
    expect(renderMergeGroupCheck([good, bad], where).conclusion).toBe("failure");
    expect(renderMergeGroupCheck([], where).conclusion).toBe("failure");
  });
  it("concludes under GitHub's limit, in bytes, whatever the size, and inertly", () => {
    const issues = Array.from({ length: 2000 }, () => ({
      ...first(pull().issues),
      title: "@bob <b> ü".repeat(100),
      standing: {
        is: "too_early" as const,
        stage: "@bob",
        next: "@bob",
        needsPerson: false,
        redGates: Array.from({ length: 50 }, () => "@bob ü".repeat(60)),
        waitingFor: null,
      },
    }));
    const gates = Array.from({ length: 2000 }, (_, i) => gate(`g${i}`, "@bob ü".repeat(80), { outcome: "fail" }));
    const run = renderPullRequestCheck(pull({ issues, own: verdict({ gates }) }), where);
    expect(run.output.title.length).toBeLessThanOrEqual(140);
    for (const text of [run.output.summary, run.output.text]) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_000);
      expect(outsideCode(text)).not.toMatch(/@bob|<b>/);
    }
  });
  it("fails the commit that broke the policy with place and cure", () => {
    const run = renderPolicyProblems(
      [
        {
          file: ".github/baton.yml",
          line: 4,
          column: 3,
          key: "roles",
          found: "a number",
          needed: "a list",
          fix: "Write a list",
          severity: "error",
        },
      ],
      "b".repeat(40),
    );
    expect(run).toMatchObject({
      name: "baton/contracts",
      conclusion: "failure",
      output: { title: "Policy does not parse: .github/baton.yml:4 a number" },
    });
    expect(run.output.summary).toMatch(/`\.github\/baton\.yml:4:3`.*\*\*Fix:\*\* Write a list/);
  });
});

describe("labels", () => {
  const policy = {
    lifecycle: { stages: [{ ...first(STAGES), question: "x".repeat(300) }] },
    labels: { blocked: "handoff: blocked", awaiting: "handoff: awaiting ack", overdue: "handoff: overdue" },
  } as unknown as Policy;
  it("describes labels within GitHub's limits and knows no others", () => {
    for (const name of ["Stage: Discover", "handoff: blocked", "handoff: awaiting ack", "handoff: overdue"]) {
      expect(labelStyle(policy, name).color).toMatch(/^[0-9a-f]{6}$/);
      expect(labelStyle(policy, name).description.length).toBeLessThanOrEqual(100);
    }
    expect(() => labelStyle(policy, "bug")).toThrow(RangeError);
  });
});
