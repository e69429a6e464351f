import type { AcceptedCriteria } from "../facts/accepted-criteria.js";
import { parseCriterion } from "../checks/measurable/parse.js";
import type { Stage } from "../policy/types.js";
import type { Receipt } from "./receipt.js";

/**
 * Takes an item's receipts, newest first, and the lifecycle's stages; returns the success criteria of its brief: of the receipts that hold
 * any, the newest of the earliest boundary. What they promise is read from the words of receipts that do not keep it. Null when there is none.
 */
export function briefCriteria(receipts: readonly Receipt[], stages: readonly Stage[]): AcceptedCriteria | null {
  const order = ({ from }: Receipt) => stages.findIndex((stage) => stage.id === from);
  const holding = receipts.filter((receipt) => receipt.criteria !== undefined && order(receipt) >= 0);
  const [brief] = holding.toSorted((a, b) => order(a) - order(b));
  return brief?.criteria ? { ...brief.criteria, promised: brief.promised ?? brief.criteria.texts.map(parseCriterion) } : null;
}
