import type { ChecksParam } from "./spec.js";
import { parseMarkdown } from "../document/parse.js";
import type { LinkedText } from "../content/linked-text.js";
import { z } from "zod";
import { homeOf } from "../document/links.js";
import { strayLinks } from "../document/stray-links.js";
import { astray } from "./astray.js";
import type { Finding } from "../findings/findings.js";
import { matchesGlob } from "../basics/glob.js";
import { latestSince, worst } from "./combine.js";
import type { CheckContext, CheckDefinition, CheckResult } from "./define.js";
import { broken, fail, note, problem, unreadText, warning, type Said } from "./results.js";

const MOST_STRAYS = 5;
const DOCUMENT = /\.(?:md|mdx|markdown|txt|adoc|rst)$/i;

const paramsOf = (checks: ChecksParam) =>
  z.strictObject({
    path: z.string().min(1).max(200).optional().describe("Glob of the document's path; the contract's own source of truth when left out."),
    checks: checks.optional().describe("Checks that must pass in the document."),
  });
type Params = z.output<ReturnType<typeof paramsOf>>;

/** The linked document exists and its nested checks pass. Several matching documents must all pass. */
export const document = (checks: ChecksParam): CheckDefinition<Params> => ({
  kind: "document",
  summary: "Passes when a linked document exists at the judged commit and the nested checks pass in every linked document that matches.",
  params: paramsOf(checks),
  content: false,
  reads: () => [],
  documents: (given) => given.path ?? null,
  nested: (given) => given.checks ?? [],
  stricter: { checks: "superset" },
  asksNothing: ["checks"],
  example: {
    params: { path: "docs/briefs/*.md", checks: [{ check: "section", section: "Scope" }] },
    good: "The brief is docs/briefs/export.md.\n",
    bad: "The brief is docs/briefs/import.md.\n",
    facts: {
      good: { documents: { "docs/briefs/export.md": "# Export\n\n## Scope\n\nThe export page.\n" } },
      bad: { documents: { "docs/briefs/import.md": "# Import\n\n## Scope\n" } },
    },
  },
  run: judge,
});

function judge(given: Params, context: CheckContext): CheckResult {
  const linked = context.linkedDocuments(given.path ?? null);
  const strays = straysIn(given.path ?? null, context);
  if (linked.length === 0) return fail([...strays.map(problem), problem({ code: "document_not_linked", glob: given.path ?? null })]);
  const results = linked.map((text) => judgeOne(text, given, context));
  return {
    outcome: worst(results.map((result) => result.outcome)),
    findings: [...results.flatMap((result) => result.findings), ...strays.map(warning)],
    ...latestSince(results),
  };
}

/** Links of the body that may be taken for one to such a document. */
function straysIn(glob: string | null, { snapshot }: CheckContext): Said[] {
  const isMeant = (path: string) => (glob === null ? DOCUMENT.test(path) : matchesGlob(glob, path));
  const home = homeOf(snapshot);
  const found = strayLinks(parseMarkdown(snapshot.item.body).whole.blocks, home);
  return found
    .filter(({ paths }) => paths.length === 0 || paths.some(isMeant))
    .slice(0, MOST_STRAYS)
    .map((stray) => astray(stray, home, glob === null ? -1 : stray.paths.findIndex(isMeant)));
}

function judgeOne(linked: LinkedText, given: Params, context: CheckContext): CheckResult {
  if (!linked.readable) return unreadable(linked);
  const trouble = linked.document.problem;
  if (trouble !== null) return broken(at(linked.path, unreadText(trouble)));
  const results = (given.checks ?? []).map((spec) => context.runIn(linked, spec));
  const findings = results.flatMap((result) => result.findings).map((finding) => at(linked.path, finding));
  return {
    outcome: worst(results.map((result) => result.outcome)),
    findings: [at(linked.path, note({ code: "document_read", document: linked.path })), ...findings],
    ...latestSince(results),
  };
}

/** What does not exist is the author's to mend; what could not be read is nobody's proof. */
function unreadable(linked: Extract<LinkedText, { readable: false }>): CheckResult {
  if (linked.missing === true) return fail(at(linked.path, problem({ code: "document_missing", document: linked.path })));
  return broken(at(linked.path, problem({ code: "document_unreadable", document: linked.path, reason: linked.reason })));
}

function at(path: string, finding: Finding): Finding {
  return { path, ...finding };
}
