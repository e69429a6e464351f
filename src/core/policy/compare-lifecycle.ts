import { differ, type Difference, type Effect } from "./compare-difference.js";
import type { Lifecycle } from "./types.js";

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

/** Compares the stages that new issues get: without one they are not governed, and an earlier one has more contracts ahead. */
export function compareInitial(before: Lifecycle, after: Lifecycle): Difference[] {
  return differ("initial", before.initial, after.initial, (was, is): Effect => {
    if (was === null) return "tightened";
    if (is === null) return "loosened";
    const ids = idsOf(before);
    return ids.includes(is) && ids.indexOf(is) < ids.indexOf(was) ? "tightened" : "loosened";
  }).map((one) => ({ ...one, breaking: false }));
}

function idsOf({ stages }: Lifecycle): string[] {
  return stages.map((stage) => stage.id);
}

function neutral(): Effect {
  return "neutral";
}
