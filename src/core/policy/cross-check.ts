import { sameWritten } from "../document/written-names.js";
import type { ReadContract } from "./read-contract.js";
import type { Config } from "./types.js";
import { didYouMean, type Complaint } from "./complaints.js";
import { known, knownRole } from "./config.js";
import { targetsOf } from "./organisation/boundaries.js";
import type { SourceFile } from "./source-file.js";
import type { Contract } from "./types.js";

interface RoleUse {
  path: PropertyKey[];
  role: string;
}

/** Reports what only shows when contracts and configuration are seen together. `others` are contracts whose gates an own one of their boundary may name. */
export function crossCheck(read: readonly ReadContract[], config: Config, others: readonly Contract[] = []): void {
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
    checkRoles(file, contract, config);
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

/** Takes a contract with its file; returns every role it names, with the place. */
export function rolesOf(file: SourceFile, contract: Contract): RoleUse[] {
  const data = file.data as Record<string, unknown>;
  const fixed: RoleUse[] = [
    { path: ["role", "to"], role: contract.role.to },
    { path: ["owner"], role: contract.owner },
    { path: ["trigger", "acknowledge", "by"], role: contract.acknowledge.by },
  ];
  if (contract.role.from !== null) fixed.unshift({ path: ["role", "from"], role: contract.role.from });
  return [...fixed, ...named(data["context"], ["context"], "role"), ...named(data["gates"], ["gates"], "role")].map(({ path, ...use }) => ({
    path,
    role: "text" in use ? use.text : use.role,
  }));
}

function checkRoles(file: SourceFile, contract: Contract, config: Config): void {
  const seen = new Set<string>();
  for (const { path, role } of rolesOf(file, contract)) {
    if (!seen.has(role)) knownRole(file, path, role, Object.keys(config.roles));
    seen.add(role);
  }
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

// Checks nest, and their parameters name roles, gates and sections under the same keys everywhere; YAML's depth is already bounded.
function named(node: unknown, path: PropertyKey[], key: string): { path: PropertyKey[]; text: string }[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => named(item, [...path, index], key));
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => {
    if (name === "schema") return [];
    return name === key ? texts(value, [...path, name]) : named(value, [...path, name], key);
  });
}

function texts(value: unknown, path: PropertyKey[]): { path: PropertyKey[]; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  return Array.isArray(value) ? value.flatMap((item, index) => texts(item, [...path, index])) : [];
}
