import type { Refusal } from "../commands/reply.js";
import { lastCommentId } from "../content.js";
import type { Moment } from "../moment.js";
import { mostTelling, refuseUnlessGiver, refuseUnlessTriage } from "../people.js";
import { findContract, isBackward, nextStage } from "../policy/lifecycle.js";
import type { Contract, Policy } from "../policy/types.js";
import { sameLogin, type Actor, type Time } from "../snapshot.js";
import type { Handoff } from "./record.js";
import { decide, type Turn } from "./turn.js";
import { moveBack } from "./move.js";

/** Somebody's wish to move the item. */
export interface Wish {
  to: string;
  actor: Actor | null;
  at: Time;
  moment: Moment;
  via: Handoff["via"];
}

/** What became of a wish; the caller has the words for it. */
export type WishOutcome =
  | { is: "requested" }
  | { is: "requested_again" }
  | { is: "already_requested" }
  | { is: "moved_back" }
  | { is: "same_stage" }
  | { is: "refused"; refusal: Refusal; roles: string[] }
  | { is: "backward_forbidden" }
  | { is: "no_contract" }
  | { is: "skipped_stage"; next: string | null };

/** Requests a move out of the accepted stage: opens a hand-off, moves back, or says why not. */
export function request(turn: Turn, wish: Wish): WishOutcome {
  const from = turn.record.stage;
  if (from === null || from === wish.to) return { is: "same_stage" };
  const found = findContract(turn.policy, from, wish.to, turn.snapshot.item);
  if (found.kind === "found") return requestForward(turn, wish, found.contract);
  if (isBackward(turn.policy, from, wish.to)) return requestBackward(turn, wish, from);
  const next = nextStage(turn.policy, from)?.id ?? null;
  return next === wish.to ? { is: "no_contract" } : { is: "skipped_stage", next };
}

function requestForward(turn: Turn, wish: Wish, contract: Contract): WishOutcome {
  const refusal = refuseUnlessGiver(turn.snapshot, turn.policy, contract.role.from, wish.actor);
  if (refusal || !wish.actor)
    return { is: "refused", refusal: refusal ?? { why: "ghost" }, roles: contract.role.from === null ? [] : [contract.role.from] };
  const open = turn.record.handoff;
  if (open?.to === wish.to && open.state !== "rejected") {
    noteAlsoAsked(open, wish.at, wish.actor.login);
    return { is: "already_requested" };
  }
  if (open?.to === wish.to) return requestAgain(turn, wish, open);
  openHandoff(turn, wish, wish.actor.login, contract);
  return { is: "requested" };
}

// Within one second nobody knows who asked first; and what was asked before an edit that lifted a rejection answered that rejection.
function noteAlsoAsked(open: Handoff, at: Time, login: string): void {
  if (at > (open.requested.at ?? at) || sameLogin(open.requestedBy, login)) return;
  const others = open.alsoRequestedBy ?? [];
  if (!others.some((other) => sameLogin(other, login))) open.alsoRequestedBy = [...others, login].slice(0, 20);
}

function requestAgain(turn: Turn, wish: Wish, open: Handoff): WishOutcome {
  open.rejection = null;
  open.state = "blocked";
  open.settled = false;
  open.requested = wish.moment;
  open.requestedBy = wish.actor?.login ?? open.requestedBy;
  decide(turn, "requested", wish.actor?.login ?? null, { to: wish.to, sequence: open.sequence, again: true });
  return { is: "requested_again" };
}

function openHandoff(turn: Turn, wish: Wish, requestedBy: string, contract: Contract): void {
  turn.record.sequence += 1;
  turn.record.handoff = {
    sequence: turn.record.sequence,
    from: contract.stage.from,
    to: wish.to,
    contract: contract.id,
    requestedBy,
    requestedAt: wish.at,
    requested: wish.moment,
    via: wish.via,
    state: "blocked",
    settled: false,
    askedDigest: null,
    askedParts: {},
    gone: null,
    awaitingSince: null,
    awaitingSinceTime: null,
    rejection: null,
    voided: [],
    refused: [],
    acks: [],
    override: null,
  };
  decide(turn, "requested", requestedBy, { from: contract.stage.from, to: wish.to, via: wish.via, sequence: turn.record.sequence });
}

function requestBackward(turn: Turn, wish: Wish, from: string): WishOutcome {
  if (turn.policy.backward === "forbid") return { is: "backward_forbidden" };
  const roles = boundaryRoles(turn.policy, from, wish.to);
  const refusal =
    roles.length === 0
      ? refuseUnlessTriage(turn.snapshot, turn.policy, wish.actor)
      : mostTelling(roles.map((role) => refuseUnlessGiver(turn.snapshot, turn.policy, role, wish.actor)));
  if (refusal) return { is: "refused", refusal, roles: roles.filter((role) => role !== null) };
  moveBack(turn, wish.to, wish.actor?.login ?? null);
  return { is: "moved_back" };
}

/** Roles on either side of the boundary that a move back undoes: who handed into `from`, and who hands out of `to`. Null: whoever may triage. */
export function boundaryRoles(policy: Policy, from: string, to: string): (string | null)[] {
  const touched = policy.contracts.filter((contract) => contract.stage.to === from || contract.stage.from === to);
  return [...new Set(touched.flatMap((contract) => [contract.role.from, contract.role.to]))];
}

/** The moment of a label event: only comments unseen so far, or younger by the clock, came after it. */
export function labelMoment(turn: Turn, at: Time): Moment {
  return { at, afterComment: lastCommentId(turn.snapshot) };
}
