import { contractHead } from "../../support/contract-head.js";
import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import { trial } from "../../../src/core/trial/trial.js";

const NOW = Date.UTC(2026, 10, 1, 9);

/** Takes gates as YAML by their ids and a body; returns their outcomes in the order of the file. */
function outcomes(gates: Record<string, string>, body: string): string[] {
  const text = `${contractHead()}gates:
${Object.entries(gates)
  .map(([id, gate]) => `  - { id: ${id}, ${gate} }`)
  .join("\n")}
trigger: { acknowledge: { within: 24h } }
`;
  const { policy, problems } = parsePolicy([{ path: "contracts/c.yml", text }], { repository: "acme/data", commit: "c0ffee" });
  const contract = policy?.contracts[0];
  if (!policy || !contract) throw new Error(JSON.stringify(problems));
  return trial({ policy, contract, given: { body }, now: NOW }).gates.map((gate) => gate.outcome);
}

const tick = (item: string, gate: string): string => `check: checkbox, item: ${item}, implied_by: ${gate}`;
const TICKED = "- [x] One\n- [x] Two\n\n## Goal\n\nA goal in words.";

describe("a tick that waits for another gate", () => {
  it.each([
    ["above it", { goal: "check: section, section: Goal", one: tick("One", "goal") }],
    ["below it", { one: tick("One", "goal"), goal: "check: section, section: Goal" }],
    [
      "below it, which waits for one further down itself",
      { one: tick("One", "two"), two: tick("Two", "goal"), goal: "check: section, section: Goal" },
    ],
  ])("is green when the gate is green and stands %s", (_where, gates) => {
    expect(outcomes(gates, TICKED)).toEqual(Object.keys(gates).map(() => "pass"));
  });

  it("is red with the whole chain when its end is red", () => {
    const chain = { one: tick("One", "two"), two: tick("Two", "goal"), goal: "check: section, section: Goal" };
    expect(outcomes(chain, TICKED.replace("A goal in words.", "TBD"))).toEqual(["fail", "fail", "fail"]);
  });

  it("is an error when it waits for itself, or for one that waits for it", () => {
    expect(outcomes({ one: tick("One", "one") }, TICKED)).toEqual(["error"]);
    expect(outcomes({ one: tick("One", "two"), two: tick("Two", "one") }, TICKED)).toEqual(["error", "error"]);
  });
});
