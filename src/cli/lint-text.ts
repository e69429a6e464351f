import type { LintProblem } from "../core/lint/lint.js";
import type { Paint } from "./common/paint.js";
import { sourceExcerpt } from "./common/source-excerpt.js";
import { plain } from "./common/with-store.js";
import { withoutDot } from "./common/without-dot.js";

const LONGEST = 400;
/** Columns around the number of a line. */
const GUTTER = " ".length + " │ ".length;

/** Takes problems, the files' texts, how to colour and how many columns there are; returns them as a compiler would show them: where, the line, what, what is needed, one way to mend it. */
export function lintText(problems: readonly LintProblem[], texts: ReadonlyMap<string, string>, paint: Paint, columns?: number): string {
  return problems.map((problem) => one(problem, texts.get(problem.file) ?? "", paint, columns)).join("\n");
}

function one(problem: LintProblem, text: string, paint: Paint, columns?: number): string {
  const colour = problem.severity === "error" ? "red" : "yellow";
  const head = `${paint("bold", `${plain(problem.file)}:${problem.line}:${problem.column}`)} ${paint([colour, "bold"], problem.severity)} ${paint("dim", problem.rule)}`;
  const margin = String(problem.line).length;
  const shown = sourceExcerpt(text, problem, columns && columns - margin - GUTTER);
  const rule = paint("dim", "│");
  const excerpt = shown
    ? [
        ` ${paint("dim", String(problem.line))} ${rule} ${shown.line}`,
        ` ${" ".repeat(margin)} ${rule} ${shown.indent}${paint([colour, "bold"], shown.mark)}`,
      ]
    : [];
  const fix = problem.fix === null ? [] : [`   ${paint("green", plain(problem.fix, LONGEST))}`];
  return [
    head,
    ...excerpt,
    `   Found ${plain(problem.found, LONGEST)}; needed: ${plain(withoutDot(problem.needed), LONGEST)}.`,
    ...fix,
    "",
  ].join("\n");
}
