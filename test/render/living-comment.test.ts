import { describe, expect, it } from "vitest";
import { person } from "../core/account.js";
import { renderLivingComment } from "../../src/render/living-comment.js";
import { awaiting, blocked, contract, DUE, gate, GREEN, handoff, outsideCode, receipt, stage, verdict } from "./build.js";

const HOSTILE = "@ana `@ana` <img src=x onerror=1> [x](javascript:1) | #1\n# head\n``` @acme/architects \\`@bob";

describe("living comment", () => {
  it("says blocked first, then the giver's steps with their sections, then other people's", () => {
    const text = renderLivingComment(blocked());
    expect(text).toMatch(/^### 🔴 Discover → Decide is blocked · 3 of 4 gates to go\n/);
    const order = [
      "**Next: the giver, `pm` (`acme/data-pm`)**",
      "At least 3 customer data points",
      "in **Evidence**: 2 of 3 count.",
      "Business rationale",
      "`Business rationale` holds only",
      "`portfolio-owner` (`@omar`)",
      "Priority confirmed",
      "stays armed",
      "green gate",
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].toSorted((a, b) => a - b));
    expect(text).not.toMatch(/\bline \d/);
  });
  it("names receiver, deadline in the policy's zone and digest while awaiting", () => {
    const text = renderLivingComment(awaiting());
    expect(text).toMatch(/^### ⏳ Discover → Decide: waiting for `architect` · due Tue 1 Dec 15:00 \(Berlin\)/);
    expect(text).toContain("**Next: `architect` (`acme/architects`, `@ana`)**");
    expect(text).toContain("`3f9c1e2`");
  });
  it("tells how to request when idle", () => {
    expect(renderLivingComment(verdict({ gates: GREEN, green: true }))).toContain("add the label `stage: decide` or comment `/handoff`");
    expect(renderLivingComment(verdict())).toMatch(/^### 📍 In Discover · 3 of 4 gates to go before Decide/);
  });
  it("gives the reason of a rejection", () => {
    const text = renderLivingComment(
      verdict({
        gates: GREEN,
        green: true,
        handoff: handoff({ state: "rejected", rejection: { by: person("ana"), at: DUE, commentId: 1, reason: "No cohort", digest: "" } }),
      }),
    );
    expect(text).toMatch(/^### ↩️ Discover → Decide was sent back by `@ana`/);
    expect(text).toContain("`No cohort`");
  });
  it("says which section voided an ack", () => {
    const ack = { by: person("ana"), at: DUE, commentId: 1, digest: "", inPlaceOf: null, note: null };
    const text = renderLivingComment(
      awaiting({ handoff: handoff({ state: "awaiting", voided: [{ ...ack, why: "content_changed", changed: ["Evidence"] }] }) }),
    );
    expect(text).toMatch(/`@ana`'s `\/ack`.* counts no longer: \*\*Evidence\*\* changed after it/);
  });
  it("observes without threatening", () => {
    const text = renderLivingComment(verdict({ observe: true, observeReason: "policy" }));
    expect(text).toContain("would be blocked");
    expect(text).toContain("Nothing is reverted");
    expect(text).not.toContain("`/ack`");
  });
  it("covers the end, closed, missing contract, adoption, override, drift and begin", () => {
    expect(renderLivingComment(verdict({ boundary: null, contract: null, gates: [] }))).toContain("the end of the road");
    expect(renderLivingComment(verdict({ closed: true }))).toContain("Reopened, the work resumes in **Discover**");
    expect(renderLivingComment(verdict({ contract: null, gates: [] }))).toContain("no contract leads to Decide");
    expect(renderLivingComment(verdict({ stageBy: "adopted" }))).toContain("is adopted");
    expect(renderLivingComment(verdict({ drift: [{ part: "Evidence" }] }))).toContain("**Drift**: **Evidence** changed");
    const forced = verdict({
      stage: stage(1),
      stageBy: "overridden",
      receipts: [receipt({ kind: "overridden", by: [person("omar")], reason: "Fair" })],
    });
    expect(renderLivingComment(forced)).toMatch(/\*\*Override\*\*: `@omar` forced this into Decide, reason `Fair`/);
    expect(
      renderLivingComment(verdict({ stage: stage(1), receipts: [receipt()], due: { what: "begin", at: DUE, overdue: false } })),
    ).toMatch(/^### ✅ In Decide · work begins by Tue 1 Dec[^]*Next: `@ana`\*\* begins/);
  });
  it("folds a receipt with people, digest, contract version and every gate", () => {
    const text = renderLivingComment(verdict({ stage: stage(1), receipts: [receipt()] }));
    for (const words of [
      "`@petra`",
      "`@ana`",
      "3f9c1e2".padEnd(64, "0"),
      "`discover-to-decide` 1.0.0",
      "✅ At least 3 customer data points",
      "2026",
    ])
      expect(text.slice(text.indexOf("🧾"))).toContain(words);
  });
  it("shows a policy problem with place, found, needed and fix", () => {
    const problem = {
      file: ".github/baton.yml",
      line: 4,
      column: 3,
      key: "roles",
      found: "a number",
      needed: "a list",
      fix: "Write [ana]",
      severity: "error" as const,
    };
    const text = renderLivingComment(verdict({ problems: [problem] }));
    expect(text).toMatch(/\.github\/baton\.yml:4:3.*found a number; needed: a list/);
  });
  it("pings nobody and shows no foreign markup, whatever people wrote", () => {
    const hostile = verdict({
      contract: contract({ id: HOSTILE, name: HOSTILE, version: HOSTILE, notes: [HOSTILE] }),
      gates: [
        gate("x", HOSTILE, {
          outcome: "fail",
          path: HOSTILE,
          findings: [{ code: "section_placeholder", heading: HOSTILE, text: HOSTILE, severity: "problem" }],
        }),
        gate("y", HOSTILE),
      ],
      stage: { ...stage(0), name: HOSTILE },
      boundary: { from: stage(0), to: { ...stage(1), name: HOSTILE, label: HOSTILE } },
      receiver: { id: HOSTILE, users: [HOSTILE], teams: [HOSTILE] },
      drift: [{ part: HOSTILE }],
      receipts: [
        receipt({ reason: HOSTILE, by: [person(HOSTILE)], gates: [{ id: "x", title: HOSTILE, outcome: "pass", waivedBy: null }] }),
      ],
      remarks: [{ kind: "not_giver", at: 5, by: HOSTILE, to: HOSTILE, role: HOSTILE, why: HOSTILE }],
      handoff: handoff({ state: "rejected", rejection: { by: person(HOSTILE), at: 1, commentId: 1, reason: HOSTILE, digest: "" } }),
    });
    const open = outsideCode(renderLivingComment(hostile));
    expect(open).not.toMatch(/@(ana|bob|acme)|<img|javascript:|^# head/m);
  });
  it("stays under the limit and keeps headline and next step, however much there is", () => {
    for (const n of [50, 1000]) {
      const finding = {
        code: "section_placeholder" as const,
        heading: "h".repeat(300),
        text: "@x ".repeat(400),
        severity: "problem" as const,
        line: 3,
      };
      const big = verdict({
        handoff: handoff(),
        gates: Array.from({ length: n }, (_, i) =>
          gate(`g${i}`, `Gate ${i} ${"a".repeat(200)}`, {
            outcome: i % 2 ? "pass" : "fail",
            findings: Array.from({ length: 20 }, () => finding),
          }),
        ),
        receipts: Array.from({ length: 20 }, () =>
          receipt({ gates: Array.from({ length: n }, (_, i) => ({ id: "x", title: `T${i}`, outcome: "pass" as const, waivedBy: null })) }),
        ),
        drift: Array.from({ length: n }, () => ({ part: "p".repeat(200) })),
      });
      const text = renderLivingComment(big);
      expect(text.length).toBeLessThanOrEqual(60_000);
      expect(text).toMatch(/^### 🔴 Discover → Decide is blocked[^]*\*\*Next: the giver[^]*1\. ❌ \*\*/);
    }
  });
});
