import { configSchema } from "../policy/config-schema.js";
import { testSchema } from "../trial/test-schema.js";
import { contractJsonSchema } from "./contract.js";
import { schemaDocument, toJsonSchema, type JsonSchema } from "./json.js";

/** The kinds of file that editors can check while they are written. */
export const SCHEMA_KINDS = ["contract", "config", "test"] as const;
export type SchemaKind = (typeof SCHEMA_KINDS)[number];

/** Takes a kind of file; returns its JSON Schema, made from the schema that the App itself reads it with. */
export function jsonSchemaOf(kind: SchemaKind): JsonSchema {
  if (kind === "contract") return contractJsonSchema();
  const { schema, definitions } = kind === "config" ? toJsonSchema(configSchema, kind) : toJsonSchema(testSchema, kind);
  return schemaDocument(kind === "config" ? "Baton configuration" : "Tests of a Baton contract", schema, definitions);
}
