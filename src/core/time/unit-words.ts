/** Languages that people at work write their files in; whose words for days and units are known is Intl's to say. */
const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "tr", "uk", "ru", "ja", "zh", "ko"];
const KNOWN_UNITS = ["minute", "hour", "day", "week", "month", "year", "second"] as const;
const COUNTS = [1, 2, 3, 5];

export type Unit = (typeof KNOWN_UNITS)[number];

let units: ReadonlyMap<string, Unit> | null = null;
let days: ReadonlyMap<string, number> | null = null;

/** Takes a word; returns the unit of time that it is the name of, in one of many languages, or null. */
export function unitOf(word: string): Unit | null {
  units ??= new Map(
    // English last, so that its words win where another language has the same.
    LANGUAGES.toReversed().flatMap((language) =>
      KNOWN_UNITS.flatMap((unit) => unitNames(language, unit).map((name): [string, Unit] => [name, unit])),
    ),
  );
  return units.get(plain(word)) ?? null;
}

/** Takes a word; returns the day of the week that it names, from 1 for Monday, or null. */
export function dayOf(word: string): number | null {
  days ??= new Map(LANGUAGES.toReversed().flatMap(dayNames));
  return days.get(plain(word)) ?? null;
}

/** The names of the days in English, Monday first. */
export const DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function unitNames(language: string, unit: Unit): string[] {
  return (["long", "short"] as const).flatMap((unitDisplay) => {
    const format = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay });
    return COUNTS.flatMap((count) => format.formatToParts(count).flatMap((part) => (part.type === "unit" ? [plain(part.value)] : [])));
  });
}

function dayNames(language: string): [string, number][] {
  return (["long", "short"] as const).flatMap((weekday) => {
    const format = new Intl.DateTimeFormat(language, { weekday, timeZone: "UTC" });
    // 5 January 1970 was a Monday.
    return DAY_NAMES.map((_, index): [string, number] => [plain(format.format((4 + index) * 86_400_000)), index + 1]);
  });
}

function plain(word: string): string {
  return word.trim().toLowerCase().replace(/\.$/, "");
}
