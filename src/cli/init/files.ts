import { parsePolicy } from "../../core/policy/parse.js";
import { CONFIG_PATH } from "../../core/policy/paths.js";
import { SCHEMAS } from "../../core/policy/schemas.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import type { Contract, Policy } from "../../core/policy/types.js";
import { readTestFile } from "../../core/trial/test-file.js";
import { trial } from "../../core/trial/trial.js";
import { isOffline } from "../check/results.js";
import { WrongCall } from "../common/call.js";
import { formText } from "../form/form.js";
import { problemLine } from "../common/own-policy.js";
import { schemaText } from "../schema.js";
import type { Answers } from "./answers.js";
import { configText, rolesIn } from "./config.js";
import { extendedConfig } from "./existing.js";
import { boundaryId, handoffPaths, presentIn } from "./present.js";
import { withMembers, withRoles } from "./shipped.js";
import { roleFiles } from "./role-texts.js";
import { contractText, testText } from "./texts.js";

const SCHEMA_FOLDER = ".github/schemas";

/** The files of a first policy, or of one more contract. */
export interface Files {
  /** What must not be there yet. */
  fresh: PolicyFile[];
  /** The configuration with what it lacked; null where it lacked nothing, or is fresh. */
  config: PolicyFile | null;
  /** What that was. */
  added: string[];
  /** What editors check by: written where they are not there. */
  schemas: PolicyFile[];
  /** Roles that were named and nobody holds yet. */
  empty: string[];
  /** Texts that hold are red for want of GitHub. */
  needsGitHub: boolean;
}

/** Takes what was said, today's date and the files of the policy that is there; returns what is to be written. Throws a WrongCall when it makes no policy. */
export function firstFiles(answers: Answers, today: string, there: readonly PolicyFile[]): Files {
  const id = boundaryId(answers.from.id, answers.to.id);
  const paths = handoffPaths(id);
  const before = there.find(({ path }) => path === CONFIG_PATH);
  const extended = before && extendedConfig(before.text, answers, presentIn(there).roles);
  const text = extended?.text ?? configText(answers, today);
  const config = { path: CONFIG_PATH, text };
  const contract = { path: paths.contract, text: ownContract(id, answers) };
  const roles = roleFiles(answers);
  const policy = fitting([config, contract, ...roles], there, paths.form);
  const made = policy.contracts.find((each) => each.file === contract.path);
  if (!made) throw new WrongCall(`${contract.path} makes no contract`);
  const tests = { path: paths.tests, text: ownTests(id, answers) };
  const fresh = [contract, tests, { path: paths.form, text: formText(made, policy) }, ...roles];
  const empty = rolesIn(answers)
    .map((role) => policy.roles[role.id] ?? role)
    .filter(({ users, teams }) => users.length + teams.length === 0)
    .map((role) => role.id);
  const rest = { added: extended?.added ?? [], schemas: schemaFiles(), empty, needsGitHub: needsGitHub(made, policy, tests) };
  if (!before) return { fresh: [config, ...fresh], config: null, ...rest };
  return { fresh, config: before.text === config.text ? null : config, ...rest };
}

/** True where a gate stays red of a text of the contract's own tests, as `baton check` holds it against the contract. */
function needsGitHub(contract: Contract, policy: Policy, tests: PolicyFile): boolean {
  const cases = readTestFile(tests, policy, () => ({ is: "missing" }), [])?.cases ?? [];
  return cases.some(({ given: { subject, body } }) => {
    const { gates } = trial({ policy, contract, given: { body, ...(subject && { subject }) }, now: 0 });
    return gates.some(isOffline);
  });
}

/** What editors check a policy's files by. */
export function schemaFiles(): PolicyFile[] {
  return [...SCHEMAS].map(([kind, { file }]) => ({ path: `${SCHEMA_FOLDER}/${file}`, text: schemaText(kind) }));
}

/** Takes what is to be written, what is there, and the form that is written, too; returns the policy that they make. Throws a WrongCall where they make none. */
function fitting(written: readonly PolicyFile[], there: readonly PolicyFile[], form: string): Policy {
  const own = new Set([form, ...written.map(({ path }) => path)]);
  const others = there.filter(({ path }) => !own.has(path));
  const { policy, problems } = parsePolicy([...written, ...others], { repository: "own/repository", commit: "" });
  if (policy) return policy;
  const head = others.length > 0 ? ["what would be written and what is there make no policy; nothing was written"] : [];
  throw new WrongCall([...head, ...problems.filter(({ severity }) => severity === "error").map(problemLine)]);
}

/** What the roles of the shipped contract are called here. */
function namesOf({ shipped, giver, taker }: Answers): ReadonlyMap<string, string> {
  const others = (shipped?.others ?? []).map((role): [string, string] => [role, role]);
  return new Map(shipped ? [...others, [shipped.from, giver.id], [shipped.to, taker.id]] : []);
}

function ownContract(id: string, answers: Answers): string {
  return answers.shipped ? withRoles(answers.shipped.contract, namesOf(answers)) : contractText(id, answers);
}

function ownTests(id: string, answers: Answers): string {
  return answers.shipped ? withMembers(answers.shipped.tests, namesOf(answers)) : testText(id);
}
