import type { CheckDefinition } from "../../checks/define.js";
import { CHECKS } from "../../checks/registry.js";
import { contractSchema, gateSchema } from "../contract-schema.js";
import { schemaDocument, toJsonSchema, type JsonSchema } from "../json-schema.js";

/** What only a gate says of itself: a check inside another one has no name. */
const OF_GATES = ["id", "title", "level", "when"] as const;

/** The JSON Schema of a contract: which parameters a check takes follows from its kind. */
export function contractJsonSchema(): JsonSchema {
  const { schema, definitions } = toJsonSchema(contractSchema, "contract");
  const properties = schema["properties"] as Record<string, JsonSchema>;
  const gates = Object.fromEntries(
    (["context", "gates"] as const).map((part) => [part, { ...properties[part], items: { $ref: "#/$defs/gate" } }]),
  );
  return schemaDocument(
    "Baton contract",
    { ...schema, properties: { ...properties, ...gates } },
    { gate: gate(ownKeys()), ...checkDefinitions(), ...definitions },
  );
}

/** The definitions of a check inside something else, for whoever lists checks. */
export function checkDefinitions(): JsonSchema {
  const own = ownKeys();
  const perKind = CHECKS.flatMap((check) => Object.entries(kindDefinition(check, own)));
  return { check: nested(own), ...Object.fromEntries(perKind) };
}

function ownKeys(): Record<string, JsonSchema> {
  return toJsonSchema(gateSchema, "gate").schema["properties"] as Record<string, JsonSchema>;
}

function gate(own: Record<string, JsonSchema>): JsonSchema {
  return {
    type: "object",
    description: "A check of the contract, under a name.",
    properties: { ...own, check: kinds(own) },
    required: ["id", "check"],
    allOf: branches(),
  };
}

function nested(own: Record<string, JsonSchema>): JsonSchema {
  return {
    type: "object",
    description: "A check inside another one.",
    properties: { check: kinds(own), ...Object.fromEntries(OF_GATES.map((key) => [key, false])) },
    required: ["check"],
    allOf: branches(),
  };
}

function kinds(own: Record<string, JsonSchema>): JsonSchema {
  return { ...own["check"], oneOf: CHECKS.map(({ kind, summary }) => ({ const: kind, description: summary })) };
}

function branches(): JsonSchema[] {
  return CHECKS.map(({ kind }) => ({
    if: { properties: { check: { const: kind } }, required: ["check"] },
    // oxlint-disable-next-line unicorn/no-thenable -- the word is JSON Schema's
    then: { $ref: `#/$defs/check_${kind}` },
  }));
}

/** All keys that a check of the kind may have; what it shares with all others is described once, with the gate. */
function kindDefinition({ kind, summary, params, content }: CheckDefinition, own: Record<string, JsonSchema>): JsonSchema {
  const { schema, definitions } = toJsonSchema(params, kind);
  const shared = Object.fromEntries([...OF_GATES, "check"].map((key) => [key, true]));
  const where = content ? own["in"] : { ...own["in"], enum: ["body"] };
  const properties = { ...shared, in: where, ...(schema["properties"] as JsonSchema) };
  return { [`check_${kind}`]: { description: summary, ...schema, properties }, ...definitions };
}
