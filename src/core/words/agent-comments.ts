import type { Time } from "../basics/known.js";
import type { Comment, Snapshot, WrittenComment } from "../facts/snapshot.js";
import { agentOf } from "../policy/agents/accounts.js";
import { agentsOf, type Agent } from "../policy/agents/agent.js";
import type { Policy } from "../policy/types.js";

const DAY = 86_400_000;

/** Comments of an agent on an item that nobody counted yet. */
export interface UncountedComments {
  agent: Agent;
  comments: Comment[];
}

/** How many comments an agent may write within how long; one without leave may write none. */
function commentLimit({ writes }: Agent): { create: number; ms: number } {
  const rate = writes?.comments;
  return rate ? { create: rate.create, ms: rate.within.ms } : { create: 0, ms: DAY };
}

/** Takes an item and the highest comment that was counted there; returns, by agent, what agents wrote since. What is read with reviews is none of it. */
export function uncountedComments(
  { comments }: Pick<Snapshot, "comments">,
  policy: Policy,
  { agentComments: counted = 0 }: { agentComments?: number },
): UncountedComments[] {
  if (agentsOf(policy).length === 0) return [];
  const found = new Map<Agent, Comment[]>();
  for (const comment of comments) {
    if (comment.id <= counted || comment.author === null || comment.author.isSelf) continue;
    const agent = agentOf(policy, comment.author);
    if (agent) found.set(agent, [...(found.get(agent) ?? []), comment]);
  }
  return [...found].map(([agent, those]) => ({ agent, comments: those }));
}

/** Takes uncounted comments; returns those that are as young as the limit of their agent reaches: what is older was another day's. */
export function youngOf(uncounted: readonly UncountedComments[], now: Time): UncountedComments[] {
  return uncounted
    .map(({ agent, comments }) => ({ agent, comments: comments.filter(({ createdAt }) => createdAt > now - commentLimit(agent).ms) }))
    .filter(({ comments }) => comments.length > 0);
}

/** The window of an agent's limit in which a moment lies, by its number since 1970: of each, one is told. */
export function windowOf(agent: Agent, at: Time): number {
  return Math.floor(at / commentLimit(agent).ms);
}

/** Takes uncounted comments; returns since when comments must be known to count them: as far back as the limit reaches from their window's begin. */
export function countedSince({ agent, comments }: UncountedComments): Time {
  const { ms } = commentLimit(agent);
  const first = comments.reduce((earliest, { createdAt }) => Math.min(earliest, createdAt), Number.POSITIVE_INFINITY);
  return windowOf(agent, first) * ms - ms;
}

/**
 * Takes what an agent wrote in the repository, in any order; returns the first comment of each window that was one too many when it was written, by the
 * window's number.
 */
export function firstBeyond(agent: Agent, written: readonly WrittenComment[]): ReadonlyMap<number, number> {
  const { create, ms } = commentLimit(agent);
  const all = written.toSorted((a, b) => a.id - b.id);
  const found = new Map<number, number>();
  let from = 0;
  for (const [index, { id, at }] of all.entries()) {
    while ((all[from]?.at ?? at) <= at - ms) from += 1;
    const window = windowOf(agent, at);
    if (index - from + 1 > create && !found.has(window)) found.set(window, id);
  }
  return found;
}
