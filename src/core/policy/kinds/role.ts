import { configChanges } from "../compare/changes.js";
import { checkDefinitions } from "./contract-json-schema.js";
import { schemaDocument, toJsonSchema } from "../json-schema.js";
import { openAs } from "../open-as.js";
import { ROLES } from "../paths.js";
import { placesOf } from "../organisation/places.js";
import type { Places } from "../organisation/organisation.js";
import { compareRoleSystems, roleName } from "../roles/compare.js";
import { crossCheckRoles } from "../roles/cross-check.js";
import { mergeRoles } from "../roles/merge.js";
import { holdersIn, readRole, type ReadRole } from "../roles/read.js";
import { ROLE_PART, roleSystemsOf } from "../roles/role-system.js";
import { roleSchema } from "../roles/schema.js";
import type { Config, Role } from "../types.js";
import type { FileKind, InForce, ReadPolicy, Standing } from "./kind.js";

/** A role each: what it takes part in, takes and gives, and how it works. */
export const roleFile: FileKind = {
  id: "role",
  title: "Roles",
  noun: "role",
  summary: "What a role takes part in, what it takes and gives, and how it works.",
  paths: [`${ROLES}/*.yml`, `${ROLES}/*.yaml`],
  isRule: true,
  schema: {
    file: "role.schema.json",
    make() {
      const { schema, definitions } = toJsonSchema(roleSchema, "role");
      return schemaDocument("Baton role", schema, { ...checkDefinitions(), ...definitions });
    },
  },
  policy: {
    read(files, { problems, config }) {
      const opened = files.flatMap((file) => openAs("role", file, problems) ?? []);
      const roles = opened.flatMap((file) => readRole(file) ?? []);
      const people = opened.flatMap((file) => holdersIn(file) ?? []);
      const parts = roles.length > 0 ? { [ROLE_PART]: roles.map(({ role }) => role) } : {};
      return { roles, parts, places: placesIn(roles), ...(config && { config: held(config, people) }) };
    },
    check: ({ roles, read, configFile }, config) =>
      crossCheckRoles(roles, { config, configFile, contracts: read.map(({ contract }) => contract), above: [] }),
    inForce: (own, above, soFar) => (above ? under(own, above, soFar) : withParts(soFar, own)),
    compare: (before, after) => configChanges(compareRoleSystems(roleSystemsOf(before), roleSystemsOf(after)), before, after),
  },
};

/** Who holds a role is one question, wherever it is written. */
function held(config: Config, people: readonly Role[]): Config {
  const added = people.filter(({ id }) => !Object.hasOwn(config.roles, id));
  return added.length === 0 ? config : { ...config, roles: { ...config.roles, ...Object.fromEntries(added.map((one) => [one.id, one])) } };
}

function placesIn(roles: readonly ReadRole[]): Places {
  const written = roles.flatMap(({ file, role }) => {
    const { people, ...rest } = file.data as Record<string, unknown>;
    const called = `roles.${role.id}`;
    const whole = people === undefined ? [] : [[called, { file: file.path, line: file.positions.key(["people"]).line }] as const];
    return [...placesOf(file, rest, roleName(role.id)), ...whole, ...placesOf(file, people, called, ["people"])];
  });
  return Object.fromEntries(written);
}

function withParts(soFar: InForce, own: ReadPolicy): InForce {
  const roles = roleSystemsOf(own);
  return roles.length === 0 ? soFar : { ...soFar, parts: { ...soFar.parts, [ROLE_PART]: roles } };
}

function under(own: Standing, above: Standing, soFar: InForce): InForce {
  const contracts = [...above.read, ...own.read].map(({ contract }) => contract);
  crossCheckRoles(above.roles, { config: above.config, configFile: above.configFile, contracts, above: [] });
  crossCheckRoles(own.roles, { config: soFar.config, configFile: own.configFile, contracts, above: roleSystemsOf(above) });
  const merged = mergeRoles({ ...soFar, roles: roleSystemsOf(above), heldAbove: above.config }, own.roles, own.places);
  const { config, places } = merged;
  const parts = merged.roles.length > 0 ? { ...soFar.parts, [ROLE_PART]: merged.roles } : soFar.parts;
  return { ...soFar, config, places, parts };
}
