import { agentDecision, wordNews, type AgentWordGiven } from "../ledger/agent-news.js";
import { agentOf } from "../policy/agents/accounts.js";
import { agentsOf } from "../policy/agents/agent.js";
import { agentStandsOf, confirmationOf } from "../words/agent-words.js";
import { judgementAhead } from "./remember.js";
import type { Turn } from "./turn.js";

/** Tells the ledger which overseers' words about an issue count now, each once. A pull request's are told with its check. */
export function tellOverseers(turn: Turn): void {
  const { snapshot, policy } = turn;
  if (snapshot.item.kind !== "issue" || agentsOf(policy).length === 0) return;
  const { acts, told } = wordNews(turn.record.agentActs, [...aboutAuthor(turn), ...(judgementAhead(turn)?.overseen ?? [])]);
  if (acts !== undefined) turn.record.agentActs = acts;
  for (const one of told) turn.decisions.push(agentDecision(one, turn.now));
}

/** The word about all that an agent's issue says. */
function aboutAuthor({ snapshot, policy, record }: Turn): AgentWordGiven[] {
  const agent = agentOf(policy, snapshot.item.author);
  if (agent === null) return [];
  const { since } = agentStandsOf(snapshot, record.agents ?? null).text;
  const comment = confirmationOf({ snapshot, policy }, { word: "agent", role: agent.oversight.by, since });
  return comment === null ? [] : [{ agent: agent.id, word: "agent", comment }];
}
