import type { Calendar, Duration } from "../../../src/core/time/types.js";
import fc from "fast-check";
import { DateTime, Settings } from "luxon";
import { afterEach, describe, expect, test } from "vitest";
import { addWorkingMs, addWorkingTime, workingTimeBetween } from "../../../src/core/time/calendar.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import { parseDuration } from "../../../src/core/time/durations.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEKDAYS = [1, 2, 3, 4, 5];
const DAILY = [1, 2, 3, 4, 5, 6, 7];
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"];

const office = (timezone: string, over: Partial<Calendar> = {}): Calendar => ({
  timezone,
  days: WEEKDAYS,
  from: 540,
  to: 1020,
  holidays: [],
  ...over,
});
const always = (timezone: string): Calendar => office(timezone, { days: DAILY, from: 0, to: 1440 });
const at = (local: string, timezone: string): number => DateTime.fromISO(local, { zone: timezone }).toMillis();
const shown = (time: number, timezone: string): string => DateTime.fromMillis(time, { zone: timezone }).toFormat("yyyy-MM-dd HH:mm");
const span = (text: string): Duration => parseDuration(text) ?? { text, ms: 0 };

/** Adds a duration to a local time and shows the local result. */
function sum(start: string, duration: string, calendar: Calendar): string {
  return shown(addWorkingTime(at(start, calendar.timezone), span(duration), calendar), calendar.timezone);
}

type Case = [title: string, start: string, duration: string, due: string];

describe("working hours, Europe/Berlin, Mon-Fri 09:00-17:00", () => {
  const calendar = office("Europe/Berlin", { holidays: ["2026-12-25", "2026-12-24", "2026-12-26", "2027-01-01"] });
  test.each<Case>([
    ["within the day", "2026-11-23T10:00", "30m", "2026-11-23 10:30"],
    ["into the next day", "2026-11-23T16:00", "2h", "2026-11-24 10:00"],
    ["24 hours are three days", "2026-11-23T10:00", "24h", "2026-11-26 10:00"],
    ["24 hours from the opening end at closing time", "2026-11-23T09:00", "24h", "2026-11-25 17:00"],
    ["exactly to the closing", "2026-11-23T09:00", "8h", "2026-11-23 17:00"],
    ["a minute past the closing is the next opening's minute", "2026-11-23T09:00", "PT8H1M", "2026-11-24 09:01"],
    ["started before opening", "2026-11-23T06:12", "1h", "2026-11-23 10:00"],
    ["started at midnight", "2026-11-23T00:00", "1h", "2026-11-23 10:00"],
    ["started at closing time", "2026-11-23T17:00", "1h", "2026-11-24 10:00"],
    ["started after closing time", "2026-11-23T22:45", "1h", "2026-11-24 10:00"],
    ["started on Friday night", "2026-11-27T18:00", "1h", "2026-11-30 10:00"],
    ["started on Saturday", "2026-11-28T12:00", "8h", "2026-11-30 17:00"],
    ["over a weekend", "2026-11-27T16:00", "4h", "2026-11-30 12:00"],
    ["over the holidays and their weekend", "2026-12-23T16:00", "2h", "2026-12-28 10:00"],
    ["started on a holiday", "2026-12-24T10:00", "1h", "2026-12-28 10:00"],
    ["nothing, within hours", "2026-11-23T10:00", "0h", "2026-11-23 10:00"],
    ["nothing, at closing time", "2026-11-27T17:00", "0h", "2026-11-27 17:00"],
    ["nothing, on a weekend", "2026-11-28T10:00", "0h", "2026-11-30 09:00"],
    ["over the clocks put forward", "2026-03-27T16:00", "2h", "2026-03-30 10:00"],
    ["over the clocks put back", "2026-10-23T16:00", "2h", "2026-10-26 10:00"],
    ["seconds", "2026-11-23T16:59:30", "PT60S", "2026-11-24 09:00"],
    ["a day", "2026-11-23T10:15", "1d", "2026-11-24 10:15"],
    ["a day from the opening is the whole day", "2026-11-23T09:00", "1d", "2026-11-23 17:00"],
    ["a day from before the opening", "2026-11-23T07:00", "1d", "2026-11-23 17:00"],
    ["a day from Saturday", "2026-11-28T12:00", "1d", "2026-11-30 17:00"],
    ["a day from closing time", "2026-11-23T17:00", "1d", "2026-11-24 17:00"],
    ["a day from after closing time", "2026-11-23T17:01", "1d", "2026-11-24 17:00"],
    ["two days over a weekend", "2026-11-27T11:00", "2d", "2026-12-01 11:00"],
    ["two days in ISO", "2026-11-27T11:00", "P2D", "2026-12-01 11:00"],
    ["two days from the opening", "2026-11-27T09:00", "2d", "2026-11-30 17:00"],
    ["days over the holidays", "2026-12-23T11:00", "2d", "2026-12-29 11:00"],
    ["days over the clocks put forward", "2026-03-27T11:00", "1d", "2026-03-30 11:00"],
    ["days over the clocks put back", "2026-10-23T11:00", "1d", "2026-10-26 11:00"],
    ["a week is its five days", "2026-11-23T10:00", "1w", "2026-11-30 10:00"],
    ["a week with two holidays", "2026-12-21T10:00", "1w", "2026-12-30 10:00"],
    ["a week in ISO", "2026-11-23T10:00", "P1W", "2026-11-30 10:00"],
    ["seven days are not a week", "2026-11-23T10:00", "P7D", "2026-12-02 10:00"],
    ["a day and hours", "2026-11-23T10:00", "P1DT12H", "2026-11-25 14:00"],
    ["a month is the calendar's", "2026-11-23T10:00", "P1M", "2026-12-23 10:00"],
    ["a month to a holiday", "2026-11-24T10:00", "P1M", "2026-12-28 09:00"],
    ["a month after the 31st", "2026-08-31T10:00", "P1M", "2026-09-30 10:00"],
    ["a year is the calendar's", "2026-11-23T10:00", "P1Y", "2027-11-23 10:00"],
    ["2000 hours are 250 days", "2027-01-04T10:00", "2000h", "2027-12-20 10:00"],
  ])("%s", (_, start, duration, due) => expect(sum(start, duration, calendar)).toBe(due));
});

