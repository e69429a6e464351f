import { sameLogin } from "../snapshot.js";
import { findContract } from "../policy/lifecycle.js";
import { lastLabeled, lastUnlabeled, presentStages } from "./acts.js";
import type { Receipt } from "./record.js";
import { decide, remark, stageOf, type Turn } from "./turn.js";

/** Puts an item that was never governed into its first stage, when the policy governs it. Returns whether it is governed now. */
export function place(turn: Turn): boolean {
  const known = turn.record.stage;
  if (known !== null && turn.policy.lifecycle.stages.some((stage) => stage.id === known)) return true;
  // What a closed item was accepted for may be told again when the policy knows the stage again.
  if (turn.snapshot.item.state === "closed" || !isForKind(turn)) return false;
  const found = firstStage(turn);
  forget(turn);
  if (!found) {
    turn.record.stage = null;
    return false;
  }
  turn.record.stage = found.id;
  turn.record.stageBy = found.by;
  turn.record.stageSince = turn.now;
  if (found.by === "adopted") adopt(turn, found.id);
  decide(turn, found.by === "adopted" ? "adopted" : "governed", null, { stage: found.id });
  if (known !== null) remark(turn, { kind: "policy_changed", at: turn.now, stage: known });
  return true;
}

// Pull requests have stages only where a contract is made for them; a stage label there means nothing otherwise.
function isForKind({ snapshot, policy }: Turn): boolean {
  return snapshot.item.kind === "issue" || policy.contracts.some((contract) => contract.appliesTo.subject !== "issue");
}

// A hand-off out of a stage that the policy has no more must not go on out of another one.
function forget(turn: Turn): void {
  Object.assign(turn.record, { handoff: null, gates: {}, parts: {}, begun: null });
}

function firstStage(turn: Turn): { id: string; by: "initial" | "adopted" } | null {
  const present = presentStages(turn);
  const initial = turn.snapshot.item.kind === "issue" ? turn.policy.lifecycle.initial : null;
  const first = present[0];
  if (!first) return initial !== null && isNew(turn) ? { id: initial, by: "initial" } : null;
  if (present.length === 1 && first.id === initial) return { id: initial, by: "initial" };
  const settled = present.find((stage) => appliedBeforeBaton(turn, stage.label));
  return settled ? { id: settled.id, by: "adopted" } : { id: initial ?? entranceTo(turn, first.id), by: "initial" };
}

// Work may begin in any stage that no contract leads into; one that a contract guards is only reached through that contract.
function entranceTo(turn: Turn, stage: string): string {
  const order = turn.policy.lifecycle.stages.map((candidate) => candidate.id);
  const before = order.slice(0, order.indexOf(stage));
  const from = before.findLast((candidate) => findContract(turn.policy, candidate, stage, turn.snapshot.item).kind !== "none");
  return from === undefined ? stage : entranceTo(turn, from);
}

function isNew(turn: Turn): boolean {
  const { item } = turn.snapshot;
  return turn.policy.governsSince === null || item.createdAt >= turn.policy.governsSince;
}

// GitHub's times are whole seconds: a label of the very second in which the policy was first seen is not older than it.
function appliedBeforeBaton(turn: Turn, label: string): boolean {
  const firstSeen = Math.floor(turn.firstSeen / 1000) * 1000;
  const at = lastLabeled(turn.snapshot, label)?.at ?? turn.snapshot.item.createdAt;
  return at < firstSeen || (turn.policy.governsSince !== null && at < turn.policy.governsSince);
}

function adopt(turn: Turn, stage: string): void {
  const by = lastLabeled(turn.snapshot, stageOf(turn.policy, stage).label)?.actor?.login ?? null;
  const receipt: Receipt = {
    kind: "adopted",
    from: null,
    to: stage,
    at: turn.now,
    requestedBy: null,
    acknowledgedBy: [],
    by,
    reason: null,
    digest: null,
    contract: null,
    policyCommit: turn.policy.source.commit,
    gates: [],
  };
  turn.record.receipts = [receipt, ...turn.record.receipts].slice(0, 20);
}

/** Says why an accepted stage's label that people took off (or renamed) is put back. */
export function noteMissingLabel(turn: Turn): void {
  if (turn.record.stage === null || turn.moved) return;
  const stage = stageOf(turn.policy, turn.record.stage);
  if (presentStages(turn).some((present) => present.id === stage.id)) return;
  const event = lastUnlabeled(turn.snapshot, stage.label);
  if (!event || turn.record.handledEvents.includes(event.id)) return;
  turn.record.handledEvents = [event.id, ...turn.record.handledEvents].slice(0, 20);
  remark(turn, { kind: "label_restored", at: event.at, by: event.actor?.login ?? null, stage: stage.id });
}

/** True when the login wrote the item. */
export function isAuthor(turn: Turn, login: string): boolean {
  const author = turn.snapshot.item.author;
  return author !== null && sameLogin(author.login, login);
}
