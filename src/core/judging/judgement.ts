import type { IsTemplateText } from "../content/template-words.js";
import type { Stand } from "../record/stand.js";
import type { Time } from "../basics/known.js";
import type { Texts } from "../content/item-texts.js";
import type { Snapshot } from "../facts/snapshot.js";
import type { GateResult } from "../record/verdict.js";
import type { Contract, Policy } from "../policy/types.js";
import type { ItemRecord } from "../record/record.js";
import type { AgentWordGiven } from "../ledger/agent-news.js";
import type { AgentPart } from "../words/agent-text.js";
import type { Looked } from "../words/look.js";

/** A contract held against one snapshot. */
export interface Judgement {
  contract: Contract;
  gates: GateResult[];
  /** What an ack is bound to, with the moment since which it stands so: content, contract, conditions, the receiving role. */
  parts: Record<string, Stand>;
  /** The same of everything that any word about this boundary is bound to. */
  bound: Record<string, Stand>;
  /** SHA-256 over the contract, what its gates read and whether its conditions hold. */
  digest: string;
  green: boolean;
  /** Words of overseers that count for what agents wrote of it. */
  overseen: AgentWordGiven[];
}

/** What a contract is held against. */
export interface Given extends Looked {
  texts: Texts;
  now: Time;
}

/** What one judging of a contract goes by. */
export interface Bench {
  contract: Contract;
  policy: Policy;
  snapshot: Snapshot;
  texts: Texts;
  record: ItemRecord;
  now: Time;
  bound: Record<string, Stand>;
  /** Parts of the body and of documents that agents wrote and that are to be seen before they count. */
  byAgents: ReadonlyMap<string, AgentPart[]>;
  judged: Map<string, GateResult>;
  judging: Set<string>;
  /** Also what the team writes where an answer is still to come. */
  isTemplateText: IsTemplateText;
  isTeamPlaceholder(this: void, text: string): boolean;
}

/** True when the gate does not stand in the way: green, waived, not applicable, or only a warning. */
export function letsPass(gate: GateResult): boolean {
  return !gate.applies || gate.outcome === "pass" || gate.waiver !== null || gate.spec.level === "warn";
}

/** Takes what has gates; returns those that stand in the way. */
export function redGates({ gates }: { gates: readonly GateResult[] }): GateResult[] {
  return gates.filter((gate) => !letsPass(gate));
}
