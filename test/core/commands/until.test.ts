import fc from "fast-check";
import { DateTime, Settings } from "luxon";
import { describe, expect, test } from "vitest";
import { readDelegation, readWaiver, type UsageError } from "../../../src/core/commands/until.js";

const BERLIN = "Europe/Berlin";
/** A Monday, just after midnight in Berlin and still Sunday in New York. */
const NOW = Date.parse("2026-11-22T23:30:00Z");
const FORM: UsageError = { why: "form" };

const waiver = (args: string, timezone = BERLIN, now = NOW) => {
  const read = readWaiver(args, now, timezone);
  return read.ok ? [read.value.gate, read.value.until.date, new Date(read.value.until.end).toISOString(), read.value.reason] : read.error;
};
const delegation = (args: string, timezone = BERLIN, now = NOW) => {
  const read = readDelegation(args, now, timezone);
  return read.ok ? [read.value.user, read.value.until.date, new Date(read.value.until.end).toISOString()] : read.error;
};

describe("/waive", () => {
  test.each<[args: string, gate: string, date: string, end: string, reason: string]>([
    [
      "ethics until 2026-12-01: the board meets in December",
      "ethics",
      "2026-12-01",
      "2026-12-01T23:00:00.000Z",
      "the board meets in December",
    ],
    ["ethics until 2026-12-01:x", "ethics", "2026-12-01", "2026-12-01T23:00:00.000Z", "x"],
    ["ethics until 2026-12-01 : later", "ethics", "2026-12-01", "2026-12-01T23:00:00.000Z", "later"],
    ["  ethics\tuntil \t 2026-12-01:   later  ", "ethics", "2026-12-01", "2026-12-01T23:00:00.000Z", "later"],
    ["ethics UNTIL 2026-12-01: later", "ethics", "2026-12-01", "2026-12-01T23:00:00.000Z", "later"],
    ["Success_criteria-2 until 2026-12-01: later", "Success_criteria-2", "2026-12-01", "2026-12-01T23:00:00.000Z", "later"],
    ["until until 2026-12-01: until then", "until", "2026-12-01", "2026-12-01T23:00:00.000Z", "until then"],
    ["constructor until 2026-12-01: later", "constructor", "2026-12-01", "2026-12-01T23:00:00.000Z", "later"],
    [
      "ethics until 2026-12-01: see https://example.com/a:b, 10:30",
      "ethics",
      "2026-12-01",
      "2026-12-01T23:00:00.000Z",
      "see https://example.com/a:b, 10:30",
    ],
    ["ethics until 2026-12-01: 理由", "ethics", "2026-12-01", "2026-12-01T23:00:00.000Z", "理由"],
    ["ethics until 2026-11-23: today, to its end", "ethics", "2026-11-23", "2026-11-23T23:00:00.000Z", "today, to its end"],
    ["ethics until 2027-11-23: a year, to the day", "ethics", "2027-11-23", "2027-11-23T23:00:00.000Z", "a year, to the day"],
    ["ethics until 2027-03-28: the clocks go forward", "ethics", "2027-03-28", "2027-03-28T22:00:00.000Z", "the clocks go forward"],
    ["ethics until 2027-10-31: the clocks go back", "ethics", "2027-10-31", "2027-10-31T23:00:00.000Z", "the clocks go back"],
  ])("%s", (args, ...read) => expect(waiver(args)).toEqual(read));

  test.each<[args: string, error: UsageError]>([
    ["", FORM],
    ["ethics", FORM],
    ["ethics until", FORM],
    ["until 2026-12-01: no gate", FORM],
    ["ethics 2026-12-01: no until", FORM],
    ["ethics until: no date", FORM],
    ["ethics until next friday: two words", FORM],
    ["ethics until 2026-12-01 no colon", FORM],
    ["two gates until 2026-12-01: later", FORM],
    ["-ethics until 2026-12-01: later", FORM],
    ["ethics, until 2026-12-01: later", FORM],
    ["<b> until 2026-12-01: later", FORM],
    [`${"e".repeat(65)} until 2026-12-01: later`, FORM],
    ["ethics until 2026-12-01: two\nlines", FORM],
    [`ethics until 2026-12-01: ${"x".repeat(1000)}`, FORM],
    ["ethics until tomorrow: later", { why: "no_date", found: "tomorrow" }],
    ["ethics until 01.12.2026: later", { why: "no_date", found: "01.12.2026" }],
    ["ethics until 2026-2-1: later", { why: "no_date", found: "2026-2-1" }],
    ["ethics until 2027-02-29: no leap year", { why: "no_date", found: "2027-02-29" }],
    ["ethics until 2026-13-01: no month", { why: "no_date", found: "2026-13-01" }],
    ["ethics until 2026-12-01T10:00: with a time", { why: "no_date", found: "2026-12-01T10" }],
    ["ethics until +12026-12-01: far", { why: "no_date", found: "+12026-12-01" }],
    ["ethics until ２０２６-12-01: wide digits", { why: "no_date", found: "２０２６-12-01" }],
    ["ethics until 2026-11-22: yesterday", { why: "past", date: "2026-11-22", today: "2026-11-23" }],
    ["ethics until 1999-01-01: long ago", { why: "past", date: "1999-01-01", today: "2026-11-23" }],
    ["ethics until 2027-11-24: a year and a day", { why: "too_far", date: "2027-11-24", latest: "2027-11-23" }],
    ["ethics until 9999-12-31: for ever", { why: "too_far", date: "9999-12-31", latest: "2027-11-23" }],
    ["ethics until 2026-12-01", { why: "no_reason" }],
    ["ethics until 2026-12-01:", { why: "no_reason" }],
    ["ethics until 2026-12-01:    ", { why: "no_reason" }],
    ["ethics until 2026-12-01: ...", { why: "no_reason" }],
    ["ethics until 2026-12-01: -", { why: "no_reason" }],
  ])("no: %j", (args, error) => expect(waiver(args)).toEqual(error));

  test("of several mistakes, the date is told before the reason", () => {
    expect(waiver("ethics until 2020-01-01")).toMatchObject({ why: "past" });
  });
});

