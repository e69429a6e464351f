import { z } from "zod";
import { sameName } from "../document/names.js";
import { nearHeading } from "../document/near-heading.js";
import { entriesOf } from "./field/entries.js";
import { choicesOf, isListed } from "./field/listed.js";
import { fieldSchema, misfit, type FieldSchema } from "./field/schema.js";
import { answersNone } from "./none-answer.js";
import { allowNone } from "./params.js";
import { preambleValue } from "./field/preamble.js";
import { defineCheck, type CheckContext, type CheckResult, type FormAsk } from "./define.js";
import { worst } from "./combine.js";
import { ownPiece, piecesOf } from "./pieces.js";
import { isChosen, isPlaceholder } from "./placeholder.js";
import { broken, fail, note, pass, problem } from "./results.js";

const params = z.strictObject({
  field: z.string().min(1).max(200).describe("Label of the form field, key of the front matter, or name of the issue or project field."),
  from: z
    .enum(["form", "front_matter", "issue_field", "project_field", "preamble", "sidecar"])
    .default("form")
    .describe(
      "Where the value is: an issue form's answer, a document's front matter, a field of the issue or of the project it is in, a line `Name: value` above the first heading, the YAML file beside the document (`source_of_truth.sidecar`).",
    ),
  schema: fieldSchema
    .default({})
    .describe(
      "JSON Schema (a subset) the value must satisfy. Several choices are told apart by `items.enum`, else by the form's options, else by commas.",
    ),
  allow_none: allowNone,
});
type Params = z.output<typeof params>;

/** A value satisfies its schema. */
export const field = defineCheck<Params>({
  kind: "field",
  summary: "Passes when the form answer, front-matter key, issue field or project field is filled in and satisfies the schema.",
  params,
  content: true,
  reads(given, spec) {
    if (given.from === "sidecar") return [{ in: "document", section: null, sidecar: true }];
    return isOfItem(given) ? [] : [{ in: spec.in, section: given.from === "form" ? [given.field] : null }];
  },
  beyondText: isOfItem,
  stricter: { allow_none: "false" },
  leftOut: { allow_none: false },
  needs: ({ from }) => (from === "issue_field" ? [{ kind: "issue_fields" }] : from === "project_field" ? [{ kind: "project_fields" }] : []),
  example: {
    params: { field: "Appetite in weeks", schema: { type: "integer", minimum: 1, maximum: 6 } },
    good: "### Appetite in weeks\n\n4\n",
    bad: "### Appetite in weeks\n\n12\n",
  },
  ask: ({ schema }) => askFor(schema),
  run: (given, context) => {
    if (isOfItem(given)) return judgeItem(given, context);
    if (given.from === "sidecar") return judgeSidecars(given, context);
    if (given.from === "preamble") return judgePreamble(given, context);
    return given.from === "form" ? judgeForm(given, context) : judgeFrontMatter(given, context);
  },
});

function isOfItem({ from }: Params): boolean {
  return from === "issue_field" || from === "project_field";
}

function judgeItem(given: Params, { snapshot, isTeamPlaceholder }: CheckContext): CheckResult {
  const isIssue = given.from === "issue_field";
  const fields = isIssue ? snapshot.issueFields : snapshot.projectFields;
  if (!fields.known)
    return broken(problem({ code: "fact_unknown", fact: isIssue ? "issue fields" : "project fields", reason: fields.reason }));
  // Two projects may write one name differently: then they say two things, as when they write it alike.
  const values = Object.entries(fields.value).flatMap(([name, each]) => (sameName(name, given.field) && each !== null ? [each] : []));
  const [only = null, ...others] = values;
  const value = others.length > 0 ? values.flat().map(String) : only;
  if (isNone(value, given)) return noneIn(value, given);
  if (isEmpty(value, given.schema, isTeamPlaceholder))
    return fail(problem({ code: "field_missing", field: given.field, from: given.from }));
  return judgeValue(typeof value === "string" ? asWanted(value, given.schema) : value, given);
}

