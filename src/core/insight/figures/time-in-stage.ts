import type { Question } from "../question.js";
import type { ReportGroup } from "../report.js";
import { endedVisits, groupsOf } from "../lasted.js";

/** Days that items stayed in each stage. */
export function timeInStage({ items, period, stages }: Question): ReportGroup[] {
  return groupsOf(endedVisits(items, period), stages);
}
