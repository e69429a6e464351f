import { isReview } from "../../core/facts/moment.js";
import { ownEntry } from "../../core/basics/own-entry.js";
import type { AgentNews, OverComments } from "../../core/record/agent-item.js";
import { renderAgentNews, renderOverComments, renderUnassigned } from "../../render/agent-news.js";
import type { Answer, Notice } from "../../core/handoff/turn.js";
import type { Outgoing } from "../../core/record/record.js";
import type { Policy, Role } from "../../core/policy/types.js";
import type { ItemVerdict } from "../../core/record/verdict.js";
import type { Reply } from "../../core/handoff/reply.js";
import { commentMarker } from "../../core/facts/writes.js";
import { renderAckVoid, renderAsk, renderConsult, renderDeadline, renderSentBack } from "../../render/ask.js";
import { renderManyAnswers, renderReply } from "../../render/replies.js";
import { withPage } from "../../render/pages/links.js";
import { manyAnswersKey } from "./answered.js";

/** What one evaluation has to say, in data. */
export interface Sayings {
  answers: Answer[];
  notices: Notice[];
  seen: number[];
  done: number[];
  agentNews?: AgentNews;
  overComments?: OverComments[];
}

const NOTICES: Record<Notice["what"], (verdict: ItemVerdict, notice: Notice) => string> = {
  ask: renderAsk,
  sent_back: renderSentBack,
  ack_void: renderAckVoid,
  consult: (verdict, { consult }) => (consult ? renderConsult(verdict, consult) : ""),
  deadline: (verdict, notice) => renderDeadline(verdict, notice.share ?? 100),
  unassigned: renderUnassigned,
};

/** So many comments are answered one by one; more at once get one answer, or a flood of commands would be one of answers, too. */
const MOST_ALONE = 5;

/** Puts an evaluation's answers into words, reactions first where both go to the same comment. `page` is the item's, null where there is none. */
export function outgoing(sayings: Sayings, verdict: ItemVerdict | null, policy: Policy, page: string | null): Outgoing[] {
  const over = (sayings.overComments ?? []).map(({ key, agent }) => comment(key, renderOverComments(agent)));
  const news = [...(sayings.agentNews ? [comment("agent", renderAgentNews(sayings.agentNews))] : []), ...over];
  const told = verdict ? sayings.notices.map((notice): Outgoing => comment(notice.key, NOTICES[notice.what](verdict, notice))) : [];
  const accounts = verdict ? sayings.notices.flatMap(({ unassigned }) => unassigned?.account ?? []) : [];
  const notices = [...(accounts.length > 0 ? [{ kind: "unassign" as const, accounts }] : []), ...news, ...told];
  const answers = sayings.answers.map(({ commentId, reply }) => ({ commentId, line: renderReply(complete(reply, verdict, policy)) }));
  const link = verdict === null ? null : page;
  const ids = [...new Set([...sayings.seen, ...answers.map(({ commentId }) => commentId)])];
  if (ids.length > MOST_ALONE) {
    const lines = distinct(answers.map(({ line }) => line));
    const many = renderManyAnswers(lines, { comments: ids.length, done: sayings.done.length });
    return [...notices, comment(manyAnswersKey(ids), withPage(many, link))];
  }
  const seen = commentsOf(sayings.seen).map((commentId): Outgoing => ({ kind: "react", commentId, content: "eyes" }));
  const done = commentsOf(sayings.done).map((commentId): Outgoing => ({ kind: "react", commentId, content: "+1" }));
  return [...notices, ...seen, ...done, ...replies(answers, link)];
}

/** GitHub's REST API knows no reactions to reviews. */
function commentsOf(ids: readonly number[]): number[] {
  return ids.filter((id) => !isReview(id));
}

/** The same said twice in a comment is answered once. */
function replies(answers: readonly { commentId: number; line: string }[], link: string | null): Outgoing[] {
  const byComment = new Map<number, string[]>();
  for (const { commentId, line } of answers) byComment.set(commentId, distinct([...(byComment.get(commentId) ?? []), line]));
  return [...byComment].map(([commentId, lines]) => comment(`reply:${commentId}`, withPage(lines.join("\n\n"), link)));
}

function distinct(lines: readonly string[]): string[] {
  return [...new Set(lines)];
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
