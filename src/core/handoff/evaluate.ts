import { predates } from "../policy/lifecycle.js";
import { isContextIssue } from "../facts/context-issue.js";
import type { Contest } from "../record/contested.js";
import type { Time } from "../basics/known.js";
import { openActs, openWishes, otherStages, type Act } from "./acts.js";
import { shownStages, stageSourceOf } from "../stages/sources.js";
import { unassignAgents } from "./agent-assigned.js";
import { countAgentComments } from "./agent-comments.js";
import { holdAgentItem } from "./agent-item.js";
import { tellOverseers } from "./agent-told.js";
import type { AgentNews, OverComments } from "../record/agent-item.js";
import { answer, applyComment, applyFlood, leaveHidden } from "./apply-comment.js";
import { meansAgent } from "./commands/confirm.js";
import { findCommand, vouches, WORDS } from "./commands/find.js";
import { noteTakenStage, place } from "./placement.js";
import type { ItemRecord } from "../record/record.js";
import { shownMoment, request, type WishOutcome } from "./request.js";
import { markEvents } from "./stage-events.js";
import { settle } from "./settle.js";
import { isMute } from "./mute.js";
import { happen } from "./step.js";
import { personOf } from "../facts/person.js";
import { decide, remark, startTurn, type Answer, type Decision, type EvaluationInput, type Notice, type Turn } from "./turn.js";
import { noteBegin } from "./begin.js";
import { watchClock } from "./clock.js";
import { remember } from "./remember.js";
import { toVerdict } from "./to-verdict.js";
import type { ItemVerdict } from "../record/verdict.js";
import { largest } from "../basics/largest.js";
import { contestsOf } from "./contest.js";

/** What an evaluation decided. Nothing has happened yet: `plan` says what to write. */
export interface Evaluation {
  record: ItemRecord;
  /** Null when the policy does not govern the item. */
  verdict: ItemVerdict | null;
  answers: Answer[];
  /** Keys of commands answered now. */
  answered: number[];
  seen: number[];
  done: number[];
  notices: Notice[];
  decisions: Decision[];
  /** What is said once of an issue that an agent opened; left out where there is nothing to say. */
  agentNews?: AgentNews;
  /** Agents that wrote more comments than they may; left out where none did. */
  overComments?: OverComments[];
  /** The accepted stage moved: read again before writing, then evaluate on. */
  moved: boolean;
  /** When time alone will change something: a deadline's notice, the end of a waiver or delegation. */
  lookAgainAt: Time | null;
}

/**
 * Decides what is true of an item now: a pure function of what GitHub says, the policy, the record and the clock.
 * Evaluating its own result again decides nothing new.
 */
export function evaluate(input: EvaluationInput): Evaluation {
  const turn = startTurn({ ...input, vouches, words: WORDS });
  if (isContextIssue(turn.snapshot.item)) return ungoverned(turn);
  if (!isObserving(turn)) countAgentComments(turn);
  if (!isObserving(turn) && holdAgentItem(turn)) return ungoverned(turn);
  if (!place(turn)) return ungoverned(turn);
  const observing = isObserving(turn);
  noteClosed(turn);
  if (turn.snapshot.item.state === "open") {
    noteTakenStage(turn);
    if (observing) followStages(turn);
    else noteTooManyStages(turn);
  }
  const open = turn.snapshot.item.state === "open";
  applyActs(turn, observing);
  if (open) settle(turn);
  noteBegin(turn);
  if (open && !observing) unassignAgents(turn);
  const clockAt = watchClock(turn, observing);
  remember(turn);
  tellOverseers(turn);
  const contested = open && !observing ? contestsOf(turn.record, turn.snapshot.item.labels, turn.policy, turn.now) : [];
  turn.record = withContests(turn.record, contested);
  const lookAgainAt = contested.reduce<Time | null>((first, { until }) => Math.min(first ?? until, until), clockAt);
  return finish(turn, withContests(toVerdict(turn, observing), contested), lookAgainAt);
}

function noteClosed(turn: Turn): void {
  const { closed, ...open } = turn.record;
  const isClosed = turn.snapshot.item.state === "closed";
  if (isClosed === (closed ?? false)) return;
  turn.record = isClosed ? { ...open, closed: true } : open;
  decide(turn, isClosed ? "closed" : "reopened", null, {});
}

function withContests<T extends Pick<ItemRecord, "contested">>({ contested: _before, ...rest }: T, contested: Contest[]): T {
  return { ...rest, ...(contested.length === 0 ? {} : { contested }) } as T;
}

/** True when the item is only reported: the policy observes, or the item is older than the policy governs. */
export function isObserving(turn: Pick<Turn, "policy" | "snapshot">): boolean {
  return turn.policy.enforcement === "observe" || predates(turn.policy, turn.snapshot.item.createdAt);
}

/** Words to answer in one turn; the next one follows at once. */
const MOST_ACTS = 50;

