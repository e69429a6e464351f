import type { Contest, Insisted } from "../record/contested.js";
import type { Time } from "../basics/known.js";
import { sameLabel } from "../basics/names.js";
import type { ItemRecord } from "../record/record.js";
import { labelChanges } from "./item-labels.js";
import type { Policy } from "../policy/types.js";
import type { Write } from "../facts/writes.js";

const MINUTE = 60_000;
/** So often within the window Baton writes a label without any pause. */
const FREE = 3;
const WINDOW = 10 * MINUTE;
const FIRST_PAUSE = MINUTE / 2;
const LONGEST_PAUSE = 10 * MINUTE;
/** So long a label has to stay as it was written before it is taken for settled. */
const TRIAL = MINUTE / 2;
/** Longer than any pause: after that, it begins anew. */
const QUIET = 20 * MINUTE;

/** Takes what is remembered of an item, its labels, the policy and the time; returns the labels that are contested now. */
export function contestsOf(record: ItemRecord, labels: readonly string[], policy: Policy, now: Time): Contest[] {
  const wrong = labelChanges(labels, policy, record);
  return (record.insisted ?? []).flatMap((one): Contest[] => {
    if (!isContested(one, now)) return [];
    const { label } = one;
    const others = one.write === "add" ? "take off" : "put on";
    const last = lastOf(one);
    if (!wrong[one.write].some((name) => sameLabel(name, label)))
      return one.pauses > 0 && now < last + TRIAL ? [{ label, others, until: last + TRIAL, held: false }] : [];
    const until = last + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** one.pauses);
    return [now < until ? { label, others, until, held: true } : { label, others, until: now + TRIAL, held: false }];
  });
}

/** True when Baton leaves the label as it is for now. */
export function isHeld(contests: readonly Contest[] | undefined, label: string): boolean {
  return contests?.some((one) => one.held && sameLabel(one.label, label)) ?? false;
}

/** Takes what is remembered of labels, what was written, and when; returns what to remember. */
export function insistedAfter(known: readonly Insisted[] | undefined, writes: readonly Write[], now: Time): Insisted[] {
  let kept = (known ?? []).filter((one) => isRecent(one, now));
  for (const written of writes) {
    const change = changeOf(written);
    if (!change) continue;
    const ofLabel = (one: Insisted) => sameLabel(one.label, change.label);
    const before = kept.find((one) => ofLabel(one) && one.write === change.write);
    const pauses = before && isContested(before, now) ? before.pauses + 1 : 0;
    kept = [...kept.filter((one) => !ofLabel(one)), { ...change, at: [...(before?.at ?? []), now].slice(-FREE), pauses }];
  }
  return kept;
}

function changeOf(written: Write): Pick<Insisted, "label" | "write"> | null {
  if (written.kind === "add_label") return { label: written.label.name, write: "add" };
  return written.kind === "remove_label" ? { label: written.name, write: "remove" } : null;
}

function isContested(one: Insisted, now: Time): boolean {
  if (!isRecent(one, now)) return false;
  return one.pauses > 0 || (one.at.length >= FREE && now - (one.at[0] ?? 0) < WINDOW);
}

// A clock that was put back must not keep a label for hours.
function isRecent(one: Insisted, now: Time): boolean {
  return Math.abs(now - lastOf(one)) <= QUIET;
}

function lastOf({ at }: Insisted): Time {
  return at.at(-1) ?? 0;
}
