import type { Time } from "../core/basics/known.js";
import { DateTime } from "luxon";

/** A moment near now, such as a deadline: `Tue 1 Dec 15:00 (Berlin)`. An unknown zone is shown in UTC. */
export function near(at: Time, timezone: string): string {
  return format(at, timezone, "ccc d LLL HH:mm");
}

/** A moment for the record: `Tue 1 Dec 2026 15:00 (Berlin)`. */
export function dated(at: Time, timezone: string): string {
  return format(at, timezone, "ccc d LLL yyyy HH:mm");
}

/** The last day of what holds until a moment, as people write it after `until`: `2026-12-04`. Takes the first moment at which it holds no more. */
export function lastDay(end: Time, timezone: string): string {
  const [local, utc] = [timezone, "utc"].map((zone) => DateTime.fromMillis(end - 1, { zone }));
  return local?.toISODate() ?? utc?.toISODate() ?? "an unknown day";
}

/** The day of a moment: `2026-12-04`. */
export function day(at: Time, timezone: string): string {
  return lastDay(at + 1, timezone);
}

function format(at: Time, timezone: string, pattern: string): string {
  const local = DateTime.fromMillis(at, { zone: timezone, locale: "en" });
  if (local.isValid) return `${local.toFormat(pattern)} (${city(timezone)})`;
  const utc = DateTime.fromMillis(at, { zone: "utc", locale: "en" });
  return utc.isValid ? `${utc.toFormat(pattern)} (UTC)` : "an unknown time";
}

/** `Europe/Berlin` reads as Berlin; a zone that luxon accepted holds no markup. */
function city(timezone: string): string {
  return (timezone.split("/").pop() ?? timezone).replaceAll("_", " ");
}
