import type { Figure, ReportItem } from "../../src/core/insight/report.js";
import { reportHtml } from "../../src/render/insight/html.js";
import { pictureOf } from "../../src/render/insight/picture-of.js";
import { median, printTable, quantile } from "./table.js";

const DOTS = 2000;
const ROUNDS = 60;
const MOST_MS = 50;

/** Measures a picture with 2,000 dots, and the piece of a page around it. Returns what took too long. */
export async function pictures(scale: number): Promise<string[]> {
  const figure = figureOf(Math.ceil(DOTS * scale));
  const report = { repository: "acme/insights", period: { since: null, until: "2026-12-01T00:00:00.000Z" }, figures: [figure] };
  const link = ({ repository, number }: Pick<ReportItem, "repository" | "number">) => `https://github.com/${repository}/issues/${number}`;
  const parts: [string, () => string][] = [
    ["scatter", () => pictureOf(figure)],
    ["ageing chart", () => pictureOf({ ...figure, id: "wip_age" })],
    ["scatter, table and items", () => reportHtml(report, link)],
  ];
  const measured = parts.map(([name, make]) => ({ name, times: Array.from({ length: ROUNDS }, () => timed(make)), size: make().length }));
  printTable(
    `${DOTS} dots`,
    ["what", "median ms", "p95 ms", "KB"],
    measured.map(({ name, times, size }) => [name, median(times).toFixed(1), quantile(times, 0.95).toFixed(1), (size / 1024).toFixed(0)]),
  );
  return measured.filter(({ times }) => median(times) > MOST_MS).map(({ name }) => `${name} of ${DOTS} dots took more than ${MOST_MS} ms`);
}

function timed(make: () => string): number {
  const began = performance.now();
  make();
  return performance.now() - began;
}

function figureOf(dots: number): Figure {
  const items = Array.from({ length: dots }, (_, index) => {
    const at = new Date(Date.UTC(2026, 8, 1) + index * 3_600_000).toISOString();
    return { repository: "acme/insights", number: index + 1, at, value: (index * 7919) % 61 };
  });
  const groups = [{ key: "discover", n: dots, p50: 30, p85: 51, p95: 58, items }];
  return { id: "time_in_stage", title: "Time in stage", unit: "days", formula: "", groups };
}
