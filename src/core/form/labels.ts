import type { Contract, Policy } from "../policy/types.js";
import { stageSourceOf } from "../stages/sources.js";

/** Labels that an issue must begin with to come under the contract: those it asks for, and its stage's where no stage is given to new issues. */
export function formLabels({ appliesTo, stage }: Contract, policy: Policy): string[] {
  const { any, all, none } = appliesTo.labels;
  const chosen = any.find((label) => !none.includes(label));
  const { initial, stages } = policy.lifecycle;
  const first = stages.find((each) => each.id === stage.from);
  return [
    ...new Set([
      ...all,
      ...(chosen === undefined || any.some((label) => all.includes(label)) ? [] : [chosen]),
      ...(initial === null && first ? stageSourceOf(policy).labels(first) : []),
    ]),
  ];
}
