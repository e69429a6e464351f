import { describe, expect, it } from "vitest";
import type { Report, ReportGroup, ReportItem } from "../../src/core/insight/report.js";
import {
  artefactEntriesOf,
  EXAMPLE_ARTEFACTS,
  EXAMPLE_HOURS,
  EXAMPLE_STAGES,
  EXAMPLE_START,
  EXAMPLE_STORY,
  entriesOf,
} from "../../src/render/insight/example-story.js";
import { reportHtml, reportPage } from "../../src/render/insight/html.js";
import { reportMarkdown } from "../../src/render/insight/markdown.js";
import { pictureOf } from "../../src/render/insight/picture-of.js";
import { REPORT_STYLE } from "../../src/render/insight/style.js";
import { reportOf } from "../../src/render/insight/report.js";
import { reportText } from "../../src/render/insight/text.js";

const report = reportOf({
  repository: "acme/insights",
  entries: [...entriesOf(EXAMPLE_STORY), ...artefactEntriesOf(EXAMPLE_ARTEFACTS)],
  stages: EXAMPLE_STAGES,
  period: { since: null, until: EXAMPLE_START + EXAMPLE_HOURS * 3_600_000, timezone: "UTC" },
});
const link = ({ repository, number }: Pick<ReportItem, "repository" | "number">) => `https://github.com/${repository}/issues/${number}`;

/** The same report with what hostile people may have written in every place for words. */
function hostile(): Report {
  const evil = `<script>alert(1)</script>"'&\u0000\uD800| @octocat ![x](//evil) `;
  const figures = report.figures.map((figure) => ({
    ...figure,
    groups: figure.groups.map((group) => ({
      ...group,
      key: evil + group.key,
      items: group.items.map((item) => ({ ...item, note: evil })),
    })),
  }));
  return { ...report, repository: evil, figures };
}

