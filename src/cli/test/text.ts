import type { Paint } from "../common/paint.js";
import type { Report, ReportResult } from "../common/report.js";
import { problemLine } from "../common/own-policy.js";
import { plain } from "../common/with-store.js";
import type { RunCase, TestRun } from "./run.js";
import { shortfallWords } from "./words.js";

/** Takes what the tests came to and its report; returns it for reading on a terminal. */
export function testText(run: TestRun, report: Report, paint: Paint): string {
  const files = [...new Set([...run.troubles, ...run.cases].map((each) => each.file))].toSorted();
  const blocks = files.map((file) =>
    [
      paint("bold", plain(file)),
      ...run.troubles.filter((each) => each.file === file).map((each) => `  ${paint("red", "✗")} ${plain(problemLine(each), 1000)}`),
      ...run.cases.filter((each) => each.file === file).map((each) => caseText(each, paint)),
    ].join("\n"),
  );
  const rest = ["coverage", "mutation"].map((group) => groupText(group, report.results, paint));
  return `${[...blocks, ...rest, paint("bold", report.summary)].filter((block) => block !== "").join("\n\n")}\n`;
}

function caseText({ file, test, shortfalls }: RunCase, paint: Paint): string {
  if (shortfalls.length === 0) return `  ${paint("green", "✓")} ${paint("dim", plain(test.name))}`;
  const lines = shortfalls.flatMap((shortfall) => {
    const { expected, found } = shortfallWords(shortfall);
    return [
      `      ${plain(file)}:${shortfall.line}`,
      `        expected  ${plain(expected, 500)}`,
      `        found     ${plain(found, 2000)}`,
    ];
  });
  return [`  ${paint("red", `✗ ${plain(test.name)}`)}`, ...lines].join("\n");
}

function groupText(group: string, results: readonly ReportResult[], paint: Paint): string {
  const members = results.filter((result) => result.group === group && result.outcome !== "pass");
  if (members.length === 0) return "";
  const lines = members.map(({ outcome, file, line, found, needed }) => {
    const sign = outcome === "fail" ? paint("red", "✗") : paint("yellow", "!");
    return `  ${sign} ${plain(file ?? "")}${line === null ? "" : `:${line}`}  ${plain(found, 2000)}${needed === null ? "" : paint("dim", ` Needed: ${plain(needed)}`)}`;
  });
  return [paint("bold", group), ...lines].join("\n");
}
