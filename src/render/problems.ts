import type { PolicyProblem } from "../core/policy/types.js";
import type { Detail } from "./detail.js";
import { inert } from "./inert.js";
import { count, plain } from "./markdown.js";

/** `.github/baton.yml:4:3`, without markup. */
function position(problem: PolicyProblem): string {
  return `${problem.file}:${problem.line}:${problem.column}`;
}

/** Policy problems in a living comment. Empty when the policy is sound. */
export function renderProblems(problems: PolicyProblem[], detail: Detail): string {
  const errors = problems.filter((problem) => problem.severity === "error");
  if (errors.length === 0) return "";
  const head = `> 🛠️ **The policy has ${count(errors.length, "error")}**; the last version that parsed stays in force.`;
  return `${head}\n>\n${problemList(errors, detail).replace(/^/gm, "> ")}`;
}

/** One list entry per problem: where, what was found, what is needed, how to mend it. */
export function problemList(problems: PolicyProblem[], detail: Detail): string {
  const shown = problems.slice(0, detail.steps).slice(0, detail.entries * 5);
  const hidden = problems.length - shown.length;
  return [...shown.map(entry), ...(hidden > 0 ? [`* and ${count(hidden, "more problem")}`] : [])].join("\n");
}

function entry(problem: PolicyProblem): string {
  const sign = problem.severity === "error" ? "❌" : "⚠️";
  const key = problem.key === "" ? "" : ` · ${inert(problem.key)}`;
  const fix = problem.fix === null ? "" : ` **Fix:** ${plain(problem.fix)}`;
  return `* ${sign} ${inert(position(problem))}${key}: found ${plain(problem.found)}; needed: ${plain(problem.needed)}.${fix}`;
}
