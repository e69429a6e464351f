import { stringify } from "yaml";
import type { Role, Stage } from "../../core/policy/types.js";
import type { Answers } from "./answers.js";
import { scalar } from "./texts.js";

/** Takes what was said and today's date; returns a first configuration. */
export function configText(answers: Answers, today: string): string {
  const { from, to } = answers;
  return `# Who moves work through which stages. Read from the default branch only.
# yaml-language-server: $schema=schemas/baton.schema.json
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
${rolesIn(answers)
  .map((role) => `  ${scalar(role.id)}: ${flow(roleOf(role))}`)
  .join("\n")}
`;
}

/** Takes what was said; returns every role in it once, with all its people. */
export function rolesIn({ giver, taker, others }: Pick<Answers, "giver" | "taker" | "others">): Role[] {
  const roles = new Map<string, Role>();
  for (const role of [giver, taker, ...others]) {
    const there = roles.get(role.id);
    roles.set(role.id, there ? { ...role, users: both(there.users, role.users), teams: both(there.teams, role.teams) } : role);
  }
  return [...roles.values()];
}

function both(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

/** Takes a stage; returns it as it is written. */
export function stageOf({ question, output, ...stage }: Stage): Record<string, string> {
  return { ...stage, ...(question !== "" && { question }), ...(output !== "" && { output }) };
}

/** Takes a role; returns its people as they are written. */
export function roleOf({ users, teams }: Role): Record<string, string[]> {
  return { users, ...(teams.length > 0 && { teams }) };
}

/** A mapping on one line. */
function flow(value: unknown): string {
  return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();
}
