import type { Known } from "../../core/basics/known.js";
import { accountsWith, agentOf } from "../../core/policy/agents/accounts.js";
import type { Agent } from "../../core/policy/agents/agent.js";
import { judgeAgents } from "../../core/pulls/agent-pull.js";
import type { Makers } from "../../core/pulls/makers.js";
import type { Item } from "../../core/facts/snapshot.js";
import type { AgentStanding } from "../../core/record/agent-standing.js";
import type { LinkedIssueStanding } from "../../core/record/verdict.js";
import { itemsOf } from "../../github/agent-items.js";
import type { JudgedItem } from "./run-item.js";
import type { Run } from "./run.js";

/** Takes a judged pull request, who made it and the issues it closes; returns what agents mean for it, null where none made it. */
export async function agentsOnPull(
  run: Run,
  { snapshot, policy, record }: JudgedItem,
  makers: Makers,
  issues: readonly LinkedIssueStanding[],
): Promise<AgentStanding | null> {
  const { item } = snapshot;
  const agent = agentOf(policy, item.author);
  const isCounted = agent?.writes?.pullRequests.open != null;
  const open = agent && isCounted ? [[agent.id, await openOf(run, agent, item)] as const] : [];
  return judgeAgents({ snapshot, policy, makers, issues, open: new Map(open), stands: record.agents ?? null });
}

/** How many of the agent's pull requests are open that are not younger than this one, under whichever of its accounts. */
async function openOf({ access, key }: Run, agent: Agent, item: Item): Promise<Known<number>> {
  const lists = await Promise.all(
    accountsWith(agent, item.author).map((creator) => itemsOf(access.client, key, { creator, state: "open" })),
  );
  const pulls = lists.flat().filter(({ isPull, number }) => isPull && number <= item.number);
  const isListed = pulls.some(({ number }) => number === item.number);
  return isListed
    ? { known: true, value: pulls.length }
    : { known: false, reason: "GitHub does not list it among its author's pull requests" };
}
