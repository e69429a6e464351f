import { isCommand, parseCommands, type ParsedCommand } from "../commands/parse.js";
import type { CommandName } from "../commands/reply.js";
import { stageByLabel } from "../policy/lifecycle.js";
import { sameLabel, type Actor, type Comment, type LabelEvent, type Snapshot, type Time } from "../snapshot.js";
import type { Turn } from "./turn.js";

/** Something a person did that may move the item, in the order it was done. */
export type Act =
  | { kind: "label"; at: Time; order: number; to: string; event: LabelEvent; actor: Actor | null }
  | { kind: "command"; at: Time; order: number; key: number; comment: Comment; command: ParsedCommand & { name: CommandName } }
  | { kind: "unknown"; at: Time; order: number; key: number; comment: Comment; word: string }
  | { kind: "edited"; at: Time; order: number; key: number; comment: Comment; command: CommandName }
  /** In a comment that somebody hid before it was read: no command, and none when it is shown again. */
  | { kind: "hidden"; at: Time; order: number; key: number; comment: Comment };

// Ten commands at most are read from a comment, so its index fits in one digit.
const COMMANDS_PER_COMMENT = 10;
const CLOCK_TOLERANCE = 60_000;

/** How many answered commands are remembered of an item, the newest. What is older than all of them was answered too. */
export const MOST_HANDLED = 500;

/** Key of the n-th command of a comment. */
export function commandKey(commentId: number, index: number): number {
  return commentId * COMMANDS_PER_COMMENT + index;
}

/** The comment a command key belongs to. */
function commentOfKey(key: number): number {
  return Math.floor(key / COMMANDS_PER_COMMENT);
}

/** Every act that was not yet answered, oldest first. */
export function openActs(turn: Turn): Act[] {
  const commands = turn.snapshot.comments.flatMap((comment) => commandActs(comment, turn));
  return [...labelActs(turn), ...commands].toSorted((a, b) => a.at - b.at || a.order - b.order);
}

function commandActs(comment: Comment, turn: Turn): Act[] {
  if (comment.author?.isSelf || comment.createdAt < turn.firstSeen - CLOCK_TOLERANCE) return [];
  if (comment.id < forgottenBelow(turn.handled)) return [];
  return parseCommands(comment.body).flatMap((command, index) => {
    const key = commandKey(comment.id, index);
    return turn.handled.has(key) ? [] : [toAct(comment, command, key)];
  });
}

// Somebody who floods an item with commands must not make old ones happen again.
function forgottenBelow(handled: ReadonlySet<number>): number {
  if (handled.size < MOST_HANDLED) return 0;
  let lowest = Number.MAX_SAFE_INTEGER;
  for (const key of handled) lowest = Math.min(lowest, key);
  return commentOfKey(lowest);
}

function toAct(comment: Comment, command: ParsedCommand, key: number): Act {
  const base = { at: comment.createdAt, order: key, key, comment };
  if (comment.isMinimized) return { kind: "hidden", ...base };
  if (!isCommand(command.name)) return { kind: "unknown", word: command.name, ...base };
  if (comment.lastEditedAt !== null) return { kind: "edited", command: command.name, ...base };
  return { kind: "command", command: { ...command, name: command.name }, ...base };
}

function labelActs(turn: Turn): Act[] {
  return foreignStages(turn).flatMap((stage) => {
    const event = lastLabeled(turn.snapshot, stage.label);
    if (!event || turn.record.handledEvents.includes(event.id)) return [];
    return [{ kind: "label" as const, at: event.at, order: 0, to: stage.id, event, actor: event.actor }];
  });
}

/** Stages whose label is on the item though it is not in them. */
export function foreignStages(turn: Pick<Turn, "policy" | "snapshot" | "record">): { id: string; label: string }[] {
  return presentStages(turn).filter((stage) => stage.id !== turn.record.stage);
}

/** Stages whose label is on the item, in lifecycle order. */
export function presentStages(turn: Pick<Turn, "policy" | "snapshot">): { id: string; label: string }[] {
  const ids = new Set(turn.snapshot.item.labels.map((label) => stageByLabel(turn.policy, label)?.id));
  return turn.policy.lifecycle.stages.filter((stage) => ids.has(stage.id));
}

/** The last time somebody other than this App put the label on. */
export function lastLabeled(snapshot: Snapshot, label: string): LabelEvent | null {
  return lastEvent(snapshot, "labeled", label);
}

/** The last time the label was taken off. */
export function lastUnlabeled(snapshot: Snapshot, label: string): LabelEvent | null {
  return lastEvent(snapshot, "unlabeled", label);
}

function lastEvent(snapshot: Snapshot, kind: LabelEvent["kind"], label: string): LabelEvent | null {
  const matching = snapshot.labelEvents.filter((event) => event.kind === kind && sameLabel(event.label, label) && !event.actor?.isSelf);
  return matching.at(-1) ?? null;
}
