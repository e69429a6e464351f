import { globTrouble, specialIn, type GlobTrouble } from "../basics/glob-trouble.js";
import { given } from "./flows.js";
import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";
import { param } from "./written.js";

/** Globs that no path of a repository matches. */
export const deadGlob: LintRule = {
  id: "dead-glob",
  summary: "A glob can match no path of the repository.",
  example: {
    in: "contract",
    of: "source_of_truth: { body: true }",
    bad: "source_of_truth: { body: true, document: docs/ }",
    good: 'source_of_truth: { body: true, document: "docs/**/*.md" }',
  },
  severity: "error",
  needs: "contract",
  run: (policy) =>
    [...contractGlobs(policy), ...documentGlobs(policy)].flatMap(({ glob, ...at }): LintFinding[] => {
      const trouble = typeof glob === "string" ? told(glob) : null;
      return trouble ? [{ ...at, at: "value", ...trouble }] : [];
    }),
};

type Written = Pick<LintFinding, "file" | "path"> & { glob: unknown };

function contractGlobs({ contracts }: LintedPolicy): Written[] {
  return contracts.flatMap(({ file, contract, checks }) => [
    { file, glob: contract.sourceOfTruth.document, path: ["source_of_truth", "document"] },
    ...checks
      .filter((check) => check.spec.kind === "document")
      .map((check) => ({ file, glob: param(check, "path"), path: [...check.path, "path"] })),
  ]);
}

function documentGlobs(policy: LintedPolicy): Written[] {
  return given(policy).flatMap(({ file, output: { by }, path }) =>
    "document" in by ? [{ file, glob: by.document, path: [...path, "by", "document"] }] : [],
  );
}

const NEEDED = "a glob of paths from the repository's root, such as docs/briefs/**/*.md";

/** What makes no path match it, in words; `special` only warns: a path may hold such a character, but who writes it hardly ever means that. */
const WORDS: Record<GlobTrouble, Pick<LintFinding, "found" | "fix">> = {
  address: { found: "an address", fix: "Write the path of the file in the repository." },
  backslash: { found: "a backslash", fix: "Separate folders by /." },
  parent: { found: "`.` or `..` as a folder", fix: "Begin at the repository's root." },
  empty: { found: "an empty name between or after slashes", fix: "Add `*.md` or `**` after the last slash." },
  special: { found: "", fix: "Use `*`, or one `document` check per kind of path." },
  invisible: { found: "a character that nobody sees", fix: "Type the path anew instead of copying it." },
};

function told(glob: string): Omit<LintFinding, "file" | "path" | "at"> | null {
  const trouble = globTrouble(glob);
  if (trouble === null) return null;
  if (trouble !== "special") return { ...WORDS[trouble], needed: NEEDED };
  const found = `"${specialIn(glob)}", which stands for itself in a glob here`;
  return { ...WORDS[trouble], found, needed: "only *, ** and ?", severity: "warning" };
}
