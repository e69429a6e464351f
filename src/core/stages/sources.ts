import type { Item } from "../facts/snapshot.js";
import type { Lifecycle, Policy, Stage } from "../policy/types.js";
import { stageLabelSource } from "./stage-labels.js";
import type { StageSource } from "./stage-source.js";

/** By `lifecycle.source` of the policy. */
const SOURCES: Record<Lifecycle["source"], StageSource> = { label: stageLabelSource };

/** Takes a policy; returns where its stages are shown. */
export function stageSourceOf({ lifecycle }: Pick<Policy, "lifecycle">): StageSource {
  return SOURCES[lifecycle.source];
}

/** Stages that the item shows, in lifecycle order. */
export function shownStages({
  policy,
  snapshot,
}: {
  policy: Pick<Policy, "lifecycle">;
  snapshot: { item: Pick<Item, "labels"> };
}): Stage[] {
  return stageSourceOf(policy).shown(snapshot.item, policy.lifecycle);
}
