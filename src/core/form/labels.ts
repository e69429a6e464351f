import type { Contract, Policy } from "../policy/types.js";

/** Labels that an issue must begin with to come under the contract: those it asks for, and its stage's where no stage is given to new issues. */
export function formLabels({ appliesTo, stage }: Contract, { lifecycle }: Policy): string[] {
  const { any, all, none } = appliesTo.labels;
  const chosen = any.find((label) => !none.includes(label));
  const first = lifecycle.initial === null ? lifecycle.stages.find((each) => each.id === stage.from)?.label : undefined;
  return [
    ...new Set([
      ...all,
      ...(chosen === undefined || any.some((label) => all.includes(label)) ? [] : [chosen]),
      ...(first === undefined ? [] : [first]),
    ]),
  ];
}
