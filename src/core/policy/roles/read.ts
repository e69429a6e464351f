import { withNested } from "../../checks/nested.js";
import { checkByKind } from "../../checks/registry.js";
import type { CheckSpec } from "../../checks/gate-spec.js";
import { unique } from "../config.js";
import { judge, type SourceFile } from "../source-file.js";
import type { Role } from "../types.js";
import type { Done, RoleSystem } from "./role-system.js";
import { roleSchema, type RoleData } from "./schema.js";

/** A role together with the file it stands in. */
export interface ReadRole {
  file: SourceFile;
  role: RoleSystem;
  /** Who holds it; null where the file leaves that to `roles:` of the configuration. */
  people: Role | null;
}

const holding = roleSchema.pick({ id: true, people: true }).loose();

/** Takes a role's file; returns the role, or null after reporting why not. */
export function readRole(file: SourceFile): ReadRole | null {
  const data = judge(file, roleSchema);
  if (!data) return null;
  checkNames(file, data);
  checkTexts(file, data);
  return { file, role: build(file.path, data), people: holdersIn(file) };
}

/** Takes a role's file, broken or not; returns who holds the role, null where it does not say. */
export function holdersIn(file: SourceFile): Role | null {
  const { data } = holding.safeParse(file.data);
  return data?.people ? { id: data.id, ...data.people } : null;
}

function checkNames(file: SourceFile, { consumes, produces, workflows }: RoleData): void {
  const taken = consumes.map(({ artefact }, index) => ({ name: artefact, path: ["consumes", index, "artefact"] }));
  const given = produces.map((one, index) => ({ name: one.id, path: ["produces", index, "id"] }));
  const ways = workflows.map((one, index) => ({ name: one.id, path: ["workflows", index, "id"] }));
  const stages = workflows.map((one, index) => ({ name: one.stage, path: ["workflows", index, "stage"] }));
  const steps = workflows.map((one, at) =>
    one.steps.map((step, index) => ({ name: step.id, path: ["workflows", at, "steps", index, "id"] })),
  );
  for (const names of [taken, given, ways, stages, ...steps]) unique(file, names);
}

/** What makes a document usable is read in the document: nothing else is known of it. */
function checkTexts(file: SourceFile, { produces }: RoleData): void {
  for (const [index, { checks = [] }] of produces.entries())
    for (const [at, check] of checks.entries()) {
      const other = withNested(check).find(({ kind }) => !readsText(kind));
      if (other) file.report(notOfText(other, ["produces", index, "checks", at, "check"]));
    }
}

function readsText(kind: string): boolean {
  const definition = checkByKind(kind);
  return definition?.content === true && definition.documents === undefined;
}

function notOfText({ kind }: CheckSpec, path: PropertyKey[]): Parameters<SourceFile["report"]>[0] {
  return {
    path,
    at: "value",
    found: `the check \`${kind}\`, which does not read the document's own text`,
    needed: "a check that reads text, such as `section` or `items`",
    fix: null,
    rule: "invalid-value",
  };
}

function build(file: string, data: RoleData): RoleSystem {
  const { id, name, purpose, engagement, notes } = data;
  return {
    id,
    name,
    purpose,
    file,
    engagement,
    consumes: data.consumes.map((one) => ({ ...one, cadence: one.cadence ?? null })),
    produces: data.produces.map(({ by, ...one }) => ({
      ...one,
      by: by.contract === undefined ? { document: by.document ?? "" } : { contract: by.contract },
      cadence: one.cadence ?? null,
      checks: one.checks ?? [],
    })),
    workflows: data.workflows.map((one) => ({ ...one, steps: one.steps.map((step) => ({ ...step, done: doneOf(step.done) })) })),
    notes,
  };
}

function doneOf(done: RoleData["workflows"][number]["steps"][number]["done"]): Done | null {
  const entry = Object.entries(done ?? {}).find(([, value]) => value !== undefined);
  return entry ? (Object.fromEntries([entry]) as Done) : null;
}
