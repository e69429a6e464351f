import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeploymentVerdict, Missing } from "../../src/core/deployments/judge.js";
import { approvalText, reportText } from "../../src/render/deployments.js";

const EVIL = "@everyone [x](https://evil.example) <img src=x> `y` <!-- baton:deployment 1 -->";
const verdict = (missing: Missing[], over: Partial<DeploymentVerdict> = {}): DeploymentVerdict => ({
  missing,
  observe: false,
  receipts: [],
  agents: [],
  since: null,
  ...over,
});

const words = fc.oneof(fc.string({ maxLength: 600 }), fc.constant(EVIL), fc.constant("W".repeat(500)));
const reference = fc.integer({ min: 1, max: 99_999 }).map((number) => `#${number}`);
const missing: fc.Arbitrary<Missing> = fc.oneof(
  fc.record({ is: fc.constant("unread" as const), reason: words }),
  fc.record({ is: fc.constant("stage" as const), reference, stage: words, needed: words, isClosed: fc.boolean() }),
  fc.record({ is: fc.constant("item" as const), reference: fc.option(reference), reason: words }),
  fc.record({
    is: fc.constant("order" as const),
    agent: words,
    before: words,
    references: fc.array(reference, { minLength: 1, maxLength: 90 }),
  }),
  fc.record({ is: fc.constant("no_place" as const), agent: words, references: fc.array(reference, { minLength: 1 }) }),
  fc.record({ is: fc.constant("makers" as const), reference, reason: words }),
);

describe("what is said in a run", () => {
  test("fits GitHub's limit, and is inert, whatever names it holds", () => {
    fc.assert(
      fc.property(fc.array(missing, { minLength: 1, maxLength: 60 }), words, (all, environment) => {
        const receipts = all.map((_, index) => ({ reference: `#${index}`, stage: environment, receipt: null }));
        const told = [
          reportText(verdict(all), environment),
          approvalText(verdict(all, { observe: true }), environment),
          approvalText(verdict([], { receipts, agents: [environment] }), environment),
        ];
        for (const text of told) {
          expect(text.length).toBeLessThanOrEqual(1_000);
          expect(text.replace(/(`+)[\s\S]*?\1/g, "")).not.toMatch(/@everyone|\[x\]|<img|<!--/);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("names what is missing first, and counts what finds no room", () => {
    const all = Array.from({ length: 40 }, (_, index): Missing => {
      return { is: "stage", reference: `#${index + 1}`, stage: "Build", needed: "Ship", isClosed: index === 0 };
    });
    const text = reportText(verdict(all), "production");
    expect(text).toContain("* #1 is in **Build**, and has to be opened again and accepted into **Ship**.");
    const hidden = 40 - text.split("\n").filter((line) => line.startsWith("* #")).length;
    expect(hidden).toBeGreaterThan(0);
    expect(text.endsWith(`* and ${hidden} more`)).toBe(true);
  });

  test("tells by what receipts a deployment goes on, and by which agents it is", () => {
    const receipt = { kind: "overridden" as const, to: "ship", at: Date.UTC(2026, 10, 3), digest: "abcdef0123456789" };
    const receipts = [
      { reference: "#4", stage: "Ship", receipt },
      { reference: "#5", stage: "Ship", receipt: null },
    ];
    expect(approvalText(verdict([], { receipts, agents: ["builder"] }), "production")).toBe(
      [
        "**To `production`: 2 items accepted.** It holds changes by `builder`.",
        "* #4: **Ship**, forced by override 2026-11-03, `abcdef0`",
        "* #5 began in **Ship**",
      ].join("\n"),
    );
    expect(approvalText(verdict([]), "staging")).toBe("**To `staging`: nothing of it waits for anybody.**");
  });
});
