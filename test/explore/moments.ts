import { account } from "./people.js";
import { handoffOf, refersTo, stageOf } from "./record.js";
import { stands, type Word, type World } from "./world.js";

const STAGES = ["discover", "decide", "build", "test", "ship", "evaluate"];

/** Until when waivers and delegations are given. */
export const UNTIL = "2026-01-20";
/** The gates that are waived, and confirmed. */
export const WAIVED = "evidence";
export const CONFIRMED = "priority";

/** A stage's label. */
export function labelOf(stage: string): string {
  return `stage: ${stage}`;
}

/** Label of the stage after the accepted one. */
export function nextLabel(world: World): string {
  return labelOf(STAGES[STAGES.indexOf(stageOf(world.record) ?? "discover") + 1] ?? "discover");
}

/** True once the word's command was answered. */
export function isRead(world: World, word: Word): boolean {
  return world.handled.includes(word.id * 10);
}

/** True while a hand-off is open. */
export function open(world: World): boolean {
  return handoffOf(world.record) !== null;
}

/** True while the word may still count, or take effect. */
export function isAlive(world: World, word: Word): boolean {
  if (!isRead(world, word) || refersTo(world.record, word.id)) return true;
  if (word.editedAt !== null || word.spent || word.order <= world.entered) return false;
  const receivers = ["ana", "ben"] as const;
  if (word.text.startsWith("/ack"))
    return receivers.some((name) => account(name) === word.by) || (word.by === account("eve") && word.had.files.roles === 1);
  return word.text.startsWith("/confirm") && word.by === account("omar");
}

/** The last comment that may still count, while it stands as it was written. */
export function lastWord(world: World): Word | undefined {
  const last = world.words.findLast((word) => isAlive(world, word));
  return last && stands(last) ? last : undefined;
}

/** The oldest confirmation that may still count, unless it is the last such comment. */
export function oldestConfirmation(world: World): Word | undefined {
  const found = world.words.find(
    (word) => word.text === `/confirm ${CONFIRMED}` && word.by === account("omar") && stands(word) && isAlive(world, word),
  );
  return found === lastWord(world) ? undefined : found;
}
