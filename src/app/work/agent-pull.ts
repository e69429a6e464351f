import { agentDecision, madeNews, wordNews, type AgentMade, type AgentWordGiven } from "../../core/ledger/agent-news.js";
import type { Known } from "../../core/basics/known.js";
import { accountsWith, agentOf } from "../../core/policy/agents/accounts.js";
import type { Agent } from "../../core/policy/agents/agent.js";
import { agentParts, judgeAgents } from "../../core/pulls/agent-pull.js";
import { agentsMade } from "../../core/pulls/agents-made.js";
import type { Makers } from "../../core/pulls/makers.js";
import type { Item } from "../../core/facts/snapshot.js";
import type { AgentStanding } from "../../core/record/agent-standing.js";
import type { LinkedIssueStanding } from "../../core/record/verdict.js";
import { itemsOf } from "../../github/agent-items.js";
import type { JudgedItem } from "./run-item.js";
import type { Run } from "./run.js";

/** What agents mean for a pull request, and what the ledger is told of them. */
export interface AgentsOnPull {
  standing: AgentStanding | null;
  made: AgentMade[];
  words: AgentWordGiven[];
}

/** Takes a judged pull request, who made it and the issues it closes; returns what agents mean for it: nothing where none made any of it. */
export async function agentsOnPull(
  run: Run,
  { snapshot, policy, record }: JudgedItem,
  makers: Makers,
  issues: readonly LinkedIssueStanding[],
): Promise<AgentsOnPull> {
  const { item } = snapshot;
  const agent = agentOf(policy, item.author);
  const isCounted = agent?.writes?.pullRequests.open != null;
  const open = agent && isCounted ? [[agent.id, await openOf(run, agent, item)] as const] : [];
  const input = { snapshot, policy, makers, issues, open: new Map(open), stands: record.agents ?? null };
  const parts = agentParts(input);
  const standing = judgeAgents(input, parts);
  return { standing, made: agentsMade(parts, standing), words: parts.flatMap((part) => part.words) };
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

/** Takes a judged pull request and what agents made of it; returns what is remembered of that, and all that is to be kept for ever. */
export function withPullAgents(
  { record, decisions, judgedAt }: Pick<JudgedItem, "record" | "decisions" | "judgedAt">,
  agents: AgentsOnPull | null,
): Pick<JudgedItem, "record" | "decisions"> {
  if (agents === null) return { record, decisions };
  const made = madeNews(record.agentActs, agents.made);
  const { acts, told } = wordNews(made.acts, agents.words);
  return {
    record: acts === undefined ? record : { ...record, agentActs: acts },
    decisions: [...decisions, ...[...made.told, ...told].map((one) => agentDecision(one, judgedAt))],
  };
}
