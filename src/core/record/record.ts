import type { AgentActs } from "./agent-acts.js";
import type { AgentItem, AgentText } from "./agent-item.js";
import type { AgentStands } from "./agent-stands.js";
import type { Versions } from "./versions.js";
import type { Stand } from "./stand.js";
import type { Contest, Insisted } from "./contested.js";
import type { Begun, StageBy } from "./stage.js";
import type { Receipt } from "./receipt.js";
import type { Remark } from "./remark.js";
import type { Outcome } from "../findings/outcome.js";
import type { Time } from "../basics/known.js";
import { ALWAYS, type Moment } from "../facts/moment.js";
import type { Delegation, Handoff, Waiver } from "./state.js";
import type { PullRequestVerdict } from "./verdict.js";
import type { Write } from "../facts/writes.js";

/**
 * What Baton remembers of an item: the accepted stage, the open hand-off and what was judged. Everything else is read from GitHub
 * anew each time. Plain JSON: it lives in the store, and signed in the living comment's marker.
 */
export interface ItemRecord {
  version: 2;
  /** Accepted stage; null while the item is not governed. */
  stage: string | null;
  /** How the accepted stage came about. */
  stageBy: StageBy;
  stageSince: Time;
  /** When the accepted stage was entered, as comments can be held against it: what was said before belongs to the stage before. */
  entered: Moment;
  handoff: Handoff | null;
  /** Number of hand-offs requested so far. */
  sequence: number;
  /** Content of the last evaluation by part key, with the moment since which it stands. */
  parts: Record<string, Stand>;
  /** Outcome of each gate at the last evaluation. */
  gates: Record<string, GateMemory>;
  /** What the last look saw of all that words can be bound to; null before the first. */
  versions: Versions | null;
  /** Highest comment id at the last evaluation. */
  seenComment: number;
  /** Comments that were hidden when their commands were to be read, newest first, at most 5,000: they stay without effect. */
  hidden: number[];
  /** Label events already acted upon, newest first, at most 40 or four for each stage. */
  handledEvents: string[];
  /** Newest first, at most 20. */
  receipts: Receipt[];
  /** Content that was handed off, by part key; drift is measured against it. */
  handedOff: Record<string, string>;
  /** Keys of handed-off parts that were found changed. */
  drifted: string[];
  /** Begin clock of the accepted stage. */
  begun: Begun | null;
  /** Gates that somebody let pass for a while; newest first. */
  waivers: Waiver[];
  /** Who may acknowledge in whose place; newest first. */
  delegations: Delegation[];
  /** Keys of deadline notices that were sent, newest first. */
  told: string[];
  /** The running clock has run out. */
  overdue: boolean;
  /** Things people were told about once: labels put back, refused requests. Newest first, at most 10. */
  remarks: Remark[];
  /** Answers and notices that were decided and may not be on GitHub yet. */
  outbox: Outgoing[];
  /** Pull requests only: what the check run should say. */
  check: PullRequestVerdict | null;
  /** What overseers' words are bound to; left out where the policy declares no agent. */
  agents?: AgentStands;
  /** What was decided of an issue that an agent opened; left out for every other. */
  agentItem?: AgentItem;
  /** What the ledger was told of agents' parts in it; left out where none had one. */
  agentActs?: AgentActs;
  /** Highest of agents' comments that were counted; left out where none was. */
  agentComments?: number;
  /** The stage in which each agent was last taken off the item, by the agent's id; left out where none was. */
  unassigned?: Record<string, string>;
  /** Whether agents wrote any version of the body, as of the last look through them; left out where it matters to nobody. */
  agentText?: AgentText;
  /** It was closed at the last look; left out while it is open. */
  closed?: true;
  /** Why the item could not be judged when it was last tried; left out when it could. What is remembered stands meanwhile, and proves nothing. */
  trouble?: string;
  /** Labels that Baton wrote lately; left out when there is none. */
  insisted?: Insisted[];
  /** Labels that somebody undoes again and again, as of the last look; left out when there is none. */
  contested?: Contest[];
}

/** Something Baton has to say once. */
export type Outgoing = Extract<Write, { kind: "react" | "create_comment" | "unassign" }>;

export interface GateMemory {
  outcome: Outcome;
  since: Moment;
}

/** The record of an item that was never evaluated. */
export function emptyRecord(): ItemRecord {
  return {
    version: 2,
    stage: null,
    stageBy: "initial",
    stageSince: 0,
    entered: ALWAYS,
    handoff: null,
    sequence: 0,
    parts: {},
    gates: {},
    versions: null,
    seenComment: 0,
    hidden: [],
    handledEvents: [],
    receipts: [],
    handedOff: {},
    drifted: [],
    begun: null,
    waivers: [],
    delegations: [],
    told: [],
    overdue: false,
    remarks: [],
    outbox: [],
    check: null,
  };
}
