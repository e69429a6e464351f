import { describe, expect, it } from "vitest";
import { readTestFile } from "../../src/core/trial/test-file.js";
import type { PolicyProblem } from "../../src/core/policy/types.js";
import { policyOf } from "./policies.js";
import { differenceAfter, type Merge } from "./prove.js";
import { ROOTS } from "./roots.js";
import { explore } from "./search.js";
import { storyOf } from "./story.js";

const CONTINUATIONS = 3;
const LENGTH = 5;
const SAMPLE = 60;

describe("the explorer", () => {
  it("takes two worlds for one only where everything that can follow is the same", () => {
    const merges: Merge[] = [];
    explore({ depth: 2, roots: Object.keys(ROOTS), onMerge: (first, other) => merges.push({ first, other }) });
    const every = Math.max(1, Math.floor(merges.length / SAMPLE));
    const sampled = merges.filter((_, index) => index % every === 0);
    const differences = sampled.flatMap((merge, index) =>
      Array.from({ length: CONTINUATIONS }, (_, turn) => differenceAfter(merge, index * CONTINUATIONS + turn, LENGTH)),
    );
    expect(differences.filter((each) => each !== null)).toEqual([]);
    expect(sampled.length).toBeGreaterThan(10);
  });

  it("tells what it finds as a test of the contract", () => {
    const steps = ["ana says /ack", "the contract is loosened, or tightened again", "Baton looks"];
    const text = storyOf("something", { root: "awaiting", slow: true, steps });
    const problems: PolicyProblem[] = [];
    const policy = policyOf({ brief: 0, contract: 0, roles: 0, count: 1 });
    const read = readTestFile({ path: "contracts/tests/story.yml", text }, policy, () => ({ is: "missing" }), problems);
    expect(problems).toEqual([]);
    expect(read?.cases.map(({ name, given }) => [name, given.comments?.map(({ body }) => body)])).toEqual([
      ["something", ["/confirm priority", "/handoff", "/ack"]],
    ]);
    expect(text).toContain("# 2. the contract is loosened, or tightened again");
  });
});
