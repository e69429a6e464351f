import { NOT_TRUSTED, NOT_VISIBLE, whereabouts } from "../facts/elsewhere.js";
import { ownEntry } from "../basics/own-entry.js";
import { z } from "zod";
import { homeOf, linksIn } from "../document/links.js";
import type { MarkdownDocument } from "../document/model.js";
import type { Finding } from "../findings/findings.js";
import type { LinkRef, Snapshot } from "../facts/snapshot.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { referenceTo } from "./no-blockers.js";
import { noSection } from "./in-section.js";
import { readsSection, sectionParam } from "./params.js";
import { broken, fail, note, pass, problem, type Said } from "./results.js";

const MAX_LINKS = 50;
/** What does not show here is no proof of anything, nor of its opposite. */
const UNKNOWN = new Set<Finding["code"]>(["stage_unknown", "stage_untrusted", "not_visible"]);
const params = z.strictObject({
  stage: z.string().min(1).max(64).describe("Stage that each linked item must have been accepted into, or a later one."),
  section: sectionParam.optional().describe("Section to look in; the whole text when left out."),
});
type Params = z.output<typeof params>;

interface Linked {
  ref: LinkRef;
  line?: number;
}

/** Every linked item is far enough. */
export const requiresStage = defineCheck<Params>({
  kind: "requires_stage",
  summary:
    "Passes when every issue and pull request that is linked, and every issue that the pull request closes, is at or past the stage. Without any link it fails. In another repository only what the policy trusts counts.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  needs: (given, document, snapshot) =>
    linkedItems(given, document, snapshot)
      .slice(0, MAX_LINKS)
      .map(({ ref }) => ({ kind: "stage", ref })),
  example: {
    params: { stage: "build", section: "Rests on" },
    good: "### Rests on\n\n- #31\n",
    bad: "### Rests on\n\n- #32\n",
    facts: { both: { stages: { "#31": "test", "#32": "decide" } } },
  },
  run: judge,
});

/** Each item once, itself left out. `#12` may be an issue or a pull request; their numbers are of one sequence. */
function linkedItems({ section }: Params, document: MarkdownDocument, snapshot: Pick<Snapshot, "repository" | "item">): Linked[] {
  const scope = section === undefined ? document.whole : document.section(section);
  const home = homeOf(snapshot);
  const written = linksIn(scope?.blocks ?? [], home).filter(({ ref }) => ref.kind === "issue" || ref.kind === "pr");
  const closing = (snapshot.item.pullRequest?.closingIssues ?? []).map((issue): Linked => ({
    ref: { kind: "issue", key: referenceTo(issue).toLowerCase() },
  }));
  const own = referenceTo({ repository: home.repository, number: snapshot.item.number }).toLowerCase();
  const found = new Map<string, Linked>();
  for (const linked of [...written, ...closing]) if (!found.has(linked.ref.key)) found.set(linked.ref.key, linked);
  found.delete(own);
  return [...found.values()];
}

function judge(given: Params, context: CheckContext): CheckResult {
  const { document, snapshot } = context;
  const section = given.section === undefined ? null : document.section(given.section);
  if (given.section !== undefined && section === null) return noSection(document, given.section);
  const linked = linkedItems(given, document, snapshot);
  if (linked.length === 0) return fail(problem({ code: "item_links_missing", heading: section?.heading ?? "", line: section?.line }));
  if (linked.length > MAX_LINKS) return fail(problem({ code: "item_links_too_many", counted: linked.length, limit: MAX_LINKS }));
  const wanted = context.stageIndex(given.stage);
  const reason = `the lifecycle has no stage ${given.stage}`;
  if (wanted < 0) return broken(problem({ code: "check_broken", kind: "requires_stage", reason }));
  const findings = linked.flatMap((each) => judgeOne(each, given.stage, wanted, context));
  if (findings.length === 0) return pass([note({ code: "stages_reached", counted: linked.length, wanted: given.stage })]);
  return findings.some(({ code }) => UNKNOWN.has(code)) ? broken(findings) : fail(findings);
}

function judgeOne({ ref, line }: Linked, stage: string, wanted: number, { snapshot, stageIndex }: CheckContext): Finding[] {
  const reference = ref.key;
  const found = Object.hasOwn(snapshot.stages, reference) ? snapshot.stages[reference] : undefined;
  const where = whereabouts(reference, snapshot);
  if (found?.known === true && where === "hidden") return [problem({ code: "not_visible", reference, line })];
  if (found?.known === true && where === "shown") return [problem(untrusted(reference, snapshot, line))];
  if (found?.known !== true) return [problem(unknown(reference, found?.reason ?? "it was not looked up", snapshot, line))];
  if (found.value === null) return [problem({ code: "stage_none", reference, wanted: stage, line })];
  return stageIndex(found.value) >= wanted ? [] : [problem({ code: "stage_behind", reference, found: found.value, wanted: stage, line })];
}

function unknown(reference: string, reason: string, snapshot: Snapshot, line: number | undefined): Said {
  if (reason === NOT_VISIBLE) return { code: "not_visible", reference, line };
  return reason === NOT_TRUSTED ? untrusted(reference, snapshot, line) : { code: "stage_unknown", reference, reason, line };
}

function untrusted(reference: string, { elsewhere }: Snapshot, line: number | undefined): Said {
  return { code: "stage_untrusted", reference, taken: ownEntry(elsewhere, reference.split("#")[0] ?? "")?.taken === true, line };
}
