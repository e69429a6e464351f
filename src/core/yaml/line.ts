import { stringify } from "yaml";

const LONGEST = 300;

/** Takes any value of a parsed policy; returns it as YAML would show it on one line, without what is empty, cut when very long. Undefined and null are null. */
export function yamlLine(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  // Inside a list every text stays on its line.
  const line = stringify([written(value)], { collectionStyle: "flow", lineWidth: 0 }).trim();
  const text = line.replace(/^\[\s?/, "").replace(/\s?\]$/, "");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** As a person would have written it: durations as their text, checks by their kind. */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (!isRecord(value)) return value;
  if (typeof value["text"] === "string" && typeof value["ms"] === "number") return value["text"];
  if (isCheckSpec(value)) return { check: value.kind, ...(value.in === "document" ? { in: value.in } : {}), ...fields(value.params) };
  return fields(value);
}

function fields(value: unknown): Record<string, unknown> {
  const entries = isRecord(value) ? Object.entries(value).map(([key, inner]): [string, unknown] => [key, written(inner)]) : [];
  return Object.fromEntries(entries.filter(([, inner]) => !isEmpty(inner)));
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === undefined || (isRecord(value) && Object.keys(value).length === 0);
}

/** True for a mapping. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a check with its parameters, as it is found nested in another's. */
export function isCheckSpec(value: unknown): value is { kind: string; in: "body" | "document"; params: unknown } {
  return (
    isRecord(value) && typeof value["kind"] === "string" && "params" in value && (value["in"] === "body" || value["in"] === "document")
  );
}
