import type { Time } from "../basics/known.js";
import type { Contract } from "../policy/types.js";
import { decide, type Turn } from "./turn.js";
import { largest } from "../basics/largest.js";

/** Starts the accepted stage when its contract's signal is there: somebody was assigned, or a linked pull request opened. */
export function noteBegin(turn: Turn): void {
  if (turn.moved || turn.record.begun) return;
  const contract = acceptedContract(turn);
  const signal = contract?.begin?.signal;
  if (!signal || signal === "command") return;
  const found = signals(turn).find((candidate) => signal === "any" || candidate.signal === signal);
  if (!found) return;
  turn.record.begun = found;
  decide(turn, "begun", found.by === null ? null : { id: null, login: found.by }, { stage: turn.record.stage, signal: found.signal });
}

/** The contract the item crossed into its stage with, as the policy has it now. */
export function acceptedContract(turn: Pick<Turn, "record" | "policy">): Contract | null {
  const receipt = turn.record.receipts[0];
  if (!receipt?.contract || receipt.to !== turn.record.stage) return null;
  return turn.policy.contracts.find((contract) => contract.id === receipt.contract?.id) ?? null;
}

// GitHub's own time of the last ack: what people did after it, before Baton looked, is a signal too.
function acceptedAt({ record }: Turn): Time {
  const acks = record.receipts[0]?.acknowledgedBy.map((ack) => ack.at) ?? [];
  return acks.length > 0 ? largest(acks) : Math.floor(record.stageSince / 1000) * 1000;
}

function signals(turn: Turn): { at: Time; by: string | null; signal: string }[] {
  const since = acceptedAt(turn);
  const assigned = turn.snapshot.assignedEvents
    .filter((event) => event.at >= since)
    .map((event) => ({ at: event.at, by: event.assignee, signal: "assigned" }));
  const opened = turn.snapshot.linkedPullRequests
    .filter((pull) => pull.createdAt >= since && !pull.doubt)
    .map((pull) => ({ at: pull.createdAt, by: null, signal: "linked_pr" }));
  return [...assigned, ...opened].toSorted((a, b) => a.at - b.at);
}
