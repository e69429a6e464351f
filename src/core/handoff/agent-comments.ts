import { largest } from "../basics/largest.js";
import { ownEntry } from "../basics/own-entry.js";
import { personOf } from "../facts/person.js";
import { firstBeyond, uncountedComments, windowOf, youngOf, type UncountedComments } from "../words/agent-comments.js";
import { decide, type Turn } from "./turn.js";

/** The key of what is said once in each window of an agent's limit. */
export function overCommentsKey(agent: string, window: number): string {
  return `comments:${agent}:${window}`;
}

/** Says, once in each window, where an agent wrote one comment too many. What was not counted is left for the next look. */
export function countAgentComments(turn: Turn): void {
  const { snapshot, policy, record } = turn;
  const uncounted = uncountedComments(snapshot, policy, record);
  const young = youngOf(uncounted, turn.now);
  if (uncounted.length === 0 || (young.length > 0 && snapshot.agentComments === undefined)) return;
  for (const one of young) tellBeyond(turn, one);
  const ids = uncounted.flatMap(({ comments }) => comments.map(({ id }) => id));
  record.agentComments = largest([record.agentComments ?? 0, ...ids]);
}

function tellBeyond(turn: Turn, { agent, comments }: UncountedComments): void {
  const known = ownEntry(turn.snapshot.agentComments, agent.id);
  if (!known) return;
  const beyond = firstBeyond(agent, known.written);
  for (const { id, createdAt, author } of comments) {
    const window = windowOf(agent, createdAt);
    const key = overCommentsKey(agent.id, window);
    if (beyond.get(window) !== id || known.told.includes(key)) continue;
    decide(turn, "agent_beyond", author && personOf(author), { agent: agent.id, work: "comments", why: ["limit"], files: [] });
    turn.overComments.push({ key, agent });
  }
}
