import { agents } from "./figures/agents.js";
import { boundariesYield } from "./figures/boundaries-yield.js";
import { boundaryTime } from "./figures/boundary-time.js";
import { exceptions } from "./figures/exceptions.js";
import { firstPassYield } from "./figures/first-pass-yield.js";
import { flow } from "./figures/flow.js";
import { freshness } from "./figures/freshness.js";
import { leadTime } from "./figures/lead-time.js";
import { rework } from "./figures/rework.js";
import { timeInStage } from "./figures/time-in-stage.js";
import { translationDebt } from "./figures/translation-debt.js";
import { wipAge } from "./figures/wip-age.js";
import type { ItemHistory } from "./history.js";
import type { Question } from "./question.js";
import { FIGURE_IDS, type FigureId, type Measured, type ReportGroup } from "./report.js";

const FIGURES: { readonly [F in FigureId]: (question: Question) => ReportGroup[] } = {
  time_in_stage: timeInStage,
  lead_time: leadTime,
  wip_age: wipAge,
  flow,
  boundary_time: boundaryTime,
  first_pass_yield: firstPassYield,
  rework,
  boundaries_yield: boundariesYield,
  translation_debt: translationDebt,
  freshness,
  agents,
  exceptions,
};

/** Takes items' stories and a period that ends where they do; returns every figure. */
export function measure(question: Question): Measured[] {
  return FIGURE_IDS.map((id) => ({ id, groups: FIGURES[id](question) }));
}

/**
 * Takes items' stories and the stages that the policy names (none where no policy is known); returns all stages that items were in: the policy's, in its
 * order, then those that it does not name (any more).
 */
export function stagesOf(items: readonly ItemHistory[], policy: readonly string[]): string[] {
  return [...new Set([...policy, ...items.flatMap(({ visits }) => visits.map(({ stage }) => stage))])];
}
