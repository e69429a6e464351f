import { describe, expect, it } from "vitest";
import type { PolicyChange } from "../../src/core/policy/compare/change.js";
import { changeLine, renderChanges } from "../../src/render/changes.js";
import { DETAILS } from "../../src/render/detail.js";

const CHANGE: PolicyChange = {
  effect: "loosened",
  breaking: false,
  contract: "brief",
  gate: "customer-problem",
  what: "params.min_words",
  before: "25",
  after: "10",
  owners: ["pm"],
  file: "contracts/brief.yml",
  line: 15,
};
const [FULL, , , , , , LEAST] = DETAILS;
if (!FULL || !LEAST) throw new Error("no details");

describe("one change in plain text", () => {
  it.each<[Partial<PolicyChange>, string]>([
    [{}, "min_words of customer-problem in brief: 25 → 10 (loosened)"],
    [
      { what: "gate", after: null, before: "{ check: forbid }" },
      "gate customer-problem in brief removed, was { check: forbid } (loosened)",
    ],
    [
      { what: "params.checks.0.params.min_words", breaking: true, effect: "tightened" },
      "checks.0.min_words of customer-problem in brief: 25 → 10 (tightened, breaking for items in flight)",
    ],
    [
      { gate: null, what: "trigger.acknowledge.within", before: "24h", after: "48h" },
      "trigger.acknowledge.within of brief: 24h → 48h (loosened)",
    ],
    [{ gate: null, what: "contract", before: null, after: "{ name: B }" }, "contract brief added: { name: B } (loosened)"],
    [{ contract: null, gate: null, what: "enforcement", before: "block", after: "observe" }, "enforcement: block → observe (loosened)"],
  ])("%j", (some, words) => {
    expect(changeLine({ ...CHANGE, ...some })).toBe(words);
  });
  it("stays on one line", () => {
    expect(changeLine({ ...CHANGE, before: "a\nb\u2028c" })).not.toMatch(/[\n\u2028]/);
  });
});

describe("the changelog", () => {
  it("has groups, and says what breaks what is in flight", () => {
    const text = renderChanges([CHANGE, { ...CHANGE, effect: "tightened", breaking: true, gate: "other", before: "1", after: "2" }], FULL);
    expect(text).toContain("Loosened** (1)\n* `min_words` of `customer-problem` in `brief`: `25` → `10` (`contracts/brief.yml:15`)");
    expect(text).toContain("Tightened** (1)");
    expect(text).toContain("Breaking for items in flight:** `min_words` of `other`");
    expect(text).toContain("Acknowledgements");
    expect(text).not.toContain("Neither");
  });
  it("says that nothing changes", () => {
    expect(renderChanges([], FULL)).toMatch(/^Nothing/);
  });
  it("echoes nothing that works", () => {
    const text = renderChanges([{ ...CHANGE, before: "@acme/all <!-- baton:living --> ![x](y)", file: "contracts/`@ana`.yml" }], FULL);
    expect(text).not.toMatch(/(?<!`[^`]*)@acme/);
    expect(text).not.toContain("<!--");
  });
  it("can be told shorter, and says how much is left out", () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ ...CHANGE, gate: `g${index}` }));
    expect(renderChanges(many, LEAST)).toContain("and 297 more changes");
    expect(renderChanges(many, LEAST).length).toBeLessThan(2000);
  });
});
