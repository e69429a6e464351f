import type { Judgement } from "../judging/judgement.js";
import { changeMoment, seenIn } from "../content/content-parts.js";
import { sha256 } from "../basics/digest.js";
import type { Moment } from "../facts/moment.js";
import { countingAcks, momentsOf, voidedAcks } from "./acknowledge.js";
import type { HandoffEvent } from "./events.js";
import type { Handoff } from "../record/state.js";
import { firstStands } from "./override-word.js";
import { happen } from "./step.js";
import type { Turn } from "./turn.js";

/** What a look finds, in the order in which it is told to the hand-off. Each asks the state that the one before left. */
const FINDINGS: ((turn: Turn, handoff: Handoff, judgement: Judgement) => HandoffEvent[])[] = [
  overrideLost,
  textChanged,
  contentGone,
  acksLost,
  gatesJudged,
  acksFound,
];

/** Brings the open hand-off up to what is true now. Repeating it changes nothing. */
export function settle(turn: Turn): void {
  for (const find of FINDINGS) {
    const { handoff } = turn.record;
    if (!handoff || turn.moved) return;
    const judgement = turn.judgeTo(handoff.to);
    const events: HandoffEvent[] = judgement ? find(turn, handoff, judgement) : [{ type: "boundary_gone" }];
    for (const event of events) happen(turn, event);
  }
}

/** Digest of the whole body: a rejection is lifted when it changes. */
export function bodyDigest(turn: Turn): string {
  return sha256(turn.texts.body.whole.source);
}

function overrideLost(turn: Turn, { override }: Handoff, judgement: Judgement): HandoffEvent[] {
  const first = override?.first;
  return first && !firstStands(turn, judgement, first) ? [{ type: "override_lost" }] : [];
}

function textChanged(turn: Turn, handoff: Handoff): HandoffEvent[] {
  if (handoff.state !== "rejected" || handoff.rejection.digest === bodyDigest(turn)) return [];
  return [{ type: "text_changed", moment: changeMoment(turn.snapshot) }];
}

function contentGone(turn: Turn, { asked }: Handoff, judgement: Judgement): HandoffEvent[] {
  const gone = Object.keys(asked?.parts ?? {}).some((key) => !Object.hasOwn(judgement.parts, key));
  return gone ? [{ type: "content_gone", moment: changeMoment(turn.snapshot) }] : [];
}

function acksLost(turn: Turn, handoff: Handoff, judgement: Judgement): HandoffEvent[] {
  if (handoff.state !== "awaiting" || handoff.acks.length === 0) return [];
  const counting = judgement.green ? countingAcks(turn, handoff, judgement) : [];
  return voidedAcks(turn, handoff, judgement, counting).map((ack) => ({ type: "ack_void", ack }));
}

function gatesJudged(turn: Turn, handoff: Handoff, judgement: Judgement): HandoffEvent[] {
  return judgement.green
    ? [{ type: "gates_green", judgement, green: greenSince(turn, handoff, judgement) }]
    : [{ type: "gates_red", judgement }];
}

// The latest moment GitHub dates among those that made the hand-off green; undated ones are covered by the parts' own moments.
function greenSince({ snapshot }: Turn, handoff: Handoff, judgement: Judgement): Moment {
  const at = momentsOf(handoff, judgement).reduce((latest, moment) => Math.max(latest, moment.at ?? 0), 0);
  return { at, ...seenIn(snapshot) };
}

function acksFound(turn: Turn, handoff: Handoff, judgement: Judgement): HandoffEvent[] {
  if (handoff.state !== "awaiting") return [];
  const acks = countingAcks(turn, handoff, judgement);
  if (acks.length >= judgement.contract.acknowledge.count) return [{ type: "acknowledged", acks, judgement }];
  return [{ type: "acks_counted", acks }];
}
