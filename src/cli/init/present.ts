import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_PATH, CONTRACTS, ROLES, TEMPLATES_FOLDER, TESTS } from "../../core/policy/paths.js";
import { DPOS } from "../../core/policy/presets.js";
import { readPolicy } from "../../core/policy/parse.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import type { Role, Stage } from "../../core/policy/types.js";
import { WrongCall } from "../common/call.js";

/** What is there already. */
export interface Present {
  config: boolean;
  /** Roles that have a file. */
  mapped: ReadonlySet<string>;
  /** Roles with whoever holds them, wherever that is written. */
  roles: ReadonlyMap<string, Role>;
  /** Stages in their order; those of the preset where there is no configuration. */
  stages: readonly Stage[];
  /** `from-to-to` of each boundary that has a contract. */
  covered: ReadonlySet<string>;
}

/** Takes the files of a policy; returns what is there of it, as far as it can be read. */
export function presentIn(there: readonly PolicyFile[]): Present {
  const { config, read, roles } = readPolicy(there);
  const named = there.flatMap(({ path }) => new RegExp(`^${ROLES}/(.+)\\.ya?ml$`).exec(path)?.[1] ?? []);
  const hasConfig = there.some(({ path }) => path === CONFIG_PATH);
  return {
    config: hasConfig,
    mapped: new Set([...named, ...roles.map(({ role }) => role.id)]),
    roles: new Map(hasConfig && config ? Object.entries(config.roles) : []),
    stages: hasConfig && config ? config.lifecycle.stages : DPOS,
    covered: new Set(read.map(({ contract: { stage } }) => boundaryId(stage.from, stage.to))),
  };
}

/** Takes a boundary's stages; returns the id of its contract. */
export function boundaryId(from: string, to: string): string {
  return `${from}-to-${to}`;
}

/** Takes the id of a boundary's contract; returns where the contract, its tests and its form are written. */
export function handoffPaths(id: string): { contract: string; tests: string; form: string } {
  return { contract: `${CONTRACTS}/${id}.yml`, tests: `${TESTS}/${id}.yml`, form: `${TEMPLATES_FOLDER}/${id}.yml` };
}

/** Throws a WrongCall where one of the paths exists in the folder. */
export function refuseExisting(folder: string, paths: readonly string[]): void {
  const there = paths.map((path) => join(folder, path)).filter((file) => existsSync(file));
  if (there.length > 0) throw new WrongCall([...there.map((file) => `${file} exists; --force replaces it`), "nothing was written"]);
}

/** Takes what is there; returns the stage before the first boundary without a contract, in the order of the lifecycle. */
export function firstOpen({ stages, covered }: Present): string {
  const open = stages.find(({ id }, index) => stages[index + 1] && !covered.has(boundaryId(id, stages[index + 1]?.id ?? "")));
  if (open) return open.id;
  const last = stages.at(-1)?.id ?? "";
  const isKnown = DPOS.some(({ id }) => id === last);
  return isKnown && !covered.has(boundaryId(last, following(last))) ? last : (stages[0]?.id ?? "");
}

/** Takes a stage; returns the one that comes after it among the given ones, else among those that ship, else the first of these. */
export function following(from: string, stages: readonly Stage[] = DPOS): string {
  const index = stages.findIndex((stage) => stage.id === from);
  const after = index < 0 ? undefined : stages[index + 1];
  if (after) return after.id;
  return DPOS[DPOS.findIndex((stage) => stage.id === from) + 1]?.id ?? DPOS[0]?.id ?? "";
}