describe("a picture", () => {
  it.each(report.figures.map((figure) => [figure.id, figure] as const))(
    "of %s is named, described, and has numbers for coordinates",
    (_id, figure) => {
      const picture = pictureOf(figure);
      expect(picture).toMatch(/^<svg [^>]*role="img"[^>]*><title [^>]*>[^<]+<\/title><desc [^>]*>[^<]+<\/desc>/);
      expect(picture).not.toMatch(/NaN|undefined|Infinity/);
      expect(picture).not.toMatch(/ style=|<script|<style/);
    },
  );

  it.each(report.figures.map((figure) => [figure.id, figure] as const))("of %s with nothing in it is none", (_id, figure) => {
    expect(pictureOf({ ...figure, groups: [] })).toBe("");
    const idle = { ...figure, groups: figure.groups.map(({ key }) => ({ key, n: 0, items: [] })) };
    expect(pictureOf(idle)).toBe("");
  });

  it("tells no value of an axis twice, and counts in whole items", () => {
    const at = new Date(EXAMPLE_START).toISOString();
    const told = (id: string, group: Partial<ReportGroup>) => {
      const figure = report.figures.find((one) => one.id === id);
      if (!figure) throw new Error(`there is no ${id}`);
      const picture = pictureOf({ ...figure, groups: [{ key: "discover", n: 1, items: [], ...group }] });
      return [...picture.matchAll(/text-anchor="end">([^<]*)</g)].map(([, words]) => words);
    };
    const item = { repository: "acme/insights", number: 1, at, value: 0.02 };
    expect(told("wip_age", { items: [item] })).toEqual(["0 d"]);
    expect(told("flow", { series: [{ key: "2026-11-02", value: 1 }] })).toEqual(["0", "1"]);
  });

  it("shows what is beyond the 85th percentile as another shape", () => {
    const [scatter = ""] = report.figures.filter(({ id }) => id === "time_in_stage").map((figure) => pictureOf(figure));
    expect(scatter.match(/class="dot out"/g)).toHaveLength(2);
    expect(scatter).toContain("85 %: 1.7 d");
  });

  it("of a single moment, and of values that are all nothing, still has coordinates", () => {
    const item = { repository: "acme/insights", number: 1, at: "2026-11-02T00:00:00.000Z", value: 0 };
    for (const figure of report.figures) {
      const series = [{ key: "2026-11-02", value: 0 }];
      const one = { ...figure, groups: [{ key: "a", n: 1, value: 0, p50: 0, p85: 0, p95: 0, series, items: [item] }] };
      expect(pictureOf(one), figure.id).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});

describe("a report as HTML", () => {
  it("has a picture, a table and the items for each figure, and no script or style of its own", () => {
    const html = reportHtml(report, link);
    expect(html.match(/<svg class="picture"/g)).toHaveLength(12);
    expect(html.match(/<table>/g)).toHaveLength(12);
    expect(html).toContain('<a href="https://github.com/acme/insights/issues/3">#3</a>');
    expect(html).not.toMatch(/ style="|<style|<script| on\w+=/);
    expect(reportPage(report, link)).toContain(REPORT_STYLE);
    expect(REPORT_STYLE.length).toBeLessThan(4096);
  });

  it("lets nobody write markup into it", () => {
    const page = reportPage(hostile(), link);
    expect(page).not.toContain("<script");
    expect(page).not.toMatch(/href="[^"]*"[^>]*alert/);
    expect(page).toBe(page.toWellFormed());
  });
});

describe("a report as words", () => {
  it("names an item by its repository where the report is of several", () => {
    expect(reportHtml({ ...report, repository: "acme" }, link)).toContain(">acme/insights#3</a>");
    expect(reportText({ ...report, repository: "acme" })).toContain("rejected: no alternative was weighed: acme/insights#3");
  });

  it("begins with what stands out, in a line each", () => {
    const [, first = ""] = reportText(report).split("\n\n");
    const lines = first.split("\n");
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.every((line) => line.startsWith("* "))).toBe(true);
    expect(first).toMatch(/Hand-offs wait longest at .*: \d+(\.\d)? h each on average, most of it for `\w+`\./);
    expect(first).toMatch(/The gate that is red most often is .*: in \d+ % of \d+ hand-offs\./);
    expect(reportText({ ...report, figures: [] }).split("\n\n")).toHaveLength(2);
  });

  it("tells each note once, counts what it leaves out, and puts the gate that was forced most first", () => {
    const at = report.period.until;
    const item = (number: number, note: string) => ({ repository: report.repository, number, at, note });
    const exceptions = report.figures.find(({ id }) => id === "exceptions");
    if (!exceptions) throw new Error("no such figure");
    const items = Array.from({ length: 9 }, (_, number) => item(number + 1, "no time"));
    const gates = Array.from({ length: 7 }, (_, n) => ({ key: `gate: g${n}`, n: n + 1, items: [item(1, "no time")] }));
    const groups = [...gates, { key: "override", n: 10, items: [...items, item(9, "no time")] }];
    const text = reportText({ ...report, figures: [{ ...exceptions, groups }] });
    expect(text).toContain("\n    no time: #1, #2, #3, #4, #5 and 4 more\n  gate: g6 ");
    expect(text.match(/no time/g)).toHaveLength(1);
    expect(text).toMatch(/gate: g2 .*\n {2}and 2 more gates\n$/);
  });

  it("says what a number is: how many boundaries, hours in all, what a triangle is", () => {
    expect(reportText(report)).toMatch(/\d boundar(?:y|ies) crossed +n=\d+ +\d+ % came through clean/);
    expect(reportText(report)).toMatch(/n=\d+ {2}\d+ h in all {2}red/);
    expect(reportHtml(report, link)).toContain('<th scope="col" class="number">in all</th>');
    expect(reportHtml(report, link)).toContain("a red triangle is one that took");
  });

  it("keeps what people wrote inert, on GitHub and on a terminal", () => {
    const markdown = reportMarkdown(hostile(), link);
    // Outside of code spans nothing of it is left.
    expect(markdown.replace(/`+[^`]*`+/g, "")).not.toMatch(/@octocat|<script|!\[x\]/);
    // eslint-disable-next-line no-control-regex
    expect(reportText(hostile())).not.toMatch(/[\u0000\u001b]/);
  });

  it("fits into an issue", () => {
    expect(reportMarkdown(report, link).length).toBeLessThan(65_536);
  });
});
