import type { Stage } from "../policy/types.js";
import type { AcceptedCriteria, Receipt } from "./record.js";

/** A receipt that says from where to where, and nothing else yet. */
export function blankReceipt({ kind, from, to, at }: Pick<Receipt, "kind" | "from" | "to" | "at">): Receipt {
  const nobody = { requestedBy: null, acknowledgedBy: [], by: null };
  return { kind, from, to, at, ...nobody, reason: null, digest: null, contract: null, policyCommit: "", gates: [] };
}

/**
 * Takes receipts, newest first; returns those that are kept: the newest ones, and of each stage the newest that holds success criteria,
 * for they are judged long after. Older criteria of the same stage go.
 */
export function keptReceipts(receipts: readonly Receipt[], most: number): Receipt[] {
  const seen = new Set<string | null>();
  return receipts.flatMap((receipt, index) => {
    const { criteria, ...rest } = receipt;
    if (criteria === undefined || seen.has(receipt.from)) return index < most ? [rest] : [];
    seen.add(receipt.from);
    return [receipt];
  });
}

/**
 * Takes an item's receipts, newest first, and the lifecycle's stages; returns the success criteria of its brief: of the receipts that hold
 * any, the newest of the earliest boundary. Null when there is none.
 */
export function briefCriteria(receipts: readonly Receipt[], stages: readonly Stage[]): AcceptedCriteria | null {
  const order = ({ from }: Receipt) => stages.findIndex((stage) => stage.id === from);
  const holding = receipts.filter((receipt) => receipt.criteria !== undefined && order(receipt) >= 0);
  const [brief] = holding.toSorted((a, b) => order(a) - order(b));
  return brief?.criteria ?? null;
}
