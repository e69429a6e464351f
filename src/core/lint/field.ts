import { misfit, type FieldSchema } from "../checks/field/schema.js";
import type { LintFinding, LintRule, WrittenCheck } from "./rule.js";
import { param } from "./written.js";

const PAIRS = [
  ["minimum", "maximum", false],
  ["exclusiveMinimum", "maximum", true],
  ["minimum", "exclusiveMaximum", true],
  ["exclusiveMinimum", "exclusiveMaximum", true],
  ["minLength", "maxLength", false],
  ["minItems", "maxItems", false],
] as const;

/** Keywords that are judged for one type of value only. */
const ONLY_FOR = [
  { keys: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"], types: ["number", "integer"] },
  { keys: ["minLength", "maxLength", "pattern", "format"], types: ["string"] },
  { keys: ["minItems", "maxItems", "items"], types: ["array"] },
] as const;

/** Schemas of fields that no value satisfies, or that ask for less than they seem to. */
export const impossibleField: LintRule = {
  id: "impossible-field",
  summary: "A field's schema allows no value, or holds a bound that is never judged.",
  example: {
    in: "contract",
    of: "check: section, section: Problem, min_words: 10",
    bad: "check: field, field: Effort, schema: { type: number, minimum: 9, maximum: 3 }",
    good: "check: field, field: Effort, schema: { type: number, minimum: 3, maximum: 9 }",
  },
  severity: "error",
  needs: "contract",
  run: ({ contracts }) =>
    contracts.flatMap(({ file, checks }) => checks.filter(isField).flatMap((check) => judge(check).map((found) => ({ file, ...found })))),
};

function isField(check: WrittenCheck): boolean {
  return check.spec.kind === "field";
}

function judge(check: WrittenCheck): Omit<LintFinding, "file">[] {
  const schema = (param(check, "schema") ?? {}) as FieldSchema;
  const at = [...check.path, "schema"];
  const isForm = param(check, "from") === "form";
  return [...bounds(schema, at), ...choices(schema, at, isForm), ...idle(schema, at, isForm)];
}

function bounds(schema: FieldSchema, at: PropertyKey[]): Omit<LintFinding, "file">[] {
  const own = PAIRS.flatMap(([low, high, strict]): Omit<LintFinding, "file">[] => {
    const [from, to] = [schema[low], schema[high]];
    if (from === undefined || to === undefined || from < to || (from === to && !strict)) return [];
    const needed = `a \`${high}\` ${strict ? "above" : "not below"} \`${low}\``;
    return [{ path: [...at, high], at: "value", found: `\`${high}: ${to}\` beside \`${low}: ${from}\``, needed, fix: "Exchange the two." }];
  });
  return schema.items === undefined ? own : [...own, ...bounds(schema.items, [...at, "items"])];
}

function idle(schema: FieldSchema, at: PropertyKey[], isForm: boolean): Omit<LintFinding, "file">[] {
  const type = typeOf(schema, isForm);
  if (type === undefined) return [];
  return ONLY_FOR.filter(({ types }) => !types.some((each) => each === type)).flatMap(({ keys, types }) =>
    keys
      .filter((key) => schema[key] !== undefined)
      .map((key): Omit<LintFinding, "file"> => {
        const found = `\`${key}\`, which is never judged for a value of the type ${type}`;
        const needed = `\`type: ${types[0]}\`, or another keyword`;
        return { path: [...at, key], at: "key", found, needed, fix: `Add \`type: ${types[0]}\`, or remove it.`, severity: "warning" };
      }),
  );
}

function choices(schema: FieldSchema, at: PropertyKey[], isForm: boolean): Omit<LintFinding, "file">[] {
  const key = schema.const === undefined ? "enum" : "const";
  const given = schema.const === undefined ? schema.enum : [schema.const];
  const type = typeOf(schema, isForm);
  if (given === undefined || given.some((value) => misfit(value, { ...schema, type }) === null)) return [];
  const wrong = misfit(given[0], { ...schema, type });
  const reason = wrong === null ? "" : `must ${wrong.must} ${wrong.what}`;
  const fix = isForm && schema.type === undefined ? "Put the values in quotes, or add `type: number`." : null;
  return [
    {
      path: [...at, key],
      at: "value",
      found: `no value that fits the rest of the schema (the first ${reason})`,
      needed: "one that fits",
      fix,
    },
  ];
}

// A form's answer is a text; only where the schema names the type it is read as something else.
function typeOf(schema: FieldSchema, isForm: boolean): FieldSchema["type"] {
  return schema.type ?? (isForm ? "string" : undefined);
}
