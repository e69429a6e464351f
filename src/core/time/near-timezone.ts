import { suggest } from "../basics/suggest.js";

let known: { zones: readonly string[]; cities: ReadonlyMap<string, string> } | null = null;

/** Takes a text that is no time zone; returns the one that it seems to mean, or null: one with a slip in it, or a city alone. */
export function nearTimezone(text: string): string | null {
  known ??= read();
  const name = text.trim().replaceAll(" ", "_");
  const slips = (typed: string) => Math.max(1, Math.floor(typed.length / 6));
  const city = name.split("/").at(-1) ?? "";
  const ofCity = (word: string | null) => (word === null ? null : (known?.cities.get(word.toLowerCase()) ?? null));
  return suggest(name, known.zones, slips) ?? ofCity(city) ?? (city.length < 4 ? null : ofCity(suggest(city, known.cities.keys(), slips)));
}

function read(): NonNullable<typeof known> {
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  const cities = new Map(zones.toReversed().map((zone) => [zone.split("/").at(-1)?.toLowerCase() ?? "", zone]));
  return { zones, cities };
}
