import { agentsOf } from "../policy/agents/agent.js";
import type { ReadAgent } from "../policy/agents/read.js";
import type { ReadPolicy } from "../policy/kinds/kind.js";
import { readAgents } from "../policy/kinds/agent.js";
import type { ReadRole } from "../policy/roles/read.js";
import { roleSystemsOf, type RoleSystem } from "../policy/roles/role-system.js";
import type { SourceFile } from "../policy/source-file.js";
import type { Policy } from "../policy/types.js";
import type { LintFinding, LintedPolicy } from "./rule.js";
import { linted } from "./written.js";

/** A policy in force with the levels that it was made of. */
export interface InForceOf {
  above: ReadPolicy;
  own: ReadPolicy;
  policy: Policy;
}

/** What rules look at of a policy in force under an organisation, and where a finding in it is written. */
export interface Together {
  policy: Pick<LintedPolicy, "config" | "configFile" | "contracts" | "roles" | "agents">;
  /** Takes a finding; returns it in the file, and at the place, where somebody wrote what it is about. */
  placed(finding: LintFinding): LintFinding;
}

/** Takes a policy in force and its levels; returns it as rules look at it. */
export function together({ above, own, policy }: InForceOf): Together {
  const roles = roleSystemsOf(policy).flatMap((role) => joined(role, [own, above]));
  const byFile = new Map(roles.map((one) => [one.read.file, one]));
  return {
    policy: {
      config: policy,
      configFile: own.configFile ?? above.configFile,
      contracts: [...above.read, ...own.read].map(linted),
      roles: roles.map(({ read }) => read),
      agents: agentsIn(policy, [...readAgents(above), ...readAgents(own)]),
    },
    placed(finding) {
      const role = byFile.get(finding.file);
      return role ? { ...finding, ...writtenAt(finding.path, role) } : finding;
    },
  };
}

/** A role in force, and each level's file of it, the repository's first. */
interface Joined {
  read: ReadRole;
  levels: readonly ReadRole[];
}

function joined(role: RoleSystem, levels: readonly ReadPolicy[]): Joined[] {
  const files = levels.flatMap(({ roles }) => roles.filter((one) => one.role.id === role.id));
  const [first] = files;
  const people = files.find((one) => one.people !== null)?.people ?? null;
  return first ? [{ read: { file: first.file, role, people }, levels: files }] : [];
}

function agentsIn(policy: Policy, read: readonly ReadAgent[]): ReadAgent[] {
  return agentsOf(policy).flatMap((agent) => {
    const written = read.find(({ agent: { file } }) => file === agent.file);
    return written ? [{ file: written.file, agent }] : [];
  });
}

const IDS = {
  consumes: (role: RoleSystem) => role.consumes.map(({ artefact }) => artefact),
  produces: (role: RoleSystem) => role.produces.map(({ id }) => id),
  workflows: (role: RoleSystem) => role.workflows.map(({ id }) => id),
};

/** An entry of a list stands at another place in each level's file; anything else where a level says it. */
function writtenAt([list, at, ...rest]: readonly PropertyKey[], { read, levels }: Joined): { file: SourceFile; path: PropertyKey[] } {
  const path = [list, at].filter((key) => key !== undefined);
  const ids = list === "consumes" || list === "produces" || list === "workflows" ? IDS[list] : null;
  if (ids && typeof at === "number") {
    const id = ids(read.role)[at];
    for (const { file, role } of levels) {
      const index = ids(role).indexOf(id ?? "");
      if (index >= 0) return { file, path: [list ?? "", index, ...rest] };
    }
  }
  const says = levels.find(({ role }) => list !== "engagement" || at === undefined || Object.hasOwn(role.engagement, at));
  return { file: says?.file ?? read.file, path: [...path, ...rest] };
}
