import type { Time } from "../basics/known.js";
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

/** Fewer say nothing about the next one. */
const FEWEST = 10;

/** Takes stays; returns, for each stage with at least ten, how long half and 85 % of them took at most (nearest rank, calendar time). */
export function stageAges(visits: readonly Visit[]): Map<string, StageAge> {
  const byStage = new Map<string, number[]>();
  for (const { stage, ms } of visits) {
    const known = byStage.get(stage);
    if (known) known.push(ms);
    else byStage.set(stage, [ms]);
  }
  const enough = [...byStage].filter(([, all]) => all.length >= FEWEST);
  return new Map(
    enough.map(([stage, all]) => {
      const sorted = all.toSorted((a, b) => a - b);
      return [stage, { visits: sorted.length, p50: rank(sorted, 50), p85: rank(sorted, 85) }];
    }),
  );
}

function rank(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}
