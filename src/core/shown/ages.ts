import type { Time } from "../basics/known.js";
import { percentiles } from "../insight/percentiles.js";
import type { Receipt } from "../record/receipt.js";
import type { Visit } from "./types.js";

/** A record keeps so many receipts; when it is full, what was before the oldest is not known. */
const FULL = 20;

/** Takes an item's receipts, newest first, and when it was made; returns the stays in stages that are over, as far back as the receipts go. */
export function visitsOf(receipts: readonly Receipt[], createdAt: Time): Visit[] {
  return receipts.flatMap((left, index) => {
    const entered = receipts[index + 1];
    if (left.from === null) return [];
    if (entered) return entered.to === left.from ? [{ stage: left.from, ms: Math.max(0, left.at - entered.at) }] : [];
    return receipts.length < FULL ? [{ stage: left.from, ms: Math.max(0, left.at - createdAt) }] : [];
  });
}

/** How long stays in a stage lasted. */
export interface StageAge {
  visits: number;
  p50: number;
  p85: number;
}

/** Takes stays; returns, for each stage with at least ten, how long half and 85 % of them took at most (calendar time), by the rule that reports go by. */
export function stageAges(visits: readonly Visit[]): Map<string, StageAge> {
  const byStage = new Map<string, number[]>();
  for (const { stage, ms } of visits) {
    const known = byStage.get(stage);
    if (known) known.push(ms);
    else byStage.set(stage, [ms]);
  }
  return new Map(
    [...byStage].flatMap(([stage, all]): [string, StageAge][] => {
      const { p50, p85 } = percentiles(all);
      return p50 === undefined || p85 === undefined ? [] : [[stage, { visits: all.length, p50, p85 }]];
    }),
  );
}
