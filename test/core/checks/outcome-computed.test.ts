import { describe, expect, it } from "vitest";
import { parseCriterion } from "../../../src/core/checks/measurable/parse.js";
import { describeFinding } from "../../../src/render/findings.js";
import { judge } from "./helpers.js";

const judged = (criterion: string, line: string, params = {}) =>
  judge("outcome", { section: "O", ...params }, `## O\n\n${line.startsWith("|") ? line : `- ${line}`}\n`, {
    criteria: { texts: [criterion], total: 1, promised: [parseCriterion(criterion)] },
  });
const codes = (criterion: string, line: string, params = {}) => judged(criterion, line, params).findings.map(({ code }) => code);
const row = (actual: string, verdict: string) => `| Criterion | Actual | Verdict |\n|---|---|---|\n| C1 | ${actual} | ${verdict} |`;

const FAST = "Median answer takes under 15 min";
const CONTRADICTIONS: [criterion: string, line: string][] = [
  [FAST, row("18 min", "met")],
  [FAST, row("15 min", "met")],
  [FAST, row("14 min", "missed")],
  [FAST, row("14 min", "not met")],
  [FAST, row("900 s", "met")],
  [FAST, row("899 s", "missed")],
  [FAST, row("0.5 h", "met")],
  [FAST, row("1,000 s", "yes")],
  [FAST, row("18", "met")],
  [FAST, row("18 Minuten", "met")],
  [FAST, row("18 分", "met")],
  [FAST, "Median answer: 18 min, met"],
  [FAST, "Median answer: 18 min (target: under 15 min), met"],
  [FAST, "Median answer fell from 4 h to 18 min: met"],
  [FAST, "Median answer: 12 min: missed"],
  [FAST, "C1: 18 min ✅"],
  [FAST, "C1: 12 min ❌"],
  ["At most 3 incidents a quarter", row("4", "met")],
  ["At most 3 incidents a quarter", row("3", "missed")],
  ["At most 3 incidents a quarter", row("4 incidents", "met")],
  ["At least 3 clients use it", row("2", "met")],
  ["At least 3 clients use it", row("two clients", "met")],
  ["At least 3 clients use it", row("zero", "met")],
  ["At least 3 clients use it", row("5 clients", "missed")],
  ["At least 3 clients use it", "C1: 2 clients, exceeded"],
  ["Availability ≥ 99.9 %", row("99.89 %", "met")],
  ["Availability ≥ 99.9 %", row("99.95 %", "missed")],
  ["Exports fall by 50 % or more", row("-38 %", "met")],
  ["Exports fall by 50 % or more", row("-61 %", "missed")],
  ["Exports fall by 50 % or more", row("38 %", "met")],
  ["Exports fall by 50 % or more", row("+60 %", "met")],
  ["Exports fall by 50 % or more", "Exports rose by 60 %: met"],
  ["Churn drops from 4.1 % to 3 %", row("3.4 %", "met")],
  ["Churn drops from 4.1 % to 3 %", row("2.9 %", "missed")],
  ["Bundle stays under 1 MB", row("1,200 kB", "met")],
  ["Bundle stays under 1 MB", row("900 kB", "missed")],
  ["Memory never above 1 GiB", row("1,025 MiB", "met")],
  ["Memory never above 1 GiB", row("1,024 MiB", "missed")],
  ["Cost per order stays under €0.04", row("€0.05", "met")],
  ["Cost per order stays under €0.04", row("0.05 EUR", "met")],
  ["Zero mismatches between report and ledger", row("2", "met")],
  ["Zero mismatches between report and ledger", row("0", "missed")],
  ["`rate(labels_lost_total[5m]) == 0`", row("0.2", "met")],
  ["100 % of pallets carry a label", row("97 %", "met")],
  ["Raise active teams from 1,200 to 2,000", row("1,950", "met")],
  ["Raise active teams from 1,200 to 2,000", row("2.1k", "missed")],
  ["Antwortzeit höchstens 2 Sekunden", row("2500 ms", "met")],
  ["応答時間は200ミリ秒以下", row("0.3 s", "met")],
];

describe("a verdict that the actual value contradicts", () => {
  it.each(CONTRADICTIONS)("%s | %s", (criterion, line) => {
    const result = judged(criterion, line);
    expect(result.outcome).toBe("fail");
    expect(result.findings).toContainEqual(expect.objectContaining({ code: "outcome_contradicts", severity: "problem" }));
  });

  it("is said in words", () => {
    const [finding] = judged(FAST, row("18 min", "met")).findings;
    expect(finding && describeFinding(finding).found).toContain("18 min is not under 15 min, so `met` cannot be right");
  });
});

const FITTING: [criterion: string, line: string][] = [
  [FAST, row("14 min", "met")],
  [FAST, row("14:59 min", "met")],
  [FAST, row("840 s", "met")],
  [FAST, row("18 min", "missed")],
  [FAST, row("18 min", "partly")],
  [FAST, "Median answer: 14 min, not met on weekends"],
  [FAST, "Median answer: 12 min (was 4 h), met"],
  ["At least 3 clients use it", row("3", "met")],
  ["At least 3 clients use it", row("4 accounts", "met")],
  ["Exports fall by 50 % or more", row("-61 %", "met")],
  ["Exports fall by 50 % or more", row("52 %", "met")],
  ["Exports fall by 50 % or more", row("-38 %", "missed")],
  ["Churn drops from 4.1 % to 3 %", row("3 %", "met")],
  ["Memory never above 1 GiB", row("1,024 MiB", "met")],
  ["90 % of users finish within 2 minutes", row("93 %", "met")],
  ["The old export is removed", row("removed with release 7", "met")],
];

describe("a verdict that fits", () => {
  it.each(FITTING)("%s | %s", (criterion, line) => expect(judged(criterion, line).outcome).toBe("pass"));
});

describe("what cannot be compared", () => {
  it.each([
    [FAST, row("18 %", "met")],
    [FAST, row("3 GB", "met")],
    ["Cost per order stays under €0.04", row("$0.03", "met")],
  ])("%s | %s", (criterion, line) => expect(codes(criterion, line)).toContain("outcome_unit"));
});

describe("`partly`", () => {
  it.each<[string, string, number | undefined, string]>([
    ["within the tolerance", row("16 min", "partly"), 10, "pass"],
    ["at its edge", row("16.5 min", "partly met"), 10, "pass"],
    ["beyond it", row("17 min", "partly"), 10, "fail"],
    ["where the value is met", row("14 min", "partly"), 10, "fail"],
    ["where the contract allows any", row("40 min", "partly"), undefined, "pass"],
    ["where it allows none", row("15.1 min", "partly"), 0, "fail"],
  ])("%s", (_name, line, within, outcome) =>
    expect(judged(FAST, line, within === undefined ? {} : { partly_within: within }).outcome).toBe(outcome),
  );
});

it("tells what each criterion came to, for the living comment", () => {
  expect(judged(FAST, row("14 min", "met")).findings).toContainEqual(
    expect.objectContaining({ code: "outcome_actual", criterion: 0, actual: "14 min", verdict: "met", severity: "note" }),
  );
});
