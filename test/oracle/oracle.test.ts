import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compare, judgeDocument, tableOf } from "./compare.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const POLICY = `${HERE}policy`;
const FOLDER = process.env["BATON_ORACLE"];
const HELD_TO = ["preamble-req", "markdown-req-section", "markdown-order-section", "preamble-enum-status", "preamble-len-title"];

describe("a real process, written as a contract", () => {
  it("judges small proposals as their authors would expect, each rule broken at least once", async () => {
    const rows = await compare(HERE, POLICY);
    expect(rows.flatMap((row) => row.disagreements.map((each) => ({ rule: row.rule, ...each })))).toEqual([]);
    expect(rows.filter((row) => row.documents !== 10 || row.violations === 0)).toEqual([]);
    expect(rows.map((row) => row.rule)).toEqual(expect.arrayContaining(HELD_TO));
  });

  it("passes nothing on a preamble that can be read in two ways", async () => {
    const outcomes = await judgeDocument("two.md", "---\nstatus: Draft\nstatus: Final\n---\n\n## Abstract\n", POLICY);
    expect(new Set(outcomes.values())).toEqual(new Set(["error"]));
  });

  it.skipIf(FOLDER === undefined)("agrees with the linter on recorded documents (set BATON_ORACLE to their folder)", async () => {
    const rows = await compare(FOLDER ?? "", POLICY);
    process.stdout.write(`\n${tableOf(rows)}\n`);
    expect(rows.filter((row) => row.agreement < 0.99).map((row) => row.rule)).toEqual([]);
  });
});