function applyActs(turn: Turn, observing: boolean): void {
  let applied = 0;
  for (const act of openActs(turn)) {
    if (act.kind === "flood") {
      applyFlood(turn, act);
      continue;
    }
    turn.more = applied >= MOST_ACTS;
    if (turn.more) return;
    applied += 1;
    if (turn.snapshot.item.state === "open") settle(turn);
    if (turn.moved) return;
    turn.actAt = act.at;
    if (act.kind === "shown") applyShown(turn, act, observing);
    else applyComment(turn, act, observing);
    turn.actAt = null;
  }
}

function applyShown(turn: Turn, act: Extract<Act, { kind: "shown" }>, observing: boolean): void {
  if (observing || turn.snapshot.item.state === "closed") return;
  markEvents(turn, [act.event.id]);
  const wish = { to: act.to, actor: act.actor, at: act.at, moment: shownMoment(turn, act.at), via: "label" as const };
  noteOutcome(turn, act, request(turn, wish));
}

function noteOutcome(turn: Turn, act: Extract<Act, { kind: "shown" }>, outcome: WishOutcome): void {
  const at = act.at;
  const by = act.actor?.login ?? null;
  const from = turn.record.stage ?? "";
  if (outcome.is === "refused")
    remark(turn, { kind: "not_giver", at, by, to: act.to, role: outcome.roles[0] ?? null, why: outcome.refusal.why });
  if (outcome.is === "no_contract") remark(turn, { kind: "no_contract", at, by, from, to: act.to });
  if (outcome.is === "skipped_stage") remark(turn, { kind: "skipped_stage", at, by, from, to: act.to, next: outcome.next });
  if (outcome.is === "backward_forbidden")
    remark(turn, { kind: "backward_forbidden", at, by, from, to: act.to, why: "the policy forbids moving back" });
  if (outcome.is === "held") remark(turn, { kind: "hold_stands", at, by, to: act.to });
  if (!["requested", "requested_again", "already_requested", "moved_back"].includes(outcome.is))
    decide(turn, "refused", act.actor, { to: act.to, why: outcome.is });
}

function noteTooManyStages(turn: Turn): void {
  // One that was answered already and only waits to be taken off is no second wish.
  const wishes = openWishes(turn);
  if (wishes.length < 2) return;
  const stages = wishes.map(({ stage }) => stage.id);
  markEvents(
    turn,
    wishes.map(({ event }) => event.id),
  );
  remark(turn, { kind: "two_stages", at: largest(wishes.map(({ event }) => event.at)), stages });
  decide(turn, "refused", wishes.at(-1)?.event.actor ?? null, { why: "two_stages", stages });
}

// While its own stage is shown, only a newer one leads on; without it, the item is in the stage that is shown.
function followStages(turn: Turn): void {
  const stays = shownStages(turn).some((stage) => stage.id === turn.record.stage);
  const source = stageSourceOf(turn.policy);
  const [newest] = otherStages(turn)
    .map((stage) => ({ stage, event: source.wished(turn.snapshot, stage) }))
    .filter(({ event }) => !stays || (event !== null && !turn.record.handledEvents.includes(event.id)))
    .toSorted((a, b) => (b.event?.at ?? 0) - (a.event?.at ?? 0));
  if (!newest) return;
  if (newest.event) markEvents(turn, [newest.event.id]);
  const actor = newest.event?.actor ?? null;
  const to = newest.stage.id;
  happen(turn, { type: "followed", to, by: actor && personOf(actor), judgement: turn.judgeTo(to) });
}

function ungoverned(turn: Turn): Evaluation {
  for (const act of openActs(turn)) {
    // Outside the process a stray `/lgtm` is for another bot.
    if (act.kind === "shown" || act.kind === "misplaced" || isForOthers(act)) continue;
    if (act.kind === "flood") {
      for (const key of act.keys) turn.answered.add(key);
      continue;
    }
    if (act.kind === "command" && meansAgent(turn, act)) {
      applyComment(turn, act, false);
      continue;
    }
    turn.answered.add(act.key);
    if (act.kind === "hidden") {
      leaveHidden(turn, act.comment.id);
      continue;
    }
    if (isMute(turn, act.comment)) continue;
    turn.seen.add(act.comment.id);
    answer(turn, act.comment.id, { kind: "not_governed", by: act.comment.author?.login ?? "ghost", command: act.command.name });
  }
  remember(turn);
  tellOverseers(turn);
  return finish(turn, null, null);
}

function isForOthers(act: Act): boolean {
  return (act.kind === "command" || act.kind === "edited") && !findCommand(act.command.name);
}

function finish(turn: Turn, verdict: ItemVerdict | null, lookAgainAt: Time | null): Evaluation {
  const { record, answers, notices, decisions, moved, more, agentNews, overComments } = turn;
  const found = { answered: [...turn.answered], seen: [...turn.seen], done: [...turn.done] };
  return {
    record,
    verdict,
    answers,
    notices,
    decisions,
    moved,
    lookAgainAt: more ? turn.now : lookAgainAt,
    ...found,
    ...(agentNews && { agentNews }),
    ...(overComments.length > 0 && { overComments }),
  };
}
