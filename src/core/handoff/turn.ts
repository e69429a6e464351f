import type { AgentNews, OverComments } from "../record/agent-item.js";
import type { Judgement } from "../judging/judgement.js";
import { answeredBeyond, type AnsweredBeyond } from "./answered-keys.js";
import type { Remark } from "../record/remark.js";
import type { Time } from "../basics/known.js";
import type { Reply } from "./reply.js";
import { copyOf } from "../basics/copy.js";
import { judge } from "../judging/judge.js";
import type { DataOf, Kind } from "../ledger/data.js";
import type { DecisionOf } from "../ledger/entry.js";
import { findContract, nextStage } from "../policy/lifecycle.js";
import type { Contract, Policy, Role, Stage } from "../policy/types.js";
import type { Snapshot } from "../facts/snapshot.js";
import type { Texts } from "../content/item-texts.js";
import type { Person } from "../facts/person.js";
import type { Vouches } from "../words/look.js";
import { floodIn, type Flood } from "./flood.js";
import type { CommandWords } from "./our-words.js";
import type { ItemRecord } from "../record/record.js";

/** What one evaluation is given. */
export interface EvaluationInput {
  snapshot: Snapshot;
  texts: Texts;
  policy: Policy;
  record: ItemRecord;
  /** Keys of commands already answered (`commandKey`). */
  handled: ReadonlySet<number>;
  now: Time;
  /** When Baton first saw a policy in this repository: stage labels from before it are adopted. */
  firstSeen: Time;
  /** Keyed short code for a text, so that an override's code cannot be guessed. */
  code(material: string): string;
}

/** A decision worth keeping for ever. */
export type Decision = DecisionOf<Kind>;

/** A new comment, written because the ball changed sides. `key` finds it again. */
export interface Notice {
  key: string;
  what: "ask" | "sent_back" | "ack_void" | "deadline" | "unassigned" | "consult";
  /** Which agent may not work here yet, for `unassigned`. */
  unassigned?: { agent: string; account: string; stages: string[] };
  /** Percent of the time that is over, for a deadline. */
  share?: 50 | 75 | 100;
  /** Who is told of which request, by whom. */
  consult?: { roles: Role[]; from: string; to: string; by: string };
}

/** Who commanded what, still to be told. */
export interface Answer {
  commentId: number;
  reply: Reply | { kind: "show_status"; by: string } | { kind: "show_help"; by: string };
}

/** What a turn begins with: the input, which words are ours, and which vouch. */
type Start = EvaluationInput & { vouches: Vouches; words: CommandWords };

/** One evaluation under way: the record is rewritten as acts are applied. */
export interface Turn extends Start {
  record: ItemRecord;
  answers: Answer[];
  /** Comments whose command took effect. */
  done: Set<number>;
  /** Comments whose command was seen. */
  seen: Set<number>;
  /** Keys of commands answered in this turn. */
  answered: Set<number>;
  /** Every command with a lower key was answered before it. */
  answeredBeyond: AnsweredBeyond;
  /** Comments whose writer wrote too many commands. */
  flood: Flood;
  /** True when there is more to read than one turn takes. */
  more: boolean;
  notices: Notice[];
  decisions: Decision[];
  /** What is said once of an issue that an agent opened. */
  agentNews?: AgentNews;
  /** Agents that wrote more comments than they may, each said once in a window. */
  overComments: OverComments[];
  /** True once the accepted stage moved: the rest of the acts belong to the next evaluation. */
  moved: boolean;
  /** When the act under way was done; null between acts. */
  actAt: Time | null;
  /** The contract of a boundary out of the accepted stage, judged at most once. */
  judgeTo(to: string): Judgement | null;
  /** Forgets the judgements: something they rest on changed in this turn. */
  judgeAnew(): void;
}

/** Starts an evaluation on a copy of the record. */
export function startTurn(input: Start): Turn {
  const judged = new Map<string, Judgement | null>();
  const turn: Turn = {
    ...input,
    snapshot: withHidden(input.snapshot, input.record.hidden),
    record: copyOf(input.record),
    answers: [],
    done: new Set(),
    seen: new Set(),
    answered: new Set(),
    answeredBeyond: answeredBeyond(input.handled),
    flood: floodIn(input.snapshot.comments, input.words),
    more: false,
    notices: [],
    decisions: [],
    overComments: [],
    moved: false,
    actAt: null,
    judgeTo(to) {
      const known = judged.get(to);
      if (known !== undefined) return known;
      const contract = contractTo(turn, to);
      const fresh = contract
        ? judge(contract, { ...input, snapshot: turn.snapshot, record: { ...input.record, waivers: turn.record.waivers } })
        : null;
      judged.set(to, fresh);
      return fresh;
    },
    judgeAnew: () => judged.clear(),
  };
  return turn;
}

// What was hidden when it was to be read stays without effect when it is shown again.
function withHidden(snapshot: Snapshot, hidden: readonly number[]): Snapshot {
  if (hidden.length === 0) return snapshot;
  const comments = snapshot.comments.map((comment) => (hidden.includes(comment.id) ? { ...comment, isMinimized: true } : comment));
  return { ...snapshot, comments };
}

/** The contract of the boundary from the accepted stage, or null when there is none (or more than one). */
function contractTo(turn: Turn, to: string): Contract | null {
  if (turn.record.stage === null) return null;
  const found = findContract(turn.policy, turn.record.stage, to, turn.snapshot.item);
  return found.kind === "found" ? found.contract : null;
}

/** Adds a decision to the turn's record for the ledger, with the contract of the open hand-off, else of the next boundary. */
export function decide<K extends Kind>(turn: Turn, kind: K, actor: Person | null, data: DataOf<K>): void {
  const by = actor && { id: actor.id, login: actor.login };
  const { stage, handoff } = turn.record;
  const to = handoff?.to ?? (stage === null ? undefined : nextStage(turn.policy, stage)?.id);
  const contract = to === undefined ? null : contractTo(turn, to);
  const under = contract && { id: contract.id, version: contract.version, digest: contract.digest };
  const decision: DecisionOf<K> = { kind, at: turn.now, actor: by, contract: under, data };
  // One of the union's members for whatever K is; the compiler cannot see it while K is open.
  turn.decisions.push(decision as Decision);
}

/** Keeps a remark for the living comment; the same remark twice is told once. */
export function remark(turn: Turn, added: Remark): void {
  const { at: _at, ...meaning } = added;
  const same = (other: Remark) => JSON.stringify({ ...other, at: undefined }) === JSON.stringify({ ...meaning, at: undefined });
  turn.record.remarks = [added, ...turn.record.remarks.filter((other) => !same({ ...other }))].slice(0, 10);
}

/** The stage with this id; throws when the policy has none (callers pass ids the policy was checked for). */
export function stageOf(policy: Policy, id: string): Stage {
  const stage = policy.lifecycle.stages.find((candidate) => candidate.id === id);
  if (!stage) throw new Error(`the lifecycle has no stage ${id}`);
  return stage;
}
