import { z } from "zod";
import { globTrouble, type GlobTrouble } from "../basics/glob-trouble.js";
import { HINTS } from "../basics/hints.js";

const MOST_CHARACTERS = 200;

const NEEDED: Record<GlobTrouble, string> = {
  address: "a path from the repository's root",
  backslash: "folders separated by /",
  parent: "a path without `.` and `..`, from the repository's root",
  empty: "no empty name between or after slashes: end a folder with /**",
  special: "only the wildcards *, ** and ?",
  invisible: "only characters that can be seen",
};

const FIXES: Partial<Record<GlobTrouble, string>> = {
  backslash: "Write / where \\ stands.",
  special: "Write one glob for each choice, and ? for a character that stands for itself.",
  invisible: "Type the path anew instead of copying it.",
};

/** What a glob must not be besides, in words, and the rule that says so; null where nothing is wrong. */
type Refusal = (glob: string) => { needed: string; rule: string } | null;

/**
 * Takes an example of a glob, and what it must not be besides; returns the schema of a glob of paths from the repository's root. What other readers of globs
 * know and this one does not is refused: silently it would match nothing.
 */
export function pathGlob(example: string, refusal: Refusal = () => null) {
  const needed = `a glob of paths, such as ${example}`;
  return z
    .string(needed)
    .trim()
    .min(1, needed)
    .max(MOST_CHARACTERS, `at most ${MOST_CHARACTERS} characters`)
    .superRefine((glob, context) => {
      const refused = refusal(glob);
      const trouble = globTrouble(glob);
      if (refused) context.addIssue({ code: "custom", message: refused.needed, params: { rule: refused.rule } });
      else if (trouble) context.addIssue({ code: "custom", message: NEEDED[trouble] });
    })
    .meta({ title: "glob" })
    .register(HINTS, { hint: (glob) => (typeof glob === "string" ? (FIXES[globTrouble(glob) ?? "address"] ?? null) : null) });
}
