import type { Judgement } from "../../core/judging/judgement.js";
import type { Contract, Policy, PolicyProblem } from "../../core/policy/types.js";
import { coverageOf, type GateCoverage } from "../../core/trial/coverage.js";
import { mutantsOf, survives, type Mutant } from "../../core/trial/mutants.js";
import { readyCase, runCase, type ReadyCase, type Shortfall } from "../../core/trial/run-case.js";
import type { TestCase, TestFile } from "../../core/trial/test-file.js";
import type { Progress } from "../common/progress.js";
import { gateWords } from "./words.js";

/** A case that was run. */
export interface RunCase {
  file: string;
  contract: Contract;
  test: TestCase;
  judgement: Judgement;
  shortfalls: Shortfall[];
}

/** What all the tests of a repository came to. */
export interface TestRun {
  cases: RunCase[];
  /** What keeps cases from running. */
  troubles: readonly PolicyProblem[];
  coverage: { contract: Contract; gates: GateCoverage[] }[];
  /** Null: not asked for, or tests fail already. */
  mutation: { tried: number; survivors: { contract: Contract; mutant: Mutant }[] } | null;
}

/** What is run: test files of some contracts of a policy. */
export interface Tried {
  policy: Policy;
  contracts: readonly Contract[];
  files: readonly TestFile[];
  troubles: readonly PolicyProblem[];
}

/** Takes tests with their contracts and the time of the run; runs every case, and with `mutate` every weakened contract against them. */
export function runTests({ policy, contracts, files, troubles }: Tried, now: number, mutate: boolean, progress: Progress): TestRun {
  const ready = files.flatMap((file) => file.cases.map((test) => ({ file, one: readyCase(test, file.contract, policy, now) })));
  const cases = ready.map(({ file, one }): RunCase => {
    return { file: file.path, contract: file.contract, test: one.test, ...runCase(one, file.contract, gateWords) };
  });
  // What cases would show that cannot run is no gap of the tests.
  const whole = contracts.filter((contract) => !files.some((file) => file.contract === contract && isIn(file, troubles)));
  const coverage = whole.map((contract) => {
    return {
      contract,
      gates: coverageOf(
        contract,
        cases.filter((each) => each.contract === contract),
      ),
    };
  });
  const sound = troubles.length === 0 && cases.every((each) => each.shortfalls.length === 0);
  const of = (contract: Contract) => ready.filter(({ file }) => file.contract === contract).map(({ one }) => one);
  return { cases, troubles, coverage, mutation: mutate && sound ? mutation(contracts, of, progress) : null };
}

function isIn({ path }: TestFile, troubles: readonly PolicyProblem[]): boolean {
  return troubles.some(({ file }) => file === path);
}

function mutation(
  contracts: readonly Contract[],
  casesOf: (contract: Contract) => ReadyCase[],
  progress: Progress,
): NonNullable<TestRun["mutation"]> {
  const tried = contracts.map((contract) => ({ contract, mutants: mutantsOf(contract), cases: casesOf(contract) }));
  const survivors = tried.flatMap(({ contract, mutants, cases }) => {
    progress(`Weakening ${contract.id} in ${mutants.length} ways`);
    return mutants.filter((mutant) => survives(mutant, cases, gateWords)).map((mutant) => ({ contract, mutant }));
  });
  progress("");
  return { tried: tried.reduce((sum, { mutants }) => sum + mutants.length, 0), survivors };
}
