import type { LintProblem } from "../core/lint/lint.js";
import type { Paint } from "./common/paint.js";
import { sourceExcerpt } from "./common/source-excerpt.js";
import { plain } from "./common/with-store.js";
import { withoutDot } from "./common/without-dot.js";

const LONGEST = 400;

/** Takes problems, the files' texts and how to colour; returns them as a compiler would show them: where, the line, what, what is needed, one way to mend it. */
export function lintText(problems: readonly LintProblem[], texts: ReadonlyMap<string, string>, paint: Paint): string {
  return problems.map((problem) => one(problem, texts.get(problem.file) ?? "", paint)).join("\n");
}

function one(problem: LintProblem, text: string, paint: Paint): string {
  const colour = problem.severity === "error" ? "red" : "yellow";
  const head = `${paint("bold", `${plain(problem.file)}:${problem.line}:${problem.column}`)} ${paint([colour, "bold"], problem.severity)} ${paint("dim", problem.rule)}`;
  const shown = sourceExcerpt(text, problem);
  const margin = String(problem.line).length;
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
