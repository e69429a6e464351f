import type { Time } from "../basics/known.js";
import { agentsOf } from "../policy/agents/agent.js";
import type { Policy } from "../policy/types.js";
import { isHeldBack } from "../record/agent-item.js";
import type { ItemRecord } from "../record/record.js";
import type { Wait } from "./types.js";

type Remembered = Pick<ItemRecord, "check" | "agentItem" | "agents" | "closed">;

/** Takes what is remembered of an item, and when it was opened; returns what of an agent's work waits for the word of its overseer: a pull request, or an issue that is held back. */
export function agentWaitsOf(record: Remembered, policy: Pick<Policy, "parts">, opened: Time): Wait[] {
  if (record.closed) return [];
  const pulls = (record.check?.agents?.refusals ?? []).flatMap((refusal): Asked[] =>
    refusal.why === "unconfirmed" || refusal.why === "destructive"
      ? [{ what: refusal.why === "unconfirmed" ? "agent" : "destructive", role: refusal.role }]
      : [],
  );
  const item = record.agentItem;
  const agent = item && isHeldBack(item) ? agentsOf(policy).find(({ id }) => id === item.agent) : undefined;
  const asked = agent ? [...pulls, { what: "agent" as const, role: agent.oversight.by }] : pulls;
  const since = (what: Asked["what"]) => record.agents?.[what === "agent" ? "text" : "head"].since.at ?? opened;
  return asked.map(({ what, role }) => ({ what, role, people: [], except: [], gates: [], since: since(what), due: null }));
}

interface Asked {
  what: "agent" | "destructive";
  role: string;
}
