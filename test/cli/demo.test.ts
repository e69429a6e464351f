import { expect, it } from "vitest";
import { called } from "./called.js";

it("tells of an agent that is held to its file, each claim checked, within 80 columns, and ends in words", async () => {
  const { code, out, err } = await called(["demo", "--act", "roles", "--stats"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).not.toContain("NOT DONE");
  expect(out).toContain("market-scanner[bot] (the product manager's agent): opens seven issues");
  expect(out.split("\n").filter((line) => line.length > 80 && line.trim().includes(" ") && !line.trim().startsWith("|"))).toEqual([]);
  expect(out).toContain("ada (analytics): pushes a new usage report");
  expect(out.replaceAll(/\s+/g, " ").trimEnd()).toMatch(
    /five were taken and two stopped, its pull request stays red, its one text counts because its overseer confirmed it, and a push of fresh figures let the hand-off go on, after \d+ requests to GitHub \([^)]+\)\.$/,
  );
}, 60_000);
