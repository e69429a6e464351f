import { suggest } from "../basics/suggest.js";
import { rolesOf } from "./roles-named.js";
import type { ReadContract } from "./read-contract.js";
import type { SourceFile } from "./source-file.js";
import type { Config } from "./types.js";
import { valueAt } from "./schema-walk.js";

/**
 * Takes contracts and the configuration; returns roles that contracts name in several places and nobody defined, each with the defined one that nothing
 * names and that comes near it: there the mistake was made once.
 */
export function misspeltRoles(read: readonly ReadContract[], config: Config, configFile: SourceFile): ReadonlyMap<string, string> {
  const uses = read.flatMap(({ file, contract }) => rolesOf(file, contract).filter(({ path }) => valueAt(file.data, path) !== undefined));
  const named = new Set([
    ...uses.map(({ role }) => role),
    ...[config.override?.by, config.override?.second].filter((role) => role != null),
  ]);
  // A role with a file of its own has its name there, too.
  const idle = Object.keys(config.roles).filter((role) => !named.has(role) && valueAt(configFile.data, ["roles", role]) !== undefined);
  const counts = new Map<string, number>();
  for (const { role } of uses) if (!Object.hasOwn(config.roles, role)) counts.set(role, (counts.get(role) ?? 0) + 1);
  return new Map(
    [...counts].flatMap(([role, count]): [string, string][] => {
      const meant = count > 1 ? suggest(role, idle) : null;
      return meant === null ? [] : [[role, meant]];
    }),
  );
}
