import type { Stage } from "../core/policy/types.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import { policyWords } from "./policy-words.js";

/** The name of a stage given by id; one that the policy no longer knows is shown by its id. */
export function stageName(stages: Stage[], id: string): string {
  return policyWords(stages.find((stage) => stage.id === id)?.name ?? id);
}

/** `Discover → Decide`. */
export function crossing(stages: Stage[], from: string, to: string): string {
  return `${stageName(stages, from)} → ${stageName(stages, to)}`;
}

/** The crossing that the gates of a verdict belong to; null at the end of the road. */
export function boundaryWords(verdict: ItemVerdict): string | null {
  const { boundary, handoff, stages } = verdict;
  if (handoff) return crossing(stages, handoff.from, handoff.to);
  return boundary && crossing(stages, boundary.from.id, boundary.to.id);
}
