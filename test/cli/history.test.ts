import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { historyReport, playHistory, tellHistory } from "../../src/cli/demo/history/history.js";
import { temporaryFolder } from "../support/temporary.js";

const NOW = Date.UTC(2026, 10, 30, 12);
const SOME = { now: NOW, seed: 7, items: 2 };

describe("a made-up quarter", () => {
  it("is the same for the same seed, of entries that the App's core decided, oldest first", () => {
    const { entries, policy } = playHistory(SOME);
    expect(playHistory(SOME).entries).toEqual(entries);
    expect(entries.every(({ at }, index) => at >= (entries[index - 1]?.at ?? 0) && at <= NOW)).toBe(true);
    expect([...new Set(entries.map(({ number }) => number))].toSorted()).toEqual([1, 2]);
    expect(entries.filter(({ kind }) => kind === "accepted").length).toBeGreaterThan(4);
    expect(entries.filter(({ kind }) => kind === "refused")).toEqual([]);
    const report = historyReport({ entries, policy }, NOW);
    expect(report.figures.find(({ id }) => id === "lead_time")?.groups[0]).toMatchObject({ key: "discover → evaluate" });
  }, 60_000);

  it("ends with its report, and says where that was written", async () => {
    const lines: string[] = [];
    const line = (text = "") => void lines.push(text);
    const file = join(temporaryFolder(), "report.html");
    expect(await tellHistory({ line, act: line, effect: line, quote: line, prose: line }, { now: NOW, file, items: 2 })).toBe(0);
    expect(lines.at(-1)).toContain(file);
    expect(lines.join("\n")).toContain("Where a boundary's time goes");
    expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>[\s\S]*<svg class="picture"/);
  }, 60_000);
});
