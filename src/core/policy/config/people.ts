import { z } from "zod";
import { loginKey } from "../../basics/names.js";
import { ownEntry } from "../../basics/own-entry.js";
import { byMembers, byPresence, differ, type Difference, type Effect } from "../compare/difference.js";
import { compareRoles } from "../compare/roles.js";
import { id, login, team } from "../schema-parts.js";
import type { Config, Role } from "../types.js";
import { configKey, type ReadConfig, type Unit } from "./key.js";
import { allowance } from "./allowance.js";

/** Who holds a role, as people write it. */
export const holders = z.strictObject({
  users: z.array(login, "a list of logins").max(200).default([]).describe("GitHub logins."),
  teams: z.array(team, "a list of teams").max(50).default([]).describe("Teams as organisation/team-slug; members of child teams count."),
});

export const roles = configKey("roles", {
  written: { roles: z.record(id, holders, "roles by name").default({}).describe("Who holds which role.") },
  build: (data) => Object.fromEntries(Object.entries(data.roles).map(([name, one]): [string, Role] => [name, { id: name, ...one }])),
  units: (own) => Object.values(own.roles).map(roleUnit),
  compare: compareRoles,
});

export const acknowledgement = configKey("acknowledgement", {
  written: {
    acknowledgement: z
      .strictObject({
        self: z.boolean("true or false").default(false).describe("Whether the author's or requester's own /ack counts."),
        bots: z.array(login, "a list of logins").default([]).describe("Bots whose /ack counts."),
      })
      .prefault({})
      .describe("Whose acknowledgement counts."),
  },
  build: (data) => data.acknowledgement,
  units: [
    { key: "acknowledgement.self", take: (a, b) => takeAcknowledgement(a, { self: b.acknowledgement.self }) },
    { key: "acknowledgement.bots", take: (a, b) => takeAcknowledgement(a, { bots: b.acknowledgement.bots }) },
  ],
  compare: (a, b) => [
    ...allowance("acknowledgement.self", a.acknowledgement.self, b.acknowledgement.self),
    ...differ("acknowledgement.bots", botsIn(a), botsIn(b), byMembers("subset")),
  ],
});

export const override = configKey("override", {
  written: {
    override: z
      .strictObject({
        by: id.describe("Role that may force a hand-off."),
        second: id.optional().describe("Another role that must confirm."),
      })
      .optional()
      .describe("Who may use /override."),
  },
  build: (data) => (data.override ? { by: data.override.by, second: data.override.second ?? null } : null),
  // Nobody's ack or green gate rests on who may override.
  compare: (a, b) => compareOverride(a.override, b.override).map((one) => ({ ...one, breaking: false })),
});

/** Takes who holds a role in a repository; returns how that is taken over. */
export function roleUnit(one: Role): Required<Unit> {
  return {
    key: `roles.${one.id}`,
    take: (merged) => ({ ...merged, roles: { ...merged.roles, [one.id]: one } }),
    // A role that the organisation names without people is the repository's to fill.
    isFree: ({ config }: Pick<ReadConfig, "config">) => isUnheld(ownEntry(config.roles, one.id)),
  };
}

function isUnheld(one: Role | undefined): boolean {
  return (one?.users.length ?? 0) + (one?.teams.length ?? 0) === 0;
}

function takeAcknowledgement(merged: Config, part: Partial<Config["acknowledgement"]>): Config {
  return { ...merged, acknowledgement: { ...merged.acknowledgement, ...part } };
}

function botsIn(config: Config): string[] {
  return config.acknowledgement.bots.map(loginKey).toSorted();
}

function compareOverride(before: Config["override"], after: Config["override"]): Difference[] {
  if (before === null || after === null) return differ("override", before, after, (was, is) => byPresence(is, was));
  const second = differ("override.second", before.second, after.second, byPresence);
  return [...differ("override.by", before.by, after.by, (): Effect => "loosened"), ...second];
}
