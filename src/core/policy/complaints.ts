import type { z } from "zod";
import { suggest } from "../basics/suggest.js";
import { largest } from "../basics/largest.js";

type Issue = z.core.$ZodIssue;

/** A schema violation in words, at a key path; `at` says whether the key or its value is wrong. */
export interface Complaint {
  path: PropertyKey[];
  at: "key" | "value";
  found: string;
  needed: string;
  fix: string | null;
  /** Id of the rule that was broken. */
  rule: string;
}

/** Takes a schema's issues, the schema, the data it judged and keys known beside the schema's; returns what to tell the author of the file. */
export function complaints(issues: readonly Issue[], schema: z.core.$ZodType, data: unknown, more: readonly string[] = []): Complaint[] {
  const all = issues.flatMap((issue) => complain(issue, schema, data, more));
  // A misspelt key is one mistake, not an unknown key and a missing one.
  const meant = new Set(
    all.map((complaint) =>
      complaint.meant === undefined ? "" : JSON.stringify([...complaint.path.slice(0, -1), complaint.meant].map(String)),
    ),
  );
  return all
    .filter((complaint) => !complaint.missing || !meant.has(JSON.stringify(complaint.path.map(String))))
    .map(({ meant: _meant, missing: _missing, ...complaint }) => complaint);
}

const INVALID = "invalid-value";

interface Raw extends Complaint {
  meant?: string;
  missing?: true;
}

/** Takes any value from a file; returns it in a few words. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 60)}...` : value}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "a mapping";
}

/** Takes a word and the known ones; returns the sentence that proposes the nearest, or null. */
export function didYouMean(word: unknown, known: Iterable<string>): string | null {
  const meant = typeof word === "string" ? suggest(word, known) : null;
  return meant === null ? null : `Did you mean \`${meant}\`?`;
}

/** Takes known words; returns them as one phrase. */
export function oneOf(known: readonly string[]): string {
  return known.length === 1 ? String(known[0]) : `one of ${known.join(", ")}`;
}

function complain(issue: Issue, schema: z.core.$ZodType, data: unknown, more: readonly string[]): Raw[] {
  if (issue.code === "invalid_union") return union(issue, schema, data);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => unknownKey(key, issue.path, schema, issue.path.length === 0 ? more : []));
  const value = valueAt(data, issue.path);
  const path = [...issue.path];
  if (value === undefined) return [missing(path, schema)];
  if (issue.code === "invalid_key")
    return [
      { path, at: "key", found: `"${String(path.at(-1))}"`, needed: issue.issues[0]?.message ?? issue.message, fix: null, rule: INVALID },
    ];
  if (issue.code !== "invalid_value")
    return [{ path, at: "value", found: describeValue(value), needed: needed(issue), fix: quoteHint(issue, value), rule: ruleOf(issue) }];
  const values = issue.values.map(String);
  return [{ path, at: "value", found: describeValue(value), needed: oneOf(values), fix: didYouMean(value, values), rule: INVALID }];
}

function unknownKey(key: string, path: readonly PropertyKey[], schema: z.core.$ZodType, more: readonly string[]): Raw {
  const known = [...keysAt(schema, path), ...more];
  const meant = suggest(key, known) ?? undefined;
  return {
    meant,
    path: [...path, key],
    at: "key",
    found: `the unknown key \`${key.slice(0, 60)}\``,
    needed: known.length > 0 ? oneOf(known) : "only keys that are known here",
    fix: didYouMean(key, known),
    rule: "unknown-key",
  };
}

function missing(path: PropertyKey[], schema: z.core.$ZodType): Raw {
  const key = String(path.at(-1) ?? "");
  const description = (schemaAt(schema, path) as { description?: string } | null)?.description;
  return {
    missing: true,
    path,
    at: "key",
    found: `no \`${key}\``,
    needed: `the key \`${key}\`${description ? `: ${description}` : ""}`,
    fix: `Add \`${key}:\` here.`,
    rule: "missing-key",
  };
}

// Of all alternatives the one that got furthest is what the author meant.
function union(issue: Extract<Issue, { code: "invalid_union" }>, schema: z.core.$ZodType, data: unknown): Complaint[] {
  const branches = issue.errors.map((issues) => issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
  const depth = (issues: readonly Issue[]): number => largest(issues.map((inner) => inner.path.length));
  const furthest = [...branches].toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
  if (depth(furthest) > issue.path.length) return complaints(furthest, schema, data);
  const wanted = [...new Set(branches.flat().map(needed))];
  return [
    {
      path: [...issue.path],
      at: "value",
      found: describeValue(valueAt(data, issue.path)),
      needed: wanted.join(", or ") || issue.message,
      fix: null,
      rule: INVALID,
    },
  ];
}

const TYPES = new Map([
  ["string", "a text"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["boolean", "true or false"],
  ["array", "a list"],
  ["object", "a mapping of keys"],
  ["record", "a mapping of keys"],
]);

// A check may name the rule that one of its refusals stands for.
function ruleOf(issue: Issue): string {
  const rule: unknown = issue.code === "custom" ? issue.params?.["rule"] : undefined;
  return typeof rule === "string" ? rule : INVALID;
}

// The schemas' own messages say what is needed; where one has none, zod's default would tell the types of a program.
function needed(issue: Issue): string {
  if (issue.code === "invalid_type" && issue.message.startsWith("Invalid input")) return TYPES.get(issue.expected) ?? issue.expected;
  if (issue.code === "too_small" && issue.message.startsWith("Too small")) return bound("least", issue.minimum, issue.origin);
  if (issue.code === "too_big" && issue.message.startsWith("Too big")) return bound("most", issue.maximum, issue.origin);
  return issue.message.replace(/^must (?:be|hold|ask for) /, "");
}

function bound(which: "least" | "most", limit: number | bigint, origin: string): string {
  const things = new Map([
    ["string", "character"],
    ["array", "entry"],
  ]).get(origin);
  if (things === undefined) return `at ${which} ${limit}`;
  return `at ${which} ${limit} ${Number(limit) === 1 ? things : things.replace(/y$/, "ie").concat("s")}`;
}

function quoteHint(issue: Issue, value: unknown): string | null {
  const wantsText = issue.code === "invalid_type" && issue.expected === "string";
  return wantsText && (typeof value === "number" || typeof value === "boolean") ? `Put it in quotes: "${String(value)}".` : null;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const shape = shapeOf(schemaAt(schema, path));
  return shape ? Object.keys(shape) : [];
}

function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | null {
  let here: z.core.$ZodType | null = schema;
  for (const key of path) here = here && child(here, key);
  return here;
}

type Def = {
  type: string;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  shape?: Record<string, z.core.$ZodType>;
};

function bare(schema: z.core.$ZodType): Def {
  const def = schema._zod.def as Def;
  const inner = def.innerType ?? def.in;
  return inner ? bare(inner) : def;
}

function child(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | null {
  const def = bare(schema);
  if (def.shape) return Object.hasOwn(def.shape, key) ? (def.shape[String(key)] ?? null) : null;
  return def.element ?? def.valueType ?? null;
}

function shapeOf(schema: z.core.$ZodType | null): Record<string, z.core.$ZodType> | null {
  return schema ? (bare(schema).shape ?? null) : null;
}
