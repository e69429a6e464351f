import { loginKey } from "../../basics/names.js";
import { reachesPolicy } from "../../policy/agents/radius.js";
import { AGENTS_FOLDER } from "../../policy/paths.js";
import type { SourceFile } from "../../policy/source-file.js";
import type { LintedPolicy, LintRule } from "../rule.js";
import { isDefinition, isWritingWorkflow, names } from "./definition.js";

/** An agent's account that a role holds: it holds nothing. */
export const agentInRole: LintRule = {
  id: "agent-in-role",
  summary:
    "A role, or `acknowledgement.bots`, holds an agent's account: it has no say whatever it holds, and a person's account is no agent's.",
  example: { in: "agent", of: 'accounts: ["scanner[bot]"]', bad: "accounts: [omar]", good: 'accounts: ["scanner[bot]"]' },
  severity: "error",
  needs: "config",
  together: true,
  run: ({ agents, config }) => {
    const bots: [string, string][] = config.acknowledgement.bots.map((bot) => [loginKey(bot), "`acknowledgement.bots`"]);
    const users = Object.values(config.roles).flatMap((role) =>
      role.users.map((user): [string, string] => [loginKey(user), `the role ${role.id}`]),
    );
    const holders = new Map([...bots, ...users]);
    return agents.flatMap(({ file, agent }) =>
      agent.accounts.flatMap((account, index) => {
        const holder = holders.get(loginKey(account));
        if (holder === undefined) return [];
        return [
          {
            file,
            path: ["accounts", index],
            at: "value" as const,
            found: `"${account}", which ${holder} holds`,
            needed: "an account of the agent's own: a bot's, or a machine user's",
            fix: "Take it out of one of the two.",
          },
        ];
      }),
    );
  },
};

/** A radius that would reach policy, and is taken without it. */
export const radiusWithoutPolicy: LintRule = {
  id: "agent-radius-without-policy",
  summary: "A radius matches everything: it is taken without `contracts/` and `.github/`, which are in no agent's radius.",
  example: { in: "agent", of: 'paths: ["docs/market/**"]', bad: 'paths: ["**"]', good: 'paths: ["docs/market/**"]' },
  severity: "warning",
  needs: "contract",
  run: ({ agents }) =>
    agents.flatMap(({ file, agent }) =>
      (agent.writes?.paths ?? []).flatMap((glob, index) =>
        reachesPolicy(glob)
          ? [
              {
                file,
                path: ["blast_radius", "writes", "paths", index],
                at: "value" as const,
                found: `"${glob.slice(0, 60)}", which is taken without contracts/ and .github/`,
                needed: "the folders that the agent is for",
                fix: "Name them, such as `docs/market/**`.",
              },
            ]
          : [],
      ),
    ),
};

/** A definition, or a workflow that an agent carries out, that nobody declared. */
export const undeclaredDefinition: LintRule = {
  id: "agent-undeclared",
  summary: `A file in \`.github/agents/\`, or an agentic workflow that may write, defines an agent that no file in \`${AGENTS_FOLDER}/\` declares: nothing holds it.`,
  example: { in: "agent", of: "definition: .github/agents/scanner.agent.md", bad: "", good: "definition: .github/agents/scanner.agent.md" },
  severity: "warning",
  needs: "config",
  together: true,
  run: (policy) =>
    policy.others
      .filter((file) => (isDefinition(file.path) || isWritingWorkflow(file)) && !isDeclared(file.path, policy))
      .map(({ path }) => ({
        file: unread(path),
        path: [],
        at: "key" as const,
        found: isDefinition(path) ? "a definition that no file declares" : "an agentic workflow that may write, and that no file declares",
        needed: `a file in ${AGENTS_FOLDER}/ that says \`definition: ${path.slice(0, 120)}\``,
        fix: "Declare whose it is, what it may write, and who looks at it.",
      })),
};

function isDeclared(path: string, { agents }: LintedPolicy): boolean {
  return agents.some(({ agent }) => names(agent, path));
}

function unread(path: string): SourceFile {
  const top = () => ({ line: 1, column: 1 });
  return { path, data: null, positions: { key: top, value: top }, report: () => {} };
}
