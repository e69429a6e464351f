import type { Answer, Notice } from "../core/handoff/turn.js";
import type { Outgoing } from "../core/handoff/record.js";
import type { Policy, Role } from "../core/policy/types.js";
import type { ItemVerdict } from "../core/verdict.js";
import type { Reply } from "../core/commands/reply.js";
import { commentMarker } from "../core/writes.js";
import { ownEntry } from "../core/people.js";
import { renderAckVoid, renderAsk, renderDeadline, renderSentBack } from "../render/ask.js";
import { renderReply } from "../render/replies.js";

/** What one evaluation has to say, in data. */
export interface Sayings {
  answers: Answer[];
  notices: Notice[];
  seen: number[];
  done: number[];
}

const NOTICES: Record<Notice["what"], (verdict: ItemVerdict, notice: Notice) => string> = {
  ask: renderAsk,
  sent_back: renderSentBack,
  ack_void: renderAckVoid,
  deadline: (verdict, notice) => renderDeadline(verdict, notice.share ?? 100),
};

/** Puts an evaluation's answers into words, reactions first where both go to the same comment. */
export function outgoing(sayings: Sayings, verdict: ItemVerdict | null, policy: Policy): Outgoing[] {
  const notices = verdict ? sayings.notices.map((notice): Outgoing => comment(notice.key, NOTICES[notice.what](verdict, notice))) : [];
  const seen = sayings.seen.map((commentId): Outgoing => ({ kind: "react", commentId, content: "eyes" }));
  const done = sayings.done.map((commentId): Outgoing => ({ kind: "react", commentId, content: "+1" }));
  return [...notices, ...seen, ...done, ...replies(sayings.answers, verdict, policy)];
}

function replies(answers: readonly Answer[], verdict: ItemVerdict | null, policy: Policy): Outgoing[] {
  const byComment = new Map<number, string[]>();
  for (const { commentId, reply } of answers) {
    const lines = byComment.get(commentId) ?? [];
    byComment.set(commentId, [...lines, renderReply(complete(reply, verdict, policy))]);
  }
  return [...byComment].map(([commentId, lines]) => comment(`reply:${commentId}`, lines.join("\n\n")));
}

// The whole picture is only known at the end of the evaluation.
function complete(reply: Answer["reply"], verdict: ItemVerdict | null, policy: Policy): Reply {
  if (reply.kind === "show_help") return { kind: "help", by: reply.by, verdict, overrideRoles: overrideRoles(policy) };
  if (reply.kind !== "show_status") return reply;
  return verdict ? { kind: "status", by: reply.by, verdict } : { kind: "not_governed", by: reply.by, command: "status" };
}

function overrideRoles(policy: Policy): Role[] {
  const ids = policy.override ? [policy.override.by, policy.override.second] : [];
  return ids.flatMap((id) => (id === null ? [] : [ownEntry(policy.roles, id) ?? { id, users: [], teams: [] }]));
}

function comment(key: string, text: string): Outgoing {
  return { kind: "create_comment", key, body: `${text}\n\n${commentMarker(key)}` };
}