function judgeForm(given: Params, { document, isTemplateText, isTeamPlaceholder }: CheckContext): CheckResult {
  const section = document.section([given.field]);
  if (section === null) {
    const near = nearHeading(document, [given.field]);
    return fail(problem({ code: "field_missing", field: given.field, from: given.from, ...(near && { near, line: near.line }) }));
  }
  const pieces = piecesOf(section.blocks, { headings: section.question !== undefined });
  const place = { section: section.heading, alone: pieces.length === 1 };
  const isOwn = pieces.some((piece) => ownPiece(piece, isTemplateText, place) !== null);
  // One value: where somebody added to the template's words, they are part of it.
  const text = isOwn
    ? pieces
        .map((piece) => piece.text)
        .join("\n")
        .trim()
    : "";
  if (isNone(text, given)) return noneIn(text, given, section.line);
  const offered = section.question?.options ?? [];
  const chosen = isOwn || pieces.length === 0 ? asChosen(section.source, given.schema, offered) : null;
  const value = chosen ?? asWanted(text, given.schema, offered);
  if (!isChosen(section, text) && isEmpty(value, given.schema, isTeamPlaceholder))
    return fail(problem({ code: "field_missing", field: given.field, from: given.from, line: section.line }));
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

/** Choices such as "> 100" and "-" are Markdown for something else: takes what was written; returns it where all of it may be chosen, else null. */
function asChosen(source: string, schema: FieldSchema, offered: readonly string[]): unknown {
  const written = source.trim();
  const choices = new Set([...choicesOf(schema), ...offered.map((option) => option.trim())]);
  if (written === "" || choices.size === 0) return null;
  const value = asWanted(written, schema, offered);
  return [value].flat().every((each) => choices.has(String(each))) ? value : null;
}

/** Nothing, a placeholder that is no choice, or a list (or map) that holds nothing else. */
function isEmpty(value: unknown, schema: FieldSchema, isTeamPlaceholder: (text: string) => boolean): boolean {
  if (isListed(value, schema)) return false;
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return isPlaceholder(value) || isTeamPlaceholder(value);
  const inner = Array.isArray(value) ? (schema.items ?? {}) : {};
  return typeof value === "object" && Object.values(value).every((each) => isEmpty(each, inner, isTeamPlaceholder));
}

function judgeFrontMatter(given: Params, { frontMatter, isTeamPlaceholder }: CheckContext): CheckResult {
  if (frontMatter === null) return fail(problem({ code: "no_front_matter", field: given.field }));
  return judgeKey(given, frontMatter, isTeamPlaceholder);
}

function judgeKey(given: Params, data: Record<string, unknown>, isTeamPlaceholder: CheckContext["isTeamPlaceholder"]): CheckResult {
  const value = Object.hasOwn(data, given.field) ? data[given.field] : undefined;
  if (isNone(value, given)) return noneIn(value, given);
  return isEmpty(value, given.schema, isTeamPlaceholder)
    ? fail(problem({ code: "field_missing", field: given.field, from: given.from }))
    : judgeValue(value, given);
}

/** The first line of the name counts: an empty one is not filled in by another further down. */
function judgePreamble(given: Params, { document, isTemplateText }: CheckContext): CheckResult {
  const found = preambleValue(document.whole.blocks, given.field);
  const value = found?.value ?? "";
  if (found && isNone(value, given)) return noneIn(value, given, found.line);
  if (!found || isPlaceholder(value) || isTemplateText(value) || isTemplateText(found.whole))
    return fail(problem({ code: "field_missing", field: given.field, from: given.from, line: found?.line }));
  return judgeValue(asWanted(value, given.schema), given, found.line);
}

/** Inside a document the file beside that one, else those beside every linked one: all must be right. */
function judgeSidecars(given: Params, context: CheckContext): CheckResult {
  const documents = context.path === null ? context.linkedDocuments(null).map(({ path }) => path) : [context.path];
  if (documents.length === 0) return fail(problem({ code: "document_not_linked", glob: null }));
  const results = documents.map((document) => judgeSidecar(given, context, document));
  return { outcome: worst(results.map(({ outcome }) => outcome)), findings: results.flatMap(({ findings }) => findings) };
}

function judgeSidecar(given: Params, { sidecar, isTeamPlaceholder }: CheckContext, document: string): CheckResult {
  const file = sidecar(document);
  if (file === null)
    return broken(problem({ code: "check_broken", kind: "field", reason: "the contract's `source_of_truth` names no sidecar" }));
  const { path } = file;
  if (!file.readable) {
    if (file.missing) return fail({ ...problem({ code: "document_missing", document: path }), path });
    return broken({ ...problem({ code: "document_unreadable", document: path, reason: file.reason }), path });
  }
  const { outcome, findings } = judgeKey(given, file.data, isTeamPlaceholder);
  return { outcome, findings: findings.map((finding) => ({ ...finding, path })) };
}

function isNone(value: unknown, { allow_none: allowed }: Params): boolean {
  return allowed === true && typeof value === "string" && answersNone(value);
}

function noneIn(value: unknown, { field: name }: Params, line?: number): CheckResult {
  return pass([note({ code: "field_valid", field: name, value: String(value).slice(0, 500), line })]);
}

function judgeValue(value: unknown, given: Params, line?: number): CheckResult {
  const shown = (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 500);
  const wrong = misfit(value, given.schema);
  if (wrong !== null) return fail(problem({ code: "field_invalid", field: given.field, value: shown, ...wrong, line }));
  return pass([note({ code: "field_valid", field: given.field, value: shown, line })]);
}
