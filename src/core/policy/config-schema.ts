import { z } from "zod";
import { isTimezone } from "../time/dates.js";
import { id, isoDate, label, login, repository, team, words } from "./schema-parts.js";

const stage = z.strictObject({
  id: id.describe("Name of the stage in contracts and commands."),
  name: words.describe("Name people see."),
  label: label.describe("GitHub label that shows the stage."),
  question: words.default("").describe("Key question the stage answers."),
  output: words.default("").describe("What comes out of the stage."),
});

const role = z.strictObject({
  users: z.array(login, "a list of logins").max(200).default([]).describe("GitHub logins."),
  teams: z.array(team, "a list of teams").max(50).default([]).describe("Teams as organisation/team-slug; members of child teams count."),
});

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]|24):([0-5]\d)$/;

const calendar = z.strictObject({
  timezone: z
    .string("a time zone such as Europe/Berlin")
    .refine(isTimezone, "an IANA time zone such as Europe/Berlin")
    .default("UTC")
    .describe("IANA time zone."),
  days: z
    .array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), "a list of days")
    .min(1, "at least one day")
    .default(["mon", "tue", "wed", "thu", "fri"])
    .describe("Working days."),
  hours: z
    .string('hours such as "09:00-17:00"')
    .refine(isSpan, 'hours such as "09:00-17:00", the first before the second')
    .meta({ pattern: HOURS.source })
    .default("09:00-17:00")
    .describe("Working hours, local time."),
  holidays: z.array(isoDate, "a list of dates").max(500).default([]).describe("Days off."),
});

const pullRequests = z.strictObject({
  require_issue: z.boolean("true or false").default(false).describe("A pull request must close an issue."),
  allowed_stages: z
    .array(id, "a list of stages")
    .optional()
    .describe("Stages a linked issue may be in; default: build, test, ship, or all but the first of your own stages."),
  exempt: z
    .strictObject({
      authors: z
        .array(login, "a list of logins")
        .default([])
        .describe("Pull requests by these authors are not judged, while every commit is theirs."),
      labels: z.array(label, "a list of labels").default([]).describe("Pull requests with one of these labels are not judged."),
    })
    .prefault({})
    .describe("What is not judged."),
});

const labels = z.strictObject({
  blocked: label.default("handoff: blocked").describe("A hand-off was requested and a gate is red."),
  awaiting: label.default("handoff: awaiting ack").describe("The receiving role is asked to acknowledge."),
  overdue: label.default("handoff: overdue").describe("A deadline has passed."),
});

/** `.github/baton.yml` as people write it. */
export const configSchema = z.strictObject({
  version: z.literal(1, "version: 1").describe("Version of this file's format."),
  lifecycle: z
    .literal("dpos", "dpos, or an own list under `stages`")
    .optional()
    .describe("Preset of stages: Discover, Decide, Build, Test, Ship, Evaluate."),
  stages: z
    .array(stage, "a list of stages")
    .min(2, "at least two stages")
    .max(30, "at most 30 stages")
    .optional()
    .describe("Own stages, in order, instead of a preset."),
  initial: id.optional().describe("Stage a new issue gets; without it, items without a stage label are not governed."),
  enforcement: z.enum(["block", "observe"]).default("observe").describe("Whether hand-offs are held back or only reported."),
  governs_since: isoDate
    .optional()
    .describe("Items created before this day are reported, not blocked; of pull requests, those with no commit since."),
  adopt: z
    .enum(["once", "never"])
    .default("once")
    .describe("Whether a stage label from before Baton is taken over when Baton first sees the item, or never."),
  backward: z.enum(["allow", "forbid"]).default("allow").describe("Whether work may move back without a contract."),
  roles: z.record(id, role, "roles by name").default({}).describe("Who holds which role."),
  acknowledgement: z
    .strictObject({
      self: z.boolean("true or false").default(false).describe("Whether the author's or requester's own /ack counts."),
      bots: z.array(login, "a list of logins").default([]).describe("Bots whose /ack counts."),
    })
    .prefault({})
    .describe("Whose acknowledgement counts."),
  override: z
    .strictObject({
      by: id.describe("Role that may force a hand-off."),
      second: id.optional().describe("Another role that must confirm."),
    })
    .optional()
    .describe("Who may use /override."),
  trusts: z
    .array(repository, "a list of repositories")
    .max(100, "at most 100 repositories")
    .default([])
    .describe("Other repositories of the owner, as owner/name, whose stages, sub-issues and pull requests prove something here."),
  calendar: calendar.optional().describe("Working time that deadlines count in; without it they count around the clock."),
  pull_requests: pullRequests.prefault({}).describe("What pull requests are held to."),
  labels: labels.prefault({}).describe("Names of the labels that show how a hand-off stands."),
});

export type ConfigData = z.output<typeof configSchema>;

/** Takes checked `09:00-17:00`; returns minutes from midnight. */
export function spanMinutes(hours: string): { from: number; to: number } {
  const [, a, b, c, d] = HOURS.exec(hours) ?? [];
  return { from: Number(a) * 60 + Number(b), to: Number(c) * 60 + Number(d) };
}

function isSpan(hours: string): boolean {
  const { from, to } = spanMinutes(hours);
  return from < to && to <= 24 * 60;
}
