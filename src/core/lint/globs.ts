import type { LintFinding, LintRule } from "./rule.js";
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
  run: ({ contracts }) =>
    contracts.flatMap(({ file, contract, checks }) => {
      const nested = checks
        .filter((check) => check.spec.kind === "document")
        .map((check) => ({ glob: param(check, "path"), path: [...check.path, "path"] }));
      const own = { glob: contract.sourceOfTruth.document, path: ["source_of_truth", "document"] };
      return [own, ...nested].flatMap(({ glob, path }): LintFinding[] => {
        const problem = typeof glob === "string" ? trouble(glob) : null;
        return problem ? [{ file, path, at: "value", ...problem }] : [];
      });
    }),
};

type Trouble = Pick<LintFinding, "found" | "needed" | "fix" | "severity">;

function trouble(glob: string): Trouble | null {
  const needed = "a glob of paths from the repository's root, such as docs/briefs/**/*.md";
  if (/^[a-z][a-z+.-]*:\/\//i.test(glob)) return { found: "an address", needed, fix: "Write the path of the file in the repository." };
  if (glob.includes("\\")) return { found: "a backslash", needed, fix: "Separate folders by /." };
  const segments = glob.replace(/^\.?\//, "").split("/");
  if (segments.includes("..") || segments.includes("."))
    return { found: "`.` or `..` as a folder", needed, fix: "Begin at the repository's root." };
  if (segments.includes(""))
    return { found: "an empty name between or after slashes", needed, fix: "Add `*.md` or `**` after the last slash." };
  const special = /[[\]{}!]/.exec(glob)?.[0];
  if (special === undefined) return null;
  // A path may hold such a character, but who writes it hardly ever means that.
  return {
    found: `"${special}", which stands for itself in a glob here`,
    needed: "only *, ** and ?",
    fix: "Use `*`, or one `document` check per kind of path.",
    severity: "warning",
  };
}
