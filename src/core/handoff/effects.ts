import { keptReceipts } from "../record/kept-receipts.js";
import type { Remark } from "../record/remark.js";
import type { Receipt } from "../record/receipt.js";
import { settleStageEvents } from "./stage-events.js";
import type { DataOf, Kind } from "../ledger/data.js";
import type { Person } from "../facts/person.js";
import { decide, remark, type Notice, type Turn } from "./turn.js";
import { seenIn } from "../content/content-parts.js";

const MOST_RECEIPTS = 20;

/** What a step asks for beyond the new state. Data: nothing has happened yet. */
export type Effect =
  /** Kept in the ledger. */
  | Decide
  /** Shown in the living comment. */
  | { do: "remark"; remark: Remark }
  /** A comment of its own, because the ball changes sides. */
  | { do: "notify"; notice: Notice }
  /** The item enters a stage. */
  | { do: "enter"; receipt: Receipt; handedOff: Record<string, string> }
  /** The item enters the process for the first time, or anew. */
  | { do: "begin"; stage: string; how: "initial" | "adopted"; receipt: Receipt | null }
  /** The item leaves the process. */
  | { do: "release" }
  /** A request gets a number. */
  | { do: "count" };

/** What is to be kept, each kind with its own data. */
type Decide = { [K in Kind]: { do: "decide"; kind: K; actor: Person | null; data: DataOf<K> } }[Kind];

/** Carries a step's effects out on the turn. */
export function carryOut(turn: Turn, effects: readonly Effect[]): void {
  for (const effect of effects) carryOutOne(turn, effect);
}

function carryOutOne(turn: Turn, effect: Effect): void {
  switch (effect.do) {
    case "decide":
      return decide(turn, effect.kind, effect.actor, effect.data);
    case "remark":
      return remark(turn, effect.remark);
    case "notify":
      return notify(turn, effect.notice);
    case "enter":
      return enter(turn, effect.receipt, effect.handedOff);
    case "begin":
      return begin(turn, effect);
    case "release":
      return forget(turn, null);
    case "count":
      turn.record.sequence += 1;
  }
}

// What turned red and green again within one look is asked for once.
function notify(turn: Turn, notice: Notice): void {
  if (!turn.notices.some(({ key }) => key === notice.key)) turn.notices.push(notice);
}

function enter(turn: Turn, receipt: Receipt, handedOff: Record<string, string>): void {
  const by: Turn["record"]["stageBy"] = receipt.kind;
  Object.assign(turn.record, {
    receipts: keptReceipts([receipt, ...turn.record.receipts], MOST_RECEIPTS),
    stage: receipt.to,
    stageBy: by,
    stageSince: turn.now,
    entered: { at: turn.actAt ?? turn.now, ...seenIn(turn.snapshot) },
    gates: {},
    begun: null,
    waivers: [],
    delegations: [],
    overdue: false,
    handedOff,
    remarks: [],
    drifted: [],
  });
  settleStageEvents(turn);
  turn.moved = true;
}

function begin(turn: Turn, { stage, how, receipt }: Extract<Effect, { do: "begin" }>): void {
  forget(turn, stage);
  turn.record.stageBy = how;
  turn.record.stageSince = turn.now;
  if (receipt) turn.record.receipts = keptReceipts([receipt, ...turn.record.receipts], MOST_RECEIPTS);
}

// A hand-off out of a stage that the policy has no more must not go on out of another one.
function forget(turn: Turn, stage: string | null): void {
  Object.assign(turn.record, { stage, gates: {}, parts: {}, begun: null });
}
