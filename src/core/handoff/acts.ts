import type { Actor } from "../facts/actor.js";
import type { Time } from "../basics/known.js";
import { sameLabel } from "../basics/names.js";
import type { ParsedCommand } from "../commands/parse.js";
import { stageByLabel } from "../policy/lifecycle.js";
import { type Comment, type LabelEvent, type Snapshot } from "../facts/snapshot.js";
import { commandsIn } from "../commands/commands-in.js";
import type { Turn } from "./turn.js";

/** Something a person did that may move the item, in the order it was done. Whether there is such a command is not asked here. */
export type Act =
  | { kind: "label"; at: Time; order: number; to: string; event: LabelEvent; actor: Actor | null }
  | { kind: "command"; at: Time; order: number; key: number; comment: Comment; command: ParsedCommand }
  /** In a comment that was edited: no command. */
  | { kind: "edited"; at: Time; order: number; key: number; comment: Comment; command: ParsedCommand }
  /** In a comment that somebody hid before it was read: no command, and none when it is shown again. */
  | { kind: "hidden"; at: Time; order: number; key: number; comment: Comment }
  /** Commands of a comment beyond what its writer may command within an hour; `tell`: they are told so under this one. */
  | { kind: "flood"; at: Time; order: number; keys: number[]; comment: Comment; tell: boolean };

// Ten commands at most are read from a comment, so its index fits in one digit.
const COMMANDS_PER_COMMENT = 10;
const CLOCK_TOLERANCE = 60_000;

/** Key of the n-th command of a comment. */
export function commandKey(commentId: number, index: number): number {
  return commentId * COMMANDS_PER_COMMENT + index;
}

/** True when the command was answered before this turn. */
export function wasAnswered({ handled, answeredBelow: below }: Pick<Turn, "handled" | "answeredBelow">, key: number): boolean {
  return key < below || handled.has(key);
}

/** True when the comment is older than Baton's first sight of a policy here: what it says was meant for nobody. */
export function isBeforeBaton({ firstSeen }: Pick<Turn, "firstSeen">, { createdAt }: Comment): boolean {
  return createdAt < firstSeen - CLOCK_TOLERANCE;
}

/** Every act that was not yet answered, oldest first. */
export function openActs(turn: Turn): Act[] {
  const commands = turn.snapshot.comments.flatMap((comment) => commandActs(comment, turn));
  return [...labelActs(turn), ...commands].toSorted((a, b) => a.at - b.at || a.order - b.order);
}

function commandActs(comment: Comment, turn: Turn): Act[] {
  if (comment.author?.isSelf || isBeforeBaton(turn, comment)) return [];
  const open = commandsIn(comment)
    .map((command, index) => ({ command, key: commandKey(comment.id, index) }))
    .filter(({ key }) => !wasAnswered(turn, key));
  const [first] = open;
  const tell = turn.flood.get(comment.id);
  if (first && tell !== undefined)
    return [{ kind: "flood", at: comment.createdAt, order: first.key, keys: open.map(({ key }) => key), comment, tell }];
  return open.map(({ command, key }) => toAct(comment, command, key));
}

function toAct(comment: Comment, command: ParsedCommand, key: number): Act {
  const base = { at: comment.createdAt, order: key, key, comment };
  if (comment.isMinimized) return { kind: "hidden", ...base };
  return { kind: comment.lastEditedAt === null ? "command" : "edited", command, ...base };
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
