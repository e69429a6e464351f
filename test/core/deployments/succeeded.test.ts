import { describe, expect, test } from "vitest";
import type { Deployment, DeploymentStatus } from "../../../src/core/deployments/facts.js";
import { hasSucceeded, lastSuccess, succeededWith } from "../../../src/core/deployments/succeeded.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import { AGENT, agentFiles, CONFIG } from "../policy/agent-files.js";

const { policy } = parsePolicy(agentFiles(AGENT, CONFIG), { repository: "acme/shop", commit: "c1" });
if (!policy) throw new Error("no policy");

const ACTIONS = { login: "github-actions", id: 1, type: "Bot" } as const;
const SCANNER = { login: "scanner", id: 2, type: "Bot" } as const;
type Told = [DeploymentStatus["state"], at: number, by?: DeploymentStatus["by"]];

function deployment(told: Told[], sha = "c1"): Deployment {
  return { id: 1, sha, at: 0, statuses: { known: true, value: told.map(([state, at, by = ACTIONS]) => ({ state, at, by })) } };
}

describe("a deployment", () => {
  test.each([
    [
      true,
      "succeeded",
      [
        ["waiting", 1],
        ["in_progress", 2],
        ["success", 3],
      ],
    ],
    [
      true,
      "gave way to a later one",
      [
        ["success", 1],
        ["inactive", 9],
      ],
    ],
    [
      true,
      "succeeded in the second in which it began",
      [
        ["in_progress", 1],
        ["success", 1],
      ],
    ],
    [
      true,
      "is told of in any order",
      [
        ["success", 3],
        ["in_progress", 2],
      ],
    ],
    [false, "has not ended", [["in_progress", 1]]],
    [
      false,
      "was begun anew",
      [
        ["success", 1],
        ["in_progress", 2],
      ],
    ],
    [
      false,
      "failed after all",
      [
        ["success", 1],
        ["failure", 2],
      ],
    ],
    [
      false,
      "said both in one second",
      [
        ["success", 1],
        ["error", 1],
      ],
    ],
    [false, "was never told of", []],
    [false, "was only ended", [["inactive", 1]]],
    [false, "was praised by an agent", [["success", 1, SCANNER]]],
    [
      true,
      "was praised by an agent, too",
      [
        ["success", 1],
        ["success", 2, SCANNER],
      ],
    ],
    [
      false,
      "was called a failure by an agent",
      [
        ["success", 1],
        ["failure", 2, SCANNER],
      ],
    ],
    [true, "was told of by a deleted account", [["success", 1, null]]],
  ] as [boolean, string, Told[]][])("is a success (%s): it %s", (is, _how, told) => {
    expect(hasSucceeded(deployment(told), policy)).toBe(is);
  });

  test("of which not all is known did not succeed", () => {
    expect(hasSucceeded({ ...deployment([]), statuses: { known: false, reason: "x" } }, policy)).toBe(false);
  });
});

describe("an environment", () => {
  const [ok, bad] = [deployment([["success", 1]], "good"), deployment([["failure", 1]], "bad")];

  test("stands at its last success", () => {
    expect(lastSuccess({ deployments: [bad, ok], areAll: false }, policy)).toEqual({ known: true, value: "good" });
    expect(lastSuccess({ deployments: [bad], areAll: true }, policy)).toEqual({ known: true, value: null });
  });

  test("whose older deployments were not read stands nobody knows where", () => {
    expect(lastSuccess({ deployments: [bad], areAll: false }, policy).known).toBe(false);
  });

  test("had a commit only where just that one succeeded", () => {
    expect(succeededWith({ deployments: [bad, ok], areAll: false }, "good", policy)).toBe(true);
    expect(succeededWith({ deployments: [bad, ok], areAll: true }, "bad", policy)).toBe(false);
    expect(succeededWith({ deployments: [ok], areAll: true }, "goo", policy)).toBe(false);
  });
});
