import { z } from "zod";
import type { Section } from "../document/model.js";
import { nameKey } from "../document/names.js";
import { nameKeys } from "../document/written-names.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { impliedBy } from "./implied.js";
import { inSection, titleOf } from "./in-section.js";
import { answersNone } from "./none-answer.js";
import { allowNone, count, readsSection, sectionParam } from "./params.js";
import { fail, note, pass, problem } from "./results.js";
import { answerText } from "./pieces.js";
import { boxOpen, tasksOf, type Task } from "./tasks.js";

const params = z.strictObject({
  section: sectionParam,
  min: count(1).optional().describe("Fewest ticked items; all of them when left out."),
  allow_none: allowNone,
  only: z
    .string()
    .max(100)
    .refine((text) => nameKey(text) !== "", "must hold a visible character")
    .optional()
    .describe("Only items that hold this text, such as (R), must be ticked."),
  implied_by: z.string().min(1).max(100).optional().describe("Id of a gate: ticks cannot outrank it when it is red."),
});
type Params = z.output<typeof params>;

/** The section's task items are ticked. A section without any fails: nothing was confirmed. */
export const checklist = defineCheck<Params>({
  kind: "checklist",
  summary: "Passes when the section's task items are all ticked, or at least `min` of them. A section without task items fails.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  stricter: { min: "more", allow_none: "false" },
  asksNothing: ["implied_by"],
  leftOut: { allow_none: false },
  example: {
    params: { section: "Release" },
    good: "### Release\n\n- [x] Rollback tried\n- [x] Release notes written\n",
    bad: "### Release\n\n- [x] Rollback tried\n- [ ] Release notes written\n",
  },
  ask: () => ({ as: "text", preset: "", example: "- [x] What was done" }),
  run: (given, context) => inSection(context.document, given.section, (section) => judge(section, given, context)),
});

function judge(section: Section, given: Params, context: CheckContext): CheckResult {
  const heading = titleOf(section);
  const all = tasksOf(section);
  const tasks = all.filter(isWanted(given));
  if (all.length === 0 && given.allow_none === true && answersNone(answerText(section.blocks)))
    return pass([note({ code: "tasks_ticked", ticked: 0, total: 0, line: section.line })]);
  if (tasks.length === 0)
    return fail(problem({ code: "tasks_missing", heading, line: section.line, ...(given.only && { only: given.only }) }));
  const wanted = tasks.filter((task) => given.allow_none !== true || task.done || !task.idle);
  const open = wanted.filter((task) => !task.done);
  const ticked = wanted.length - open.length;
  const min = Math.min(given.min ?? wanted.length, given.allow_none === true ? wanted.length : Number.POSITIVE_INFINITY);
  if (ticked < min) {
    const summary = problem({ code: "tasks_too_few", ticked, total: wanted.length, min, line: open[0]?.line ?? section.line });
    return fail([summary, ...open.map(boxOpen)]);
  }
  const implied = impliedBy({ item: heading, line: section.line, gate: given.implied_by }, context);
  return implied ?? pass([note({ code: "tasks_ticked", ticked, total: wanted.length, line: section.line })]);
}

function isWanted({ only }: Params): (task: Task) => boolean {
  if (only === undefined) return () => true;
  const keys = nameKeys(only).map(narrow);
  return (task) => keys.some((key) => narrow(task.key).includes(key));
}

/** A marker in full-width brackets is that marker. */
function narrow(text: string): string {
  return text.normalize("NFKC");
}
