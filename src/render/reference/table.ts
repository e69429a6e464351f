import { cell } from "../markdown.js";
import { code, typeWords, type JsonSchema } from "./schema.js";

interface Row {
  name: string;
  schema: JsonSchema;
  need: "always" | "with its mapping" | "no";
}

/** Every key of a mapping, nested ones as `outer.inner`, as a table. Takes the mapping's schema. */
export function keyTable(schema: JsonSchema): string {
  const rows = rowsOf(schema, "", true);
  const lines = rows.map((row) => {
    const cells = [code(row.name), typeWords(row.schema), defaultWords(row), row.schema.description ?? ""];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  return ["| key | takes | default | meaning |", "|---|---|---|---|", ...lines].join("\n");
}

function rowsOf(schema: JsonSchema, prefix: string, needed: boolean): Row[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    const need = !required.has(key) ? "no" : needed ? "always" : "with its mapping";
    return [{ name, schema: value, need }, ...below(value, name, need === "always")];
  });
}

function below(schema: JsonSchema, name: string, required: boolean): Row[] {
  if (schema.title !== undefined) return [];
  if (schema.items?.properties) return rowsOf(schema.items, `${name}[].`, true);
  if (typeof schema.additionalProperties === "object") return rowsOf(schema.additionalProperties, `${name}.NAME.`, true);
  return rowsOf(schema, `${name}.`, required);
}

function defaultWords({ name, schema: { default: value }, need }: Row): string {
  if (need === "always") return "**required**";
  if (need === "with its mapping") return `required with ${code(name.slice(0, name.lastIndexOf(".")))}`;
  if (value === undefined || isEmpty(value)) return "";
  return Array.isArray(value) ? value.map(code).join(", ") : code(value);
}

function isEmpty(value: unknown): boolean {
  return value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}
