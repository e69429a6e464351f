import type { Reply } from "../commands/reply.js";
import { refuseUnlessMember } from "../people.js";
import { sameLogin } from "../snapshot.js";
import { loginOf, openHandoff, redTitles, refuse, roleOf, say, type Command, type Effect } from "./answers.js";
import { accept } from "./move.js";
import type { Handoff, OverrideRequest } from "./record.js";
import { decide, type Turn } from "./turn.js";
import { lets, type Judgement } from "../gates.js";
import { canonicalJson, sha256 } from "../digest.js";

const CODE_LIFE = 60 * 60 * 1000;
const FORCED = /^([A-Za-z0-9-]{4,40}):\s*(\S.*)$/;

/**
 * `/override` answers with a one-time code and what would be bypassed; `/override CODE: REASON` forces the hand-off. The code belongs to
 * the content it was given for and lives an hour. Where the policy names a `second` role, another person repeats the command.
 */
export function overrideCommand(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const rule = turn.policy.override;
  if (!rule) return say({ kind: "override_not_configured", by });
  const open = openHandoff(turn, act, "override");
  if ("did" in open) return open;
  const forced = FORCED.exec(act.command.args);
  forgetTakenBack(turn, open.handoff.override);
  const role = forced && rule.second !== null && open.handoff.override?.first ? rule.second : rule.by;
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, role, act.comment.author);
  if (refusal) return refuse(turn, "override", by, refusal, [role]);
  return forced ? force(turn, act, open, { code: forced[1] ?? "", reason: forced[2] ?? "" }) : giveCode(turn, act, open);
}

function giveCode(turn: Turn, act: Command, open: { handoff: Handoff; judgement: Judgement }): Effect {
  const { handoff, judgement } = open;
  const by = loginOf(act);
  const code = turn.code(`override:${turn.snapshot.item.nodeId}:${handoff.sequence}:${judgement.digest}:${act.comment.id}`);
  handoff.override = { code, askedBy: by, askedAt: act.at, digest: forcedDigest(judgement), first: null };
  const second = turn.policy.override?.second ?? null;
  return say({
    kind: "override_code",
    by,
    code,
    to: handoff.to,
    bypassed: redTitles(judgement),
    acknowledgement: handoff.acks.length < judgement.contract.acknowledge.count,
    second: second === null ? null : roleOf(turn.policy, second),
  });
}

function force(
  turn: Turn,
  act: Command,
  open: { handoff: Handoff; judgement: Judgement },
  typed: { code: string; reason: string },
): Effect {
  const { handoff, judgement } = open;
  const by = loginOf(act);
  const asked = handoff.override;
  const wrong = wrongCode(asked, typed.code, forcedDigest(judgement), act.at);
  if (wrong || !asked) return say({ kind: "override_wrong_code", by, why: wrong ?? "unknown" });
  const missing = secondMissing(turn, asked, typed.reason, act);
  if (missing) return say(missing);
  const first = asked.first ?? { by, reason: typed.reason };
  decide(turn, "overridden", by, { code: asked.code, reason: first.reason, bypassed: redTitles(judgement) });
  accept(turn, handoff, judgement, { by: first.by, second: asked.first ? by : null, reason: first.reason });
  return { did: "effect" };
}

// The first of two people may take their word back by deleting or editing the comment.
function forgetTakenBack(turn: Turn, asked: OverrideRequest | null): void {
  const id = asked?.first?.commentId;
  const stands = turn.snapshot.comments.some((comment) => comment.id === id && comment.lastEditedAt === null);
  if (asked?.first && !stands) asked.first = null;
}

// A code stands for what it was said to bypass: other content, or other red gates, want another code.
function forcedDigest(judgement: Judgement): string {
  return sha256(canonicalJson([judgement.digest, judgement.gates.filter((gate) => !lets(gate)).map((gate) => gate.spec.id)]));
}

function wrongCode(
  asked: OverrideRequest | null,
  code: string,
  digest: string,
  at: number,
): "unknown" | "content_changed" | "expired" | null {
  if (!asked || asked.code.toLowerCase() !== code.toLowerCase()) return "unknown";
  if (asked.digest !== digest) return "content_changed";
  return at - asked.askedAt > CODE_LIFE ? "expired" : null;
}

function secondMissing(turn: Turn, asked: OverrideRequest, reason: string, act: Command): Reply | null {
  const by = loginOf(act);
  const second = turn.policy.override?.second ?? null;
  if (second === null) return null;
  const role = roleOf(turn.policy, second);
  if (!asked.first) {
    asked.first = { by, at: act.at, reason, commentId: act.comment.id };
    return { kind: "override_needs_second", by, code: asked.code, role };
  }
  return sameLogin(asked.first.by, by) ? { kind: "override_same_person", by, role } : null;
}
