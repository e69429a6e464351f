import { sameLabel } from "../basics/names.js";
import type { ItemRecord } from "../record/record.js";
import { stageByLabel } from "../policy/lifecycle.js";
import type { Policy } from "../policy/types.js";

/** Single labels to put on and take off so that the item shows its accepted stage and hand-off; the new ones first. */
export interface LabelChanges {
  add: string[];
  remove: string[];
}

/** Compares the labels on the item with those it should have. Only labels the policy lists are ever touched. */
export function labelChanges(labels: readonly string[], policy: Policy, record: ItemRecord): LabelChanges {
  const wanted = wantedLabels(policy, record);
  const has = (name: string, list: readonly string[]) => list.some((label) => sameLabel(label, name));
  return {
    add: wanted.filter((name) => !has(name, labels)),
    remove: labels.filter((label) => isOurs(label, policy) && !has(label, wanted)),
  };
}

function wantedLabels(policy: Policy, record: ItemRecord): string[] {
  const stage = policy.lifecycle.stages.find((candidate) => candidate.id === record.stage);
  const state = record.handoff?.state;
  const status = state === undefined ? [] : [state === "awaiting" ? policy.labels.awaiting : policy.labels.blocked];
  const late = record.overdue ? [policy.labels.overdue] : [];
  return [...(stage ? [stage.label] : []), ...status, ...late];
}

function isOurs(label: string, policy: Policy): boolean {
  const { blocked, awaiting, overdue } = policy.labels;
  return stageByLabel(policy, label) !== null || [blocked, awaiting, overdue].some((name) => sameLabel(name, label));
}

/** Every label Baton may put on or take off under this policy. */
export function policyLabels(policy: Policy): string[] {
  const { blocked, awaiting, overdue } = policy.labels;
  return [...policy.lifecycle.stages.map((stage) => stage.label), blocked, awaiting, overdue];
}
