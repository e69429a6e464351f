import { exemptBase } from "../policy/exempt-base.js";
import { predates } from "../policy/lifecycle.js";
import { sameLabel } from "../basics/names.js";
import { personOf, type Person } from "../facts/person.js";
import { shownStages, stageSourceOf } from "../stages/sources.js";
import type { Stage } from "../policy/types.js";
import { markEvents } from "./stage-events.js";
import { happen } from "./step.js";
import { remark, stageOf, type Turn } from "./turn.js";

/** Puts an item that was never governed into its first stage, when the policy governs it. Returns whether it is governed now. */
export function place(turn: Turn): boolean {
  const known = turn.record.stage;
  if (known !== null && turn.policy.lifecycle.stages.some((stage) => stage.id === known)) return true;
  // What a closed item was accepted for may be told again when the policy knows the stage again.
  if (turn.snapshot.item.state === "closed" || !isForKind(turn)) return false;
  const found = firstStage(turn);
  if (!found) {
    if (known !== null) happen(turn, { type: "released" });
    return false;
  }
  happen(turn, { type: "governed", stage: found.id, how: found.by, by: found.by === "adopted" ? whoShowed(turn, found.id) : null, known });
  return true;
}

function whoShowed(turn: Turn, stage: string): Person | null {
  const actor = stageSourceOf(turn.policy).wished(turn.snapshot, stageOf(turn.policy, stage))?.actor ?? null;
  return actor && personOf(actor);
}

// Pull requests have stages only where a contract is made for them; a stage that one shows means nothing otherwise.
function isForKind({ snapshot, policy }: Turn): boolean {
  if (snapshot.item.kind === "issue") return true;
  return policy.contracts.some((contract) => contract.appliesTo.subject !== "issue") && exemptBase(snapshot, policy) === undefined;
}

function firstStage(turn: Turn): { id: string; by: "initial" | "adopted" } | null {
  const present = shownStages(turn);
  const initial = turn.snapshot.item.kind === "issue" ? turn.policy.lifecycle.initial : null;
  const first = present[0];
  if (!first) return initial !== null && isNew(turn) ? { id: initial, by: "initial" } : null;
  if (present.length === 1 && first.id === initial) return { id: initial, by: "initial" };
  const settled = mayAdopt(turn) ? present.find((stage) => shownBeforeBaton(turn, stage)) : undefined;
  return settled ? { id: settled.id, by: "adopted" } : { id: initial ?? entranceTo(turn, first.id), by: "initial" };
}

// Work may begin in any stage that no contract leads into; one that a contract guards is only reached through that contract, whatever
// labels the item has today: those that the contract asks for may come tomorrow.
function entranceTo(turn: Turn, stage: string): string {
  const order = turn.policy.lifecycle.stages.map((candidate) => candidate.id);
  const before = order.slice(0, order.indexOf(stage));
  const { kind } = turn.snapshot.item;
  const guards = turn.policy.contracts.filter(
    ({ appliesTo: { subject }, stage: { to } }) => to === stage && (subject === "both" || subject === kind),
  );
  const from = before.findLast((candidate) => guards.some((contract) => contract.stage.from === candidate));
  return from === undefined ? stage : entranceTo(turn, from);
}

/**
 * What an item showed before Baton came is taken over once, at first sight. Whoever was looked at before, or bears our traces, had a stage
 * that Baton accepted, or none: what it shows says nothing then.
 */
function mayAdopt({ snapshot, record, policy }: Turn): boolean {
  const { item, comments, deletedOwnComments, eventsSince } = snapshot;
  const { blocked, awaiting, overdue } = policy.labels;
  const ours = [blocked, awaiting, overdue];
  const bears = (label: string) => ours.some((own) => sameLabel(own, label));
  const traces =
    // Among events that were not read there may be ours.
    eventsSince !== undefined ||
    deletedOwnComments > 0 ||
    comments.some((comment) => comment.author?.isSelf === true) ||
    item.labels.some(bears) ||
    snapshot.labelEvents.some((event) => event.actor?.isSelf === true || bears(event.label));
  return policy.adopt === "once" && record.versions === null && !traces;
}

function isNew(turn: Turn): boolean {
  return !predates(turn.policy, turn.snapshot.item.createdAt);
}

// GitHub's times are whole seconds: what was put on in the very second in which the policy was first seen is not older than it.
function shownBeforeBaton(turn: Turn, stage: Stage): boolean {
  const firstSeen = Math.floor(turn.firstSeen / 1000) * 1000;
  const since = stageSourceOf(turn.policy).since(turn.snapshot, stage);
  return since < firstSeen || predates(turn.policy, since);
}

/** Says why an accepted stage that people took away (or renamed) is put back. */
export function noteTakenStage(turn: Turn): void {
  if (turn.record.stage === null || turn.moved) return;
  const stage = stageOf(turn.policy, turn.record.stage);
  if (shownStages(turn).some((present) => present.id === stage.id)) return;
  const event = stageSourceOf(turn.policy).taken(turn.snapshot, stage);
  if (!event || turn.record.handledEvents.includes(event.id)) return;
  markEvents(turn, [event.id]);
  remark(turn, { kind: "label_restored", at: event.at, by: event.actor?.login ?? null, stage: stage.id });
}
