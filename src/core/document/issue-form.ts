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

/** A question of an issue form: its label is the heading of the answer. */
export interface FormQuestion {
  label: string;
  type: string;
  /** What may be chosen; empty where something is typed. */
  options: string[];
}

const MOST_QUESTIONS = 100;
const LONGEST_LABEL = 500;

/** Takes the text of an issue form; returns its questions in order, none where it is no form. Never throws. */
export function formQuestions(text: string): FormQuestion[] {
  const form = formElements(text);
  if (!form.ok) return [];
  return form.elements.slice(0, MOST_QUESTIONS).flatMap((element): FormQuestion[] => {
    const type = entryOf(element, "type");
    const label = entryOf(entryOf(element, "attributes"), "label");
    if (typeof type !== "string" || type === "markdown" || typeof label !== "string" || label.length > LONGEST_LABEL) return [];
    return [{ label, type, options: optionsOf(entryOf(entryOf(element, "attributes"), "options")) }];
  });
}

/** A drop-down's options are texts, those of boxes have labels. */
function optionsOf(options: unknown): string[] {
  if (!Array.isArray(options)) return [];
  return options.slice(0, 200).flatMap((option: unknown) => {
    const label = typeof option === "object" ? entryOf(option, "label") : option;
    return typeof label === "string" || typeof label === "number" ? [String(label).slice(0, LONGEST_LABEL)] : [];
  });
}
