import { z } from "zod";
import type { ArtefactFile } from "../facts/artefact.js";
import type { LinkedText } from "../content/linked-text.js";
import { parseFrontMatter } from "../document/front-matter.js";
import type { Finding } from "../findings/findings.js";
import { parseDuration } from "../time/durations.js";
import type { Duration } from "../time/types.js";
import { freshUntil, type ArtefactAhead } from "./artefact-ahead.js";
import { worst } from "./combine.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { durationParam } from "./params.js";
import { broken, fail, note, pass, pending, problem } from "./results.js";

const params = z.strictObject({
  artefact: z.string().min(1).max(64).describe("The artefact's id, as `produces` of a role's file has it."),
  max_age: durationParam.optional().describe("How fresh it must be here, where the cadences of those who give and take it are not enough."),
});
type Params = z.output<typeof params>;

/** What the hand-off rests on is there, fresh, and fit to be used. */
export const artefact = defineCheck<Params>({
  kind: "artefact",
  summary:
    "Passes when the artefact's newest version is fresh and fit. Published, that is the newest commit on the default branch that changed the content of one of its files; it is stale when it is older than the tightest cadence that a role names, and unfit when its own `checks` are red. What travels with a hand-off is as old as this item's last hand-off under that contract.",
  params,
  content: false,
  reads: () => [],
  artefact: (given) => given.artefact,
  artefactAge: ageOf,
  stricter: { max_age: "shorter" },
  asksNothing: ["max_age"],
  example: {
    params: { artefact: "usage-report", max_age: "2w" },
    good: "",
    bad: "",
    facts: {
      good: { artefacts: { "usage-report": { at: Date.UTC(2026, 6, 27), text: "# Usage\n\n## Figures\n\n1,200 exports a week.\n" } } },
      bad: { artefacts: { "usage-report": { at: Date.UTC(2026, 5, 1), text: "# Usage\n\n## Figures\n\n900 exports a week.\n" } } },
    },
  },
  run: judge,
});

function judge(given: Params, context: CheckContext): CheckResult {
  const { artefact: id } = given;
  const ahead = context.artefact(id);
  if (ahead === null) return broken(problem({ code: "artefact_undescribed", artefact: id }));
  const { version } = ahead;
  if (!version.known) return broken(problem({ code: "artefact_unknown", artefact: id, reason: version.reason }));
  if (version.value === null) return pending(problem({ code: "artefact_missing", artefact: id, by: ahead.by }));
  const { at, files } = version.value;
  const fresh = freshUntil(ahead, at, ageOf(given));
  const unfit = fitness(id, ahead, files, context);
  const isStale = fresh !== null && context.now >= fresh.until;
  const stale = isStale ? [problem({ code: "artefact_stale", artefact: id, date: dayOf(at), within: fresh.within.text })] : [];
  const outcome = worst([unfit.outcome, isStale ? "pending" : "pass"]);
  if (outcome !== "pass") return { outcome, findings: [...stale, ...unfit.findings] };
  return pass([note({ code: "artefact_fresh", artefact: id, date: dayOf(at), until: fresh === null ? null : dayOf(fresh.until) })]);
}

function ageOf({ max_age: text }: Params): Duration | null {
  return text === undefined ? null : parseDuration(text);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** How the artefact's own checks come out, in each file of its version. */
function fitness(id: string, { checks }: ArtefactAhead, files: readonly ArtefactFile[], context: CheckContext): CheckResult {
  if (checks.length === 0) return pass([]);
  const results = files.map((file) => fitnessOf(id, checks, textOf(file), context));
  return { outcome: worst(results.map(({ outcome }) => outcome)), findings: results.flatMap(({ findings }) => findings) };
}

function fitnessOf(id: string, checks: ArtefactAhead["checks"], text: LinkedText, context: CheckContext): CheckResult {
  if (!text.readable) return broken(problem({ code: "document_unreadable", document: text.path, reason: text.reason }));
  const results = checks.map((spec) => context.runIn(text, spec));
  const outcome = worst(results.map((result) => result.outcome));
  if (outcome === "pass") return pass([]);
  const red = results.filter((result) => result.outcome !== "pass").flatMap(({ findings }) => findings);
  const findings = [problem({ code: "artefact_unfit", artefact: id, document: text.path }), ...red.map((one) => inFile(text.path, one))];
  return outcome === "error" ? broken(findings) : fail(findings);
}

function textOf({ path, content }: ArtefactFile): LinkedText {
  if (!content?.known) return { readable: false, path, reason: content?.reason ?? "it was not read" };
  const parsed = parseFrontMatter(content.value);
  return parsed.ok
    ? { readable: true, path, document: parsed.document, frontMatter: parsed.data }
    : { readable: false, path, reason: parsed.reason };
}

function inFile(path: string, finding: Finding): Finding {
  return { path, ...finding };
}
