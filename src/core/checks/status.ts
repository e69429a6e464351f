import { z } from "zod";
import type { Finding } from "../findings/findings.js";
import type { CommitCheck } from "../facts/snapshot.js";
import { worst } from "./combine.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { headsOf, noHead, uncounted, type Head } from "./heads.js";
import { broken, fail, note, pass, pending, problem } from "./results.js";
import { largest } from "../basics/largest.js";

const CONCLUSIONS = ["success", "neutral", "skipped", "failure", "cancelled", "timed_out", "action_required", "stale"] as const;
const MAX_FOREIGN = 5;

const params = z.strictObject({
  name: z.string().min(1).max(200).describe("Name of the check run, as GitHub shows it."),
  app: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/, "must be the slug of a GitHub App, such as github-actions")
    .transform((slug) => slug.toLowerCase())
    .describe("Slug of the app that must have reported it: anybody may report a check of any name."),
  conclusion: z.enum(CONCLUSIONS).default("success").describe("Conclusion it must have."),
});
type Params = z.output<typeof params>;

/** A named check of a named app came out as wanted. */
export const status = defineCheck<Params>({
  kind: "status",
  summary:
    "Passes when the latest check run of that name, reported by that app, has the conclusion on the newest commit of the pull request, or of every open or merged pull request linked to the issue.",
  params,
  content: false,
  reads: () => [],
  needs: () => [{ kind: "commit_checks" }],
  item: () => ["linked pull requests"],
  example: {
    params: { name: "test", app: "github-actions" },
    good: "",
    bad: "",
    facts: {
      both: { linked_prs: [{ pr: "#12", state: "open" }] },
      good: { checks: [{ name: "test", app: "github-actions", conclusion: "success" }] },
      bad: { checks: [{ name: "test", app: "my-own-app", conclusion: "success" }] },
    },
  },
  run: judge,
});

function judge(given: Params, { snapshot }: CheckContext): CheckResult {
  const heads = headsOf(snapshot);
  if (heads.length === 0) return noHead(snapshot);
  const { commitChecks } = snapshot;
  if (!commitChecks.known) return broken(problem({ code: "fact_unknown", fact: "checks", reason: commitChecks.reason }));
  const results = heads.map((head) => judgeHead(head, commitChecks.value, given));
  const outcome = worst(results.map((result) => result.outcome));
  const others = uncounted(snapshot).map(note);
  if (outcome !== "pass") return { outcome, findings: [...results.flatMap((result) => result.findings), ...others] };
  const at = results.flatMap((result) => result.since?.at ?? []);
  const said = note({ code: "status_right", name: given.name, app: given.app, conclusion: given.conclusion });
  // A result that GitHub does not date dates nothing.
  return at.length < results.length
    ? pass([said, ...others])
    : pass([said, ...others], { at: largest(at), afterComment: Number.MAX_SAFE_INTEGER });
}

/** A run that has not completed may yet change what an older one said. */
function judgeHead({ sha, reference }: Head, checks: readonly CommitCheck[], given: Params): CheckResult {
  const { name, app } = given;
  const named = checks.filter((check) => check.sha === sha && check.name === name);
  const own = named.filter((check) => check.app?.toLowerCase() === app);
  const foreign = named.filter((check) => check.app?.toLowerCase() !== app);
  if (own.length === 0)
    return pending([problem({ code: "status_missing", name, app, reference }), ...notCounted(foreign, given, reference)]);
  if (own.some((check) => check.conclusion === null)) return pending(problem({ code: "status_running", name, app, reference }));
  const last = largest(own.map((check) => check.completedAt ?? 0));
  const latest = own.filter((check) => (check.completedAt ?? last) === last);
  const wrong = latest.find((check) => check.conclusion !== given.conclusion);
  if (wrong === undefined) return pass([], last === 0 ? undefined : { at: last, afterComment: Number.MAX_SAFE_INTEGER });
  const found = wrong.conclusion ?? "";
  return fail(problem({ code: "status_wrong", name, app, reference, found, wanted: given.conclusion }));
}

function notCounted(foreign: readonly CommitCheck[], { name, app }: Params, reference: string): Finding[] {
  const apps = [...new Set(foreign.map((check) => check.app))].slice(0, MAX_FOREIGN);
  return apps.map((other) => problem({ code: "status_foreign", name, app: other, wanted: app, reference }));
}