describe("a day that closes at midnight", () => {
  const fridays = office("UTC", { days: [5], from: 0, to: 1440 });
  test.each<Case>([
    ["nothing, at its closing time", "2026-11-28T00:00", "0h", "2026-11-28 00:00"],
    ["a day from its closing time", "2026-11-28T00:00", "1d", "2026-12-05 00:00"],
    ["hours over it", "2026-11-27T23:00", "2h", "2026-12-04 01:00"],
  ])("%s", (_, start, duration, due) => expect(sum(start, duration, fridays)).toBe(due));
});

describe("other zones", () => {
  test.each<[...Case, string]>([
    ["over the clocks put forward", "2026-03-06T16:30", "1h", "2026-03-09 09:30", "America/New_York"],
    ["over the clocks put back", "2026-10-30T16:30", "1h", "2026-11-02 09:30", "America/New_York"],
    ["half an hour's offset", "2026-11-23T16:45", "30m", "2026-11-24 09:15", "Asia/Kolkata"],
    ["a week", "2026-11-23T16:45", "1w", "2026-11-30 16:45", "Asia/Kolkata"],
    ["half an hour put forward", "2026-10-02T16:45", "30m", "2026-10-05 09:15", "Australia/Lord_Howe"],
    ["the other side of the date line", "2026-11-23T16:00", "2h", "2026-11-24 10:00", "Pacific/Apia"],
    ["the Friday that Samoa never had", "2011-12-29T16:00", "2h", "2012-01-02 10:00", "Pacific/Apia"],
    ["a day over that Friday", "2011-12-29T16:00", "1d", "2012-01-02 16:00", "Pacific/Apia"],
    ["without any offset", "2026-11-23T16:00", "2h", "2026-11-24 10:00", "UTC"],
  ])("%s in %5$s", (_, start, duration, due, zone) => expect(sum(start, duration, office(zone))).toBe(due));

  test("the same moment is another working day elsewhere", () => {
    const monday = at("2026-11-23T23:00", "UTC");
    expect(shown(addWorkingTime(monday, span("1h"), office("Pacific/Apia")), "Pacific/Apia")).toBe("2026-11-24 13:00");
    expect(shown(addWorkingTime(monday, span("1h"), office("America/New_York")), "America/New_York")).toBe("2026-11-24 10:00");
    expect(shown(addWorkingTime(monday, span("1h"), office("Europe/Berlin")), "Europe/Berlin")).toBe("2026-11-24 10:00");
  });
});

