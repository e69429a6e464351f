import { parseMarkdown } from "../document/parse.js";
import { fromWord, homeOf, wordsIn } from "../document/links.js";
import { linesOf } from "../document/walk.js";
import type { Snapshot } from "../facts/snapshot.js";

const CLOSES = /^(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?$/i;

/** Takes a pull request; returns the issues of other repositories that its text says it closes, `owner/name#12`, whether they exist or not. */
export function closingClaims({ repository, item }: Pick<Snapshot, "repository" | "item">): string[] {
  if (item.pullRequest?.baseRef !== repository.defaultBranch) return [];
  const home = homeOf({ repository, item });
  // As on GitHub, code claims nothing.
  const claims = linesOf(parseMarkdown(item.body).whole.blocks).flatMap((line) => {
    const words = line.loose.split(/\s+/);
    return words.flatMap((word, index) =>
      CLOSES.test(words[index - 1] ?? "") && line.prose.includes(word) ? wordsIn({ ...line, loose: word }) : [],
    );
  });
  // Each once, and all of them: the one that must not pass may be the last.
  const issues = [...new Set(claims)].map((word) => fromWord(word, home));
  const elsewhere = issues.flatMap((ref) =>
    ref?.kind === "issue" && !ref.key.startsWith(`${home.repository.toLowerCase()}#`) ? [ref.key] : [],
  );
  return [...new Set(elsewhere)];
}
