import type { PolicyProblem } from "../core/policy/types.js";
import type { CheckRun } from "../core/facts/writes.js";
import { policyTitle, TITLE_LIMIT } from "./check-title.js";
import { OUTPUT_LIMIT } from "./check-run.js";
import { fitting } from "./detail.js";
import { problemList } from "./problems.js";
import { count, oneLine } from "./markdown.js";

/** The check run `baton/contracts` on the commit that holds the policy: a failure when it has an error, with each problem's place and cure. */
export function renderPolicyProblems(problems: PolicyProblem[], commit: string): CheckRun {
  const errors = problems.filter((problem) => problem.severity === "error");
  const failed = errors.length > 0;
  const sorted = [...errors, ...problems.filter((problem) => problem.severity !== "error")];
  const head = failed
    ? `**${count(errors.length, "error")}** in the policy files. The last version that parsed stays in force until this is mended.`
    : `The policy parses${problems.length === 0 ? "" : `, with ${count(problems.length, "warning")}`}.`;
  const summary = fitting(
    (detail) => `${head}\n\n${problemList(sorted, detail)}`.trim(),
    (text) => Buffer.byteLength(text) <= OUTPUT_LIMIT,
  );
  const title = oneLine(failed ? policyTitle(problems) : head, TITLE_LIMIT);
  return {
    name: "baton/contracts",
    headSha: commit,
    externalId: `policy:${commit}`,
    conclusion: failed ? "failure" : "success",
    detailsUrl: null,
    output: { title, summary, text: "" },
    actions: [],
  };
}