describe("days on which the clocks change within working hours", () => {
  const berlin = always("Europe/Berlin");
  test.each<Case>([
    ["the short day has 23 hours", "2026-03-29T00:00", "23h", "2026-03-30 00:00"],
    ["24 hours from its midnight", "2026-03-29T00:00", "24h", "2026-03-30 01:00"],
    ["an hour over the gap", "2026-03-29T01:30", "1h", "2026-03-29 03:30"],
    ["the short day from its midnight", "2026-03-29T00:00", "1d", "2026-03-30 00:00"],
    ["a day to the short day keeps the time of day", "2026-03-28T10:00", "1d", "2026-03-29 10:00"],
    ["a day to a time that is skipped", "2026-03-28T02:30", "1d", "2026-03-29 03:00"],
    ["the long day has 25 hours", "2026-10-25T00:00", "25h", "2026-10-26 00:00"],
    ["24 hours from its midnight, put back", "2026-10-25T00:00", "24h", "2026-10-25 23:00"],
    ["a day to the long day keeps the time of day", "2026-10-24T10:00", "1d", "2026-10-25 10:00"],
    ["a day from the long day keeps the time of day", "2026-10-25T10:00", "1d", "2026-10-26 10:00"],
    ["a day from the hour that is shown once", "2026-10-25T01:30", "1d", "2026-10-26 01:30"],
  ])("%s", (_, start, duration, due) => expect(sum(start, duration, berlin)).toBe(due));

  test("the hour that is shown twice counts twice, and once for the time of day", () => {
    const first = Date.parse("2026-10-25T00:30:00Z");
    const second = Date.parse("2026-10-25T01:30:00Z");
    expect(workingTimeBetween(first, second, berlin)).toBe(HOUR);
    expect(shown(addWorkingTime(first, span("1d"), berlin), "Europe/Berlin")).toBe("2026-10-26 02:30");
    expect(shown(addWorkingTime(second, span("1d"), berlin), "Europe/Berlin")).toBe("2026-10-26 03:00");
    expect(addWorkingTime(Date.parse("2026-10-24T00:30:00Z"), span("1d"), berlin)).toBe(first);
  });

  test("a window that ends in the gap ends when the gap begins", () => {
    const early = office("Europe/Berlin", { days: DAILY, from: 60, to: 150 });
    expect(sum("2026-03-29T01:00", "1h", early)).toBe("2026-03-29 03:00");
    expect(workingTimeBetween(at("2026-03-29T00:00", "Europe/Berlin"), at("2026-03-30T00:00", "Europe/Berlin"), early)).toBe(HOUR);
  });

  test("a window within the gap is no working day", () => {
    const lost = office("Europe/Berlin", { days: DAILY, from: 130, to: 170 });
    expect(sum("2026-03-28T02:10", "PT80M", lost)).toBe("2026-03-30 02:50");
    expect(sum("2026-03-28T02:20", "1d", lost)).toBe("2026-03-30 02:20");
  });

  test("midnights that are skipped and shown twice", () => {
    const paulo = always("America/Sao_Paulo");
    expect(sum("2018-11-03T23:00", "2h", paulo)).toBe("2018-11-04 02:00");
    expect(sum("2018-11-03T00:00", "2d", paulo)).toBe("2018-11-05 00:00");
    const again = Date.parse("2018-02-18T02:30:00Z");
    expect(shown(again, "America/Sao_Paulo")).toBe("2018-02-17 23:30");
    expect(shown(addWorkingTime(again, span("1d"), paulo), "America/Sao_Paulo")).toBe("2018-02-19 00:00");
  });
});

describe("no calendar", () => {
  test.each([
    ["30m", HOUR / 2],
    ["24h", DAY],
    ["1d", DAY],
    ["1w", 7 * DAY],
    ["P1Y", 365 * DAY],
  ])("%s is plain time", (text, ms) => {
    expect(addWorkingTime(1_000_000, span(text), null)).toBe(1_000_000 + ms);
  });
  test("between", () => {
    expect(workingTimeBetween(5, 12, null)).toBe(7);
    expect(workingTimeBetween(12, 5, null)).toBe(0);
  });
});