describe("/delegate", () => {
  test.each<[args: string, user: string, date: string, end: string]>([
    ["@ben until 2026-12-01", "ben", "2026-12-01", "2026-12-01T23:00:00.000Z"],
    ["  @ben\tuntil  2026-12-01 ", "ben", "2026-12-01", "2026-12-01T23:00:00.000Z"],
    ["@Ben-2 UNTIL 2026-12-01", "Ben-2", "2026-12-01", "2026-12-01T23:00:00.000Z"],
    ["@ben_acme until 2026-12-01", "ben_acme", "2026-12-01", "2026-12-01T23:00:00.000Z"],
    ["@b until 2026-12-01", "b", "2026-12-01", "2026-12-01T23:00:00.000Z"],
    ["@until until 2026-12-01", "until", "2026-12-01", "2026-12-01T23:00:00.000Z"],
    ["@toString until 2026-12-01", "toString", "2026-12-01", "2026-12-01T23:00:00.000Z"],
    ["@ben until 2026-11-23", "ben", "2026-11-23", "2026-11-23T23:00:00.000Z"],
    ["@ben until 2027-11-23", "ben", "2027-11-23", "2027-11-23T23:00:00.000Z"],
    ["@ben until 2027-03-28", "ben", "2027-03-28", "2027-03-28T22:00:00.000Z"],
  ])("%s", (args, ...read) => expect(delegation(args)).toEqual(read));

  test.each<[args: string, error: UsageError]>([
    ["", FORM],
    ["@ben", FORM],
    ["@ben until", FORM],
    ["ben until 2026-12-01", FORM],
    ["until 2026-12-01", FORM],
    ["@ben 2026-12-01", FORM],
    ["@ben @ana until 2026-12-01", FORM],
    ["@ben until 2026-12-01 please", FORM],
    ["@ben until next friday", FORM],
    ["@ben until\n2026-12-01\nx", FORM],
    ["@ until 2026-12-01", FORM],
    [`@${"b".repeat(1000)} until 2026-12-01`, FORM],
    ["@acme/architects until 2026-12-01", { why: "not_a_user", found: "@acme/architects" }],
    ["@dependabot[bot] until 2026-12-01", { why: "not_a_user", found: "@dependabot[bot]" }],
    ["@-ben until 2026-12-01", { why: "not_a_user", found: "@-ben" }],
    ["@ben- until 2026-12-01", { why: "not_a_user", found: "@ben-" }],
    ["@ben, until 2026-12-01", { why: "not_a_user", found: "@ben," }],
    ["@@ben until 2026-12-01", { why: "not_a_user", found: "@@ben" }],
    ["@bén until 2026-12-01", { why: "not_a_user", found: "@bén" }],
    ["@ben until tomorrow", { why: "no_date", found: "tomorrow" }],
    ["@ben until 2026-12-01: away", FORM],
    ["@ben until 2026-12-01.", { why: "no_date", found: "2026-12-01." }],
    ["@ben until 2026-11-31", { why: "no_date", found: "2026-11-31" }],
    ["@ben until 2026-11-22", { why: "past", date: "2026-11-22", today: "2026-11-23" }],
    ["@ben until 2027-11-24", { why: "too_far", date: "2027-11-24", latest: "2027-11-23" }],
  ])("no: %j", (args, error) => expect(delegation(args)).toEqual(error));
});

