import type { Entry } from "../ledger/entry.js";
import type { UnknownEntry } from "../ledger/lift.js";
import { ownEntry } from "../basics/own-entry.js";
import { DAY } from "./period.js";

/** What became of what an agent did, counted. */
export interface AgentLately {
  within: number;
  beyond: number;
  confirmed: number;
  refused: number;
}

/** By the agent's id. */
export type AgentsLately = Record<string, AgentLately>;

/** How far back "lately" reaches. */
export const LATELY_DAYS = 30;
export const LATELY_MS = LATELY_DAYS * DAY;

const NOTHING: AgentLately = { within: 0, beyond: 0, confirmed: 0, refused: 0 };

/** Takes entries of one repository; returns how often each agent was told of. Bots that no file declares are nobody's. */
export function agentsLately(entries: Iterable<Entry | UnknownEntry>): AgentsLately {
  const found = new Map<string, AgentLately>();
  for (const entry of entries) {
    const did = didIn(entry);
    if (did === null) continue;
    const before = found.get(did.agent) ?? NOTHING;
    found.set(did.agent, { ...before, [did.what]: before[did.what] + 1 });
  }
  return Object.fromEntries(found);
}

/** What an agent did lately: nothing where nobody told of it. */
export function latelyBy(all: AgentsLately, agent: string): AgentLately {
  return ownEntry(all, agent) ?? NOTHING;
}

function didIn(entry: Entry | UnknownEntry): { agent: string; what: keyof AgentLately } | null {
  switch (entry.kind) {
    case "agent_within":
      return named(entry.data.agent, "within");
    case "agent_beyond":
      return named(entry.data.agent, "beyond");
    case "agent_confirmed":
      return named(entry.data.agent, "confirmed");
    case "agent_refused":
      return named(entry.data.agent, "refused");
    default:
      return null;
  }
}

function named(agent: string | null, what: keyof AgentLately): { agent: string; what: keyof AgentLately } | null {
  return agent === null ? null : { agent, what };
}
