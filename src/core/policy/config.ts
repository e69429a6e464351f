import { labelKey } from "../basics/names.js";
import type { ConfigData } from "./config-schema.js";
import { configSchema } from "./config-schema.js";
import type { Around } from "./config/key.js";
import { CONFIG_KEYS } from "./config/keys.js";
import { stagesOf } from "./config/lifecycle.js";
import type { SourceFile } from "./source-file.js";
import { judge } from "./source-file.js";
import type { Config } from "./types.js";
import { describeValue, didYouMean, someOf } from "./complaints.js";

/** Takes `.github/baton.yml`, or null where there is none, and what its organisation says; returns the configuration, or null after reporting why not. */
export function readConfig(file: SourceFile | null, above: Config | null = null): Config | null {
  if (!file) return build(configSchema.parse({ version: 1 }), above);
  const data = judge(file, configSchema);
  if (!data) return null;
  checkConfig(file, data, above);
  return build(data, above);
}

function build(data: ConfigData, above: Config | null): Config {
  const timezone = (data.calendar ?? above?.calendar)?.timezone ?? "UTC";
  const around: Around = { stages: stagesOf(data), hasOwnStages: data.stages !== undefined, timezone };
  // The table is held complete by its type.
  return Object.fromEntries(Object.entries(CONFIG_KEYS).map(([name, { build: of }]) => [name, of(data, around)])) as unknown as Config;
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
  known(file, ["initial"], data.initial, stages, "stage");
  data.pull_requests.allowed_stages?.forEach((stage, index) =>
    known(file, ["pull_requests", "allowed_stages", index], stage, stages, "stage"),
  );
  checkEnvironments(file, data, stages);
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

function checkEnvironments(file: SourceFile, { environments = {} }: ConfigData, stages: readonly string[]): void {
  const named = Object.entries(environments);
  for (const [name, { stage }] of named) known(file, ["environments", name, "stage"], stage, stages, "stage");
  unique(
    file,
    named.map(([name]) => ({ name, path: ["environments", name] })),
  );
}

/** Takes the configuration's file, what it says and every role there is; reports roles under `override` that nobody defines. */
export function checkOverride(file: SourceFile | null, { override }: Config, roles: readonly string[]): void {
  if (!file) return;
  knownRole(file, ["override", "by"], override?.by, roles);
  knownRole(file, ["override", "second"], override?.second, roles);
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
  const needed = names.length > 0 ? `a ${what}: ${someOf(names)}` : `a ${what} that .github/baton.yml defines`;
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
  const fix = `Name one that is there, or add \`${role.slice(0, 60)}: { users: [...] }\` under \`roles:\` in .github/baton.yml.`;
  const needed = roles.length === 0 ? "a role that .github/baton.yml defines" : `a role that is there: ${someOf(roles)}`;
  const found = `the role "${role.slice(0, 60)}", and there is no such role`;
  file.report({ path, at: "value", found, needed, fix, rule: "unfilled-role" }, "warning");
}

/** Reports names that occur twice, letters' case aside, and an emoji's name for the emoji. */
export function unique(file: SourceFile, entries: readonly { name: string; path: PropertyKey[] }[]): void {
  const seen = new Map<string, number>();
  for (const { name, path } of entries) {
    const { line } = file.positions.value(path);
    const first = seen.get(labelKey(name));
    if (first !== undefined)
      file.report({
        path,
        at: "value",
        found: `"${name.slice(0, 60)}" a second time${first === line ? "" : `, after line ${first}`}`,
        needed: "each name once",
        fix: "Rename one of the two.",
        rule: "duplicate-name",
      });
    else seen.set(labelKey(name), line);
  }
}
