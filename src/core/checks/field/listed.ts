import { RE2JS } from "re2js";
import type { FieldSchema } from "./schema.js";

/** A longer value is nobody's placeholder. */
const LONGEST = 60;
/** One of each kind of character: where none of them may stand in a place, the pattern spells out what does. */
const OTHERS = ["q", "Z", "7", "#", "\u0436"];

/** Takes a schema; returns what it allows to be chosen, as text: values, or those of a list's entries. Empty where something may be typed. */
export function choicesOf(schema: FieldSchema): string[] {
  const one = schema.type === "array" ? schema.items : schema;
  const choices = one?.enum ?? (one?.const === undefined ? [] : [one.const]);
  return choices.flatMap((choice) => (choice === null || choice === "" ? [] : [String(choice)]));
}

/** True for a value that the schema names as one of its own: in `enum` or `const`, as a yes or no, or spelt out by its pattern. Such a value is an answer, whatever it looks like. */
export function isListed(value: unknown, schema: FieldSchema): boolean {
  if (schema.const !== undefined && schema.const === value) return true;
  if (schema.enum?.some((choice) => choice === value)) return true;
  if (typeof value === "boolean") return true;
  return typeof value === "string" && schema.pattern !== undefined && isSpelt(value, schema.pattern);
}

/** No other character may stand in the place of any of the value's: a pattern that admits one there admits more than it names. */
function isSpelt(value: string, pattern: string): boolean {
  const letters = [...value];
  if (letters.length === 0 || letters.length > LONGEST) return false;
  const engine = RE2JS.compile(pattern);
  if (!engine.test(value)) return false;
  return letters.every((letter, index) => {
    if (/\s/.test(letter)) return true;
    const others = OTHERS.filter((other) => other.toLowerCase() !== letter.toLowerCase());
    return others.every((other) => !engine.test([...letters.slice(0, index), other, ...letters.slice(index + 1)].join("")));
  });
}
