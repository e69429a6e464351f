import { ownEntry } from "../../basics/own-entry.js";
import { compareChecks } from "../compare/params.js";
import { byMembers, byPresence, differ, type Difference, type Effect } from "../compare/difference.js";
import type { Duration } from "../../time/types.js";
import type { Consumed, Engagement, Produced, RoleSystem, Workflow } from "./role-system.js";

const RANK: Record<Engagement, number> = { none: 0, consult: 1, support: 2, lead: 3 };

/** Compares what two versions of a policy say of roles, beside who holds them. Nothing that is in flight breaks by it. */
export function compareRoleSystems(before: readonly RoleSystem[], after: readonly RoleSystem[]): Difference[] {
  const changed = after.flatMap((role) => {
    const earlier = before.find(({ id }) => id === role.id);
    return earlier ? compareRoleSystem(earlier, role) : compareRoleSystem(blank(role), role);
  });
  const gone = before.filter((role) => !after.some(({ id }) => id === role.id)).flatMap((role) => compareRoleSystem(role, blank(role)));
  return [...changed, ...gone].map((one) => ({ ...one, breaking: false }));
}

/** Compares two versions of one role. `what` of each difference begins with the role's name among the places. */
export function compareRoleSystem(before: RoleSystem, after: RoleSystem): Difference[] {
  const at = roleName(after.id);
  return [
    ...differ(`${at}name`, said(before.name), said(after.name), neutral),
    ...differ(`${at}purpose`, said(before.purpose), said(after.purpose), neutral),
    ...compareEngagement(at, before, after),
    ...byId(before.consumes, after.consumes, ({ artefact }) => artefact).flatMap(([id, was, is]) =>
      compareConsumed(`${at}consumes.${id}`, was, is),
    ),
    ...byId(before.produces, after.produces, (one) => one.id).flatMap(([id, was, is]) => compareProduced(`${at}produces.${id}`, was, is)),
    // Workflows only show: nothing waits for them.
    ...byId<Workflow>(before.workflows, after.workflows, (one) => one.id).flatMap(([id, was, is]) =>
      differ(`${at}workflows.${id}`, was, is, neutral),
    ),
    ...differ(`${at}notes`, before.notes, after.notes, neutral),
  ];
}

/** What the keys of a role's file are called among the places. */
export function roleName(id: string): string {
  return `role/${id}/`;
}

function blank({ id, file }: RoleSystem): RoleSystem {
  return { id, name: "", purpose: "", file, engagement: {}, consumes: [], produces: [], workflows: [], notes: [] };
}

function said(text: string): string | undefined {
  return text === "" ? undefined : text;
}

// Whoever leads holds the ball, so that another lead is no mere tightening.
function compareEngagement(at: string, before: RoleSystem, after: RoleSystem): Difference[] {
  const stages = [...new Set([...Object.keys(before.engagement), ...Object.keys(after.engagement)])];
  const of = ({ engagement }: RoleSystem, stage: string) => {
    const how = ownEntry(engagement, stage);
    return how === "none" ? undefined : how;
  };
  return stages.flatMap((stage) =>
    differ(`${at}engagement.${stage}`, of(before, stage), of(after, stage), (was, is): Effect => {
      if (was === "lead") return "loosened";
      if (is === "lead") return "unclear";
      return RANK[is ?? "none"] > RANK[was ?? "none"] ? "tightened" : "loosened";
    }),
  );
}

function compareConsumed(at: string, before: Consumed | undefined, after: Consumed | undefined): Difference[] {
  if (!before || !after) return differ(at, before, after, byPresence);
  return [...differ(`${at}.from`, before.from, after.from, unclear), ...compareCadence(`${at}.cadence`, before.cadence, after.cadence)];
}

function compareProduced(at: string, before: Produced | undefined, after: Produced | undefined): Difference[] {
  if (!before || !after) return differ(at, before, after, byPresence);
  const all = before.checks.map((check, index) => ({ check, index, later: after.checks[index] }));
  const added = after.checks
    .slice(before.checks.length)
    .flatMap((check, index) => differ(`${at}.checks.${before.checks.length + index}`, undefined, check, byPresence));
  return [
    ...differ(`${at}.name`, before.name, after.name, neutral),
    ...differ(`${at}.to`, before.to, after.to, takers),
    ...differ(`${at}.by`, before.by, after.by, unclear),
    ...compareCadence(`${at}.cadence`, before.cadence, after.cadence),
    ...all.flatMap(({ check, index, later }) =>
      later ? compareChecks(check, later, `${at}.checks.${index}.`) : differ(`${at}.checks.${index}`, check, undefined, byPresence),
    ),
    ...added,
  ];
}

function takers(before: Produced["to"], after: Produced["to"]): Effect {
  if (before === "all" || after === "all") return after === "all" ? "tightened" : "loosened";
  return byMembers("superset")(before, after);
}

function compareCadence(what: string, before: Produced["cadence"], after: Produced["cadence"]): Difference[] {
  return differ(what, before, after, (was, is): Effect => {
    if (was === null || is === null) return byPresence(was, is);
    if (was === "per_item" || is === "per_item") return "unclear";
    return shorter(was, is);
  });
}

function shorter(before: Duration, after: Duration): Effect {
  if (before.ms === after.ms) return "neutral";
  return after.ms < before.ms ? "tightened" : "loosened";
}

function byId<T>(before: readonly T[], after: readonly T[], idOf: (one: T) => string): [string, T | undefined, T | undefined][] {
  const ids = [...new Set([...after, ...before].map(idOf))];
  return ids.map((id) => [id, before.find((one) => idOf(one) === id), after.find((one) => idOf(one) === id)]);
}

function neutral(): Effect {
  return "neutral";
}

function unclear(): Effect {
  return "unclear";
}
