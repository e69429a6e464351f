import { beforeEach, describe, expect, it } from "vitest";
import { report, type ReportCall } from "../../src/cli/report/report.js";
import { reportFormats } from "../../src/cli/report/format.js";
import { withStore } from "../../src/cli/common/with-store.js";
import { toRow, type Entry } from "../../src/core/ledger/entry.js";
import type { Report } from "../../src/core/insight/report.js";
import { EXAMPLE_HOURS, EXAMPLE_START, EXAMPLE_STORY, entriesOf } from "../../src/render/insight/example-story.js";
import { openStore } from "../../src/store/store.js";
import { evaluation, folder, item, TEST_KEY } from "../store/samples.js";

const NOW = EXAMPLE_START + EXAMPLE_HOURS * 3_600_000;
let place: string;
let said: string;
let complained: string;

async function told(call: Partial<ReportCall> = {}): Promise<number> {
  [said, complained] = ["", ""];
  const output = { out: (text: string) => void (said += text), err: (text: string) => void (complained += text) };
  const whole: ReportCall = { repo: null, since: null, until: null, format: "text", now: NOW, ...call };
  return await withStore(output, (store) => report(store, whole, output, {}), { BATON_DATA: place });
}

async function asJson(call: Partial<ReportCall> = {}): Promise<Report> {
  expect(await told({ ...call, format: "json" })).toBe(0);
  return JSON.parse(said) as Report;
}

/** The store after the ten items of the story, in a repository each other item is not in. */
beforeEach(async () => {
  place = folder();
  const store = await openStore({ folder: place }, TEST_KEY);
  const own = new Map<number, Entry[]>();
  for (const entry of entriesOf(EXAMPLE_STORY)) own.set(entry.number ?? 0, [...(own.get(entry.number ?? 0) ?? []), entry]);
  for (const [number, entries] of own) {
    const key = {
      ...item(number),
      owner: "acme",
      name: number === 10 ? "other" : "insights",
      repositoryId: number === 10 ? "R_other" : "R_insights",
    };
    await store.enqueue([key], 0);
    const lease = await store.claim(0, 1_000);
    if (!lease) throw new Error("nothing to claim");
    await store.commit(lease, { ...evaluation(`I_${number}`), entries: entries.map(toRow) });
    await store.finish(lease, { now: 1, dueAt: null });
  }
  await store.close();
}, 30_000);

describe("baton report", () => {
  it("tells of one repository what the ledger says of it, whoever's name in whatever case", async () => {
    const { repository, period, figures } = await asJson({ repo: "Acme/Insights" });
    expect([repository, period]).toEqual(["acme/insights", { since: null, until: new Date(NOW).toISOString() }]);
    const stages = figures.find(({ id }) => id === "time_in_stage")?.groups;
    expect(stages?.find(({ key }) => key === "discover")).toMatchObject({ n: 9 });
  });

  it("tells of all of them as if they were one", async () => {
    const { repository, figures } = await asJson();
    expect(repository).toBe("acme");
    expect(figures.find(({ id }) => id === "time_in_stage")?.groups[0]).toMatchObject({
      key: "discover",
      n: 10,
      p50: expect.closeTo(28 / 24),
    });
  });

  it("begins and ends with days, and never after now", async () => {
    const { period } = await asJson({ since: "2026-11-03", until: "2026-11-05" });
    expect(period).toEqual({ since: "2026-11-03T00:00:00.000Z", until: "2026-11-05T00:00:00.000Z" });
    expect((await asJson({ until: "2027-01-01" })).period.until).toBe(new Date(NOW).toISOString());
  });

  it.each(reportFormats)("writes %s with every figure, and with every item's address where there is room", async (format) => {
    const { figures } = await asJson();
    expect(await told({ format })).toBe(0);
    const name = format === "csv" ? "id" : "title";
    const filled = figures.filter(({ groups }) => groups.length > 0);
    expect(filled).toHaveLength(11);
    for (const figure of filled) expect(said).toContain(figure[name]);
    if (format === "html" || format === "markdown") expect(said).toContain("https://github.com/acme/insights/issues/5");
  });

  it("writes a row of CSV for each figure and group", async () => {
    const { figures } = await asJson();
    await told({ format: "csv" });
    const rows = said.trimEnd().split("\r\n");
    expect(rows).toHaveLength(1 + figures.reduce((sum, { groups }) => sum + groups.length, 0));
    expect(rows).toContain(
      '"boundary_time","hours, calendar time","discover → decide",8,172,"","","","red=46; confirmation=24; ack=54; held=48; work=0"',
    );
  });

  it("says what it does not know", async () => {
    expect([await told({ repo: "acme/none" }), complained]).toEqual([2, "baton: the store knows no repository acme/none.\n"]);
    expect([await told({ since: "2026-11-05", until: "2026-11-05" }), complained]).toEqual([
      2,
      "baton: --since has to be before --until.\n",
    ]);
  });
});