describe("the last day", () => {
  test.each<[timezone: string, date: string, result: unknown]>([
    ["America/New_York", "2026-11-22", ["ben", "2026-11-22", "2026-11-23T05:00:00.000Z"]],
    ["America/New_York", "2027-11-23", { why: "too_far", date: "2027-11-23", latest: "2027-11-22" }],
    ["Pacific/Apia", "2026-11-22", { why: "past", date: "2026-11-22", today: "2026-11-23" }],
    ["Pacific/Apia", "2026-11-23", ["ben", "2026-11-23", "2026-11-23T11:00:00.000Z"]],
    ["Asia/Kolkata", "2026-11-23", ["ben", "2026-11-23", "2026-11-23T18:30:00.000Z"]],
    ["UTC", "2026-11-22", ["ben", "2026-11-22", "2026-11-23T00:00:00.000Z"]],
  ])("is the calendar's own: %s, %s", (timezone, date, result) => expect(delegation(`@ben until ${date}`, timezone)).toEqual(result));

  test("ends when the next begins, also where midnight is skipped", () => {
    expect(delegation("@ben until 2018-11-03", "America/Sao_Paulo", Date.parse("2018-11-01T12:00Z"))).toEqual([
      "ben",
      "2018-11-03",
      "2018-11-04T03:00:00.000Z",
    ]);
  });

  test("a year from 29 February is 28 February", () => {
    const leap = Date.parse("2028-02-29T12:00Z");
    expect(delegation("@ben until 2029-02-28", "UTC", leap)).toEqual(["ben", "2029-02-28", "2029-03-01T00:00:00.000Z"]);
    expect(delegation("@ben until 2029-03-01", "UTC", leap)).toEqual({ why: "too_far", date: "2029-03-01", latest: "2029-02-28" });
  });

  test("a zone that does not exist is an error", () => {
    expect(() => delegation("@ben until 2026-12-01", "Mars/Olympus")).toThrow(RangeError);
  });

  test("the machine's language and clock change nothing", () => {
    const [locale, numbers, now] = [Settings.defaultLocale, Settings.defaultNumberingSystem, Settings.now];
    try {
      Settings.defaultLocale = "ar-EG";
      Settings.defaultNumberingSystem = "arab";
      Settings.now = () => 0;
      expect(waiver("ethics until 2026-11-22: yesterday")).toEqual({ why: "past", date: "2026-11-22", today: "2026-11-23" });
    } finally {
      Settings.defaultLocale = locale;
      Settings.defaultNumberingSystem = numbers;
      Settings.now = now;
    }
  });
});

describe("laws", () => {
  const zones = fc.constantFrom(BERLIN, "America/New_York", "Pacific/Apia", "Asia/Kolkata");
  const nows = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });

  test("what is read ends in the future, within a year and a day, at a local midnight", () =>
    fc.assert(
      fc.property(zones, nows, fc.integer({ min: -3, max: 370 }), (zone, now, days) => {
        const date = DateTime.fromMillis(now, { zone }).plus({ days }).toISODate() ?? "";
        const read = readDelegation(`@ben until ${date}`, now, zone);
        if (!read.ok) {
          expect(read.error.why).toBe(days < 0 ? "past" : "too_far");
          return;
        }
        const end = DateTime.fromMillis(read.value.until.end, { zone });
        expect(end.toMillis()).toBeGreaterThan(now);
        expect(end.minus({ days: 1 }).toISODate()).toBe(date);
        expect(end.toFormat("HH:mm:ss.SSS")).toBe("00:00:00.000");
        expect(days).toBeLessThanOrEqual(366);
      }),
    ));

  test("any text is read or refused, never an exception", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 2000 }),
          fc.string({ unit: fc.constantFrom("a", "@", " ", ":", "-", "until", "2026-12-01", "\n"), maxLength: 40 }),
        ),
        (text) => {
          for (const read of [readWaiver(text, NOW, BERLIN), readDelegation(text, NOW, BERLIN)]) expect(typeof read.ok).toBe("boolean");
        },
      ),
    ));
});
