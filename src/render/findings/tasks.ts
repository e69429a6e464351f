import type { TaskFinding } from "../../core/findings/findings.js";
import { inert, quoted } from "../inert.js";
import { say, type WordsOf } from "./say.js";

/** Words for findings about boxes and task lists. */
export const TASKS: WordsOf<TaskFinding> = {
  box_missing: (finding) =>
    say(`There is no task item ${quoted(finding.item)}.`, `Add ${quoted(`- [ ] ${finding.item}`)} and tick it when it is done.`),
  box_open: (finding) =>
    finding.awry === undefined
      ? say(`${inert(finding.item)} is not ticked.`, "Tick it when it is done.")
      : say(
          `${inert(finding.item)} has a box that is written ${inert(finding.awry)} and cannot be ticked.`,
          `Write it as ${inert(`- [ ] ${finding.item}`)} and tick it when it is done.`,
        ),
  box_ticked: (finding) => say(`${inert(finding.item)} is ticked.`),
  implied_red: (finding) =>
    say(
      `${inert(finding.item)} is ticked, but the gate ${inert(finding.gate)} ${finding.outcome === null ? "does not exist" : "is not green"}.`,
      `Make the gate ${inert(finding.gate)} green; a tick cannot stand for it.`,
    ),
  tasks_missing: ({ heading, only }) =>
    only === undefined
      ? say(`${inert(heading)} has no task items.`, "Add them as `- [ ] …` and tick what is done.")
      : say(`${inert(heading)} has no task items with ${quoted(only)}.`, `Add them as ${quoted(`- [ ] ${only} …`)} and tick what is done.`),
  tasks_too_few: (finding) => say(`${finding.ticked} of ${finding.total} boxes are ticked.`, `Tick at least ${finding.min}.`),
  tasks_ticked: (finding) => say(`${finding.ticked} of ${finding.total} boxes are ticked.`),
};
