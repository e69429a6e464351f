import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readWorkspace } from "../../src/cli/common/workspace.js";
import { lintPolicy } from "../../src/core/lint/lint.js";
import { agentsOf } from "../../src/core/policy/agents/agent.js";
import { parsePolicy } from "../../src/core/policy/parse.js";

const files = await readWorkspace(".");
const { policy } = parsePolicy(files, { repository: "acme/data", commit: "c1" });
const agents = policy ? agentsOf(policy) : [];
const permissions = (parse(readFileSync("app.yml", "utf8")) as { default_permissions: Record<string, string> }).default_permissions;
const WRITER = ["writer.ts", "write-check.ts", "write-deployment.ts"].map((name) => readFileSync(`src/github/${name}`, "utf8")).join("\n");
/** Operations that change something on GitHub, as they are called. */
const CALLS = [...WRITER.matchAll(/"((?:POST|PATCH|PUT|DELETE) \/[^"]+)"/g)].map(([, call]) => call ?? "");

describe("the agents that come with Baton", () => {
  test("are sound, and no agent's account is held by a role", () => {
    expect(lintPolicy(files).filter(({ file }) => file.startsWith("contracts/agents/"))).toEqual([]);
    expect(agents.map(({ id }) => id).toSorted()).toEqual([
      "baton",
      "feedback-river",
      "learnings-drafter",
      "market-scanner",
      "stakeholder-synthesizer",
    ]);
  });
});

describe("Baton's own file", () => {
  const baton = agents.find(({ id }) => id === "baton");

  test("grants no file, as the App asks for none", () => {
    expect(baton?.writes?.paths).toEqual([]);
    expect(permissions["contents"]).toBe("read");
    expect(CALLS.filter((call) => /contents|git\/|merges|pulls|branches/.test(call))).toEqual([]);
  });

  test("grants comments, and the one issue about what flows between roles, which the writer writes", () => {
    expect(baton?.writes?.comments).not.toBeNull();
    expect(CALLS).toContain("POST /repos/{owner}/{repo}/issues/{issue_number}/comments");
    expect(baton?.writes?.issues).toMatchObject({ create: 2 });
    expect(CALLS.filter((call) => call.endsWith("/issues"))).toEqual(["POST /repos/{owner}/{repo}/issues"]);
  });

  test("is all of the writer's calls: each is one that the App's permissions are for", () => {
    const kinds = CALLS.map((call) => call.replace(/\{[^}]*\}/g, "*").replace("/repos/*/*/", ""));
    expect([...new Set(kinds)].toSorted()).toEqual([
      "DELETE issues/*/assignees",
      "DELETE issues/*/labels/*",
      "PATCH check-runs/*",
      "PATCH issues/*",
      "PATCH issues/comments/*",
      "PATCH labels/*",
      // Only where the App's owner gave it `deployments: write`, which app.yml leaves out.
      "POST actions/runs/*/deployment_protection_rule",
      "POST check-runs",
      "POST issues",
      "POST issues/*/comments",
      "POST issues/*/labels",
      "POST issues/comments/*/reactions",
      "POST labels",
    ]);
    expect(
      Object.entries(permissions)
        .filter(([, access]) => access === "write")
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(["checks", "issues", "pull_requests"]);
  });

  test("deletes nothing but a label or an assignee that it takes off an item", () => {
    expect(CALLS.filter((call) => call.startsWith("DELETE")).every((call) => /\/(?:labels\/\{name\}|assignees)$/.test(call))).toBe(true);
  });
});
