import { z } from "zod";
import { DURATION_PATTERN } from "../time/durations.js";

/** A JSON Schema, or a part of one. */
export type JsonSchema = { [key: string]: unknown };

/** What the schemas judge by code, as a pattern that editors can judge; by the title that the schemas give such a value. */
const PATTERNS = new Map([
  ["date", String.raw`^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$`],
  ["duration", DURATION_PATTERN],
]);
/** The title of a list of nested checks. */
const CHECKS_TITLE = "list of checks";

/** Takes a schema; returns what people may write under it as JSON Schema, its inner definitions under names that begin with the given one. */
export function toJsonSchema(schema: z.ZodType, name: string): { schema: JsonSchema; definitions: JsonSchema } {
  const written: JsonSchema = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const { $schema: _version, $defs: inner = {}, ...own } = refine(written, name) as JsonSchema;
  const definitions = Object.entries(inner as JsonSchema).map(([key, value]) => [nameOf(key, name), value]);
  return { schema: own, definitions: Object.fromEntries(definitions) as JsonSchema };
}

/** Takes a schema and its definitions; returns the document that editors read. */
export function schemaDocument(title: string, schema: JsonSchema, definitions: JsonSchema): JsonSchema {
  const defs = Object.keys(definitions).length > 0 ? { $defs: definitions } : {};
  return { $schema: "https://json-schema.org/draft/2020-12/schema", title, ...schema, ...defs };
}

function refine(node: unknown, name: string): unknown {
  if (Array.isArray(node)) return node.map((item) => refine(item, name));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]): [string, unknown] => [
    key,
    key === "$ref" && typeof value === "string" ? value.replace(/[^/]+$/, (inner) => nameOf(inner, name)) : refine(value, name),
  ]);
  return sharpen(Object.fromEntries(entries));
}

function sharpen(schema: JsonSchema): JsonSchema {
  const { title } = schema;
  if (title === CHECKS_TITLE) return { ...schema, items: { $ref: "#/$defs/check" } };
  const pattern = typeof title === "string" ? PATTERNS.get(title) : undefined;
  return pattern === undefined || schema["type"] !== "string" ? schema : { ...schema, pattern };
}

// Zod numbers what it hoists; two schemas in one document must not share a number.
function nameOf(key: string, name: string): string {
  return `${name}_${key.replace(/^_+/, "")}`;
}
