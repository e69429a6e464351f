import { misspeltRoles } from "./misspelt-roles.js";
import { named, rolesOf } from "./roles-named.js";
import { sameWritten } from "../document/written-names.js";
import type { ReadContract } from "./read-contract.js";
import type { Config } from "./types.js";
import { didYouMean, someOf, type Complaint } from "./complaints.js";
import { known, knownRole } from "./config.js";
import { targetsOf } from "./organisation/boundaries.js";
import type { SourceFile } from "./source-file.js";
import type { Contract } from "./types.js";

/** What contracts are seen beside. */
interface Beside {
  /** Contracts whose gates an own one of their boundary may name. */
  others?: readonly Contract[];
  configFile?: SourceFile | null;
  /** Roles with a file of their own, held or not. */
  described?: readonly string[];
}

/** Reports what only shows when contracts and configuration are seen together. */
export function crossCheck(
  read: readonly ReadContract[],
  config: Config,
  { others = [], configFile = null, described = [] }: Beside = {},
): void {
  const misspelt = configFile ? misspeltRoles(read, config, configFile) : new Map<string, string>();
  for (const [meant, role] of misspelt) configFile?.report(misspeltRole(role, meant));
  const stages = config.lifecycle.stages.map((stage) => stage.id);
  const ids = new Map<string, SourceFile>();
  for (const { file, contract } of read) {
    known(file, ["stage", "from"], contract.stage.from, stages, "stage");
    known(file, ["stage", "to"], contract.stage.to, stages, "stage");
    if (contract.stage.from === contract.stage.to)
      file.report({
        path: ["stage", "to"],
        at: "value",
        found: `"${contract.stage.to}" on both sides`,
        needed: "two different stages",
        fix: null,
        rule: "same-stage",
      });
    const first = ids.get(contract.id);
    if (first) file.report(secondId(contract.id, first));
    else ids.set(contract.id, file);
    checkRoles(file, contract, { held: [...Object.keys(config.roles), ...misspelt.keys()], described, config });
    checkReferences(file, contract, targetsOf(contract, others), stages);
  }
}

function secondId(id: string, first: SourceFile): Complaint {
  return {
    path: ["id"],
    at: "value",
    found: `the id "${id}" a second time: ${first.path}:${first.positions.value(["id"]).line} has it, too`,
    needed: "an id of its own for each contract",
    fix: "Rename one of the two.",
    rule: "duplicate-name",
  };
}

function misspeltRole(role: string, meant: string): Complaint {
  return {
    path: ["roles", role],
    at: "key",
    found: `the role "${role}", which nothing names, where contracts name "${meant.slice(0, 60)}"`,
    needed: "one name in both",
    fix: `Did you mean \`${meant.slice(0, 60)}\`?`,
    rule: "unknown-role",
  };
}

interface KnownRoles {
  /** Roles that the configuration or a role's file says who holds. */
  held: readonly string[];
  described: readonly string[];
  config: Config;
}

function checkRoles(file: SourceFile, contract: Contract, { held, described, config }: KnownRoles): void {
  const seen = new Set<string>();
  for (const { path, role } of rolesOf(file, contract)) {
    if (seen.has(role)) continue;
    seen.add(role);
    const own = heldBy(role, config);
    if (described.includes(role) && !held.includes(role)) file.report(unheld(role, path), "warning");
    else if (own.length > 0 && !held.includes(role)) file.report(person(role, path, own), "warning");
    else knownRole(file, path, role, held);
  }
}

/** Roles that an account of this name holds. */
function heldBy(login: string, { roles }: Config): string[] {
  const name = login.toLowerCase();
  return Object.values(roles).flatMap(({ id, users }) => (users.some((user) => user.toLowerCase() === name) ? [id] : []));
}

function unheld(role: string, path: PropertyKey[]): Complaint {
  const fix = `Add \`people:\` to the role's file, or \`${role.slice(0, 60)}: { users: [...] }\` under \`roles:\` in .github/baton.yml.`;
  const found = `the role "${role.slice(0, 60)}", which nobody holds`;
  return { path, at: "value", found, needed: "somebody who holds it: what waits for it stays red", fix, rule: "unfilled-role" };
}

function person(login: string, path: PropertyKey[], roles: readonly string[]): Complaint {
  return {
    path,
    at: "value",
    found: `"${login.slice(0, 60)}", a person's login and no role`,
    needed: "a role: contracts name roles, never people",
    fix: `Name the role that they hold: ${someOf(roles)}.`,
    rule: "person-in-contract",
  };
}

function checkReferences(file: SourceFile, contract: Contract, others: readonly Contract[], stages: readonly string[]): void {
  const data = file.data as Record<string, unknown>;
  const gates = [contract, ...others].flatMap((one) => one.gates.map((gate) => gate.id));
  for (const part of ["context", "gates"]) {
    for (const { path, text } of named(data[part], [part], "implied_by")) known(file, path, text, gates, "gate");
    for (const { path, text } of named(data[part], [part], "stage")) known(file, path, text, stages, "stage");
    for (const { path, text } of named(data[part], [part], "voided_by_edit_of")) voidedBy(file, path, text, data);
  }
}

function voidedBy(file: SourceFile, path: PropertyKey[], section: string, data: Record<string, unknown>): void {
  const sections = ["context", "gates"].flatMap((part) => named(data[part], [part], "section").map((use) => use.text));
  if (sections.some((name) => sameWritten(name, section))) return;
  file.report(
    {
      path,
      at: "value",
      found: `the section "${section.slice(0, 60)}", which no check of this contract reads`,
      needed: "a section that a check reads",
      fix: didYouMean(section, sections),
      rule: "unread-section",
    },
    "warning",
  );
}
