import type { LintedContract, LintFinding, LintRule, WrittenCheck } from "./rule.js";
import { param } from "./written.js";

/** Words that judge instead of counting. */
const EVALUATIVE =
  /(?<![\p{L}\p{N}-])(?:good|great|nice|best|clear|clearly|enough|sufficient|sufficiently|adequate|adequately|appropriate|appropriately|proper|properly|reasonable|reasonably|sensible|meaningful|useful|helpful|thorough|thoroughly|concise|compelling|convincing|understandable|readable|ideally|preferably|high[- ]quality|well[- ](?:written|described|documented|defined|understood|explained)|(?:if|where|when) (?:possible|appropriate|needed)|as needed)(?![\p{L}\p{N}-])/iu;
/** What a person decides may be a matter of judgement. */
const PERSONS = new Set(["confirmed_by", "approvals"]);

/** Gates whose words promise what no check can decide. */
export const preference: LintRule = {
  id: "preference",
  summary: "A gate is worded as a preference, which nobody can check: a suggestion, not a gate.",
  example: {
    in: "contract",
    of: "id: problem,",
    bad: "id: problem, title: The problem is well described,",
    good: "id: problem, title: The problem in 10 words or more,",
  },
  severity: "warning",
  needs: "contract",
  run: ({ contracts }) => contracts.flatMap((one) => one.checks.flatMap((check) => [...inTitle(one, check), ...inBox(one, check)])),
};

function inTitle({ file }: LintedContract, { gate, spec, path, parent }: WrittenCheck): LintFinding[] {
  if (parent !== null || PERSONS.has(spec.kind)) return [];
  return judge(gate.title, { file, path: [...path, "title"] });
}

function inBox({ file }: LintedContract, check: WrittenCheck): LintFinding[] {
  const item = param(check, "item");
  return check.spec.kind === "checkbox" && typeof item === "string" ? judge(item, { file, path: [...check.path, "item"] }) : [];
}

function judge(text: string, place: Pick<LintFinding, "file" | "path">): LintFinding[] {
  const word = EVALUATIVE.exec(text)?.[0];
  if (word === undefined) return [];
  return [
    {
      ...place,
      at: "value",
      word,
      found: `"${word}", which two people can see differently`,
      needed: "a constraint that is met or not: this is a suggestion, not a gate",
      fix: "Say what is counted (`at least 3 quotes`), let a role confirm it with `confirmed_by`, or move it to `notes`.",
    },
  ];
}
