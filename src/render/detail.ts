/** How much a text may tell. GitHub cuts nothing off by itself: what is too long is refused, so we tell less. */
export interface Detail {
  /** Receipts shown, newest first. */
  receipts: number;
  /** Gates named in each receipt. */
  receiptGates: number;
  /** Green gates: with what was found, by title, or as a number. */
  green: "table" | "titles" | "number";
  /** Findings shown per gate. */
  findings: number;
  /** Steps shown in full. */
  steps: number;
  /** Remarks, voided acks, drifted sections, policy problems and pieces of advice shown. */
  entries: number;
  /** Longest sentence, in characters. */
  sentence: number;
}

/** From everything to the least that still shows where the work stands and the next step. Receipts go first, then green gates, then findings. */
export const DETAILS: readonly Detail[] = [
  { receipts: 20, receiptGates: 200, green: "table", findings: 12, steps: 200, entries: 20, sentence: 900 },
  { receipts: 3, receiptGates: 40, green: "table", findings: 12, steps: 200, entries: 20, sentence: 900 },
  { receipts: 1, receiptGates: 0, green: "titles", findings: 12, steps: 200, entries: 20, sentence: 900 },
  { receipts: 0, receiptGates: 0, green: "number", findings: 6, steps: 100, entries: 10, sentence: 600 },
  { receipts: 0, receiptGates: 0, green: "number", findings: 2, steps: 40, entries: 5, sentence: 400 },
  { receipts: 0, receiptGates: 0, green: "number", findings: 1, steps: 12, entries: 2, sentence: 240 },
  { receipts: 0, receiptGates: 0, green: "number", findings: 1, steps: 3, entries: 1, sentence: 200 },
];

/**
 * Takes a writer and the measure of its result; returns the fullest text within the limit.
 * The last one is returned whatever its length: every part of it is bounded.
 */
export function fitting<T>(write: (detail: Detail) => T, fits: (text: T) => boolean): T {
  let text: T | undefined;
  for (const detail of DETAILS) {
    text = write(detail);
    if (fits(text)) break;
  }
  return text as T;
}
