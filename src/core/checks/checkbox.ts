import { z } from "zod";
import { nameKey } from "../document/names.js";
import { nameKeys } from "../document/written-names.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { impliedBy, type Implied } from "./implied.js";
import { noSection } from "./in-section.js";
import { readsSection, sectionParam } from "./params.js";
import { fail, note, pass, problem } from "./results.js";
import { boxOpen, tasksOf } from "./tasks.js";

const params = z.strictObject({
  item: z
    .string()
    .max(300)
    .refine((text) => nameKey(text) !== "", "must hold a visible character")
    .describe("Text of the task item."),
  section: sectionParam.optional().describe("Section to look in; the whole text when left out."),
  implied_by: z.string().min(1).max(100).optional().describe("Id of a gate: a tick cannot outrank it when it is red."),
});
type Params = z.output<typeof params>;

/** The task item is ticked. */
export const checkbox = defineCheck<Params>({
  kind: "checkbox",
  summary: "Passes when the task item is ticked.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  asksNothing: ["implied_by"],
  example: {
    params: { item: "Rollback tried" },
    good: "- [x] Rollback tried\n- [ ] Release notes written\n",
    bad: "- [ ] Rollback tried\n- [x] Release notes written\n",
  },
  ask: (given) => ({ as: "boxes", boxes: [given.item] }),
  run: judge,
});

/** A box that occurs twice must be ticked twice: an unticked one says that somebody is not done. */
function judge(given: Params, context: CheckContext): CheckResult {
  const scope = given.section === undefined ? context.document.whole : context.document.section(given.section);
  if (scope === null) return noSection(context.document, given.section ?? []);
  const keys = nameKeys(given.item);
  const boxes = tasksOf(scope).filter(({ key, parts = [] }) => [key, ...parts].some((name) => keys.includes(name)));
  const [first] = boxes;
  if (first === undefined) return fail(problem({ code: "box_missing", item: given.item }));
  const open = boxes.find((task) => !task.done);
  if (open !== undefined) return fail(boxOpen({ ...open, text: given.item }));
  const ticked: Implied = { item: given.item, line: first.line, gate: given.implied_by };
  return impliedBy(ticked, context) ?? pass([note({ code: "box_ticked", item: given.item, line: first.line })]);
}
