import { describe, expect, it } from "vitest";
import { readProcess, redGates } from "./process.js";

const PROCESSES = await Promise.all(["kep", "rust-rfc", "bug-form"].map(readProcess));

describe.each(PROCESSES.map((process) => ({ process, id: process.contract.id })))("the foreign contract $id", ({ process }) => {
  it.each(process.cases)("$name", (one) => {
    expect(redGates(process, one).toSorted()).toEqual(one.red.toSorted());
  });

  it.each(process.cases)("$name, as browsers send it", (one) => {
    expect(redGates(process, one, (text) => text.replaceAll("\n", "\r\n")).toSorted()).toEqual(one.red.toSorted());
  });

  it("has texts of both kinds, and sees every gate red", () => {
    const good = process.cases.filter(({ red }) => red.length === 0);
    expect(good.length).toBeGreaterThanOrEqual(3);
    expect(process.cases.length - good.length).toBeGreaterThanOrEqual(6);
    const blocking = process.contract.gates.filter(({ level }) => level === "block").map(({ id }) => id);
    expect([...new Set(process.cases.flatMap(({ red }) => red))].toSorted()).toEqual(blocking.toSorted());
  });
});
