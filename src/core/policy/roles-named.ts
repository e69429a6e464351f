import type { SourceFile } from "./source-file.js";
import type { Contract } from "./types.js";

interface RoleUse {
  path: PropertyKey[];
  role: string;
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

/** Takes a part of a contract, its path and a key; returns the texts that stand under the key in it, with their places. */
// Checks nest, and their parameters name roles, gates and sections under the same keys everywhere; YAML's depth is already bounded.
export function named(node: unknown, path: PropertyKey[], key: string): { path: PropertyKey[]; text: string }[] {
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
