import { DateTime } from "luxon";
import { z } from "zod";
import { startOfDay } from "../../time/dates.js";
import { byMembers, differ, type Effect } from "../compare/difference.js";
import { placeholderKey } from "../../content/team-placeholders.js";
import { isoDate, repository, words } from "../schema-parts.js";
import type { Config } from "../types.js";
import { configKey } from "./key.js";

const forbids = (_before: unknown, after: unknown): Effect => (after === "forbid" || after === "block" ? "tightened" : "loosened");

export const enforcement = configKey("enforcement", {
  written: {
    enforcement: z.enum(["block", "observe"]).default("observe").describe("Whether hand-offs are held back or only reported."),
  },
  build: (data) => data.enforcement,
  compare: (a, b) => differ("enforcement", a.enforcement, b.enforcement, forbids),
});

export const governsSince = configKey("governsSince", {
  written: {
    governs_since: isoDate
      .optional()
      .describe("Items created before this day are reported, not blocked; of pull requests, those with no commit since."),
  },
  build: (data, { timezone }) => (data.governs_since ? startOfDay(data.governs_since, timezone) : null),
  compare: (a, b) =>
    differ("governs_since", a.governsSince, b.governsSince, (was, is): Effect => {
      return (is ?? 0) > (was ?? 0) ? "loosened" : "tightened";
    }).map((one) => ({ ...one, before: dayOf(a), after: dayOf(b) })),
});

export const adopt = configKey("adopt", {
  written: {
    adopt: z
      .enum(["once", "never"])
      .default("once")
      .describe("Whether a stage label from before Baton is taken over when Baton first sees the item, or never."),
  },
  build: (data) => data.adopt,
  compare: (a, b) => differ("adopt", a.adopt, b.adopt, (_was, is): Effect => (is === "never" ? "tightened" : "loosened")),
});

export const backward = configKey("backward", {
  written: { backward: z.enum(["allow", "forbid"]).default("allow").describe("Whether work may move back without a contract.") },
  build: (data) => data.backward,
  compare: (a, b) => differ("backward", a.backward, b.backward, forbids),
});

export const trusts = configKey("trusts", {
  written: {
    trusts: z
      .array(repository, "a list of repositories")
      .max(100, "at most 100 repositories")
      .default([])
      .describe("Other repositories of the owner, as owner/name, whose stages, sub-issues and pull requests prove something here."),
  },
  build: (data) => data.trusts,
  units: [{ key: "trusts", take: (a, b) => ({ ...a, trusts: together(a.trusts, b.trusts) }) }],
  compare: (a, b) => differ("trusts", namesIn(a), namesIn(b), byMembers("subset")),
});

export const placeholders = configKey("placeholders", {
  written: {
    placeholders: z
      .array(words.max(100, "at most 100 characters"), "a list of words")
      .max(100, "at most 100 of them")
      .optional()
      .describe('The team\'s own words for what is not written yet, such as "à compléter": no answers, as TBD is none.'),
  },
  build: (data) => data.placeholders,
  units: [{ key: "placeholders", take: (a, b) => ({ ...a, placeholders: allOf(a.placeholders ?? [], b.placeholders ?? []) }) }],
  compare: (a, b) => differ("placeholders", foldedIn(a), foldedIn(b), byMembers("superset")),
});

function allOf(above: readonly string[], own: readonly string[]): string[] {
  const known = new Set(above.map(placeholderKey));
  return [...above, ...own.filter((word) => !known.has(placeholderKey(word)))];
}

function foldedIn(config: Config): string[] {
  return [...new Set((config.placeholders ?? []).map(placeholderKey))].toSorted();
}

function dayOf({ governsSince: since, calendar }: Config): string | null {
  return since === null ? null : DateTime.fromMillis(since, { zone: calendar?.timezone ?? "UTC" }).toISODate();
}

function namesIn(config: Config): string[] {
  return [...new Set(config.trusts.map((name) => name.toLowerCase()))].toSorted();
}

/** What the organisation trusts holds in each of its repositories. */
function together(above: readonly string[], own: readonly string[]): string[] {
  const known = new Set(above.map((name) => name.toLowerCase()));
  return [...above, ...own.filter((name) => !known.has(name.toLowerCase()))];
}
