import type { Stand } from "../record/stand.js";
import type { Judgement } from "../judging/judgement.js";
import { ownEntry } from "../basics/own-entry.js";
import { lastCommentId, parsePartKey, partTitle } from "../content/content-parts.js";
import { nextStage } from "../policy/lifecycle.js";
import { agentsOf } from "../policy/agents/agent.js";
import { agentTextOf } from "../words/agent-text.js";
import { agentStandsOf } from "../words/agent-words.js";
import { partBound } from "../words/bound.js";
import { lookOf } from "../words/look.js";
import { sinceOf } from "../words/since.js";
import { versionsOf } from "../words/versions.js";
import { decide, type Turn } from "./turn.js";

/** Keeps what the next evaluation compares with: content, gate outcomes, edit facts. */
export function remember(turn: Turn): void {
  const ahead = judgementAhead(turn);
  turn.record.parts = { ...handedOffParts(turn), ...ahead?.bound };
  turn.record.gates = ahead
    ? Object.fromEntries(ahead.gates.map((gate) => [gate.spec.id, { outcome: gate.outcome, since: gate.since }]))
    : {};
  // A move ends the evaluation, not the look: what comes next is held against the same.
  if (!turn.moved) {
    turn.record.versions = versionsOf(turn.snapshot, turn.policy.source.organisation ?? null);
    turn.record.seenComment = lastCommentId(turn.snapshot);
    rememberAgents(turn);
  }
  noteDrift(turn);
}

function rememberAgents(turn: Turn): void {
  const text = agentTextOf(turn);
  if (text === undefined) delete turn.record.agentText;
  else turn.record.agentText = text;
  if (agentsOf(turn.policy).length === 0) delete turn.record.agents;
  else turn.record.agents = agentStandsOf(turn.snapshot, turn.record.agents ?? null);
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

function handedOffParts(turn: Turn): Record<string, Stand> {
  const look = lookOf(turn);
  const refs = Object.keys(turn.record.handedOff)
    .map(parsePartKey)
    .filter((ref) => ref !== null && turn.texts.byPath.has(ref.path));
  const bounds = refs.flatMap((ref) => (ref ? [partBound(ref, turn.texts)] : []));
  return Object.fromEntries(
    bounds.map((bound) => [bound.key, { digest: bound.digest, since: sinceOf(bound, ownEntry(turn.record.parts, bound.key), look) }]),
  );
}

function noteDrift(turn: Turn): void {
  const parts = driftedParts(turn);
  const news = parts.filter((key) => !turn.record.drifted.includes(key));
  turn.record.drifted = parts;
  if (news.length > 0 && !turn.moved) decide(turn, "drift", null, { changed: news.map(partTitle) });
}
