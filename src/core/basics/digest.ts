import { hash } from "node:crypto";

/** Lower-case hex SHA-256 of a text. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/**
 * Writes plain JSON data with the keys of every object in one order: equal data, equal text. Digests that are remembered and the ledger's hashes rest on
 * it, so what it writes for given data never changes. Throws when the value has no JSON form.
 */
export function canonicalJson(value: unknown): string {
  const text = JSON.stringify(sorted(value));
  if (text === undefined) throw new TypeError("This value has no JSON form");
  return text;
}

// Copied and then written whole: to be asked about every value while writing costs several times as much.
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).toSorted()) {
    const each = sorted(value[key as keyof typeof value]);
    // Assigned like any other, this one would become the copy's prototype.
    if (key === "__proto__") Object.defineProperty(copy, key, { value: each, enumerable: true });
    else copy[key] = each;
  }
  return copy;
}
