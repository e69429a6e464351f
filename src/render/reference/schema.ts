import { z } from "zod";

/** The part of JSON Schema that Zod writes for our schemas. */
export interface JsonSchema {
  title?: string;
  description?: string;
  type?: string | string[];
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  required?: string[];
  minimum?: number;
  maximum?: number;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
}

/** Takes a schema of policy files; returns it as JSON Schema of what people write, references resolved one level deep. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return expanded(root, new Map(Object.entries(root.$defs ?? {})), new Set());
}

// A schema that holds itself (the entries of a list are as the value is) is told once.
function expanded(schema: JsonSchema, defs: ReadonlyMap<string, JsonSchema>, within: ReadonlySet<string>): JsonSchema {
  const name = schema.$ref?.replace("#/$defs/", "");
  const target = name === undefined ? undefined : defs.get(name);
  if (name !== undefined && (target === undefined || within.has(name))) return { ...schema, type: "object" };
  const inside = name === undefined ? within : new Set([...within, name]);
  const whole = { ...target, ...schema };
  const properties = Object.entries(whole.properties ?? {}).map(([key, value]) => [key, expanded(value, defs, inside)] as const);
  return {
    ...whole,
    ...(whole.properties ? { properties: Object.fromEntries(properties) } : {}),
    ...(whole.items ? { items: expanded(whole.items, defs, inside) } : {}),
  };
}

/** What kind of value it takes, in words: "list of labels", "whole number from 1", "`list`, `table` or `any`". */
export function typeWords(schema: JsonSchema): string {
  if (schema.title !== undefined) return schema.title;
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return either(schema.enum.map(code));
  if (schema.anyOf) return either([...new Set(schema.anyOf.map(typeWords))]);
  if (Array.isArray(schema.type)) return either(schema.type.map((type) => typeWords({ type })));
  switch (schema.type) {
    case "array":
      return schema.items ? listWords(schema.items) : "list";
    case "integer":
      return `whole number${rangeWords(schema)}`;
    case "number":
      return `number${rangeWords(schema)}`;
    case "boolean":
      return "true or false";
    case "object":
      return typeof schema.additionalProperties === "object" && !schema.properties ? "mapping by name" : "mapping";
    case "null":
      return "nothing";
    default:
      return "text";
  }
}

function listWords(items: JsonSchema): string {
  if (items.enum) return `list of ${either(items.enum.map(code))}`;
  const one = typeWords(items);
  return one.includes(" or ") ? `list of ${one}` : `list of ${plural(one)}`;
}

// Far limits only keep hostile files small; nobody needs to know them.
function rangeWords({ minimum, maximum }: JsonSchema): string {
  const from = minimum === undefined || minimum < 0 ? "" : ` from ${minimum}`;
  return maximum === undefined || maximum >= 10_000 ? from : `${from} to ${maximum}`;
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

/** A value as it is written in YAML, in code. */
export function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:ch|sh|s|x)$/.test(word) ? `${word}es` : `${word}s`;
}
