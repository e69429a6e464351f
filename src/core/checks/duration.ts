import { z } from "zod";

const UNITS = new Map([
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
  ["w", 604_800_000],
]);
const ISO = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$/;
const ISO_DAYS = [365, 30, 7, 1, 1 / 24, 1 / 1440];

/** A duration as written, in milliseconds; null when it is none. Months count 30 days, years 365. */
export function durationMs(text: string): number | null {
  const short = /^(\d{1,6})([mhdw])$/.exec(text);
  if (short !== null) return Number(short[1]) * (UNITS.get(short[2] ?? "") ?? 0);
  const iso = ISO.exec(text);
  if (iso === null) return null;
  const days = ISO_DAYS.reduce((sum, factor, index) => sum + Number(iso[index + 1] ?? 0) * factor, 0);
  return days > 0 ? Math.round(days * 86_400_000) : null;
}

/** A duration parameter: `24h`, `180d`, `2w` or ISO 8601. */
export const durationParam = z
  .string()
  .refine((text) => (durationMs(text) ?? 0) > 0, "must be a duration like 24h, 180d, 2w or P6M")
  .meta({ title: "duration", description: "A duration like 24h, 180d, 2w or P6M." });
