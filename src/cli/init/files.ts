import { stringify } from "yaml";
import { parsePolicy } from "../../core/policy/parse.js";
import { CONFIG_PATH, CONTRACTS, TEMPLATES_FOLDER, TESTS } from "../../core/policy/paths.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import type { Role, Stage } from "../../core/policy/types.js";
import { WrongCall } from "../common/call.js";
import { formText } from "../form/form.js";
import { problemLine } from "../common/own-policy.js";
import type { Answers } from "./answers.js";
import { contractText, scalar, testText } from "./texts.js";

/** Takes the answers and today's date; returns the files of a first policy: configuration, contract, its tests and its issue form. */
export function firstFiles(answers: Answers, today: string): PolicyFile[] {
  const id = `${answers.from.id}-to-${answers.to.id}`;
  const policyFiles = [
    { path: CONFIG_PATH, text: configText(answers, today) },
    { path: `${CONTRACTS}/${id}.yml`, text: contractText(id, answers) },
  ];
  const { policy, problems } = parsePolicy(policyFiles, { repository: "own/repository", commit: "" });
  const [contract] = policy?.contracts ?? [];
  if (!policy || !contract) throw new WrongCall(problems.map(problemLine));
  return [
    ...policyFiles,
    { path: `${TESTS}/${id}.yml`, text: testText(id) },
    { path: `${TEMPLATES_FOLDER}/${id}.yml`, text: formText(contract, policy) },
  ];
}

function configText({ from, to, giver, taker }: Answers, today: string): string {
  const roles =
    giver.id === taker.id ? [{ ...giver, users: both(giver.users, taker.users), teams: both(giver.teams, taker.teams) }] : [giver, taker];
  return `# Who moves work through which stages. Read from the default branch only.
version: 1
# In order; add the stages before and after these when their hand-offs get a contract, too.
stages:
${[from, to].map((stage) => `  - ${flow(stageOf(stage))}`).join("\n")}
# The stage that new issues get.
initial: ${scalar(from.id)}
# observe: everything is reported, nothing is held back. Write \`block\` when the reports are right.
enforcement: observe
# Older items are never blocked.
governs_since: ${today}
# Logins under \`users\`, teams as organisation/team under \`teams\`.
roles:
${roles.map((role) => `  ${scalar(role.id)}: ${flow(roleOf(role))}`).join("\n")}
`;
}

function both(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

function stageOf({ question, output, ...stage }: Stage): Record<string, string> {
  return { ...stage, ...(question !== "" && { question }), ...(output !== "" && { output }) };
}

function roleOf({ users, teams }: Role): Record<string, string[]> {
  return { users, ...(teams.length > 0 && { teams }) };
}

/** A mapping on one line. */
function flow(value: unknown): string {
  return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();
}
