import type { Receipt } from "./receipt.js";

/**
 * Takes receipts, newest first; returns those that are kept: the newest ones, and of each stage the newest that holds success criteria,
 * for they are judged long after. Older criteria of the same stage go.
 */
export function keptReceipts(receipts: readonly Receipt[], most: number): Receipt[] {
  const seen = new Set<string | null>();
  return receipts.flatMap((receipt, index) => {
    const { criteria, promised: _promised, ...rest } = receipt;
    if (criteria === undefined || seen.has(receipt.from)) return index < most ? [rest] : [];
    seen.add(receipt.from);
    return [receipt];
  });
}
