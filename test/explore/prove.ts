import { chanceOf } from "../fuzz/chance.js";
import { ACTS } from "./acts.js";
import { violationsOf } from "./invariants.js";
import type { Look } from "./look.js";
import { LOOK, replay, step, type Path } from "./path.js";

/** Two ways that were taken to lead to one world. */
export interface Merge {
  first: Path;
  other: Path;
}

/**
 * Goes on from both sides of a merge by the same random steps: the same must be possible, come of it, and be the same world again.
 * Returns the first difference, with the steps that led to it; null when there is none.
 */
export function differenceAfter({ first, other }: Merge, seed: number, length: number): string | null {
  const chance = chanceOf(seed);
  let [a, b] = [replay(first)?.world, replay(other)?.world];
  const done: string[] = [];
  while (a && b && done.length < length) {
    const name: string = chance.below(3) === 0 ? LOOK : chance.pick(ACTS).name;
    const [left, right] = [step(a, name), step(b, name)];
    if (left === null && right === null) continue;
    done.push(name);
    const difference = differenceBetween(left, right);
    if (difference !== null) return `${difference} after ${done.join(" · ")}\n  ${told(first)}\n  ${told(other)}`;
    [a, b] = [left?.world, right?.world];
  }
  return null;
}

type Step = ReturnType<typeof step>;

function differenceBetween(left: Step, right: Step): string | null {
  if (!left || !right) return "only one side can go on";
  return outcomeOf(left.looked) === outcomeOf(right.looked) ? null : `${outcomeOf(left.looked)} is not ${outcomeOf(right.looked)}`;
}

/** What a look said, decided and did, in words that hold no numbers. */
function outcomeOf(looked: Look | null): string {
  if (!looked) return "nothing";
  const said = looked.rounds.flatMap(({ evaluation }) => [
    ...evaluation.answers.map(({ reply }) => (reply.kind === "refused" ? `refused: ${reply.refusal.why}` : reply.kind)),
    ...evaluation.notices.map(({ what }) => what),
    ...evaluation.decisions.map(({ kind }) => kind),
  ]);
  const gates = looked.rounds.at(-1)?.evaluation.verdict?.gates.map(({ outcome }) => outcome) ?? [];
  return [...said, ...violationsOf(looked), ...gates].join(", ");
}

function told({ root, slow, steps }: Path): string {
  return [`${root}${slow ? "" : " (in one second)"}`, ...steps].join(" · ");
}
