import type { GateSpec } from "../checks/gate-spec.js";
import { redGates } from "../judging/judgement.js";
import type { Outcome } from "../findings/outcome.js";
import type { Time } from "../basics/known.js";
import type { Finding } from "../findings/findings.js";
import { vouches } from "../handoff/commands/find.js";
import { judge } from "../judging/judge.js";
import type { ItemRecord } from "../record/record.js";
import { findContract, nextStage } from "../policy/lifecycle.js";
import type { Contract, Policy, Stage } from "../policy/types.js";
import type { Snapshot } from "../facts/snapshot.js";
import { readTexts } from "../content/item-texts.js";
import type { GateResult } from "../record/verdict.js";

/** Whether an item could go on under one policy: `free` when nothing governs it, `waiting` when only people have yet to act. */
export interface Standing {
  state: "free" | "green" | "waiting" | "red";
  why: "not_governed" | "last_stage" | "no_contract" | "ambiguous" | "gates";
  boundary: { from: Stage; to: Stage } | null;
  contract: Contract | null;
  gates: GateResult[];
}

/** One gate under two policies. Null: the gate is not there, does not apply or only advises. */
export interface GateChange {
  spec: GateSpec;
  /** The contract it stands in: the new one, or the old one when it was removed. */
  contract: Contract;
  before: Outcome | null;
  after: Outcome | null;
  /** The first thing that stands in the way now. */
  finding: Finding | null;
}

/** What becomes of one item when one policy takes another's place. */
export interface Flip {
  direction: "worse" | "better" | "none";
  before: Standing;
  after: Standing;
  gates: GateChange[];
}

const WORSE = { free: 0, green: 0, waiting: 1, red: 2 } as const;

/** Takes how one item stands under the old and under the new policy; returns what changes for it. Pure. */
export function flipOf(before: Standing, after: Standing): Flip {
  const step = WORSE[after.state] - WORSE[before.state];
  return { direction: step > 0 ? "worse" : step < 0 ? "better" : "none", before, after, gates: gateChanges(before, after) };
}

/** Takes a policy and an item with its record; returns how the item stands at its next boundary. Pure, never throws. */
export function standingOf(policy: Policy | null, snapshot: Snapshot, record: ItemRecord, now: Time): Standing {
  const nothing = { boundary: null, contract: null, gates: [] };
  const from = policy?.lifecycle.stages.find((stage) => stage.id === record.stage);
  if (!policy || !from) return { ...nothing, state: "free", why: "not_governed" };
  const to = nextStage(policy, from.id);
  if (!to) return { ...nothing, state: "free", why: "last_stage" };
  const match = findContract(policy, from.id, to.id, snapshot.item);
  const boundary = { from, to };
  if (match.kind !== "found") return { ...nothing, boundary, state: "red", why: match.kind === "none" ? "no_contract" : "ambiguous" };
  const { gates } = judge(match.contract, { policy, snapshot, texts: readTexts(snapshot, policy), record, now, vouches });
  return { boundary, contract: match.contract, gates, state: stateOf(gates), why: "gates" };
}

function stateOf(gates: readonly GateResult[]): Standing["state"] {
  const held = redGates({ gates });
  if (held.length === 0) return "green";
  return held.every((gate) => gate.outcome === "pending") ? "waiting" : "red";
}

function gateChanges(before: Standing, after: Standing): GateChange[] {
  const old = new Map(before.gates.map((gate) => [gate.spec.id, gate]));
  const today = new Map(after.gates.map((gate) => [gate.spec.id, gate]));
  const kept = after.gates.flatMap((gate) => change(old.get(gate.spec.id), gate, after.contract));
  const removed = before.gates.filter((gate) => !today.has(gate.spec.id)).flatMap((gate) => change(gate, undefined, before.contract));
  return [...kept, ...removed];
}

function change(before: GateResult | undefined, after: GateResult | undefined, contract: Contract | null): GateChange[] {
  const spec = (after ?? before)?.spec;
  const [was, is] = [effect(before), effect(after)];
  if (!spec || !contract || was === is) return [];
  const finding = is === null || is === "pass" ? null : (after?.findings.find(({ severity }) => severity === "problem") ?? null);
  return [{ spec, contract, before: was, after: is, finding }];
}

/** What the gate means for the hand-off: a waived one lets it pass, advice has no say. */
function effect(gate: GateResult | undefined): Outcome | null {
  if (!gate || !gate.applies || gate.spec.level === "warn") return null;
  return gate.waiver ? "pass" : gate.outcome;
}
