import { sameLabel } from "../basics/names.js";
import { agentOf, isUndeclared } from "../policy/agents/accounts.js";
import type { Agent } from "../policy/agents/agent.js";
import type { Policy } from "../policy/types.js";
import { isHeldBack, OVER_LIMIT, type AgentItem } from "../record/agent-item.js";
import type { ItemRecord } from "../record/record.js";
import type { Snapshot } from "../facts/snapshot.js";
import { personOf, type Person } from "../facts/person.js";
import { shownStages } from "../stages/sources.js";
import { agentStandsOf, confirmationOf } from "../words/agent-words.js";
import { decide, type Turn } from "./turn.js";

/** So often one label is taken off again; whoever puts it back more often than that insists, and it means nothing anyway. */
const MOST_TAKEN_OFF = 3;

/** True where it must be known how many issues the item's author opened before it: it is an agent's, and nothing was decided of it yet. */
export function asksForEarlier(
  { item }: Pick<Snapshot, "item">,
  policy: Policy,
  record: Pick<ItemRecord, "agentItem" | "stage">,
): Agent | null {
  const agent = item.kind === "issue" && item.state === "open" && record.stage === null ? agentOf(policy, item.author) : null;
  return agent && agent.writes?.issues != null && record.agentItem?.agent !== agent.id ? agent : null;
}

/** Decides what becomes of an issue that an agent opened; returns whether it is held back: not governed, until its overseer confirmed what it says. */
export function holdAgentItem(turn: Turn): boolean {
  const { snapshot, policy, record } = turn;
  const { author, kind } = snapshot.item;
  const agent = kind === "issue" ? agentOf(policy, author) : null;
  const isRefused = kind === "issue" && policy.agents?.undeclared === "refuse" && isUndeclared(policy, author);
  if (!agent && !isRefused) {
    delete record.agentItem;
    return false;
  }
  const isKnown = record.agentItem?.agent === (agent?.id ?? "");
  // What was done before anybody declared the agent is nobody's to decide any more.
  if (!isKnown && snapshot.item.state === "closed") return false;
  if (!isKnown) noteItem(turn, agent);
  const item = record.agentItem;
  if (item && agent && isHeldBack(item) && isReleased(turn, agent)) record.agentItem = { ...item, released: true };
  return isHeldBack(record.agentItem);
}

function noteItem(turn: Turn, agent: Agent | null): void {
  const { snapshot, record } = turn;
  // What was governed before its author was anybody's agent goes on.
  const is = record.stage === null ? standingOf(agent, snapshot) : "within";
  const item: AgentItem = { agent: agent?.id ?? "", is, released: false };
  record.agentItem = item;
  const { author } = snapshot.item;
  const alike = snapshot.earlier?.alike ?? [];
  const account = author?.type === "Bot" ? `${author.login}[bot]` : (author?.login ?? "ghost");
  tellItem(turn, item, author && personOf(author));
  if (is !== "within" || alike.length > 0) turn.agentNews = { what: is === "within" ? "alike" : "held", item, agent, account, alike };
}

/** What went on before its author was anybody's agent is not told as that agent's. */
function tellItem(turn: Turn, { agent, is }: AgentItem, actor: Person | null): void {
  const work = "issue" as const;
  if (is === "undeclared") decide(turn, "agent_refused", actor, { agent: null, work, why: ["undeclared"] });
  else if (is !== "within") decide(turn, "agent_beyond", actor, { agent, work, why: [is === "over_limit" ? "limit" : is], files: [] });
  else if (turn.record.stage === null) decide(turn, "agent_within", actor, { agent, work });
}

function standingOf(agent: Agent | null, { earlier }: Snapshot): AgentItem["is"] {
  if (agent === null) return "undeclared";
  const most = agent.writes?.issues?.create ?? 0;
  if (most === 0) return "read_only";
  // What was not counted is within no limit.
  return earlier !== undefined && earlier.count < most ? "within" : "over_limit";
}

function isReleased({ snapshot, policy, record }: Turn, { oversight }: Agent): boolean {
  const { since } = agentStandsOf(snapshot, record.agents ?? null).text;
  return confirmationOf({ snapshot, policy }, { word: "agent", role: oversight.by, since }) !== null;
}

/** The labels to put on or take off an issue that is held back, or was: its own, and those of a stage that it is not in. */
export function heldLabels(snapshot: Snapshot, policy: Policy, record: ItemRecord): { add: string[]; remove: string[] } {
  const { labels } = snapshot.item;
  const ours = snapshot.labelEvents.filter(({ actor }) => actor?.isSelf);
  const has = labels.filter((label) => sameLabel(label, OVER_LIMIT));
  if (!isHeldBack(record.agentItem)) return { add: [], remove: record.agentItem?.released ? has : [] };
  const wasPut = ours.some(({ kind, label }) => kind === "labeled" && sameLabel(label, OVER_LIMIT));
  const stages = shownStages({ snapshot, policy }).map(({ label }) => label);
  const foreign = labels.filter((label) => [...stages, ...Object.values(policy.labels)].some((one) => sameLabel(one, label)));
  const taken = (label: string) => ours.filter((event) => event.kind === "unlabeled" && sameLabel(event.label, label)).length;
  return { add: has.length > 0 || wasPut ? [] : [OVER_LIMIT], remove: foreign.filter((label) => taken(label) < MOST_TAKEN_OFF) };
}
