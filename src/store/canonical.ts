/**
 * Writes a value as JSON with sorted keys, so that equal values have equal text. Takes plain JSON data; returns text.
 * Throws when the value cannot be JSON.
 */
export function canonicalJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) => (isPlain(part) ? sorted(part) : part));
  if (text === undefined) throw new TypeError("This value has no JSON form");
  return text;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
