import { z } from "zod";
import { sameName } from "../document/names.js";
import { entriesOf } from "./field/entries.js";
import { choicesOf, isListed } from "./field/listed.js";
import { fieldSchema, misfit, type FieldSchema } from "./field/schema.js";
import { defineCheck, type CheckContext, type CheckResult, type FormAsk } from "./define.js";
import { ownPiece, piecesOf } from "./pieces.js";
import { isPlaceholder } from "./placeholder.js";
import { broken, fail, note, pass, problem } from "./results.js";

const params = z.strictObject({
  field: z.string().min(1).max(200).describe("Label of the form field, key of the front matter, or name of the issue or project field."),
  from: z
    .enum(["form", "front_matter", "issue_field", "project_field"])
    .default("form")
    .describe("Where the value is: an issue form's answer, a document's front matter, a field of the issue or of the project it is in."),
  schema: fieldSchema
    .default({})
    .describe(
      "JSON Schema (a subset) the value must satisfy. Several choices are told apart by `items.enum`, else by the form's options, else by commas.",
    ),
});
type Params = z.output<typeof params>;

/** A value satisfies its schema. */
export const field = defineCheck<Params>({
  kind: "field",
  summary: "Passes when the form answer, front-matter key, issue field or project field is filled in and satisfies the schema.",
  params,
  content: true,
  reads: (given, spec) => (isOfItem(given) ? [] : [{ in: spec.in, section: given.from === "form" ? [given.field] : null }]),
  beyondText: isOfItem,
  needs: ({ from }) => (from === "issue_field" ? [{ kind: "issue_fields" }] : from === "project_field" ? [{ kind: "project_fields" }] : []),
  example: {
    params: { field: "Appetite in weeks", schema: { type: "integer", minimum: 1, maximum: 6 } },
    good: "### Appetite in weeks\n\n4\n",
    bad: "### Appetite in weeks\n\n12\n",
  },
  ask: ({ schema }) => askFor(schema),
  run: (given, context) => {
    if (isOfItem(given)) return judgeItem(given, context);
    return given.from === "form" ? judgeForm(given, context) : judgeFrontMatter(given, context);
  },
});

function isOfItem({ from }: Params): boolean {
  return from === "issue_field" || from === "project_field";
}

function judgeItem(given: Params, { snapshot }: CheckContext): CheckResult {
  const isIssue = given.from === "issue_field";
  const fields = isIssue ? snapshot.issueFields : snapshot.projectFields;
  if (!fields.known)
    return broken(problem({ code: "fact_unknown", fact: isIssue ? "issue fields" : "project fields", reason: fields.reason }));
  // Two projects may write one name differently: then they say two things, as when they write it alike.
  const values = Object.entries(fields.value).flatMap(([name, each]) => (sameName(name, given.field) && each !== null ? [each] : []));
  const [only = null, ...others] = values;
  const value = others.length > 0 ? values.flat().map(String) : only;
  if (isEmpty(value, given.schema)) return fail(problem({ code: "field_missing", field: given.field, from: given.from }));
  return judgeValue(typeof value === "string" ? asWanted(value, given.schema) : value, given);
}

function judgeForm(given: Params, { document, isTemplateText }: CheckContext): CheckResult {
  const section = document.section([given.field]);
  const missing = problem({ code: "field_missing", field: given.field, from: given.from, line: section?.line });
  if (section === null) return fail(missing);
  const pieces = piecesOf(section.blocks, { headings: section.question !== undefined });
  const place = { section: section.heading, alone: pieces.length === 1 };
  const own = pieces.filter((piece) => ownPiece(piece, isTemplateText, place) !== null);
  // One value: where somebody added to the template's words, they are part of it.
  const text =
    own.length === 0
      ? ""
      : pieces
          .map((piece) => piece.text)
          .join("\n")
          .trim();
  const value = asWanted(text, given.schema, section.question?.options ?? []);
  if (isEmpty(value, given.schema)) return fail(missing);
  return judgeValue(value, given, section.blocks[0]?.line ?? section.line);
}

/** A list of values to choose from, one line where the value has a form, else a text. */
function askFor(schema: FieldSchema): FormAsk {
  const several = schema.type === "array";
  const options = choicesOf(schema);
  if (options.length > 0) return { as: "choice", options, several };
  const short = schema.type === "number" || schema.type === "integer" || schema.type === "boolean" || schema.pattern || schema.format;
  return short ? { as: "line" } : { as: "text", preset: "", example: "" };
}

/** A form gives text only; where a number or yes/no is wanted, it is read as one. Takes what the form offers, too. */
function asWanted(text: string, schema: FieldSchema, options: readonly string[] = []): unknown {
  const { type } = schema;
  if ((type === "number" || type === "integer") && /^[+-]?\d{1,15}(?:\.\d{1,10})?$/.test(text)) return Number(text);
  if (type === "boolean" && /^(?:true|false|yes|no)$/i.test(text)) return /^(?:true|yes)$/i.test(text);
  return type === "array" ? entriesOf(text, [...choicesOf(schema), ...options]) : text;
}

/** Nothing, a placeholder that is no choice, or a list (or map) that holds nothing else. */
function isEmpty(value: unknown, schema: FieldSchema): boolean {
  if (isListed(value, schema)) return false;
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return isPlaceholder(value);
  const inner = Array.isArray(value) ? (schema.items ?? {}) : {};
  return typeof value === "object" && Object.values(value).every((each) => isEmpty(each, inner));
}

function judgeFrontMatter(given: Params, { frontMatter }: CheckContext): CheckResult {
  if (frontMatter === null) return fail(problem({ code: "no_front_matter", field: given.field }));
  const value = Object.hasOwn(frontMatter, given.field) ? frontMatter[given.field] : undefined;
  const missing = problem({ code: "field_missing", field: given.field, from: given.from });
  return isEmpty(value, given.schema) ? fail(missing) : judgeValue(value, given);
}

function judgeValue(value: unknown, given: Params, line?: number): CheckResult {
  const shown = (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 500);
  const wrong = misfit(value, given.schema);
  if (wrong !== null) return fail(problem({ code: "field_invalid", field: given.field, value: shown, ...wrong, line }));
  return pass([note({ code: "field_valid", field: given.field, value: shown, line })]);
}
