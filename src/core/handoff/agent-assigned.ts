import { loginKey } from "../basics/names.js";
import { agentOf } from "../policy/agents/accounts.js";
import type { Agent } from "../policy/agents/agent.js";
import { decide, type Turn } from "./turn.js";

/** An agent that is assigned where it may not work yet, with the account. */
interface Assigned {
  agent: Agent;
  /** As GitHub takes it to unassign it. */
  account: string;
}

/**
 * Takes agents off an item in a stage that is none of theirs, once in each stage: whoever assigns them again means it, and their pull requests stay red
 * all the same.
 */
export function unassignAgents(turn: Turn): void {
  const { stage } = turn.record;
  if (stage === null || turn.moved) return;
  for (const { agent, account } of assignedAgents(turn)) {
    if (agent.stages === null || agent.stages.includes(stage) || turn.record.unassigned?.[agent.id] === stage) continue;
    turn.record.unassigned = { ...turn.record.unassigned, [agent.id]: stage };
    decide(turn, "agent_refused", null, { agent: agent.id, work: "assignment", why: ["stage"] });
    turn.notices.push({
      key: `unassigned:${agent.id}:${stage}`,
      what: "unassigned",
      unassigned: { agent: agent.name, account, stages: agent.stages },
    });
  }
}

/** GitHub lists only people among the assignees; that a bot was assigned the timeline tells. */
function assignedAgents({ snapshot, policy }: Turn): Assigned[] {
  const logins = [...snapshot.item.assignees, ...snapshot.assignedEvents.map(({ assignee }) => assignee)];
  const found = logins.flatMap((login): [string, Assigned][] => {
    const agent = agentOf(policy, { login, id: snapshot.item.assigneeIds?.[loginKey(login)] ?? null });
    const account = agent?.accounts.find((written) => loginKey(written) === loginKey(login)) ?? login;
    return agent ? [[loginKey(login), { agent, account }]] : [];
  });
  return [...new Map(found).values()];
}
