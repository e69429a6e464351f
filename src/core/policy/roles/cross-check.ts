import { didYouMean, oneOf, type Complaint } from "../complaints.js";
import { known } from "../config.js";
import { ROLES } from "../paths.js";
import type { SourceFile } from "../source-file.js";
import type { Config, Contract } from "../types.js";
import { isSaid } from "../organisation/organisation.js";
import type { ReadRole } from "./read.js";
import type { RoleSystem, WorkflowStep } from "./role-system.js";

/** What roles are held against. */
export interface Around {
  config: Config;
  /** Of the level at hand; null where there is no configuration. */
  configFile: SourceFile | null;
  contracts: readonly Contract[];
  /** Roles that the organisation describes. */
  above: readonly RoleSystem[];
}

/** Reports what only shows when roles are seen beside each other, the contracts and the configuration. */
export function crossCheckRoles(read: readonly ReadRole[], around: Around): void {
  const ids = new Map<string, SourceFile>();
  const artefacts = new Map<string, SourceFile>();
  const names = [
    ...new Set([...Object.keys(around.config.roles), ...read.map(({ role }) => role.id), ...around.above.map(({ id }) => id)]),
  ];
  const outside = outsiders(names);
  for (const one of read) {
    once(one, ids, one.role.id, ["id"]);
    for (const [index, { id }] of one.role.produces.entries()) once(one, artefacts, id, ["produces", index, "id"]);
    checkPeople(one, around.configFile);
    checkStages(one, around);
    checkRoleNames(one, names, outside);
    checkProduced(one, around.contracts);
    checkSteps(one, around.contracts);
  }
}

function once({ file }: ReadRole, seen: Map<string, SourceFile>, name: string, path: PropertyKey[]): void {
  const first = seen.get(name.toLowerCase());
  if (!first) seen.set(name.toLowerCase(), file);
  // Within one file that is told already.
  else if (first !== file)
    file.report({
      path,
      at: "value",
      found: `"${name}" a second time: ${first.path} has it, too`,
      needed: "each name once",
      fix: "Rename one of the two.",
      rule: "duplicate-name",
    });
}

function checkPeople({ file, role, people }: ReadRole, configFile: SourceFile | null): void {
  if (!people || !configFile || !isSaid(configFile, ["roles", role.id])) return;
  const { line } = configFile.positions.key(["roles", role.id]);
  file.report({
    path: ["people"],
    at: "key",
    found: `who holds "${role.id}" a second time: ${configFile.path}:${line} says it, too`,
    needed: "one place for each role",
    fix: `Remove \`people\` here, or \`${role.id}\` under \`roles:\` there.`,
    rule: "duplicate-name",
  });
}

function checkStages({ file, role }: ReadRole, { config }: Around): void {
  const stages = config.lifecycle.stages.map(({ id }) => id);
  for (const stage of Object.keys(role.engagement)) unknown(file, ["engagement", stage], stage, stages, "stage", "key");
  for (const [index, { stage }] of role.workflows.entries()) known(file, ["workflows", index, "stage"], stage, stages, "stage");
}

/** So many roles may be named that nothing describes: each is held against all that are described. */
const MOST_OUTSIDE = 500;

/** Takes the roles that are described; returns a function that tells of a name what it is, each name looked at once. */
function outsiders(names: readonly string[]): (name: string) => "described" | "outside" | "mistyped" | "too_many" {
  const described = new Set(names);
  const found = new Map<string, "outside" | "mistyped">();
  return (name) => {
    if (described.has(name)) return "described";
    const before = found.get(name);
    if (before !== undefined) return before;
    if (found.size >= MOST_OUTSIDE) return "too_many";
    const is = didYouMean(name, names) === null ? "outside" : "mistyped";
    found.set(name, is);
    return is;
  };
}

/** A role that nothing describes may be one of people outside; one that looks mistyped is none. */
function checkRoleNames({ file, role }: ReadRole, names: readonly string[], what: ReturnType<typeof outsiders>): void {
  const from = role.consumes.flatMap((one, index) =>
    typeof one.from === "string" ? [{ name: one.from, path: ["consumes", index, "from"] }] : [],
  );
  const to = role.produces.flatMap((one, index) =>
    one.to === "all" ? [] : one.to.map((name, at) => ({ name, path: ["produces", index, "to", at] })),
  );
  for (const { name, path } of [...from, ...to]) {
    const is = what(name);
    if (is === "mistyped") known(file, path, name, names, "role");
    if (is === "too_many") file.report(tooMany(name, path));
  }
}

function tooMany(name: string, path: PropertyKey[]): Complaint {
  return {
    path,
    at: "value",
    found: `"${name}", after ${MOST_OUTSIDE} other roles that nothing describes`,
    needed: `at most ${MOST_OUTSIDE} of them in a policy`,
    fix: `Describe it in ${ROLES}/, or take it out.`,
    rule: "unknown-role",
  };
}

function checkProduced({ file, role }: ReadRole, contracts: readonly Contract[]): void {
  const ids = contracts.map(({ id }) => id);
  for (const [index, { by }] of role.produces.entries())
    if ("contract" in by) unknown(file, ["produces", index, "by", "contract"], by.contract, ids, "contract");
}

function checkSteps({ file, role }: ReadRole, contracts: readonly Contract[]): void {
  const artefacts = [...role.consumes.map(({ artefact }) => artefact), ...role.produces.map(({ id }) => id)];
  for (const [at, { stage, steps }] of role.workflows.entries()) {
    const leaving = contracts.filter((contract) => contract.stage.from === stage);
    for (const [index, step] of steps.entries()) checkStep(file, ["workflows", at, "steps", index, "done"], step, { artefacts, leaving });
  }
}

interface Leaving {
  artefacts: readonly string[];
  /** Contracts out of the workflow's stage. */
  leaving: readonly Contract[];
}

function checkStep(file: SourceFile, path: PropertyKey[], { done }: WorkflowStep, { artefacts, leaving }: Leaving): void {
  if (!done) return;
  if ("artefact" in done) unknown(file, [...path, "artefact"], done.artefact, artefacts, "artefact");
  const gates = leaving.flatMap((contract) => contract.gates.map(({ id }) => id));
  if ("gate" in done) unknown(file, [...path, "gate"], done.gate, gates, "gate");
  const ids = leaving.map(({ id }) => id);
  if ("contract" in done) unknown(file, [...path, "contract"], done.contract, ids, "contract");
}

const WHERE: Record<string, string> = {
  stage: "a stage that the policy has",
  artefact: "something that this role takes or gives",
  gate: "a gate of a contract out of the workflow's stage",
  contract: "a contract of the policy; in a workflow, one out of its stage",
};

function unknown(
  file: SourceFile,
  path: PropertyKey[],
  name: string,
  names: readonly string[],
  what: keyof typeof WHERE,
  at: Complaint["at"] = "value",
): void {
  if (names.includes(name)) return;
  const needed = names.length > 0 && names.length <= 12 ? `a ${what}: ${oneOf(names)}` : (WHERE[what] ?? "");
  file.report({ path, at, found: `the unknown ${what} "${name}"`, needed, fix: didYouMean(name, names), rule: `unknown-${what}` });
}
