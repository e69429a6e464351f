import type { Calendar } from "../time/types.js";
import type { ConfigData } from "./config-schema.js";
import { configSchema, spanMinutes } from "./config-schema.js";
import { startOfDay } from "../time/dates.js";
import { DPOS, DPOS_PULL_REQUEST_STAGES } from "./presets.js";
import type { SourceFile } from "./source-file.js";
import { judge } from "./source-file.js";
import type { Policy, Role, Stage } from "./types.js";
import { describeValue, didYouMean, oneOf } from "./complaints.js";

export type Config = Omit<Policy, "source" | "contracts" | "templateTexts" | "digest" | "places" | "organisation">;

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Takes `.github/baton.yml`, or null where there is none, and what its organisation says; returns the configuration, or null after reporting why not. */
export function readConfig(file: SourceFile | null, above: Config | null = null): Config | null {
  if (!file) return build(configSchema.parse({ version: 1 }), above);
  const data = judge(file, configSchema);
  if (!data) return null;
  checkConfig(file, data, above);
  return build(data, above);
}

function build(data: ConfigData, above: Config | null): Config {
  const calendar = data.calendar ? calendarOf(data.calendar) : null;
  const timezone = (calendar ?? above?.calendar)?.timezone ?? "UTC";
  const stages = stagesOf(data);
  return {
    lifecycle: { stages, initial: data.initial ?? null },
    enforcement: data.enforcement,
    governsSince: data.governs_since ? startOfDay(data.governs_since, timezone) : null,
    backward: data.backward,
    adopt: data.adopt,
    roles: Object.fromEntries(Object.entries(data.roles).map(([id, role]): [string, Role] => [id, { id, ...role }])),
    acknowledgement: data.acknowledgement,
    override: data.override ? { by: data.override.by, second: data.override.second ?? null } : null,
    trusts: data.trusts,
    calendar,
    pullRequests: pullRequestsOf(data, stages),
    labels: data.labels,
  };
}

function stagesOf(data: ConfigData): Stage[] {
  return data.stages ?? [...DPOS];
}

function pullRequestsOf(data: ConfigData, stages: Stage[]): Config["pullRequests"] {
  const fallback = data.stages ? stages.slice(1).map((stage) => stage.id) : [...DPOS_PULL_REQUEST_STAGES];
  const { require_issue, allowed_stages, exempt } = data.pull_requests;
  return { requireIssue: require_issue, allowedStages: allowed_stages ?? fallback, exempt };
}

function calendarOf(data: NonNullable<ConfigData["calendar"]>): Calendar {
  return {
    timezone: data.timezone,
    days: data.days.map((day) => DAYS.indexOf(day) + 1),
    ...spanMinutes(data.hours),
    holidays: data.holidays,
  };
}

function checkConfig(file: SourceFile, data: ConfigData, above: Config | null): void {
  if (data.lifecycle && data.stages)
    file.report({
      path: ["stages"],
      at: "key",
      found: "both `lifecycle` and `stages`",
      needed: "one of the two",
      fix: "Remove `lifecycle`, or `stages`.",
      rule: "invalid-value",
    });
  const stages = (above && !data.stages ? above.lifecycle.stages : stagesOf(data)).map((stage) => stage.id);
  const roles = [...Object.keys(data.roles), ...Object.keys(above?.roles ?? {})];
  known(file, ["initial"], data.initial, stages, "stage");
  data.pull_requests.allowed_stages?.forEach((stage, index) =>
    known(file, ["pull_requests", "allowed_stages", index], stage, stages, "stage"),
  );
  knownRole(file, ["override", "by"], data.override?.by, roles);
  knownRole(file, ["override", "second"], data.override?.second, roles);
  if (data.override && data.override.second === data.override.by)
    file.report({
      path: ["override", "second"],
      at: "value",
      found: describeValue(data.override.second),
      needed: "a role other than `by`",
      fix: null,
      rule: "invalid-value",
    });
  unique(
    file,
    (data.stages ?? []).map((stage, index) => ({ name: stage.id, path: ["stages", index, "id"] })),
  );
  unique(file, labelsOf(data));
}

function labelsOf(data: ConfigData): { name: string; path: PropertyKey[] }[] {
  const stages = stagesOf(data).map((stage, index) => ({
    name: stage.label,
    path: data.stages ? ["stages", index, "label"] : ["lifecycle"],
  }));
  return [...stages, ...Object.entries(data.labels).map(([key, name]) => ({ name, path: ["labels", key] }))];
}

/** Reports a name that is not among the known ones. Undefined is nobody's mistake. */
export function known(
  file: SourceFile,
  path: PropertyKey[],
  name: string | null | undefined,
  names: readonly string[],
  what: string,
): void {
  if (name === undefined || name === null || names.includes(name)) return;
  const needed = names.length > 0 ? `a ${what}: ${oneOf(names)}` : `a ${what} that .github/baton.yml defines`;
  file.report({
    path,
    at: "value",
    found: `the unknown ${what} "${name.slice(0, 60)}"`,
    needed,
    fix: didYouMean(name, names),
    rule: `unknown-${what}`,
  });
}

/**
 * Reports a role that the configuration does not define. One that looks mistyped is an error; any other is only warned of, because what
 * waits for a role that nobody holds stays red.
 */
export function knownRole(file: SourceFile, path: PropertyKey[], role: string | null | undefined, roles: readonly string[]): void {
  if (role === undefined || role === null || roles.includes(role)) return;
  if (didYouMean(role, roles) !== null) return known(file, path, role, roles, "role");
  const fix = `Add \`${role.slice(0, 60)}: { users: [...] }\` under \`roles:\` there.`;
  file.report(
    {
      path,
      at: "value",
      found: `the role "${role.slice(0, 60)}", which nobody holds`,
      needed: "a definition under `roles:` in .github/baton.yml",
      fix,
      rule: "unfilled-role",
    },
    "warning",
  );
}

/** Reports names that occur twice, letters' case aside. */
export function unique(file: SourceFile, entries: readonly { name: string; path: PropertyKey[] }[]): void {
  const seen = new Set<string>();
  for (const { name, path } of entries) {
    if (seen.has(name.toLowerCase()))
      file.report({
        path,
        at: "value",
        found: `"${name.slice(0, 60)}" a second time`,
        needed: "each name once",
        fix: "Rename one of the two.",
        rule: "duplicate-name",
      });
    seen.add(name.toLowerCase());
  }
}
