import { z } from "zod";
import type { Section } from "../document/model.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { impliedBy } from "./implied.js";
import { inSection, titleOf } from "./in-section.js";
import { count, readsSection, sectionParam } from "./params.js";
import { fail, note, pass, problem } from "./results.js";
import { boxOpen, tasksOf } from "./tasks.js";

const params = z.strictObject({
  section: sectionParam,
  min: count(1).optional().describe("Fewest ticked items; all of them when left out."),
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
  stricter: { min: "more" },
  asksNothing: ["implied_by"],
  example: {
    params: { section: "Release" },
    good: "### Release\n\n- [x] Rollback tried\n- [x] Release notes written\n",
    bad: "### Release\n\n- [x] Rollback tried\n- [ ] Release notes written\n",
  },
  ask: () => ({ as: "text", preset: "", example: "- [x] What was done" }),
  run: (given, context) => inSection(context.document, given.section, (section) => judge(section, given, context)),
});

function judge(section: Section, given: Params, context: CheckContext): CheckResult {
  const tasks = tasksOf(section);
  const heading = titleOf(section);
  if (tasks.length === 0) return fail(problem({ code: "tasks_missing", heading, line: section.line }));
  const open = tasks.filter((task) => !task.done);
  const ticked = tasks.length - open.length;
  const min = given.min ?? tasks.length;
  if (ticked < min) {
    const summary = problem({ code: "tasks_too_few", ticked, total: tasks.length, min, line: open[0]?.line ?? section.line });
    return fail([summary, ...open.map(boxOpen)]);
  }
  const implied = impliedBy({ item: heading, line: section.line, gate: given.implied_by }, context);
  return implied ?? pass([note({ code: "tasks_ticked", ticked, total: tasks.length, line: section.line })]);
}
