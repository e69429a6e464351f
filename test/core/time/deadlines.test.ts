import type { Calendar, Duration } from "../../../src/core/time/types.js";
import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { addWorkingTime, workingTimeBetween } from "../../../src/core/time/calendar.js";
import { deadline, dueNotice, noticeKey, SHARES, type Timer } from "../../../src/core/time/deadlines.js";
import { parseDuration } from "../../../src/core/time/durations.js";

const HOUR = 3_600_000;
const BERLIN = "Europe/Berlin";
const CALENDAR: Calendar = { timezone: BERLIN, days: [1, 2, 3, 4, 5], from: 540, to: 1020, holidays: ["2026-12-25"] };

const at = (local: string): number => DateTime.fromISO(local, { zone: BERLIN }).toMillis();
const shown = (time: number | null): string | null =>
  time === null ? null : DateTime.fromMillis(time, { zone: BERLIN }).toFormat("yyyy-MM-dd HH:mm");
const span = (text: string): Duration => parseDuration(text) ?? { text, ms: 0 };
const timer = (since: string, within: string, over: Partial<Timer> = {}): Timer => ({
  what: "acknowledge",
  since: at(since),
  within: span(within),
  ...over,
});

describe("when notices are due", () => {
  test.each<[title: string, since: string, within: string, calendar: Calendar | null, times: string[]]>([
    ["a working day's hours", "2026-11-23T09:00", "8h", CALENDAR, ["2026-11-23 13:00", "2026-11-23 15:00", "2026-11-23 17:00"]],
    ["24 working hours", "2026-11-23T10:00", "24h", CALENDAR, ["2026-11-24 14:00", "2026-11-25 12:00", "2026-11-26 10:00"]],
    ["over a weekend", "2026-11-27T15:00", "8h", CALENDAR, ["2026-11-30 11:00", "2026-11-30 13:00", "2026-11-30 15:00"]],
    ["started on a weekend", "2026-11-28T15:00", "4h", CALENDAR, ["2026-11-30 11:00", "2026-11-30 12:00", "2026-11-30 13:00"]],
    [
      "half of a working day is half of its hours",
      "2026-11-23T10:00",
      "1d",
      CALENDAR,
      ["2026-11-23 14:00", "2026-11-23 16:00", "2026-11-24 10:00"],
    ],
    ["a week with a holiday", "2026-12-23T10:00", "1w", CALENDAR, ["2026-12-28 14:00", "2026-12-29 16:00", "2026-12-31 10:00"]],
    ["plain time", "2026-11-28T15:00", "24h", null, ["2026-11-29 03:00", "2026-11-29 09:00", "2026-11-29 15:00"]],
    [
      "plain time over the clocks put forward",
      "2026-03-28T15:00",
      "24h",
      null,
      ["2026-03-29 04:00", "2026-03-29 10:00", "2026-03-29 16:00"],
    ],
    ["no time at all", "2026-11-23T10:00", "0h", CALENDAR, ["2026-11-23 10:00", "2026-11-23 10:00", "2026-11-23 10:00"]],
  ])("%s", (_, since, within, calendar, times) => {
    const { notices, due } = deadline(timer(since, within), calendar, 0);
    expect(notices.map((notice) => shown(notice.at))).toEqual(times);
    expect(notices.map(({ share }) => share)).toEqual([50, 75, 100]);
    expect(shown(due)).toBe(times[2]);
  });
});

describe("how it stands", () => {
  test.each<[now: string, passed: boolean[], overdue: boolean, next: string | null]>([
    ["2026-11-23T09:00", [false, false, false], false, "2026-11-23 13:00"],
    ["2026-11-23T12:59:59.999", [false, false, false], false, "2026-11-23 13:00"],
    ["2026-11-23T13:00", [true, false, false], false, "2026-11-23 15:00"],
    ["2026-11-23T15:00", [true, true, false], false, "2026-11-23 17:00"],
    ["2026-11-23T16:59:59.999", [true, true, false], false, "2026-11-23 17:00"],
    ["2026-11-23T17:00", [true, true, true], true, null],
    ["2027-11-23T17:00", [true, true, true], true, null],
    ["2020-01-01T00:00", [false, false, false], false, "2026-11-23 13:00"],
  ])("at %s", (now, passed, overdue, next) => {
    const standing = deadline(timer("2026-11-23T09:00", "8h"), CALENDAR, at(now));
    expect(standing.notices.map((notice) => notice.passed)).toEqual(passed);
    expect(standing.overdue).toBe(overdue);
    expect(shown(standing.next)).toBe(next);
  });

  test("says what runs", () => {
    expect(deadline(timer("2026-11-23T09:00", "8h", { what: "begin" }), CALENDAR, 0).what).toBe("begin");
  });

  test("a zone that does not exist is an error, never in time", () => {
    expect(() => deadline(timer("2026-11-23T09:00", "8h"), { ...CALENDAR, timezone: "Mars/Olympus" }, 0)).toThrow(RangeError);
  });
});

