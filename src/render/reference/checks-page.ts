import { CHECKS } from "../../core/checks/registry.js";
import { checkSection } from "./check-section.js";
import { GENERATED, INTRODUCTION } from "./introduction.js";

/** The reference of all checks, made from their definitions. */
export function checksPage(): string {
  const contents = CHECKS.map(({ kind, summary }) => `| [\`${kind}\`](#${kind}) | ${summary.replace(/^Passes when /, "")} |`);
  return [
    "# Checks",
    GENERATED,
    INTRODUCTION,
    "## The checks",
    ["| check | passes when |", "|---|---|", ...contents].join("\n"),
    ...CHECKS.map(checkSection),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}
