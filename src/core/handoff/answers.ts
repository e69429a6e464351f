import { redGates, type Judgement } from "../judging/judgement.js";
import type { Void } from "../commands/void.js";
import type { Refusal } from "../commands/refusal.js";
import { ownEntry } from "../basics/own-entry.js";
import { sameLogin } from "../basics/names.js";
import type { Reply } from "./reply.js";
import { nextStage } from "../policy/lifecycle.js";
import type { Policy, Role } from "../policy/types.js";
import type { Person } from "../facts/person.js";
import type { Act } from "./acts.js";
import { partTitle } from "../content/content-parts.js";
import type { Handoff } from "../record/state.js";
import type { RefusalReason } from "./rule.js";
import { decide, type Turn } from "./turn.js";

export type Command = Extract<Act, { kind: "command" }>;

/** What a command did: took effect, is answered with a reply, or answers later with the final verdict. */
export type Effect = { did: "effect" } | { did: "nothing" } | { did: "reply"; reply: Reply } | { did: "show"; what: "status" | "help" };

/** The open hand-off with its judgement, or the reply that there is none. */
export function openHandoff(turn: Turn, act: Command, command: string): { handoff: Handoff; judgement: Judgement } | Effect {
  const handoff = turn.record.handoff;
  const judgement = handoff ? turn.judgeTo(handoff.to) : null;
  if (handoff && judgement) return { handoff, judgement };
  const next = turn.record.stage === null ? null : nextStage(turn.policy, turn.record.stage);
  return say({ kind: "no_handoff", by: loginOf(act), command, next });
}

/** Titles of the gates that stand in the way. */
export function redTitles(judgement: Judgement): string[] {
  return redGates(judgement).map((gate) => gate.spec.title);
}

/** The reply that the person may not, with those who may. */
export function refuse(turn: Turn, command: string, by: string, refusal: Refusal, roles: readonly string[]): Effect {
  decide(turn, "refused", writerOf(turn, by), { command, why: refusal.why });
  return say({ kind: "refused", by, command, refusal, roles: roles.map((id) => roleOf(turn.policy, id)) });
}

// Whoever commanded is among the writers of this very reading: the login and the number belong together.
function writerOf({ snapshot }: Turn, login: string): Person {
  const writer = snapshot.comments.find(({ author }) => author !== null && sameLogin(author.login, login))?.author;
  return writer ?? { id: null, login };
}

/** The reply to a word that does not count: who may give it, or that it has to be repeated, because what it is bound to moved. */
export function repeat(turn: Turn, command: string, by: string, found: Void, roles: readonly string[]): Effect {
  decide(turn, "refused", writerOf(turn, by), { command, why: found.why });
  if (found.why === "edited" || found.why === "hidden" || found.why === "too_early")
    return say({ kind: "stale_word", by, command, changed: [] });
  if (found.why === "changed") return say({ kind: "stale_word", by, command, changed: found.keys.map(partTitle) });
  return say({ kind: "refused", by, command, refusal: found, roles: roles.map((id) => roleOf(turn.policy, id)) });
}

/** The reply when a hand-off's state has no place for a command. */
export function outOfPlace(reason: RefusalReason, handoff: Handoff | null, command: string, by: string): Effect {
  if (handoff?.state === "held") return say({ kind: "held", by, command, heldBy: handoff.hold.by.login, reason: handoff.hold.reason });
  if (handoff?.state === "rejected") return say({ kind: "rejected_already", by, command, rejectedBy: handoff.rejection.by.login });
  return say(reason === "not_held" ? { kind: "not_held", by } : { kind: "no_handoff", by, command, next: null });
}

/** What people call a stage; the id of one that the policy does not know. */
export function stageCalled({ lifecycle }: Policy, id: string): string {
  return lifecycle.stages.find((stage) => stage.id === id)?.name ?? id;
}

/** The role with its people; an undefined role has none. */
export function roleOf(policy: Policy, id: string): Role {
  return ownEntry(policy.roles, id) ?? { id, users: [], teams: [] };
}

/** Login of the person who commanded. */
export function loginOf(act: Command): string {
  return act.comment.author?.login ?? "ghost";
}

/** A reply as an effect. */
export function say(reply: Reply): Effect {
  return { did: "reply", reply };
}
