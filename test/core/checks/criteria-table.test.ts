import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowOf, TABLE_HEAD } from "../../../src/core/checks/measurable/criteria-table.js";
import { criteriaOf, promisedBy } from "../../../src/core/checks/measurable/stated.js";
import { parseMarkdown } from "../../../src/core/document/parse.js";
import type { Promised } from "../../../src/core/facts/accepted-criteria.js";
import { judge } from "./helpers.js";

const rowsIn = (table: string) => {
  const section = parseMarkdown(`## S\n\n${table}\n`).section(["S"]);
  return section === null ? [] : criteriaOf(section);
};
const read = (table: string) => rowsIn(table).map(promisedBy);

const word = fc.stringMatching(/^[A-Za-z][a-z]{1,11}$/).filter((text) => !/^(?:tbd|tba|none|unknown|na)$/i.test(text));
const words = fc
  .array(fc.oneof(word, fc.constantFrom("p95", "|", "日本", "größer", "a\\b", "x*y", "(5 m)")), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(" "))
  .filter((text) => /^\p{L}/u.test(text) && /\p{L}$/u.test(text));
const value = fc
  .oneof(
    fc.integer({ min: -1_000_000, max: 1_000_000_000 }),
    fc.double({ min: -1e6, max: 1e9, noNaN: true, noDefaultInfinity: true }).map((number) => Number(number.toFixed(4))),
  )
  .map((number) => (Object.is(number, -0) ? 0 : number));
const promised: fc.Arbitrary<Promised> = fc.record(
  {
    metric: words,
    comparator: fc.constantFrom("<" as const, "<=" as const, ">" as const, ">=" as const, "=" as const),
    value,
    unit: fc.constantFrom("", "%", "ms", "s", "min", "h", "d", "week", "GB", "MiB", "EUR", "USD", "clients", "requests"),
    baseline: words,
    by: fc.constantFrom("2026-12-31", "Q3 2026", "60 days after launch"),
    source: words,
  },
  { requiredKeys: ["metric", "comparator", "value", "unit"] },
);

describe("a table of criteria", () => {
  it("is read back exactly as it is written", () => {
    fc.assert(
      fc.property(fc.array(promised, { minLength: 1, maxLength: 5 }), (all) => {
        expect(read([TABLE_HEAD, ...all.map(rowOf)].join("\n"))).toEqual(all);
      }),
      { numRuns: 300 },
    );
  });

  it("may have its columns in any order, and others between them", () => {
    fc.assert(
      fc.property(promised, fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (each, order) => {
        const cells = [
          ...rowOf(each)
            .slice(2, -2)
            .split(/(?<!\\) \| /),
          "whatever 5 < 7",
        ];
        const heads = ["Metric", "Baseline", "Target", "By", "Source", "Note"];
        const line = (parts: string[]) => `| ${order.map((index) => parts[index]).join(" | ")} |`;
        expect(read([line(heads), line(heads.map(() => "---")), line(cells)].join("\n"))).toEqual([each]);
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, Partial<Promised> | null]>([
    ["| Answer | 4 h | under 20 min | | |", { comparator: "<", value: 20, unit: "min", baseline: "4 h" }],
    ["| Answer | 4 h | 20 min | | |", { comparator: "<=", value: 20 }],
    ["| Share | 10 % | 20 % | | |", { comparator: ">=", value: 20, unit: "%" }],
    ["| Clients | – | at least 3 | | |", { comparator: ">=", value: 3, unit: "" }],
    ["| Clients | n/a | 3 or more | | |", { comparator: ">=", value: 3 }],
    ["| Exports | 200 | -50 % | | |", { comparator: "<=", value: -50, unit: "%" }],
    ["| Losses | 4 | 0 | | |", { comparator: "=", value: 0 }],
    ["| Placed | | 100 % | | |", { comparator: ">=", value: 100 }],
    ["| Antwort | 4 h | höchstens 20 Minuten | | |", { comparator: "<=", value: 20, unit: "min" }],
    ["| 応答時間 | | 200ミリ秒以内 | | |", { comparator: "<=", value: 200, unit: "ms" }],
    ["| Answer | | 20 min | | |", null],
    ["| Answer | 20 min | 20 min | | |", null],
    ["| Answer | | 20 min to 30 min | | |", null],
    ["| Answer | | soon, under 20 min | | |", null],
    ["| Answer | | < TBD | | |", null],
    ["| Rows | | < 1.200 | | |", null],
    ["| | | < 20 min | | |", null],
  ])("%s", (row, expected) => {
    const [found] = read(`${TABLE_HEAD}\n${row}`);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });

  it("is one in other languages, too, and none without a metric and a target", () => {
    expect(read("| Ziel | Kennzahl |\n|---|---|\n| < 2 s | Antwort |")).toEqual([
      { metric: "Antwort", comparator: "<", value: 2, unit: "s" },
    ]);
    expect(rowsIn("| Topic | Note |\n|---|---|\n| Answer | under 2 s |").map(({ row }) => row)).toEqual([null]);
  });
});

describe("`form: table`", () => {
  const asked = (body: string, more = {}) => judge("measurable", { section: "S", form: "table", ...more }, `## S\n\n${body}\n`);
  const row = "| Answer | 4 h | < 20 min | 2026-12-31 | analytics |";

  it("passes on rows that are sure", () => {
    expect(asked(`${TABLE_HEAD}\n${row}`, { needs: ["by_when", "baseline"] }).outcome).toBe("pass");
  });

  it.each<[string, string, object]>([
    ["no table", "- Answer under 20 min", { code: "criteria_no_table" }],
    ["an unsure target", `${TABLE_HEAD}\n| Answer | | 20 min | | |`, { code: "criterion_unsure", why: "side" }],
    ["no metric", `${TABLE_HEAD}\n| | | < 20 min | | |`, { code: "criterion_unsure", why: "metric" }],
    ["a promise beside the table", `${TABLE_HEAD}\n${row}\n\n- It is fast`, { code: "criterion_unsure", why: "form" }],
    ["a placeholder", `${TABLE_HEAD}\n| TBD | TBD | TBD | TBD | TBD |`, { code: "criterion_not_measurable", why: "placeholder" }],
    ["no date", `${TABLE_HEAD}\n| Answer | 4 h | < 20 min | | |`, { code: "criterion_lacks", need: "by_when" }],
  ])("fails on %s", (_name, body, finding) => {
    const result = asked(body, { needs: ["by_when"] });
    expect(result.outcome).toBe("fail");
    expect(result.findings).toEqual(expect.arrayContaining([expect.objectContaining(finding)]));
  });
});
