import { z } from "zod";
import { suggest } from "../basics/suggest.js";
import { largest } from "../basics/largest.js";
import { hintOf } from "../basics/hints.js";
import { keysAt, schemaAt, valueAt } from "./schema-walk.js";

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

/** Keys known beside a schema's: at its root, and in mappings that take any. */
export interface KnownKeys {
  root?: readonly string[];
  loose?: ReadonlySet<string>;
}

/** Takes a schema's issues, the schema, the data it judged and keys known beside the schema's; returns what to tell the author of the file. */
export function complaints(issues: readonly Issue[], schema: z.core.$ZodType, data: unknown, more: KnownKeys = {}): Complaint[] {
  const raw = firstOf(issues, (issue) => complain(issue, schema, data, more));
  const all = exchanged(raw, schema, data, more.loose ?? new Set());
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

/** More than are told of one file: what is compared with what grows with the square of it. */
const MOST_TOLD = 200;

function firstOf(issues: readonly Issue[], tell: (issue: Issue) => Raw[]): Raw[] {
  const raw: Raw[] = [];
  for (const issue of issues) {
    if (raw.length >= MOST_TOLD) break;
    for (const one of tell(issue)) if (raw.length < MOST_TOLD) raw.push(one);
  }
  return raw;
}

/** A key that is missing where an unknown one stands is that one, misspelt: the only one of each, or where a mapping takes any key, one that is near. */
function exchanged(raw: readonly Raw[], schema: z.core.$ZodType, data: unknown, loose: ReadonlySet<string>): Raw[] {
  const parentOf = ({ path }: Raw) => JSON.stringify(path.slice(0, -1).map(String));
  const unknown = raw.filter(({ rule, meant }) => rule === "unknown-key" && meant === undefined);
  const refusing = new Set(raw.filter(({ rule }) => rule === "unknown-key").map(parentOf));
  const isStrictAt = (complaint: Raw) => refusing.has(parentOf(complaint));
  const lacking = raw.filter(({ missing: is }) => is === true);
  return raw.map((complaint): Raw => {
    if (complaint.missing) return isStrictAt(complaint) ? complaint : (nearKey(complaint, schema, data, loose) ?? complaint);
    const siblings = (list: readonly Raw[]) => list.filter((other) => parentOf(other) === parentOf(complaint));
    const [absent] = siblings(lacking);
    if (!unknown.includes(complaint) || !absent || siblings(lacking).length + siblings(unknown).length > 2) return complaint;
    const inner = schemaAt(schema, absent.path);
    if (!inner || !z.safeParse(inner, valueAt(data, complaint.path)).success) return complaint;
    const name = String(absent.path.at(-1));
    return { ...complaint, meant: name, fix: `Did you mean \`${name}\`, which is missing here?` };
  });
}

/** A mapping that takes any key complains of none: the one that was meant is looked for among those it has. */
function nearKey({ path }: Raw, schema: z.core.$ZodType, data: unknown, loose: ReadonlySet<string>): Raw | null {
  const parent = path.slice(0, -1);
  const there = valueAt(data, parent);
  if (typeof there !== "object" || there === null || Array.isArray(there)) return null;
  const known = keysAt(schema, parent);
  const name = String(path.at(-1));
  const typed = Object.keys(there).find((key) => !known.includes(key) && !loose.has(key) && suggest(key, [...known, ...loose]) === name);
  return typed === undefined ? null : unknownKey(typed, parent, schema, []);
}

const INVALID = "invalid-value";

interface Raw extends Complaint {
  meant?: string;
  missing?: true;
}

/** Takes any value from a file; returns it in a few words. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return `"${visibly(value.length > 60 ? `${value.slice(0, 60)}...` : value)}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "a mapping";
}

/** Characters that nobody sees, by their numbers: else what is found looks like what is needed. Joiners belong to the spelling of some scripts and emoji. */
function visibly(text: string): string {
  return text.replace(
    /(?!\u200c|\u200d|[\n\t])[\p{Cc}\p{Cf}]/gu,
    (one) => `<U+${one.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}>`,
  );
}

/** Takes a word and the known ones; returns the sentence that proposes the nearest, or null. */
export function didYouMean(word: unknown, known: Iterable<string>): string | null {
  const meant = typeof word === "string" ? suggest(word, known) : null;
  return meant === null ? null : `Did you mean \`${meant}\`?`;
}

/** Takes known words; returns them as one phrase, each once. */
export function oneOf(known: readonly string[]): string {
  const each = [...new Set(known)];
  return each.length === 1 ? String(each[0]) : `one of ${each.join(", ")}`;
}

/** Takes names that people chose, any number of them; returns the first ones as a phrase. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 12);
  return names.length > shown.length ? `${oneOf(shown)}, or one of ${names.length - shown.length} more` : oneOf(shown);
}

function complain(issue: Issue, schema: z.core.$ZodType, data: unknown, more: KnownKeys): Raw[] {
  if (issue.code === "invalid_union") return union(issue, schema, data);
  if (issue.code === "unrecognized_keys")
    return issue.keys
      .slice(0, MOST_TOLD)
      .map((key) => unknownKey(key, issue.path, schema, issue.path.length === 0 ? (more.root ?? []) : []));
  const value = valueAt(data, issue.path);
  const path = [...issue.path];
  if (value === undefined) return [missing(path, schema)];
  if (issue.code === "invalid_key")
    return [
      { path, at: "key", found: `"${String(path.at(-1))}"`, needed: issue.issues[0]?.message ?? issue.message, fix: null, rule: INVALID },
    ];
  const hint = hintOf(schemaAt(schema, path))?.(value) ?? null;
  const base = { path, at: "value" as const, found: describeValue(value) };
  if (issue.code !== "invalid_value")
    return [{ ...base, needed: needed(issue), fix: hint ?? quoteHint(issue, value), rule: ruleOf(issue) }];
  const values = issue.values.map(String);
  return [{ ...base, needed: oneOf(values), fix: hint ?? didYouMean(value, values), rule: INVALID }];
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
  const sentence = wantsText ? sentenceOf(value) : null;
  if (sentence !== null) return `Put the whole text in quotes, because of its colon: "${sentence}".`;
  return wantsText && (typeof value === "number" || typeof value === "boolean") ? `Put it in quotes: "${String(value)}".` : null;
}

/** A text with a colon in it that was read as a key and its value; null when it is none. */
function sentenceOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const [[key, inner] = [], ...more] = Object.entries(value as Record<string, unknown>);
  const text = `${key}: ${String(inner)}`;
  return key === undefined || more.length > 0 || typeof inner === "object" || text.length > 80 || /["\\\n]/.test(text) ? null : text;
}
