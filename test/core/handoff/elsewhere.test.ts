import type { OtherRepository, Visibility } from "../../../src/core/facts/other-repository.js";
import { describe, expect, it } from "vitest";
import { closingClaims } from "../../../src/core/pulls/closing-claims.js";
import { elsewhereOf, provenStage } from "../../../src/core/handoff/elsewhere.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { OrganisationRules, Policy } from "../../../src/core/policy/types.js";
import { blankSnapshot } from "../blank-snapshot.js";

const HOME = blankSnapshot("", null).repository;
const RULES: OrganisationRules = { enforcement: "block", guarded: ["build"], trusts: [] };

function policy(trusts: string[], organisation?: Partial<OrganisationRules>): Policy {
  const { policy: parsed } = parsePolicy([], { repository: "acme/data", commit: "c" });
  if (!parsed) throw new Error("the default policy must parse");
  const above = organisation ? { organisation: { ...RULES, ...organisation } } : {};
  return { ...parsed, trusts: [...trusts, ...(organisation?.trusts ?? [])], ...above };
}

function counts(other: Partial<OtherRepository>, under: Policy, pins: [string, string][] = [], home: Visibility = "public") {
  const whole: OtherRepository = { nodeId: "R2", owner: "acme", name: "platform", visibility: "public", ...other };
  const found = elsewhereOf(whole, { ...HOME, visibility: home }, under, new Map(pins));
  return found && (found.taken ? `${found.counts}, taken` : found.counts);
}

describe("another repository", () => {
  it("only shows, unless it is trusted", () => expect(counts({}, policy([]))).toBe("shown"));
  it("is trusted by name, whatever the case", () => expect(counts({}, policy(["ACME/Platform"]))).toBe("trusted"));
  it("stays trusted under a new name", () =>
    expect(counts({ name: "core" }, policy(["acme/platform"]), [["acme/platform", "R2"]])).toBe("trusted"));
  it("is not trusted for a name that it took over", () => {
    expect(counts({}, policy(["acme/platform"]), [["acme/platform", "R9"]])).toBe("shown, taken");
  });
  it("of another owner is never trusted", () => expect(counts({ owner: "evil" }, policy(["evil/platform"], {}))).toBe("shown"));
  it("is ruled where the organisation's policy blocks", () => {
    expect(counts({}, policy([], {}))).toBe("ruled");
    expect(counts({}, policy([], { enforcement: "observe" }))).toBe("shown");
  });
  it("that is this one under a former name counts", () => expect(counts({ nodeId: HOME.nodeId, name: "old" }, policy([]))).toBe("trusted"));

  it.each<[Visibility, Visibility, string[], string[], string | null]>([
    ["private", "public", ["acme/platform"], [], null],
    ["private", "public", [], ["acme/platform"], null],
    ["internal", "public", [], ["acme/platform"], null],
    ["private", "private", ["acme/platform"], [], null],
    ["internal", "internal", ["acme/platform"], [], null],
    ["private", "private", [], ["acme/platform"], "trusted"],
    ["internal", "private", [], ["acme/platform"], "trusted"],
    ["private", "internal", [], ["acme/platform"], "trusted"],
    ["public", "private", ["acme/platform"], [], "trusted"],
  ])("that is %s, named in a %s one that trusts %j under an organisation that trusts %j: %s", (there, here, own, above, found) => {
    expect(counts({ visibility: there }, policy(own, { trusts: above }), [], here)).toBe(found);
  });
});

describe("a stage elsewhere", () => {
  const stage = (
    id: string | null,
    stageBy: "accepted" | "adopted" | "observed" | "overridden" | "backward" | "initial",
    how: "trusted" | "ruled" | "shown",
  ) => {
    const found = provenStage({ stage: id, stageBy }, how, policy([], {}));
    return found.known ? found.value : undefined;
  };
  it.each(["accepted", "overridden", "initial"] as const)("that was %s under the same policy counts", (by) =>
    expect(stage("build", by, "ruled")).toBe("build"),
  );
  it.each(["adopted", "observed", "backward"] as const)("that was %s there does not", (by) =>
    expect(stage("build", by, "ruled")).toBeUndefined(),
  );
  it("that no contract of the organisation leads to does not", () => expect(stage("ship", "accepted", "ruled")).toBeUndefined());
  it("counts however it came about where the repository is trusted by name", () =>
    expect(stage("ship", "adopted", "trusted")).toBe("ship"));
  it("never counts where it is only shown", () => expect(stage("build", "accepted", "shown")).toBeUndefined());
});

describe("what a pull request says it closes elsewhere", () => {
  const claims = (body: string, baseRef = "main") => {
    const { repository, item } = blankSnapshot(body, null);
    const pullRequest = {
      headSha: "h",
      headRef: "x",
      baseRef,
      isDraft: false,
      merged: false,
      closingIssues: [],
      changedFiles: { known: true as const, value: [] },
    };
    return closingClaims({ repository, item: { ...item, kind: "pull_request", pullRequest } });
  };
  it.each([
    ["Closes acme/secret#1", ["acme/secret#1"]],
    ["fixes: Acme/Secret#1, resolved other/x#2", ["acme/secret#1", "other/x#2"]],
    ["Fixes https://github.com/acme/secret/issues/3.", ["acme/secret#3"]],
    ["Closes #4 and closes acme/data#5", []],
    ["See acme/secret#1", []],
    ["`Closes acme/secret#1`", []],
    ["<!-- Closes acme/secret#1 -->", []],
    ["[Closes acme/secret#1](https://evil.example/)", []],
  ])("%s: %j", (body, found) => expect(claims(body)).toEqual(found));
  it("is nothing when it goes to another branch", () => expect(claims("Closes acme/secret#1", "next")).toEqual([]));
  it("is all of it, each once, however much stands before it", () => {
    const many = Array.from({ length: 500 }, (_, n) => `Closes acme/x#${n + 1}, closes acme/x#1`);
    expect(claims([...many, "Closes acme/secret#1"].join("\n"))).toHaveLength(501);
  });
});
