import { didYouMean } from "../../policy/complaints.js";
import { AGENTS_FOLDER } from "../../policy/paths.js";
import type { LintFinding, LintRule } from "../rule.js";

/** Steps of a role's workflow that are done by agents nobody declares, or by another role's. */
export const agentInWorkflow: LintRule = {
  id: "agent-in-workflow",
  summary: "A step of a role's workflow names an agent that no file declares, or one of another role.",
  example: {
    in: "role",
    of: "do: Draft the brief, done",
    bad: "do: Draft the brief, agents: [scanner], done",
    good: "do: Draft the brief, done",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: ({ roles, agents }) => {
    const owners = new Map(agents.map(({ agent }) => [agent.id, agent.role]));
    return roles.flatMap(({ file, role }) =>
      role.workflows.flatMap(({ steps }, workflow) =>
        steps.flatMap((step, index) =>
          step.agents.flatMap((id, at): LintFinding[] => {
            const owner = owners.get(id);
            if (owner === role.id) return [];
            return [
              { file, path: ["workflows", workflow, "steps", index, "agents", at], at: "value", ...told(id, owner, [...owners.keys()]) },
            ];
          }),
        ),
      ),
    );
  },
};

function told(id: string, owner: string | undefined, known: readonly string[]): Pick<LintFinding, "found" | "needed" | "fix"> {
  if (owner !== undefined)
    return {
      found: `"${id}", an agent of the role ${owner}`,
      needed: "an agent of this role",
      fix: "Leave the step to that role, or declare an agent of this one.",
    };
  return {
    found: `"${id}", which no agent's file declares`,
    needed: "an agent with a radius, and somebody who looks at what it does",
    fix: didYouMean(id, known) ?? `Declare it in ${AGENTS_FOLDER}/, or take it out.`,
  };
}
