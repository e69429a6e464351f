import { RE2JS } from "re2js";
import { z } from "zod";
import { patternTrouble } from "../pattern.js";

const scalar = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]);
const size = z.number().int().min(0);

/** The part of JSON Schema that fields may use. Patterns are RE2; there are no references, so nothing can loop. */
export interface FieldSchema {
  type?: "string" | "number" | "integer" | "boolean" | "array";
  enum?: z.output<typeof scalar>[];
  const?: z.output<typeof scalar>;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: "date";
  minItems?: number;
  maxItems?: number;
  items?: FieldSchema;
}

/** Validates a field's schema; unknown keywords are errors, so that nobody relies on one that is not judged. */
export const fieldSchema: z.ZodType<FieldSchema> = z.strictObject({
  type: z.enum(["string", "number", "integer", "boolean", "array"]).optional().describe("Type of the value."),
  enum: z.array(scalar).min(1).max(200).optional().describe("The values that are allowed."),
  const: scalar.optional().describe("The one value that is allowed."),
  minimum: z.number().optional().describe("Smallest number."),
  maximum: z.number().optional().describe("Largest number."),
  exclusiveMinimum: z.number().optional().describe("The number must be above this."),
  exclusiveMaximum: z.number().optional().describe("The number must be below this."),
  minLength: size.optional().describe("Fewest characters."),
  maxLength: size.optional().describe("Most characters."),
  pattern: z
    .string()
    .max(256)
    .superRefine((pattern, context) => {
      const trouble = patternTrouble(pattern);
      if (trouble !== null) context.addIssue({ code: "custom", message: trouble, params: { rule: "pattern" } });
    })
    .optional()
    .describe("RE2 pattern the text must match."),
  format: z.enum(["date"]).optional().describe("`date`: a day like 2026-12-15."),
  minItems: size.optional().describe("Fewest entries of a list."),
  maxItems: size.optional().describe("Most entries of a list."),
  get items(): z.ZodOptional<z.ZodType<FieldSchema>> {
    return z
      .lazy(() => fieldSchema)
      .optional()
      .describe("What each entry of a list must be.");
  },
});

/** What a value must and does not: `It must be at most` `6`. The end may be the contract's own words. */
export interface Misfit {
  must: string;
  what: string;
}

/** Takes a value and a validated schema; returns the first thing the value must and does not, null when it fits. */
export function misfit(value: unknown, schema: FieldSchema): Misfit | null {
  return (
    wrongType(value, schema) ??
    wrongChoice(value, schema) ??
    wrongNumber(value, schema) ??
    wrongText(value, schema) ??
    wrongList(value, schema)
  );
}

function wrongType(value: unknown, { type }: FieldSchema): Misfit | null {
  if (type === undefined) return null;
  const fits = type === "array" ? Array.isArray(value) : type === "integer" ? Number.isInteger(value) : typeof value === type;
  return fits && !Number.isNaN(value) ? null : { must: "be of the type", what: type };
}

function wrongChoice(value: unknown, schema: FieldSchema): Misfit | null {
  if (schema.enum !== undefined && !schema.enum.some((choice) => choice === value))
    return { must: "be one of", what: schema.enum.map(String).join(", ") };
  return schema.const !== undefined && schema.const !== value ? { must: "be", what: String(schema.const) } : null;
}

function wrongNumber(value: unknown, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: FieldSchema): Misfit | null {
  if (typeof value !== "number") return null;
  if (minimum !== undefined && value < minimum) return { must: "be at least", what: String(minimum) };
  if (maximum !== undefined && value > maximum) return { must: "be at most", what: String(maximum) };
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return { must: "be above", what: String(exclusiveMinimum) };
  return exclusiveMaximum !== undefined && value >= exclusiveMaximum ? { must: "be below", what: String(exclusiveMaximum) } : null;
}

function wrongText(value: unknown, schema: FieldSchema): Misfit | null {
  if (typeof value !== "string") return null;
  const wrongLength = wrongCount([...value].length, schema.minLength, schema.maxLength, "characters");
  if (wrongLength !== null) return wrongLength;
  if (schema.format === "date" && !isDate(value)) return { must: "be a date like", what: "2026-12-15" };
  // As in JSON Schema, `^` and `$` mean the whole value: else one right line would do among any others.
  const matches = schema.pattern === undefined || RE2JS.compile(schema.pattern).test(value.replace(/\r\n?/g, "\n"));
  return matches ? null : { must: "match the pattern", what: schema.pattern ?? "" };
}

function wrongCount(count: number, min: number | undefined, max: number | undefined, unit: string): Misfit | null {
  if (min !== undefined && count < min) return { must: "have at least", what: `${min} ${unit}` };
  return max !== undefined && count > max ? { must: "have at most", what: `${max} ${unit}` } : null;
}

function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function wrongList(value: unknown, schema: FieldSchema): Misfit | null {
  if (!Array.isArray(value)) return null;
  const wrongLength = wrongCount(value.length, schema.minItems, schema.maxItems, "entries");
  if (wrongLength !== null) return wrongLength;
  const inner = schema.items;
  const wrong = inner === undefined ? undefined : value.map((entry) => misfit(entry, inner)).find((each) => each !== null);
  return wrong === undefined ? null : { must: `hold only entries that must ${wrong.must}`, what: wrong.what };
}
