import { ownEntry } from "../basics/own-entry.js";
import type { Refusal } from "../commands/refusal.js";
import type { Permission } from "../facts/known-people.js";
import type { Actor } from "../facts/actor.js";
import type { Known } from "../basics/known.js";
import { loginKey, sameLogin } from "../basics/names.js";
import { agentOf } from "../policy/agents/accounts.js";
import { BOTS, pinOf, roleList } from "../policy/pins.js";
import type { Policy } from "../policy/types.js";
import { type Snapshot } from "../facts/snapshot.js";

const TRIAGE_AND_UP = new Set(["triage", "write", "maintain", "admin"]);

/**
 * Why the actor may not act as a member of the role, or null when they may. Any doubt refuses.
 * A bot acts only when the policy lists it under `acknowledgement.bots`.
 */
export function refuseUnlessMember(snapshot: Snapshot, policy: Policy, role: string, actor: Actor | null): Refusal | null {
  const stranger = refuseStranger(policy, actor);
  if (stranger || !actor) return stranger ?? { why: "ghost" };
  if (actor.type === "Bot" && listsBot(policy, role, actor)) return null;
  const membership = ownEntry(ownEntry(snapshot.people.memberships, role), loginKey(actor.login));
  if (!membership) return { why: "membership_unknown", reason: "the membership was not looked up" };
  if (membership.is === "member") return null;
  return membership.is === "not_member" ? { why: "not_a_member" } : { why: "membership_unknown", reason: membership.reason };
}

// Memberships are told by names, and a person may have a bot's name: who is meant by `x[bot]` only the kind of account tells.
function listsBot(policy: Policy, role: string, actor: Actor): boolean {
  const users = ownEntry(policy.roles, role)?.users ?? [];
  return users.some((user) => user.toLowerCase().endsWith("[bot]") && isMeant(policy, roleList(role), user, actor) === null);
}

/** Why a login in a list of the policy does not mean the account, null when it does: it must be the one that was named when it was first read. */
function isMeant(policy: Policy, list: string, login: string, actor: Actor): Refusal | null {
  if (!sameLogin(login, actor.login)) return { why: "bot" };
  const pin = pinOf(policy, list, login);
  if (!pin || (pin.known && pin.value === actor.id)) return null;
  return pin.known ? { why: "bot" } : { why: "membership_unknown", reason: pin.reason };
}

/** Why the actor may not triage here, or null when they may. */
export function refuseUnlessTriage(snapshot: Snapshot, policy: Policy, actor: Actor | null): Refusal | null {
  const stranger = refuseStranger(policy, actor);
  if (stranger || !actor) return stranger ?? { why: "ghost" };
  const permission = permissionOf(snapshot, actor.login);
  if (!permission.known) return { why: "membership_unknown", reason: permission.reason };
  return TRIAGE_AND_UP.has(permission.value) ? null : { why: "no_triage" };
}

/** What the account with the login may do in the repository. */
export function permissionOf(snapshot: Snapshot, login: string): Known<Permission> {
  return ownEntry(snapshot.people.permissions, loginKey(login)) ?? { known: false, reason: "the permission was not looked up" };
}

/** As `refuseUnlessMember`; a null role asks for triage rights instead. */
export function refuseUnlessGiver(snapshot: Snapshot, policy: Policy, role: string | null, actor: Actor | null): Refusal | null {
  return role === null || isEmptyRole(policy, role)
    ? refuseUnlessTriage(snapshot, policy, actor)
    : refuseUnlessMember(snapshot, policy, role, actor);
}

/** True when the policy puts nobody in the role. */
export function isEmptyRole(policy: Policy, role: string): boolean {
  const found = ownEntry(policy.roles, role);
  return !found || (found.users.length === 0 && found.teams.length === 0);
}

/** The lists of `null` (passes) and refusals: null when any passes, else the most telling refusal. */
export function mostTelling(refusals: (Refusal | null)[]): Refusal | null {
  if (refusals.length === 0 || refusals.includes(null)) return refusals.length === 0 ? { why: "not_a_member" } : null;
  return refusals.find((refusal) => refusal?.why === "membership_unknown") ?? refusals[0] ?? null;
}

/** Why an account is no person that may speak here: deleted, an agent's, or a bot that the policy does not list; null when it may. */
function refuseStranger(policy: Policy, actor: Actor | null): Refusal | null {
  if (!actor) return { why: "ghost" };
  if (agentOf(policy, actor)) return { why: "agent" };
  if (actor.type === "User") return null;
  return mostTelling([...policy.acknowledgement.bots.map((bot) => isMeant(policy, BOTS, bot, actor)), { why: "bot" }]);
}
