import { describe, expect, it } from "vitest";
import { renderLivingComment } from "../../src/render/living-comment.js";
import { gate, outsideCode, receipt, stage, verdict } from "./build.js";

const HOSTILE = "@ana | <img src=x> [x](javascript:1) `";
const brief = receipt({
  from: "discover",
  to: "decide",
  criteria: { texts: ["Answers from 4 h to under 20 min by 2026-12-31", "It is loved"], total: 3 },
  promised: [{ metric: "Answers", comparator: "<", value: 20, unit: "min", baseline: "4 h", by: "2026-12-31" }, null],
});
const later = { stage: stage(1), receipts: [brief] };

describe("the criteria in the living comment", () => {
  it("show baseline and target once they are accepted", () => {
    const text = renderLivingComment(verdict(later));
    expect(text).toContain("🎯 3 success criteria");
    expect(text).toContain("| Answers | 4 h → under 20 min by 2026-12-31 → … |");
    expect(text).toContain("| It is loved | … |");
    expect(text).toContain("and 1 more");
  });

  it("show the actual value and the verdict once they are told", () => {
    const told = gate("outcomes", "Outcomes", {
      outcome: "pass",
      findings: [{ code: "outcome_actual", criterion: 0, actual: "18 min", verdict: "met", severity: "note" }],
    });
    expect(renderLivingComment(verdict({ ...later, gates: [told] }))).toContain(
      "| Answers | 4 h → under 20 min by 2026-12-31 → 18 min (met) |",
    );
  });

  it("are left out before any were accepted", () => expect(renderLivingComment(verdict())).not.toContain("success criteri"));

  it("echo nothing that is alive, and keep the table whole", () => {
    const hostile = receipt({
      from: "discover",
      to: "decide",
      criteria: { texts: [HOSTILE], total: 1 },
      promised: [{ metric: HOSTILE, comparator: ">", value: 1, unit: HOSTILE, baseline: HOSTILE, by: HOSTILE, source: HOSTILE }],
    });
    const text = renderLivingComment(verdict({ receipts: [hostile] }));
    const row = text.split("\n").find((line) => line.startsWith("| `") && line.includes("→")) ?? "";
    expect(outsideCode(row)).not.toMatch(/[@<[]/);
    expect(row.split("|")).toHaveLength(4);
  });
});
