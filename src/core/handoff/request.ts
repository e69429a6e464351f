import type { Refusal } from "../commands/refusal.js";
import type { Actor } from "../facts/actor.js";
import type { Time } from "../basics/known.js";
import { seenIn } from "../content/content-parts.js";
import type { Moment } from "../facts/moment.js";
import { mostTelling, refuseUnlessGiver, refuseUnlessTriage } from "../words/rights.js";
import { findContract, isBackward, nextStage } from "../policy/lifecycle.js";
import type { Contract, Policy } from "../policy/types.js";
import { personOf } from "../facts/person.js";
import type { Request } from "../record/state.js";
import { happen } from "./step.js";
import type { Turn } from "./turn.js";

/** Somebody's wish to move the item. */
export interface Wish {
  to: string;
  actor: Actor | null;
  at: Time;
  moment: Moment;
  via: Request["via"];
}

/** What became of a wish; the caller has the words for it. */
export type WishOutcome =
  | { is: "requested" }
  | { is: "requested_again" }
  | { is: "already_requested" }
  | { is: "moved_back" }
  | { is: "same_stage" }
  /** Somebody holds the hand-off. */
  | { is: "held" }
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
  const { to, at, moment, via } = wish;
  const before = turn.record.handoff;
  const refused = happen(turn, { type: "requested", to, by: personOf(wish.actor), at, moment, via, contract });
  if (refused) return { is: "held" };
  if (before?.to !== to) return { is: "requested" };
  return { is: before.state === "rejected" ? "requested_again" : "already_requested" };
}

function requestBackward(turn: Turn, wish: Wish, from: string): WishOutcome {
  if (turn.policy.backward === "forbid") return { is: "backward_forbidden" };
  const roles = boundaryRoles(turn.policy, from, wish.to);
  const refusal =
    roles.length === 0
      ? refuseUnlessTriage(turn.snapshot, turn.policy, wish.actor)
      : mostTelling(roles.map((role) => refuseUnlessGiver(turn.snapshot, turn.policy, role, wish.actor)));
  if (refusal) return { is: "refused", refusal, roles: roles.filter((role) => role !== null) };
  const refused = happen(turn, { type: "moved_back", to: wish.to, by: wish.actor && personOf(wish.actor) });
  return { is: refused ? "held" : "moved_back" };
}

/** Roles on either side of the boundary that a move back undoes: who handed into `from`, and who hands out of `to`. Null: whoever may triage. */
export function boundaryRoles(policy: Policy, from: string, to: string): (string | null)[] {
  const touched = policy.contracts.filter((contract) => contract.stage.to === from || contract.stage.from === to);
  return [...new Set(touched.flatMap((contract) => [contract.role.from, contract.role.to]))];
}

/** The moment at which a stage was put on the item: only comments unseen so far, or younger by the clock, came after it. */
export function shownMoment(turn: Turn, at: Time): Moment {
  return { at, ...seenIn(turn.snapshot) };
}
