import { sameLabel } from "../../basics/names.js";
import { differ, type Difference, type Effect, type Ruled } from "./difference.js";

const OURS = ["blocked", "awaiting", "overdue"] as const;

/** Compares the labels that Baton puts on by itself. One that the rules look for would let Baton's own hand lift them, or stop lifting them. */
export function compareLabels(before: Ruled, after: Ruled): Difference[] {
  const rule = (was: string, is: string): Effect => {
    const isLookedFor = [before, after].some((ruled) => looksFor(ruled, was) || looksFor(ruled, is));
    return isLookedFor ? "unclear" : "neutral";
  };
  return OURS.flatMap((key) => differ(`labels.${key}`, before.labels[key], after.labels[key], rule));
}

function looksFor({ pullRequests, contracts = [] }: Ruled, label: string): boolean {
  const rules = contracts.map(({ appliesTo, gates }) => [appliesTo.labels, gates.map(({ when, check }) => [when, check.params])]);
  return textsIn([pullRequests.exempt.labels, rules]).some((text) => sameLabel(text, label));
}

// Which of a check's parameters are labels, only the check knows: any text may be one.
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
