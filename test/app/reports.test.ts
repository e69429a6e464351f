import { describe, expect, it } from "vitest";
import { Reports } from "../../src/app/insight/reports.js";
import type { ReportOrder } from "../../src/app/insight/report-order.js";
import type { ReportDays } from "../../src/web/pages/page.js";
import { TooMuch } from "../../src/core/basics/faults.js";

const APP = [{ id: "R_1", owner: "acme", name: "app" }];
const ALL: ReportDays = { since: null, until: null };

/** Reports that end when a test says so. */
function desk() {
  let time = 0;
  const begun: ReportOrder[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const make = (order: ReportOrder) =>
    new Promise<{ json: string; html: string }>((resolve, reject) => {
      begun.push(order);
      ends.push((error) => (error ? reject(error) : resolve({ json: "{}", html: String(begun.length) })));
    });
  const reports = new Reports({ folder: "/nowhere" }, () => time, { make });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ask: (days = ALL, repositories = APP) => reports.report(repositories, days),
    begun,
    later: (ms: number) => (time += ms),
    async end(error?: Error) {
      await turn();
      ends.shift()?.(error);
      await turn();
    },
  };
}

describe("reports for pages", () => {
  it("are made once a minute for the same repositories and days, whoever asks meanwhile", async () => {
    const { ask, begun, end, later } = desk();
    const both = [ask(), ask()];
    await end();
    expect(await Promise.all(both)).toEqual([
      { json: "{}", html: "1" },
      { json: "{}", html: "1" },
    ]);
    later(59_000);
    expect(await ask()).toMatchObject({ html: "1" });
    later(2_000);
    void ask();
    await end();
    expect(begun).toHaveLength(2);
  });

  it("are others for other days, and for one repository more", async () => {
    const { ask, begun, end } = desk();
    void ask();
    void ask({ since: "2026-01-01", until: null });
    void ask(ALL, [...APP, { id: "R_2", owner: "acme", name: "web" }]);
    for (let n = 1; n <= 3; n += 1) {
      await end();
      expect(begun).toHaveLength(Math.min(n + 1, 3));
    }
  });

  it("are made one at a time; whoever comes when eight are not done is told so", async () => {
    const { ask, begun } = desk();
    for (let day = 1; day <= 8; day += 1) void ask({ since: `2026-01-0${day}`, until: null });
    expect(await ask()).toBe("busy");
    expect(begun.length).toBeLessThanOrEqual(1);
  });

  it("that take too much are not tried again for a minute; what failed is", async () => {
    const { ask, begun, end } = desk();
    const much = ask();
    await end(new TooMuch("memory"));
    expect([await much, await ask()]).toEqual(["too_much", "too_much"]);
    const failed = expect(ask({ since: "2026-01-01", until: null })).rejects.toThrow("broken");
    await end(new Error("broken"));
    await failed;
    void ask({ since: "2026-01-01", until: null });
    await end();
    expect(begun).toHaveLength(3);
  });
});
