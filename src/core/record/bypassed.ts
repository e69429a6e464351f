import type { Receipt } from "./receipt.js";

/** What an override went past: the titles of the gates that held the hand-off up then, and the acknowledgement, which no override waits for. */
export function bypassedBy({ gates }: Pick<Receipt, "gates">): string[] {
  const held = gates.filter(({ outcome, waivedBy }) => outcome !== "pass" && waivedBy === null).map(({ title }) => title);
  return [...held, "the receiver's acknowledgement"];
}
