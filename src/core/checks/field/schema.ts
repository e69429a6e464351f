import { RE2JS } from "re2js";
import { z } from "zod";
import { patternTrouble } from "../forbid.js";

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

/** What a value must be and is not, as the end of "It ...": null when it fits. */
export function misfit(value: unknown, schema: FieldSchema): string | null {
  return (
    wrongType(value, schema) ??
    wrongChoice(value, schema) ??
    wrongNumber(value, schema) ??
    wrongText(value, schema) ??
    wrongList(value, schema)
  );
}

function wrongType(value: unknown, { type }: FieldSchema): string | null {
  if (type === undefined) return null;
  const fits = type === "array" ? Array.isArray(value) : type === "integer" ? Number.isInteger(value) : typeof value === type;
  return fits && !Number.isNaN(value) ? null : `must be of the type ${type}`;
}

function wrongChoice(value: unknown, schema: FieldSchema): string | null {
  if (schema.enum !== undefined && !schema.enum.some((choice) => choice === value))
    return `must be one of ${schema.enum.map(String).join(", ")}`;
  return schema.const !== undefined && schema.const !== value ? `must be ${String(schema.const)}` : null;
}

function wrongNumber(value: unknown, schema: FieldSchema): string | null {
  if (typeof value !== "number") return null;
  if (schema.minimum !== undefined && value < schema.minimum) return `must be at least ${schema.minimum}`;
  if (schema.maximum !== undefined && value > schema.maximum) return `must be at most ${schema.maximum}`;
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) return `must be above ${schema.exclusiveMinimum}`;
  return schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum ? `must be below ${schema.exclusiveMaximum}` : null;
}

function wrongText(value: unknown, schema: FieldSchema): string | null {
  if (typeof value !== "string") return null;
  const length = [...value].length;
  if (schema.minLength !== undefined && length < schema.minLength) return `must have ${schema.minLength} characters or more`;
  if (schema.maxLength !== undefined && length > schema.maxLength) return `must have ${schema.maxLength} characters or fewer`;
  if (schema.format === "date" && !isDate(value)) return "must be a date like 2026-12-15";
  const matches = schema.pattern === undefined || RE2JS.compile(schema.pattern, RE2JS.MULTILINE).test(value.replace(/\r\n?/g, "\n"));
  return matches ? null : `must match the pattern ${schema.pattern ?? ""}`;
}

function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function wrongList(value: unknown, schema: FieldSchema): string | null {
  if (!Array.isArray(value)) return null;
  if (schema.minItems !== undefined && value.length < schema.minItems) return `must have ${schema.minItems} entries or more`;
  if (schema.maxItems !== undefined && value.length > schema.maxItems) return `must have ${schema.maxItems} entries or fewer`;
  const inner = schema.items;
  const wrong = inner === undefined ? undefined : value.map((entry) => misfit(entry, inner)).find((each) => each !== null);
  return wrong === undefined ? null : `holds an entry that ${wrong}`;
}
