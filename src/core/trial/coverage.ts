import type { GateSpec } from "../checks/gate-spec.js";
import type { Judgement } from "../judging/judgement.js";
import type { Contract } from "../policy/types.js";
import type { TestCase } from "./test-file.js";

/** What the tests of a contract have seen of one gate, because a case expects it. */
export interface GateCoverage {
  gate: GateSpec;
  red: boolean;
  green: boolean;
}

/** Takes a contract and its cases with their judgements; returns for each gate whether a case expects it red, and one green. */
export function coverageOf(contract: Contract, judged: readonly { test: TestCase; judgement: Judgement }[]): GateCoverage[] {
  return contract.gates.map((gate) => {
    const seen = new Set(judged.map(({ test, judgement }) => expectedColour(gate, test, judgement)));
    return { gate, red: seen.has("red"), green: seen.has("green") };
  });
}

/** Share of the two colours that were seen of each gate, from 0 to 1. */
export function coveredShare(coverage: readonly GateCoverage[]): number {
  const seen = coverage.reduce((sum, { red, green }) => sum + Number(red) + Number(green), 0);
  return coverage.length === 0 ? 1 : seen / (2 * coverage.length);
}

/** `green: true` and `red: [...]` say something of every gate that may stand in the way. */
function expectedColour(gate: GateSpec, { expect }: TestCase, judgement: Judgement): "red" | "green" | null {
  const own = expect.gates.find(({ id }) => id === gate.id);
  if (own) return own.outcome === "skipped" ? null : own.outcome === "pass" ? "green" : "red";
  if (expect.red?.ids.includes(gate.id)) return "red";
  const found = judgement.gates.find((each) => each.spec.id === gate.id);
  const told = gate.level === "block" && (expect.red !== null || expect.green?.value === true);
  return told && found?.applies && found.outcome === "pass" ? "green" : null;
}
