import { parseYaml } from "../yaml/yaml.js";
import { rememberingRecent } from "./recent.js";

/** The elements of an issue form, or why it is none. */
export type ReadForm = { ok: true; elements: unknown[] } | { ok: false; reason: string };

/** Takes the text of an issue form; returns its elements as they stand there. They are shared, and not to be changed. Never throws. */
export const formElements: (text: string) => ReadForm = rememberingRecent(read, (text) => text);

function read(text: string): ReadForm {
  const parsed = parseYaml(text);
  if (!parsed.ok) return { ok: false, reason: `it is not plain YAML: ${parsed.problems[0]?.found ?? "unreadable"}` };
  const body = entryOf(parsed.data, "body");
  return Array.isArray(body) ? { ok: true, elements: body } : { ok: false, reason: "it is no issue form: it has no list `body`" };
}

/** Takes whatever a form holds and a key; returns what stands under it, undefined when nothing does. */
export function entryOf(data: unknown, key: string): unknown {
  if (typeof data !== "object" || data === null || !Object.hasOwn(data, key)) return undefined;
  return new Map<string, unknown>(Object.entries(data)).get(key);
}
