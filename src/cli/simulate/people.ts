import type { Membership, People } from "../../core/facts/known-people.js";
import { loginKey } from "../../core/basics/names.js";
import type { Policy, Role } from "../../core/policy/types.js";
import { type Snapshot } from "../../core/facts/snapshot.js";
import type { RecordedItem } from "./recording.js";

/** The key under which a team's members are recorded. */
function teamKey(team: string): string {
  return team.replace(/^@/, "").toLowerCase();
}

/** Takes policies; returns each of their teams as a role of its own, so that memberships can be read once for all of them. */
export function teamRoles(policies: readonly Policy[]): Record<string, Role> {
  const teams = policies.flatMap((policy) => Object.values(policy.roles).flatMap((role) => role.teams));
  return Object.fromEntries(teams.map((team) => [teamKey(team), { id: teamKey(team), users: [], teams: [team] }]));
}

/** Takes a policy and a recorded item; returns who of the people around the item holds which role. What was not recorded is unknown. */
export function peopleUnder(policy: Policy, { snapshot, teams }: RecordedItem): People {
  const logins = around(snapshot, teams);
  const memberships = Object.values(policy.roles).map((role): [string, Record<string, Membership>] => [
    role.id,
    Object.fromEntries(logins.map((login) => [login, membershipIn(role, login, teams)])),
  ]);
  return { memberships: Object.fromEntries(memberships), permissions: snapshot.people.permissions, accounts: {} };
}

function around(snapshot: Snapshot, teams: RecordedItem["teams"]): string[] {
  const { comments, labelEvents, item, reviews } = snapshot;
  const actors = [...comments.map(({ author }) => author), ...labelEvents.map(({ actor }) => actor), item.author];
  const reviewers = reviews.known ? reviews.value.map(({ author }) => author) : [];
  const named = [...actors, ...reviewers].flatMap((each) => (each ? [loginKey(each.login)] : []));
  const members = Object.values(teams).flatMap((each) => Object.keys(each));
  return [...new Set([...named, ...item.assignees.map(loginKey), ...members])];
}

function membershipIn(role: Role, login: string, teams: RecordedItem["teams"]): Membership {
  if (role.users.some((user) => loginKey(user) === login)) return { is: "member" };
  const found = role.teams.map((team) => inTeam(teamKey(team), login, teams));
  return found.find((each) => each.is === "member") ?? found.find((each) => each.is === "unknown") ?? { is: "not_member" };
}

function inTeam(team: string, login: string, teams: RecordedItem["teams"]): Membership {
  const members = Object.hasOwn(teams, team) ? teams[team] : undefined;
  const membership = members && Object.hasOwn(members, login) ? members[login] : undefined;
  return membership ?? { is: "unknown", reason: `whether ${login} is in the team ${team} was not recorded` };
}
