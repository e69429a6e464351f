import { agentsOf } from "../policy/agents/agent.js";
import { OVER_LIMIT } from "../record/agent-item.js";
import { sameLabel } from "../basics/names.js";
import type { ItemRecord } from "../record/record.js";
import type { Policy } from "../policy/types.js";
import { stageSourceOf } from "../stages/sources.js";
import type { LabelChanges } from "../stages/stage-source.js";

/** Compares an item's labels with those it should have for its stage and its hand-off. Only labels the policy lists are ever touched. */
export function labelChanges(labels: readonly string[], policy: Policy, record: ItemRecord): LabelChanges {
  const stage = policy.lifecycle.stages.find((candidate) => candidate.id === record.stage) ?? null;
  const shown = stageSourceOf(policy).show({ labels: [...labels] }, policy.lifecycle, stage);
  const wanted = handoffLabels(policy, record);
  const has = (name: string, list: readonly string[]) => list.some((label) => sameLabel(label, name));
  const isOver = (label: string) => has(label, Object.values(policy.labels)) && !has(label, wanted);
  return {
    add: [...shown.add, ...wanted.filter((name) => !has(name, labels))],
    remove: labels.filter((label) => shown.remove.includes(label) || isOver(label)),
  };
}

function handoffLabels({ labels }: Policy, { handoff, overdue }: ItemRecord): string[] {
  const status = handoff === null ? [] : [handoff.state === "awaiting" ? labels.awaiting : labels.blocked];
  return [...status, ...(overdue ? [labels.overdue] : [])];
}

/** Every label Baton may put on or take off under this policy. */
export function policyLabels(policy: Policy): string[] {
  const source = stageSourceOf(policy);
  const agents = agentsOf(policy).length > 0 ? [OVER_LIMIT] : [];
  return [...policy.lifecycle.stages.flatMap((stage) => source.labels(stage)), ...Object.values(policy.labels), ...agents];
}
