import { differ, type Difference, type Effect, type Ruled } from "./difference.js";
import type { Lifecycle } from "../types.js";

/** Compares the stages of two lifecycles. Their order decides what is forward, so a stage more, less or elsewhere may open a way around a contract. */
export function compareStages(before: Lifecycle, after: Lifecycle): Difference[] {
  const order = differ("stages", idsOf(before), idsOf(after), () => "unclear");
  const each = after.stages.flatMap((stage) => {
    const earlier = before.stages.find((one) => one.id === stage.id);
    if (!earlier) return [];
    const what = `stages.${stage.id}`;
    const words = { name: stage.name, question: stage.question, output: stage.output };
    const wordsBefore = { name: earlier.name, question: earlier.question, output: earlier.output };
    return [
      // Items carry the old label, and others may carry the new one already: they would be taken for being in the stage.
      ...differ(`${what}.label`, earlier.label, stage.label, () => "unclear"),
      ...differ(what, wordsBefore, words, neutral),
    ];
  });
  return [...order, ...each];
}

/**
 * Compares the stages that new issues get: without one they are not governed, and an earlier one has more contracts ahead, as far as pull requests
 * may not merge in it.
 */
export function compareInitial(before: Ruled, after: Ruled): Difference[] {
  return differ("initial", before.lifecycle.initial, after.lifecycle.initial, (was, is): Effect => {
    if (is === null) return "loosened";
    const ids = idsOf(after.lifecycle);
    const isEarlier = ids.indexOf(is) === 0 || (was !== null && ids.indexOf(is) < ids.indexOf(was));
    return isEarlier && !(mayMerge(after, is) && !mayMerge(before, was)) ? "tightened" : "loosened";
  }).map((one) => ({ ...one, breaking: false }));
}

function mayMerge({ pullRequests }: Ruled, stage: string | null): boolean {
  return stage !== null && pullRequests.allowedStages.includes(stage);
}

function idsOf({ stages }: Lifecycle): string[] {
  return stages.map((stage) => stage.id);
}

function neutral(): Effect {
  return "neutral";
}
