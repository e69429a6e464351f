import { labelKey, sameLabel } from "../basics/names.js";
import type { LabelEvent, Snapshot } from "../facts/snapshot.js";
import type { Lifecycle } from "../policy/types.js";
import type { StageSource } from "./stage-source.js";

/** One label for each stage. Who put it on, and when, is in the item's timeline. */
export const stageLabelSource: StageSource = {
  shown: ({ labels }, { stages }) => stages.filter((stage) => labels.some((label) => sameLabel(label, stage.label))),
  wished: (snapshot, stage) => lastEvent(snapshot, "labeled", stage.label),
  taken: (snapshot, stage) => lastEvent(snapshot, "unlabeled", stage.label),
  since(snapshot, stage) {
    const at = lastEvent(snapshot, "labeled", stage.label)?.at ?? snapshot.item.createdAt;
    // A label that was renamed since may have been another one.
    return Math.max(at, snapshot.item.labelsUpdated[labelKey(stage.label)] ?? 0);
  },
  wishers({ item, labelEvents }, lifecycle) {
    const present = item.labels.filter((label) => isStageLabel(lifecycle, label));
    return labelEvents.flatMap(({ actor, label }) =>
      actor && !actor.isSelf && present.some((name) => sameLabel(name, label)) ? [actor.login] : [],
    );
  },
  show({ labels }, lifecycle, stage) {
    const isWanted = (label: string) => stage !== null && sameLabel(label, stage.label);
    return {
      add: stage === null || labels.some(isWanted) ? [] : [stage.label],
      remove: labels.filter((label) => isStageLabel(lifecycle, label) && !isWanted(label)),
    };
  },
  labels: ({ label }) => [label],
};

function isStageLabel({ stages }: Lifecycle, label: string): boolean {
  return stages.some((stage) => sameLabel(stage.label, label));
}

function lastEvent({ labelEvents }: Pick<Snapshot, "labelEvents">, kind: LabelEvent["kind"], label: string): LabelEvent | null {
  const matching = labelEvents.filter((event) => event.kind === kind && sameLabel(event.label, label) && !event.actor?.isSelf);
  return matching.at(-1) ?? null;
}
