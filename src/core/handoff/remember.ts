import { lastCommentId, observeParts, parsePartKey, partKey, partText, partTitle } from "../content.js";
import type { Judgement } from "../gates.js";
import { nextStage } from "../policy/lifecycle.js";
import { ownEntry } from "../people.js";
import { decide, type Turn } from "./turn.js";

/** Keeps what the next evaluation compares with: content, gate outcomes, edit facts. */
export function remember(turn: Turn): void {
  const ahead = judgementAhead(turn);
  turn.record.parts = { ...handedOffParts(turn), ...ahead?.parts };
  turn.record.gates = ahead
    ? Object.fromEntries(ahead.gates.map((gate) => [gate.spec.id, { outcome: gate.outcome, since: gate.since }]))
    : {};
  turn.record.editCount = turn.snapshot.item.editCount;
  turn.record.seenComment = lastCommentId(turn.snapshot);
  noteDrift(turn);
}

/** The contract in front of the item: that of the open hand-off, else of the next boundary. */
export function judgementAhead(turn: Turn): Judgement | null {
  if (turn.record.stage === null || turn.moved) return null;
  const to = turn.record.handoff?.to ?? nextStage(turn.policy, turn.record.stage)?.id;
  return to === undefined ? null : turn.judgeTo(to);
}

/** Keys of handed-off content that reads differently now. Documents that were not read are left alone. */
export function driftedParts(turn: Turn): string[] {
  const now = handedOffParts(turn);
  return Object.keys(turn.record.handedOff).filter((key) => {
    const current = ownEntry(now, key);
    return current !== undefined && current.digest !== ownEntry(turn.record.handedOff, key);
  });
}

function handedOffParts(turn: Turn): ReturnType<typeof observeParts> {
  const refs = Object.keys(turn.record.handedOff)
    .map(parsePartKey)
    .filter((ref) => ref !== null && turn.texts.byPath.has(ref.path));
  const texts = refs.flatMap((ref) => (ref ? [{ key: partKey(ref), path: ref.path, text: partText(ref, turn.texts.byPath) }] : []));
  return observeParts(texts, turn.record, turn.snapshot);
}

function noteDrift(turn: Turn): void {
  const parts = driftedParts(turn);
  const news = parts.filter((key) => !turn.record.drifted.includes(key));
  turn.record.drifted = parts;
  if (news.length > 0 && !turn.moved) decide(turn, "drift", null, { changed: news.map(partTitle) });
}
