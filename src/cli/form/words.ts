import type { Drift } from "../../core/form/drift.js";
import type { ReportResult } from "../common/report.js";

/** Takes a form's path and how it differs from its contract; returns that as results of a report. */
export function driftResults(file: string, drifts: readonly Drift[]): ReportResult[] {
  const base = { group: file, file, column: null, help: null };
  if (drifts.length === 0) return [{ ...base, name: "form", outcome: "pass", line: null, found: "", needed: null }];
  return drifts.map((drift) => ({
    ...base,
    name: "label" in drift ? drift.label : "labels",
    outcome: drift.severity === "error" ? "fail" : "warning",
    line: drift.line,
    ...words(drift),
  }));
}

function words(drift: Drift): { found: string; needed: string } {
  switch (drift.is) {
    case "missing":
      return drift.renamed === null
        ? { found: `There is no field "${drift.label}".`, needed: "A field with this label, because the contract reads this section." }
        : { found: `The field "${drift.renamed}" makes a heading that the contract does not read.`, needed: `The label "${drift.label}".` };
    case "options":
      return {
        found: [
          drift.missing.length > 0 ? `"${drift.label}" lacks ${listed(drift.missing)}.` : "",
          drift.surplus.length > 0 ? `The contract refuses ${listed(drift.surplus)}.` : "",
        ]
          .filter((part) => part !== "")
          .join(" "),
        needed: "The values that the contract accepts.",
      };
    case "not_a_choice":
      return { found: `"${drift.label}" takes any text.`, needed: `A dropdown of ${listed(drift.options)}.` };
    case "boxes":
      return { found: `"${drift.label}" lacks the box ${listed(drift.missing)}.`, needed: "The boxes that the contract looks for." };
    case "optional":
      return { found: `"${drift.label}" may be left out.`, needed: "`validations: { required: true }`, because the contract demands it." };
    case "labels":
      return {
        found: [
          drift.missing.length > 0 ? `The form does not give the label ${listed(drift.missing)}.` : "",
          drift.forbidden.length > 0 ? `It gives ${listed(drift.forbidden)}, with which the contract does not apply.` : "",
        ]
          .filter((part) => part !== "")
          .join(" "),
        needed: "The labels that put the issue under the contract.",
      };
  }
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
