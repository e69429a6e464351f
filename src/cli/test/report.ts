import { coveredShare } from "../../core/trial/coverage.js";
import type { PolicyProblem } from "../../core/policy/types.js";
import type { Report, ReportResult } from "../common/report.js";
import { plain } from "../common/with-store.js";
import { withoutDot } from "../common/without-dot.js";
import type { RunCase, TestRun } from "./run.js";
import { mutantWords, noticing, shortfallWords, uncovered } from "./words.js";

const NOWHERE = { file: null, line: null, column: null, found: "", needed: null, help: null };

/** What is asked of coverage: whether gaps are told, and the percentage below which the run fails. */
export interface CoverageWanted {
  told: boolean;
  least: number | null;
}

/** Takes what the tests came to; returns it as a report: cases, then gaps in coverage, then weakened contracts that nobody noticed. */
export function testReport(run: TestRun, wanted: CoverageWanted): Report {
  const results = [
    ...run.troubles.map(troubleResult),
    ...run.cases.map(caseResult),
    ...coverageResults(run, wanted),
    ...mutationResults(run),
  ];
  return { tool: "baton test", results, summary: summaryOf(run, wanted) };
}

/** A mistake in a test file, which keeps cases from running. */
function troubleResult({ file, line, column, found, needed, fix, rule }: PolicyProblem): ReportResult {
  const where = { group: file, name: rule ?? "test", file, line, column };
  return { ...where, outcome: "error", found: `Found ${found}.`, needed: `${withoutDot(needed)}.`, help: fix };
}

function caseResult({ file, test, shortfalls }: RunCase): ReportResult {
  const base = { ...NOWHERE, group: file, name: plain(test.name), file, line: test.line };
  if (shortfalls.length === 0) return { ...base, outcome: "pass" };
  const words = shortfalls.map(shortfallWords);
  return {
    ...base,
    outcome: "fail",
    line: shortfalls[0]?.line ?? test.line,
    found: words.map(({ expected, found }) => `Expected ${expected}; found ${found}`).join(" "),
  };
}

function coverageResults({ coverage }: TestRun, { told, least }: CoverageWanted): ReportResult[] {
  const results = coverage.map(({ contract, gates }): ReportResult => {
    const percent = Math.floor(coveredShare(gates) * 100);
    const gaps = gates.flatMap((each) =>
      uncovered(each) === null ? [] : [`\`${each.gate.id}\` (line ${each.gate.line}): ${uncovered(each) ?? ""}`],
    );
    const tooLow = least !== null && percent < least;
    return {
      ...NOWHERE,
      group: "coverage",
      name: contract.id,
      outcome: tooLow ? "fail" : gaps.length > 0 ? "warning" : "pass",
      file: contract.file,
      line: gates.find((each) => uncovered(each) !== null)?.gate.line ?? null,
      found: gaps.length === 0 ? "" : `${percent} % covered. ${gaps.join(" ")}`,
      needed: gaps.length === 0 ? null : `Each gate expected once red and once green${tooLow ? `, for at least ${least} %` : ""}.`,
    };
  });
  return results.filter(({ outcome }) => told || outcome === "fail");
}

function mutationResults({ mutation }: TestRun): ReportResult[] {
  return (mutation?.survivors ?? []).map(({ contract, mutant }) => ({
    ...NOWHERE,
    group: "mutation",
    name: `${contract.id}: ${mutant.gate.id}`,
    outcome: "fail",
    file: contract.file,
    line: mutant.gate.line,
    found: mutantWords(mutant),
    needed: noticing(mutant),
  }));
}

function summaryOf({ cases, troubles, coverage, mutation }: TestRun, { told }: CoverageWanted): string {
  const failed = cases.filter(({ shortfalls }) => shortfalls.length > 0).length;
  const gates = coverage.flatMap((each) => each.gates);
  const parts = [
    casesWords(cases.length, failed),
    troubleWords(troubles),
    told && gates.length > 0 ? `${Math.floor(coveredShare(gates) * 100)} % of the gates' colours are covered.` : "",
    mutation === null ? "" : `${mutation.tried - mutation.survivors.length} of ${mutation.tried} weakenings were noticed.`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function casesWords(all: number, failed: number): string {
  if (all === 0) return "No case ran.";
  if (failed === 0) return all === 1 ? "The one case holds." : `All ${all} cases hold.`;
  return all === 1 ? "The one case does not hold." : `${failed} of ${all} cases ${failed === 1 ? "does" : "do"} not hold.`;
}

function troubleWords(troubles: readonly PolicyProblem[]): string {
  const files = new Set(troubles.map(({ file }) => file)).size;
  if (files === 0) return "";
  // Cases of one name run all the same.
  const kept = troubles.some(({ rule }) => rule !== "duplicate-name") ? ": what they touch did not run" : "";
  return `${files === 1 ? "One test file has mistakes" : `${files} test files have mistakes`}${kept}.`;
}