describe("working time between", () => {
  const calendar = office("Europe/Berlin", { holidays: ["2026-11-25"] });
  test.each<[string, string, string, number]>([
    ["within a day", "2026-11-23T10:00", "2026-11-23T12:30", 2.5],
    ["a night", "2026-11-23T16:00", "2026-11-24T10:00", 2],
    ["only the night", "2026-11-23T17:00", "2026-11-24T09:00", 0],
    ["a weekend", "2026-11-27T17:00", "2026-11-30T09:00", 0],
    ["a holiday", "2026-11-24T16:00", "2026-11-26T10:00", 2],
    ["from before the opening to after the closing", "2026-11-23T00:00", "2026-11-23T23:59", 8],
    ["the same moment", "2026-11-23T10:00", "2026-11-23T10:00", 0],
    ["backwards", "2026-11-24T10:00", "2026-11-23T10:00", 0],
    ["a year", "2026-01-01T00:00", "2027-01-01T00:00", 260 * 8],
  ])("%s", (_, from, to, hours) =>
    expect(workingTimeBetween(at(from, "Europe/Berlin"), at(to, "Europe/Berlin"), calendar)).toBe(hours * HOUR),
  );
});

describe("bounds", () => {
  test("a century of one-minute days ends after a century, soon enough", () => {
    const minute = office("Europe/Berlin", { days: [1], from: 540, to: 541 });
    const start = at("2026-11-23T10:00", "Europe/Berlin");
    const begun = performance.now();
    for (const text of ["999999d", "999999w", "999999h", "P100Y", "P36500D"])
      expect(addWorkingTime(start, { text, ms: 36_500 * DAY }, minute) - start).toBeGreaterThan(36_499 * DAY);
    expect(workingTimeBetween(0, Number.MAX_SAFE_INTEGER, minute)).toBeGreaterThan(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test("a calendar that never opens ends, too", () => {
    const never = office("Europe/Berlin", { days: [] });
    for (const text of ["0h", "1h", "1d", "1w"]) expect(addWorkingTime(0, span(text), never)).toBeGreaterThanOrEqual(36_500 * DAY);
    expect(workingTimeBetween(0, 100 * DAY, never)).toBe(0);
  });

  test("a zone that does not exist is an error, never another zone", () => {
    expect(() => addWorkingTime(0, span("1h"), office("Mars/Olympus"))).toThrow(RangeError);
    expect(() => workingTimeBetween(0, 1, office("local"))).toThrow(RangeError);
  });

  test("a duration that was not parsed counts its milliseconds", () => {
    expect(sum("2026-11-23T10:00", "soon", office("Europe/Berlin"))).toBe("2026-11-23 10:00");
    expect(addWorkingTime(at("2026-11-23T10:00", "UTC"), { text: "half", ms: HOUR }, office("UTC"))).toBe(at("2026-11-23T11:00", "UTC"));
  });
});

describe("the schema", () => {
  const problems = (calendar: string): string[] =>
    parsePolicy([{ path: ".github/baton.yml", text: `version: 1\ncalendar: ${calendar}\n` }], {
      repository: "acme/web",
      commit: "c",
    }).problems.map(({ key }) => key);
  test.each([
    ['{ hours: "22:00-06:00" }', "calendar.hours"],
    ['{ hours: "09:00-09:00" }', "calendar.hours"],
    ['{ hours: "09:00-24:30" }', "calendar.hours"],
    ["{ days: [] }", "calendar.days"],
    ["{ timezone: local }", "calendar.timezone"],
    ["{ holidays: [2026-02-30] }", "calendar.holidays.0"],
  ])("refuses %s", (calendar, key) => expect(problems(calendar)).toContain(key));
  test("takes the whole day", () => expect(problems('{ hours: "00:00-24:00", days: [mon] }')).toEqual([]));
});

describe("laws", () => {
  const minutes = fc.integer({ min: 0, max: 20 * 366 * 1440 });
  const changes = [
    "2011-12-30T10:00Z",
    "2018-02-18T02:00Z",
    "2018-11-04T03:00Z",
    "2026-03-08T07:00Z",
    "2026-11-01T06:00Z",
    "2026-03-29T01:00Z",
    "2026-10-25T01:00Z",
    "2026-04-04T15:00Z",
    "2026-10-03T15:30Z",
  ];
  const nearChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -2000, max: 2000 }))
    .map(([change, count]) => Date.parse(change) + count * 60_000);
  const start = fc.oneof(
    minutes.map((count) => Date.UTC(2011, 0, 1) + count * 60_000),
    nearChange,
  );
  const hours = fc.integer({ min: 0, max: 10 * 24 * 60 }).map((count) => count * 60_000);
  const holidays = fc
    .uniqueArray(fc.integer({ min: 0, max: 7305 }), { maxLength: 30 })
    .map((days) => days.map((day) => new Date(Date.UTC(2011, 0, 1) + day * DAY).toISOString().slice(0, 10)));
  // Windows of an hour and more: what takes longer than a century is another test.
  const window = fc
    .tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 60, max: 1440 }))
    .map(([from, length]) => [from, Math.min(from + length, 1440)]);
  const calendars = fc
    .record({
      timezone: fc.constantFrom(...ZONES),
      days: fc.subarray(DAILY, { minLength: 1 }),
      window: fc.oneof(window, fc.constant([0, 1440]), fc.constant([540, 1020])),
      holidays,
    })
    .map(({ window: [from = 0, to = 1440], ...rest }): Calendar => ({ ...rest, from, to }));
  const ofMs = (ms: number): Duration => ({ text: `PT${ms / 60_000}M`, ms });

  test("more time is never over earlier", () =>
    fc.assert(
      fc.property(
        calendars,
        start,
        hours,
        hours,
        (calendar, from, a, b) => addWorkingMs(from, Math.min(a, b), calendar) <= addWorkingMs(from, Math.max(a, b), calendar),
      ),
    ));

  test("more days are never over earlier", () =>
    fc.assert(
      fc.property(calendars, start, fc.nat(60), (calendar, from, days) => {
        const [fewer, more] = [days, days + 1].map((count) => addWorkingTime(from, { text: `${count}d`, ms: count * DAY }, calendar));
        expect(fewer).toBeLessThanOrEqual(more ?? 0);
      }),
    ));

  test.each(["0h", "30m", "24h", "1d", "3d", "1w", "P1DT5H"])("a later start is never over earlier: %s", (text) =>
    fc.assert(
      fc.property(
        calendars,
        start,
        fc.oneof(
          hours,
          fc.nat(180).map((count) => count * 60_000),
        ),
        (calendar, from, later) => {
          expect(addWorkingTime(from, span(text), calendar)).toBeLessThanOrEqual(addWorkingTime(from + later, span(text), calendar));
        },
      ),
    ),
  );

  test("time may be split", () =>
    fc.assert(
      fc.property(calendars, start, hours, hours, (calendar, from, a, b) => {
        expect(addWorkingTime(addWorkingTime(from, ofMs(a), calendar), ofMs(b), calendar)).toBe(addWorkingMs(from, a + b, calendar));
      }),
    ));

  test("days may be split where clocks do not change in working hours", () =>
    fc.assert(
      fc.property(calendars, start, fc.nat(20), fc.nat(20), (calendar, from, a, b) => {
        const daytime = { ...calendar, from: 540, to: 1020 };
        const days = (count: number): Duration => ({ text: `${count}d`, ms: count * DAY });
        const whole = addWorkingTime(from, days(a + b), daytime);
        expect(addWorkingTime(addWorkingTime(from, days(a), daytime), days(b), daytime)).toBe(whole);
        expect(workingTimeBetween(from, whole, daytime)).toBe((a + b) * 8 * HOUR);
      }),
    ));

  test("what was added lies between", () =>
    fc.assert(
      fc.property(calendars, start, hours, (calendar, from, ms) => {
        const due = addWorkingMs(from, ms, calendar);
        expect(workingTimeBetween(from, due, calendar)).toBe(ms);
        if (ms > 0) expect(workingTimeBetween(from, due - 1, calendar)).toBeLessThan(ms);
      }),
    ));

  test("the end is within working hours or at closing time", () =>
    fc.assert(
      fc.property(
        calendars,
        start,
        fc.oneof(hours.map(ofMs), fc.constantFrom("1d", "2w", "P3DT2H", "P1M", "P1Y").map(span)),
        (calendar, from, duration) => {
          const due = addWorkingTime(from, duration, calendar);
          expect(workingTimeBetween(due - 1, due + 1, calendar)).toBeGreaterThan(0);
          expect(due).toBeGreaterThanOrEqual(from);
        },
      ),
    ));
});

describe("the machine", () => {
  const zone = process.env["TZ"];
  const now = Settings.now;
  afterEach(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
    Settings.now = now;
  });

  test("its zone and its clock change nothing", () => {
    const results = ["UTC", "Pacific/Apia", "America/New_York", "Asia/Kolkata"].map((machine, index) => {
      process.env["TZ"] = machine;
      Settings.now = () => Date.UTC(2026, index * 3, 15);
      return ["2026-03-27T20:00Z", "2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-25T01:30Z"].flatMap((from) =>
        ["24h", "1d", "1w", "P1M"].map((text) => addWorkingTime(Date.parse(from), span(text), always("Europe/Berlin"))),
      );
    });
    expect(new Set(results.map((result) => result.join())).size).toBe(1);
  });
});
