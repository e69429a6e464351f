import { z } from "zod";
import { HINTS } from "../../basics/hints.js";
import { suggest } from "../../basics/suggest.js";
import { isTimezone } from "../../time/dates.js";
import { nearTimezone } from "../../time/near-timezone.js";
import { DAY_NAMES, dayOf } from "../../time/unit-words.js";
import type { Calendar } from "../../time/types.js";
import { differ } from "../compare/difference.js";
import { isoDate } from "../schema-parts.js";
import { configKey } from "./key.js";

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]|24):([0-5]\d)$/;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const schema = z.strictObject({
  timezone: z
    .string("a time zone such as Europe/Berlin")
    .refine(isTimezone, "an IANA time zone such as Europe/Berlin")
    .register(HINTS, { hint: (value) => meant(typeof value === "string" ? nearTimezone(value) : null) })
    .default("UTC")
    .describe("IANA time zone."),
  days: z
    .array(z.enum(DAYS).register(HINTS, { hint: (value) => meant(nearDay(value)) }), "a list of days")
    .min(1, "at least one day")
    .default(["mon", "tue", "wed", "thu", "fri"])
    .describe("Working days."),
  hours: z
    .string('hours such as "09:00-17:00"')
    .refine(isSpan, 'hours such as "09:00-17:00", the first before the second')
    .meta({ pattern: HOURS.source })
    .default("09:00-17:00")
    .describe("Working hours, local time."),
  holidays: z.array(isoDate, "a list of dates").max(500).default([]).describe("Days off."),
});

/** Working time. Deadlines turn nothing red, so another calendar lets nothing pass. */
export const calendar = configKey("calendar", {
  written: {
    calendar: schema.optional().describe("Working time that deadlines count in; without it they count around the clock."),
  },
  build: (data) => (data.calendar ? calendarOf(data.calendar) : null),
  compare: (a, b) => differ("calendar", a.calendar, b.calendar, () => "neutral"),
});

/** The names of days in many languages, and English ones with a slip. */
function nearDay(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 30) return null;
  const named = dayOf(value);
  const name = named === null ? suggest(value, [...DAY_NAMES, ...DAYS]) : null;
  return named === null ? name && (DAYS.find((day) => name.startsWith(day)) ?? null) : (DAYS[named - 1] ?? null);
}

function meant(word: string | null): string | null {
  return word === null ? null : `Did you mean \`${word}\`?`;
}

function calendarOf({ timezone, days, hours, holidays }: z.output<typeof schema>): Calendar {
  return { timezone, days: days.map((day) => DAYS.indexOf(day) + 1), ...spanMinutes(hours), holidays };
}

function spanMinutes(hours: string): { from: number; to: number } {
  const [, a, b, c, d] = HOURS.exec(hours) ?? [];
  return { from: Number(a) * 60 + Number(b), to: Number(c) * 60 + Number(d) };
}

function isSpan(hours: string): boolean {
  const { from, to } = spanMinutes(hours);
  return from < to && to <= 24 * 60;
}
