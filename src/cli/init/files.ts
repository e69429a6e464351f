import { parsePolicy } from "../../core/policy/parse.js";
import { CONFIG_PATH, CONTRACTS, TEMPLATES_FOLDER, TESTS } from "../../core/policy/paths.js";
import { SCHEMAS } from "../../core/policy/schemas.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import { WrongCall } from "../common/call.js";
import { formText } from "../form/form.js";
import { problemLine } from "../common/own-policy.js";
import { schemaText } from "../schema.js";
import type { Answers } from "./answers.js";
import { configText } from "./config.js";
import { extendedConfig } from "./existing.js";
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
  /** What editors check by: written where they are not there. */
  schemas: PolicyFile[];
}

/** Takes what was said, today's date and the files of the policy that is there; returns what is to be written. Throws a WrongCall when it makes no policy. */
export function firstFiles(answers: Answers, today: string, there: readonly PolicyFile[]): Files {
  const id = `${answers.from.id}-to-${answers.to.id}`;
  const before = there.find(({ path }) => path === CONFIG_PATH);
  const config = { path: CONFIG_PATH, text: before ? extendedConfig(before.text, answers) : configText(answers, today) };
  const contract = { path: `${CONTRACTS}/${id}.yml`, text: ownContract(id, answers) };
  const roles = roleFiles(answers);
  const own = new Set([contract, ...roles].map(({ path }) => path));
  const others = there.filter(({ path }) => path !== CONFIG_PATH && !own.has(path));
  const { policy, problems } = parsePolicy([config, contract, ...roles, ...others], { repository: "own/repository", commit: "" });
  const made = policy?.contracts.find((each) => each.file === contract.path);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (!policy || !made || errors.some(({ file }) => own.has(file))) throw new WrongCall(errors.map(problemLine));
  const fresh = [
    contract,
    { path: `${TESTS}/${id}.yml`, text: ownTests(id, answers) },
    { path: `${TEMPLATES_FOLDER}/${id}.yml`, text: formText(made, policy) },
    ...roles,
  ];
  const schemas = [...SCHEMAS].map(([kind, { file }]) => ({ path: `${SCHEMA_FOLDER}/${file}`, text: schemaText(kind) }));
  if (!before) return { fresh: [config, ...fresh], config: null, schemas };
  return { fresh, config: before.text === config.text ? null : config, schemas };
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