describe("which notice is sent", () => {
  const clock = timer("2026-11-23T09:00", "8h");
  const send = (now: string, sent: readonly string[]) =>
    dueNotice(clock, 3, deadline(clock, CALENDAR, at(now)), (key) => sent.includes(key))?.share ?? null;
  const [half, most, all] = SHARES.map((share) => noticeKey(clock, 3, share));

  test.each<[title: string, now: string, sent: (string | undefined)[], share: number | null]>([
    ["none before half of the time", "2026-11-23T12:00", [], null],
    ["the first", "2026-11-23T13:30", [], 50],
    ["the first only once", "2026-11-23T14:30", [half], null],
    ["the second", "2026-11-23T15:30", [half], 75],
    ["the last", "2026-11-24T09:00", [half, most], 100],
    ["nothing after the last", "2026-12-24T09:00", [half, most, all], null],
    ["only the latest after a long absence", "2026-12-24T09:00", [], 100],
    ["only the latest after a short absence", "2026-11-23T15:30", [], 75],
    ["what was skipped stays unsent", "2026-11-23T15:31", [most], null],
    ["what was skipped stays unsent after the end", "2026-12-24T09:00", [all], null],
    ["nothing after one that a clock running ahead sent too early", "2026-11-23T15:30", [half, all], null],
  ])("%s", (_, now, sent, share) => expect(send(now, sent.map(String))).toBe(share));

  test("keys tell every notice from every other", () => {
    const timers = [clock, { ...clock, what: "begin" as const }, { ...clock, since: clock.since + 1000 }];
    const keys = timers.flatMap((one) => [1, 2].flatMap((sequence) => SHARES.map((share) => noticeKey(one, sequence, share))));
    expect(new Set(keys).size).toBe(18);
    for (const key of keys) expect(key).toMatch(/^deadline:(acknowledge|begin):\d+:\d+:\d+$/);
  });
});

describe("laws", () => {
  const starts = fc.integer({ min: at("2024-01-01T00:00"), max: at("2030-01-01T00:00") });
  const spans = fc.constantFrom("0h", "1m", "30m", "24h", "48h", "1d", "10d", "1w", "P1M", "P1DT3H", "P1Y").map(span);
  const calendars = fc.constantFrom(
    null,
    CALENDAR,
    { ...CALENDAR, timezone: "Pacific/Apia", days: [1, 7] },
    { ...CALENDAR, from: 0, to: 1440, days: [1, 2, 3, 4, 5, 6, 7] },
  );
  const timers = fc.record({
    what: fc.constantFrom("acknowledge" as const, "begin" as const),
    since: starts,
    within: spans,
    holder: fc.constant("receiver" as const),
  });

  test("notices come in order, the last when it is due; shares are shares of working time", () =>
    fc.assert(
      fc.property(timers, calendars, (one, calendar) => {
        const { due, notices } = deadline(one, calendar, one.since);
        const [first, second, last] = notices.map((notice) => notice.at);
        expect(due).toBe(addWorkingTime(one.since, one.within, calendar));
        expect([first, second, last]).toEqual([first, second, due].toSorted((a, b) => Number(a) - Number(b)));
        const whole = workingTimeBetween(one.since, due, calendar);
        expect(workingTimeBetween(one.since, first ?? 0, calendar)).toBe(Math.floor(whole / 2));
      }),
    ));

  test("looking only when told to, or at any other times, sends each notice at most once and the last one always", () =>
    fc.assert(
      fc.property(timers, calendars, fc.array(fc.integer({ min: 0, max: 500 * 24 }), { maxLength: 8 }), (one, calendar, looks) => {
        const sent: string[] = [];
        const look = (now: number): number | null => {
          const standing = deadline(one, calendar, now);
          const notice = dueNotice(one, 1, standing, (key) => sent.includes(key));
          if (notice) sent.push(notice.key);
          return standing.next;
        };
        for (const hours of looks.toSorted((a, b) => a - b)) look(one.since + hours * HOUR);
        const rounds: number[] = [];
        for (let next = look(one.since + 500 * 24 * HOUR); next !== null && rounds.length < 5; next = look(next)) rounds.push(next);
        expect(rounds.length).toBeLessThanOrEqual(3);
        expect(new Set(sent).size).toBe(sent.length);
        expect(sent.at(-1)).toBe(noticeKey(one, 1, 100));
      }),
    ));

  test("told to look again, there is something to see", () =>
    fc.assert(
      fc.property(timers, calendars, fc.integer({ min: -100, max: 9000 }), (one, calendar, hours) => {
        const now = one.since + hours * HOUR;
        const { next, notices, overdue } = deadline(one, calendar, now);
        expect(next === null).toBe(overdue);
        if (next === null) return;
        expect(next).toBeGreaterThan(now);
        const passed = (time: number): number => deadline(one, calendar, time).notices.filter((notice) => notice.passed).length;
        expect(passed(next)).toBeGreaterThan(notices.filter((notice) => notice.passed).length);
        expect(passed(next - 1)).toBe(notices.filter((notice) => notice.passed).length);
      }),
    ));
});
