import { loginKey, sameLabel } from "../basics/names.js";
import { z } from "zod";
import type { Finding } from "../findings/findings.js";
import { type Snapshot } from "../facts/snapshot.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { broken, note, pass, problem } from "./results.js";

const labels = z.array(z.string().min(1).max(100)).max(50).default([]);
const params = z
  .strictObject({
    labels: z
      .strictObject({
        any: labels.describe("At least one of these."),
        all: labels.describe("Every one of these."),
        none: labels.describe("None of these."),
      })
      .optional()
      .describe("Labels the item must carry or must not."),
    assignee: z
      .strictObject({ role: z.string().min(1).max(100).describe("The role.") })
      .optional()
      .describe("Somebody of this role must be assigned."),
    milestone: z
      .union([z.boolean(), z.string().min(1).max(255)])
      .optional()
      .describe("A milestone's title; true: any milestone; false: none."),
    type: z.string().min(1).max(100).optional().describe("Name of the issue type."),
  })
  .refine(
    (given) => Object.values(given).some((value) => value !== undefined),
    "must ask for at least one of labels, assignee, milestone, type",
  );
type Params = z.output<typeof params>;

/** Labels, assignees, milestone and type are as required. */
export const metadata = defineCheck<Params>({
  kind: "metadata",
  summary: "Passes when labels, assignees (in a role), milestone and issue type are as required.",
  params,
  content: false,
  reads: () => [],
  needs: (given) => (given.type === undefined ? [] : [{ kind: "issue_type" }]),
  item: (given) => [
    ...(given.labels === undefined ? [] : (["labels"] as const)),
    ...(given.assignee === undefined ? [] : (["assignees"] as const)),
    ...(given.milestone === undefined ? [] : (["milestone"] as const)),
  ],
  assigneeRoles: (given) => (given.assignee === undefined ? [] : [given.assignee.role]),
  stricter: { "labels.all": "superset", "labels.none": "superset" },
  asksNothing: ["labels", "assignee", "milestone", "type"],
  example: {
    params: { labels: { any: ["web", "app"] }, assignee: { role: "tester" }, type: "Feature" },
    good: "",
    bad: "",
    facts: {
      both: { type: "Feature" },
      good: { labels: ["web"], assignees: ["tom"] },
      bad: { labels: [], assignees: ["pat"] },
    },
  },
  run: judge,
});

/** A wrong value fails; when only the unknown is left, it is an error. */
function judge(given: Params, { snapshot }: CheckContext): CheckResult {
  const findings = [
    ...judgeLabels(given, snapshot),
    ...judgeAssignee(given, snapshot),
    ...judgeMilestone(given, snapshot),
    ...judgeType(given, snapshot),
  ];
  if (findings.length === 0) return pass([note({ code: "metadata_right" })]);
  if (findings.some((finding) => finding.code === "fact_unknown")) return broken(findings);
  return { outcome: "fail", findings };
}

function judgeLabels({ labels: wanted }: Params, { item }: Snapshot): Finding[] {
  if (wanted === undefined) return [];
  const has = (name: string): boolean => item.labels.some((label) => sameLabel(label, name));
  const missing = wanted.all.filter((name) => !has(name));
  return [
    ...(missing.length > 0 ? [problem({ code: "label_missing", labels: missing, mode: "all" })] : []),
    ...(wanted.any.length > 0 && !wanted.any.some(has) ? [problem({ code: "label_missing", labels: wanted.any, mode: "any" })] : []),
    ...wanted.none.filter(has).map((label) => problem({ code: "label_forbidden", label })),
  ];
}

function judgeAssignee({ assignee }: Params, { item, people }: Snapshot): Finding[] {
  if (assignee === undefined) return [];
  const members = Object.hasOwn(people.memberships, assignee.role) ? (people.memberships[assignee.role] ?? {}) : {};
  const standings = item.assignees.map((login) => {
    const key = loginKey(login);
    return Object.hasOwn(members, key) ? members[key] : undefined;
  });
  if (standings.some((standing) => standing?.is === "member")) return [];
  const unknown = standings.find((standing) => standing === undefined || standing.is === "unknown");
  if (standings.some((standing) => standing?.is !== "not_member")) {
    const reason = unknown?.is === "unknown" ? unknown.reason : "the membership was not looked up";
    return [problem({ code: "fact_unknown", fact: "role", reason })];
  }
  return [problem({ code: "assignee_missing", role: assignee.role, assignees: item.assignees })];
}

function judgeMilestone({ milestone }: Params, { item }: Snapshot): Finding[] {
  if (milestone === undefined) return [];
  const right =
    typeof milestone === "boolean" ? (item.milestone !== null) === milestone : item.milestone?.toLowerCase() === milestone.toLowerCase();
  if (right) return [];
  return [
    problem({
      code: "milestone_wrong",
      found: item.milestone,
      wanted: typeof milestone === "string" ? milestone : milestone ? "any" : null,
    }),
  ];
}

function judgeType({ type }: Params, { issueType }: Snapshot): Finding[] {
  if (type === undefined) return [];
  if (!issueType.known) return [problem({ code: "fact_unknown", fact: "issue type", reason: issueType.reason })];
  if (issueType.value?.toLowerCase() === type.toLowerCase()) return [];
  return [problem({ code: "type_wrong", found: issueType.value, wanted: type })];
}
