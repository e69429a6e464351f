import type { StageAge } from "../../core/shown/ages.js";
import type { Holder } from "../../core/handoff/holder.js";
import { lasting } from "./time.js";

export const BOARD_WORDS = {
  all: "all",
  role: "Who",
  state: "State",
  stage: "Stage",
  item: "Item",
  holder: "Who has the ball",
  nearest: "Nearest gate",
  age: "In the stage",
  due: "Due",
  none: "Nothing is here, or nothing fits these filters.",
  observed: "observed",
  trouble: "could not be judged",
  toGo: (red: number, all: number) => `${red} of ${all} gates to go`,
  clear: "all gates are green",
  overdue: (ms: number) => `overdue by ${lasting(ms)}`,
  left: (ms: number) => `in ${lasting(ms)}`,
  more: (n: number) => `${n} more`,
  earlier: "earlier ones",
  missing: (n: number) =>
    `${n} ${n === 1 ? "item is" : "items are"} still to be looked at before the board shows ${n === 1 ? "it" : "them"}.`,
  title: (name: string) => `Who has the ball in ${name}`,
} as const;

/** Who has the ball, as plain text. */
export function holderWords({ role, person }: Holder): string {
  if (person !== null) return `@${person.login}`;
  return role ?? "nobody in particular";
}

/** How long stays in a stage lasted, as plain text; says so where too few are known. */
export function stageAgeWords(age: StageAge | undefined): string {
  if (!age) return "Fewer than ten stays are over, so there is no percentile yet.";
  return `Half of ${age.visits} stays took ${lasting(age.p50)} at most, 85 % took ${lasting(age.p85)} (calendar time).`;
}

/** Where an age stands beside those of the stage; empty where that is usual or not known. */
export function beyondWords(ms: number, age: StageAge | undefined): string {
  if (!age || ms <= age.p50) return "";
  return ms > age.p85 ? "longer than 85 % of all" : "longer than half of all";
}
