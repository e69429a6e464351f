import { letsPass, redGates, type Judgement } from "../judging/judgement.js";
import type { Time } from "../basics/known.js";
import type { Contract, Policy } from "../policy/types.js";
import type { GateResult } from "../record/verdict.js";
import type { TestCase, Wanted } from "./test-file.js";
import { judgeTrial, prepareTrial, type Trial } from "./trial.js";

/** What a test expected and did not find. */
export type Shortfall =
  | { kind: "outcome"; line: number; gate: string; wanted: Wanted; found: GateResult }
  | { kind: "says"; line: number; gate: string; wanted: string; found: GateResult }
  | { kind: "green"; line: number; wanted: boolean; red: GateResult[] }
  | { kind: "red"; line: number; missing: GateResult[]; surplus: GateResult[] };

/** Says what a gate found and needs, in one text. */
export type Words = (gate: GateResult) => string;

/** A case made ready, so that variants of the contract can be held against it. */
export interface ReadyCase {
  test: TestCase;
  trial: Trial;
}

/** Takes a case, the contract it is about, the policy and the time of the run; returns it ready to be judged. */
export function readyCase(test: TestCase, contract: Contract, policy: Policy, now: Time): ReadyCase {
  return { test, trial: prepareTrial({ policy, contract, given: test.given, now: test.clock ?? now }) };
}

/** Judges a case by a contract; returns the judgement and what was expected otherwise. */
export function runCase({ test, trial }: ReadyCase, contract: Contract, words: Words): { judgement: Judgement; shortfalls: Shortfall[] } {
  const judgement = judgeTrial(trial, contract);
  return { judgement, shortfalls: [...gateShortfalls(test, judgement, words), ...wholeShortfalls(test, judgement)] };
}

function gateShortfalls({ expect }: TestCase, judgement: Judgement, words: Words): Shortfall[] {
  return expect.gates.flatMap(({ id, outcome, says, line }): Shortfall[] => {
    const found = judgement.gates.find((gate) => gate.spec.id === id);
    if (!found) return [];
    if (outcomeOf(found) !== outcome) return [{ kind: "outcome", line, gate: id, wanted: outcome, found }];
    const said = words(found).toLowerCase();
    const unsaid = says.filter((wanted) => !said.includes(wanted.toLowerCase()));
    return unsaid.map((wanted) => ({ kind: "says", line, gate: id, wanted, found }));
  });
}

function wholeShortfalls({ expect: { green, red } }: TestCase, judgement: Judgement): Shortfall[] {
  const inTheWay = redGates(judgement);
  const shortfalls: Shortfall[] = [];
  if (green && green.value !== judgement.green) shortfalls.push({ kind: "green", line: green.line, wanted: green.value, red: inTheWay });
  if (!red) return shortfalls;
  const missing = judgement.gates.filter((gate) => red.ids.includes(gate.spec.id) && letsPass(gate));
  const surplus = inTheWay.filter((gate) => !red.ids.includes(gate.spec.id));
  if (missing.length + surplus.length > 0) shortfalls.push({ kind: "red", line: red.line, missing, surplus });
  return shortfalls;
}

/** How a gate came out, in the words of a test. */
export function outcomeOf(gate: GateResult): Wanted {
  return gate.applies ? gate.outcome : "skipped";
}
