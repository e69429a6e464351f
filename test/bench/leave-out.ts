import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { judge as judgeCheck } from "../core/checks/helpers.js";

/** Judges a sentence: true where it is taken for measurable. */
export type Judge = (sentence: string) => boolean;

/** Where the benches' own build is, with the rules in it. */
const BUILT = dirname(dirname(fileURLToPath(new URL(".", import.meta.url))));
const RULES = "src/core/checks/measurable";
/** An alternative of a pattern, or a word of a list, that is nothing but words. */
const ALTERNATIVE = /(?<=[|(:"`\s])(?:[a-z]{3,20})(?:[ -][a-z]{2,20}){0,3}(?=[|)"`\s])/g;
/** Matches nothing, neither as a pattern nor as a word of a list. */
const NOTHING = "\u{10fffd}";

/**
 * Takes the sentences of one source and those of all others; returns the rules as they would be had nobody seen that source: without every word of their lists that
 * occurs in it and in no other. With the number of words that were taken out.
 */
export async function withoutSource(
  number: number,
  own: readonly string[],
  others: readonly string[],
): Promise<{ judges: Judge; removed: number }> {
  const folder = join(BUILT, "..", "baton-bench-without", String(number));
  rmSync(folder, { recursive: true, force: true });
  for (const part of ["src/core", "src/render", "test/core"]) {
    mkdirSync(dirname(join(folder, part)), { recursive: true });
    cpSync(join(BUILT, part), join(folder, part), { recursive: true });
  }
  const [here, elsewhere] = [own, others].map(
    (texts) =>
      ` ${texts
        .join(" ")
        .toLowerCase()
        .replace(/[^a-z]+/g, " ")} `,
  );
  const removed = new Set<string>();
  const isOnlyHere = (words: string) => {
    const key = ` ${words.replace(/-/g, " ")} `;
    return here?.includes(key) === true && elsewhere?.includes(key) === false;
  };
  for (const name of readdirSync(join(folder, RULES)).filter((each) => each.endsWith(".js"))) {
    const path = join(folder, RULES, name);
    writeFileSync(path, withoutWords(readFileSync(path, "utf8"), isOnlyHere, removed));
  }
  const { judge } = (await import(pathToFileURL(join(folder, "test/core/checks/helpers.js")).href)) as { judge: typeof judgeCheck };
  return {
    judges: (sentence) => judge("measurable", { section: "S" }, `## S\n\n- ${sentence}\n`).outcome === "pass",
    removed: removed.size,
  };
}

/** Texts and patterns of a program's line. */
const LITERAL = /"(?:[^"\\]|\\.)*"|`[^`]*`|\/(?:[^/\\\n]|\\.)+\/[a-z]*/g;

function withoutWords(code: string, isOut: (words: string) => boolean, removed: Set<string>): string {
  const without = (literal: string) => literal.replace(ALTERNATIVE, (words) => (isOut(words) ? taken(words, removed) : words));
  // Only lines that hold a list: others name files and say things.
  const lines = code.split("\n").map((line) => (/\w\|\w|^\s*"[^"]*(?: \w+){6}/.test(line) ? line.replace(LITERAL, without) : line));
  return lines.join("\n");
}

function taken(words: string, removed: Set<string>): string {
  removed.add(words);
  return NOTHING;
}
