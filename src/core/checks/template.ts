import { z } from "zod";
import type { HeadingBlock, MarkdownDocument } from "../document/model.js";
import { nearHeading, type NearHeading } from "../document/near-heading.js";
import { nameOf } from "../document/inline.js";
import { nameKey, visible } from "../document/names.js";
import { headingKeys } from "../document/written-names.js";
import type { Finding } from "../findings/findings.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { readsSection } from "./params.js";
import { broken, fail, note, pass, problem } from "./results.js";
import { templateHeadings, type TemplateHeading } from "./template/headings.js";

const MAX_FINDINGS = 20;
const MOST_NEAR = 5;

const params = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(200)
    .refine((path) => !path.startsWith("/") && !path.split("/").includes(".."), "must be a path from the repository's root")
    .describe("Path of the template on the default branch: Markdown, or an issue form (its labels are the headings)."),
  order: z.boolean().default(false).describe("The headings must follow each other as they do in the template."),
  allow_missing: z.array(z.string().min(1).max(200)).max(200).default([]).describe("Headings of the template that a text may leave out."),
  allow_extra: z
    .boolean()
    .default(true)
    .describe("Whether the text may have headings of its own at the levels that the template uses; at other levels it always may."),
  exact: z
    .boolean()
    .default(false)
    .describe("Headings must have the template's level and its capital letters; otherwise neither matters, nor a colon at the end."),
});
type Params = z.output<typeof params>;

/** Every heading of a template file is there. */
export const template = defineCheck<Params>({
  kind: "template",
  summary: "Passes when every heading of a template file is present, and in the template's order with `order: true`.",
  params,
  content: true,
  reads: (_given, spec) => readsSection(undefined, spec),
  needs: (given) => [{ kind: "file", path: given.file }],
  stricter: { order: "true", allow_missing: "subset", allow_extra: "false", exact: "true" },
  example: {
    params: { file: "docs/brief-template.md", order: true },
    good: "## Problem\n\nExports take four hours.\n\n## Options\n\nBuy, or build.\n",
    bad: "## Problem\n\nExports take four hours.\n",
    facts: { both: { files: { "docs/brief-template.md": "## Problem\n\n## Options\n" } } },
  },
  run: judge,
});

function judge(given: Params, { document, snapshot }: CheckContext): CheckResult {
  const content = Object.hasOwn(snapshot.files, given.file) ? snapshot.files[given.file] : undefined;
  if (content?.known !== true) return unreadable(given, content?.reason ?? "it was not read");
  const read = templateHeadings(given.file, content.value);
  if (!read.ok) return unreadable(given, read.reason);
  const findings = compare(read.headings, { ...document, headings: headingsFor(read.headings, document) }, given);
  if (findings.length > 0) return fail(findings.slice(0, MAX_FINDINGS));
  return pass([note({ code: "template_followed", file: given.file, headings: read.headings.length })]);
}

/** What people wrote into an answer of a form is content: it counts only for a heading of the template that is nowhere else. */
function headingsFor(wanted: readonly TemplateHeading[], { headings, within }: MarkdownDocument): HeadingBlock[] {
  if (within === undefined) return headings;
  const outside = new Set(headings.filter(({ line }) => !within.has(line)).map(looseKey));
  const missing = new Set(wanted.map(looseKey).filter((key) => !outside.has(key)));
  return headings.filter((heading) => !within.has(heading.line) || missing.has(looseKey(heading)));
}

function unreadable({ file }: Params, reason: string): CheckResult {
  return broken(problem({ code: "template_unreadable", file, reason }));
}

function compare(wanted: readonly TemplateHeading[], document: MarkdownDocument, given: Params): Finding[] {
  const found = document.headings;
  const keyOf = given.exact ? exactKey : looseKey;
  const optional = new Set(given.allow_missing.flatMap((name) => headingKeys(name).bare));
  const places = placesByKey(found, keyOf);
  const missing = wanted.filter((heading) => !places.has(keyOf(heading)) && !optional.has(looseKey(heading)));
  const present = wanted.filter((heading) => places.has(keyOf(heading)));
  return [
    ...missingFinding(missing, nearOnes(missing, wanted, document), given),
    ...(given.order ? misplaced(present, found, (heading) => places.get(keyOf(heading)) ?? [], given) : []),
    ...(!given.allow_extra ? extras(wanted, found, keyOf, given) : []),
  ];
}

function looseKey(heading: TemplateHeading): string {
  return nameKey(nameOf(heading));
}

function exactKey(heading: TemplateHeading): string {
  return `${heading.level} ${visible(nameOf(heading).normalize("NFC")).replace(/\s+/g, " ").trim()}`;
}

function placesByKey(found: readonly HeadingBlock[], keyOf: (heading: TemplateHeading) => string): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [index, heading] of found.entries()) {
    const key = keyOf(heading);
    const same = places.get(key);
    if (same) same.push(index);
    else places.set(key, [index]);
  }
  return places;
}

/** What comes near to headings that are missing, and is none of the template's others. */
function nearOnes(missing: readonly TemplateHeading[], wanted: readonly TemplateHeading[], document: MarkdownDocument): NearHeading[] {
  const known = new Set(wanted.map(looseKey));
  const taken = new Set(document.headings.filter((heading) => known.has(looseKey(heading))).map(({ line }) => line));
  const found = missing.slice(0, MOST_NEAR).flatMap((heading) => nearHeading(document, [nameOf(heading)]) ?? []);
  return found.filter(({ line }) => !taken.has(line));
}

function missingFinding(missing: readonly TemplateHeading[], near: readonly NearHeading[], { file, exact }: Params): Finding[] {
  if (missing.length === 0) return [];
  const headings = missing.map(({ text, level }) => (exact ? `${"#".repeat(level)} ${text}` : text));
  return [problem({ code: "template_headings_missing", headings, file, ...(near.length > 0 && { near: [...near] }) })];
}

/** A heading that occurs only before the one that the template puts ahead of it. A repeated heading may stand at any of its places. */
function misplaced(
  present: readonly TemplateHeading[],
  found: readonly HeadingBlock[],
  placesOf: (heading: TemplateHeading) => readonly number[],
  { file }: Params,
): Finding[] {
  const findings: Finding[] = [];
  let at = -1;
  let before = "";
  for (const heading of present) {
    const places = placesOf(heading);
    const next = places.find((place) => place > at);
    if (next === undefined) {
      const line = found[places[0] ?? 0]?.line;
      findings.push(problem({ code: "template_heading_misplaced", heading: heading.text, after: before, file, line }));
    } else {
      at = next;
      before = heading.text;
    }
  }
  return findings;
}

function extras(
  wanted: readonly TemplateHeading[],
  found: readonly HeadingBlock[],
  keyOf: (heading: TemplateHeading) => string,
  { file }: Params,
): Finding[] {
  const known = new Set(wanted.map(keyOf));
  const levels = new Set(wanted.map((heading) => heading.level));
  return found
    .filter((heading) => levels.has(heading.level) && !known.has(keyOf(heading)))
    .map(({ text, line }) => problem({ code: "template_heading_extra", heading: text, file, line }));
}
