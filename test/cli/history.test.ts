import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { historyReport, playHistory, tellHistory } from "../../src/cli/demo/history/history.js";
import { withStore } from "../../src/cli/common/with-store.js";
import { report } from "../../src/cli/report/report.js";
import { temporaryFolder } from "../support/temporary.js";

const NOW = Date.UTC(2026, 10, 30, 12);
const SOME = { now: NOW, seed: 7, items: 2 };

describe("a made-up quarter", () => {
  it("is the same for the same seed, of entries that the App's core decided, oldest first", () => {
    const { entries, policy } = playHistory(SOME);
    expect(playHistory(SOME).entries).toEqual(entries);
    expect(entries.every(({ at }, index) => at >= (entries[index - 1]?.at ?? 0) && at <= NOW)).toBe(true);
    const governed = entries.filter(({ kind }) => kind === "governed");
    expect(governed.map(({ number }) => number)).toEqual([1, 2]);
    expect(entries.filter(({ kind }) => kind === "accepted").length).toBeGreaterThan(4);
    expect(entries.filter(({ kind }) => kind === "refused")).toEqual([]);
    const told = historyReport({ entries, policy }, NOW);
    expect(told.figures.find(({ id }) => id === "lead_time")?.groups[0]).toMatchObject({ key: "discover → evaluate" });
    expect(told.figures.filter(({ groups }) => groups.length === 0).map(({ id }) => id)).toEqual([]);
  }, 60_000);

  it("has roles that publish, mostly in time, and agents that mostly keep to what they may", () => {
    const { entries, policy } = playHistory({ ...SOME, items: 1 });
    const { figures } = historyReport({ entries, policy }, NOW);
    const rows = (id: string) => figures.find((figure) => figure.id === id)?.groups ?? [];
    expect(rows("freshness").map(({ key }) => key)).toEqual(
      expect.arrayContaining(["usage-report", "usage-report: stale", "cycle-learnings: missing"]),
    );
    expect(rows("freshness").find(({ key }) => key === "usage-report")?.value).toBeGreaterThan(0.5);
    const market = rows("agents").find(({ key }) => key === "market-scanner");
    expect(market?.series?.find(({ key }) => key === "within")?.value).toBeGreaterThan(5);
    expect(market?.series?.find(({ key }) => key === "confirmed")?.value).toBeGreaterThan(3);
    expect(rows("agents").find(({ key }) => key === "undeclared bots")?.series).toContainEqual({ key: "refused", value: 2 });
  }, 60_000);

  it("keeps its database where that is wanted, for what reads the App's own, and overwrites none", async () => {
    const lines: string[] = [];
    const line = (text = "") => void lines.push(text);
    const terminal = { line, act: line, effect: line, quote: line, prose: line };
    const folder = temporaryFolder();
    const call = { now: NOW, file: join(folder, "report.html"), keep: join(folder, "quarter"), items: 1 };
    expect(await tellHistory(terminal, call)).toBe(0);
    expect(lines.at(-1)).toContain(`BATON_DATA=${join(folder, "quarter")} baton diagnose --repo acme/insights`);
    let said = "";
    const output = { out: (text: string) => void (said += text), err: () => {} };
    const asked = { repo: "acme/insights", since: null, until: null, format: "json" as const, now: NOW };
    expect(await withStore(output, (store) => report(store, asked, output, {}), { BATON_DATA: join(folder, "quarter") })).toBe(0);
    const { figures } = historyReport(playHistory({ now: NOW, seed: 1, items: 1 }), NOW);
    expect(JSON.parse(said)).toMatchObject({ repository: "acme/insights", figures: JSON.parse(JSON.stringify(figures)) });
    await expect(tellHistory(terminal, call)).rejects.toThrow("there is a database in");
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
