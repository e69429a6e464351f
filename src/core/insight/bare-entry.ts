import type { Time } from "../basics/known.js";
import type { Kind } from "../ledger/data.js";

/** Kinds of which a story takes that it happened, and nothing of what the entry says. */
export const ONLY_WHEN = [
  "awaiting",
  "ack",
  "withdrawn",
  "unheld",
  "drift",
  "refused",
  "delegated",
  "deadline",
  "tampered",
  "closed",
  "reopened",
  "gone",
] as const satisfies readonly Kind[];

/** An entry of such a kind, as far as it has to be read. */
export interface BareEntry {
  kind: (typeof ONLY_WHEN)[number];
  at: Time;
  item: string | null;
}
