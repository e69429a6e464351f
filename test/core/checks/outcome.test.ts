import type { AcceptedCriteria } from "../../../src/core/facts/accepted-criteria.js";
import { describe, expect, it } from "vitest";
import { judge } from "./helpers.js";

const TEXTS = [
  "Median time to answer a cohort comparison falls from 4 h to under 20 min by 2026-12-31",
  "Exports that are re-imported fall by 50% or more within 60 days of launch",
  "At least 3 clients run a trial on the new view",
];
const accepted = (texts: string[], total = texts.length): AcceptedCriteria => ({ texts, total });
const told = (body: string, criteria: AcceptedCriteria | null = accepted(TEXTS), more = {}) =>
  judge("outcome", { section: "Outcomes" }, `### Outcomes\n\n${body}\n`, { criteria, ...more });
/** One criterion and one line. */
const one = (criterion: string, line: string) => told(`- ${line}`, accepted([criterion]));

const GOOD = `- Median time to answer a cohort comparison: 18 min (target: under 20 min), met
- Re-imported exports fell by 38% (target: 50% or more): missed
- Clients with a trial on the new view: 4 - exceeded`;

describe("outcome", () => {
  it.each<[string, string]>([
    ["list items", GOOD],
    ["in another order", GOOD.split("\n").toReversed().join("\n")],
    ["with CRLF", GOOD.replaceAll("\n", "\r\n")],
    ["by number", "- C1: 18 min, met\n- C2: 38 %, missed\n- C3: 4, met"],
    ["as details below", TEXTS.map((text) => `- ${text}\n  - Actual: 17\n  - Verdict: partly`).join("\n")],
    [
      "in groups",
      `- Speed\n  - Median time to answer a comparison: 18 min, met\n- Use\n${GOOD.split("\n").slice(1).join("\n").replaceAll(/^/gm, "  ")}`,
    ],
    [
      "a table",
      `| Criterion | Target | Actual | Verdict |\n|---|---|---|---|\n| Median time | 20 min | 18 min | met |\n| Re-imported exports | -50% | -38% | missed |\n| Trial clients | 3 | 3 | ✅ |`,
    ],
    ["a table with yes and no", `| # | Result | Met? |\n|---|---|---|\n| C1 | 18 min | yes |\n| C2 | 38% | no |\n| C3 | 3 | Yes |`],
    ["more than was asked for", `${GOOD}\n- Support tickets: 12, met`],
  ])("passes on %s", (_name, body) =>
    expect(told(body)).toMatchObject({ outcome: "pass", findings: [{ code: "outcomes_told", counted: 3 }] }),
  );

  it.each<[string, string, object[]]>([
    ["nothing", "We are happy.", TEXTS.map((criterion) => ({ code: "outcome_missing", criterion }))],
    ["one left out", GOOD.split("\n").slice(0, 2).join("\n"), [{ code: "outcome_missing", criterion: TEXTS[2] }]],
    ["no verdict", GOOD.replace(", met", ""), [{ code: "outcome_lacks", criterion: TEXTS[0], need: "verdict", line: 3 }]],
    ["no value", GOOD.replace("18 min (target: under 20 min)", "(target: under 20 min)"), [{ code: "outcome_lacks", need: "value" }]],
    ["the choice left open", GOOD.replace(", met", ": met / missed / partly"), [{ code: "outcome_lacks", need: "verdict" }]],
    ["a placeholder", "- C1: TBD\n- C2: 38 %, missed\n- C3: 4, met", [{ code: "outcome_lacks", need: "both" }]],
  ])("fails on %s", (_name, body, findings) => expect(told(body)).toMatchObject({ outcome: "fail", findings }));

  it("lets no line answer two criteria", () => {
    const both = told("- Median time 18 min and exports down 38%, both met", accepted(TEXTS.slice(0, 2)));
    expect(both).toMatchObject({ outcome: "fail", findings: [{ code: "outcome_missing" }] });
    const alike = ["p95 latency of search under 300 ms", "p95 latency of export under 900 ms"];
    expect(told("- p95 latency of search: 280 ms, met", accepted(alike)).findings).toMatchObject([
      { code: "outcome_missing", criterion: alike[1] },
    ]);
    expect(told("- p95 latency of export: 1 s, missed\n- p95 latency of search: 280 ms, met", accepted(alike)).outcome).toBe("pass");
  });

  it.each<[string, string, string]>([
    ["At least 3 clients sign", "3 clients signed: met", "pass"],
    ["At least 3 clients sign", "At least 3 clients sign: met", "fail"],
    ["At least 3 clients sign", "At least 3 clients sign: 3, met", "pass"],
    ["At least 3 clients sign", "Clients that signed: none, missed", "pass"],
    ["95% of SLAs are met by June", "SLAs met: 97%", "fail"],
    ["95% of SLAs are met by June", "SLAs met: 97%, met", "pass"],
    ["Under 20 min per report", "Report takes 18 min, not met on weekends", "pass"],
    ["Under 20 min per report", "Report time, measured 2026-06-30: met", "fail"],
    ["Under 20 min per report", "Report time (goal 20 min): met, see #45", "fail"],
    ["The old export is removed", "Old export removed on 2026-05-01: met", "pass"],
    ["The old export is removed", "The old export is removed: met", "fail"],
    ["The old export is removed", "Old export removed by release 7, partly", "pass"],
    ["Under 20 min per report", "Achieved report time: 18 min", "fail"],
    ["Under 20 min per report", "Report: 18 min ✅", "pass"],
    ["Under 20 min per report", "Something else entirely: 18, met", "fail"],
  ])("%s | %s: %s", (criterion, line, outcome) => expect(one(criterion, line).outcome).toBe(outcome));

  it("is an error where no receipt has criteria", () =>
    expect(told(GOOD, null)).toMatchObject({ outcome: "error", findings: [{ code: "criteria_unknown" }] }));

  it("wants as many outcomes as there were criteria, even of those the receipt could not keep", () => {
    expect(told(GOOD, accepted(TEXTS, 5))).toMatchObject({
      outcome: "fail",
      findings: [{ code: "outcomes_too_few", counted: 3, total: 5 }],
    });
    expect(told(`${GOOD}\n- Tickets: 12, met\n- Calls: 3`, accepted(TEXTS, 5)).outcome).toBe("fail");
    expect(told(`${GOOD}\n- Tickets: 12, met\n- Calls: 3, missed`, accepted(TEXTS, 5)).outcome).toBe("pass");
  });

  it("takes a template's line for none", () => {
    const isTemplateText = (text: string) => text.startsWith("C1");
    expect(told("- C1: 18 min, met\n- C2: 38 %, missed\n- C3: 4, met", accepted(TEXTS), { isTemplateText }).outcome).toBe("fail");
  });

  it("needs its section, outside comments and code", () => {
    expect(judge("outcome", { section: "Outcomes" }, GOOD, { criteria: accepted(TEXTS) }).findings).toMatchObject([
      { code: "section_missing" },
    ]);
    expect(told(`<!--\n${GOOD}\n-->`).outcome).toBe("fail");
    expect(told(`\`\`\`\n${GOOD}\n\`\`\``).outcome).toBe("fail");
  });

  it("says a bounded lot of hostile texts", () => {
    const many = accepted(Array.from({ length: 40 }, (_, index) => `criterion ${index} under ${index} ms`));
    expect(told("- met ".repeat(20_000), many).findings.length).toBeLessThanOrEqual(20);
    expect(told(`- ${"actual met 7 ".repeat(15_000)}`, many).outcome).toBe("fail");
    expect(told(`- ${"not not not ".repeat(15_000)}`, many).outcome).toBe("fail");
  });
});
