import type { Agent } from "../../policy/agents/agent.js";
import type { LintedPolicy, LintFinding, LintRule } from "../rule.js";
import { definedAgents, handoffsIn, type Defined } from "./definition.js";

const AT: Pick<LintFinding, "path" | "at"> = { path: ["definition"], at: "value" };

/** A hand-off between agents of two roles that nobody wrote a contract for. */
export const agentHandoff: LintRule = {
  id: "agent-hand-off-without-contract",
  summary: "An agent's definition hands off to another role's agent, or to one of another stage, and no contract says what must travel.",
  example: {
    in: "definition",
    of: "handoffs: []\n",
    bad: "handoffs: [{ label: On, agent: builder, prompt: Go on }]\n",
    good: "handoffs: []\n",
  },
  severity: "error",
  needs: "config",
  together: true,
  run: (policy) => definedAgents(policy).flatMap((one) => handoffsIn(one.data).flatMap(({ agent }) => crossing(one, agent, policy))),
};

function crossing({ agent, file, definition }: Defined, called: string, policy: LintedPolicy): LintFinding[] {
  const target = policy.agents.find(({ agent: other }) => isCalled(other, called))?.agent;
  if (!target || target.id === agent.id || !isBoundary(agent, target) || hasContract(agent, target, policy)) return [];
  return [
    {
      ...AT,
      file,
      found: `a hand-off from ${agent.role}'s agent to \`${called.slice(0, 60)}\` of ${target.role} in ${definition.path}, without a contract`,
      needed: `a contract from ${agent.role} to ${target.role}`,
      fix: "Write the contract for that boundary, or take the hand-off out.",
    },
  ];
}

function isBoundary(from: Agent, to: Agent): boolean {
  const isApart = from.stages !== null && to.stages !== null && !from.stages.some((stage) => to.stages?.includes(stage));
  return from.role !== to.role || isApart;
}

function hasContract(from: Agent, to: Agent, { contracts }: LintedPolicy): boolean {
  return contracts.some(({ contract: { role, stage } }) => {
    const isTheirs = (role.from === null || role.from === from.role) && role.to === to.role;
    return isTheirs && (from.stages?.includes(stage.from) ?? true) && (to.stages?.includes(stage.to) ?? true);
  });
}

/** Definitions name each other by the names of their files, or by those that people see. */
function isCalled({ id, name, definition }: Agent, called: string): boolean {
  const file = definition
    ?.split("/")
    .at(-1)
    ?.replace(/(?:\.agent)?\.md$/i, "");
  return [id, name, file].some((one) => one?.toLowerCase() === called.toLowerCase());
}

/** A hand-off that nobody looks at, by an agent that works under a contract only. */
export const automaticHandoff: LintRule = {
  id: "agent-automatic-hand-off",
  summary: "An agent whose work counts only under a contract (`coordinated`) hands off by itself (`send: true`).",
  example: {
    in: "definition",
    of: "handoffs: []\n",
    bad: "handoffs: [{ label: On, agent: helper, prompt: Go on, send: true }]\n",
    good: "handoffs: [{ label: On, agent: helper, prompt: Go on, send: false }]\n",
  },
  severity: "error",
  needs: "contract",
  run: (policy) =>
    definedAgents(policy)
      .filter(({ agent, data }) => agent.mode === "coordinated" && handoffsIn(data).some(({ send }) => send))
      .map(({ file, definition }) => ({
        ...AT,
        file,
        found: `\`send: true\` in ${definition.path}, for an agent that is coordinated`,
        needed: "a person who sends it",
        fix: "Write `send: false` there.",
      })),
};
