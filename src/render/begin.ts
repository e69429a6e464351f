import type { Contract } from "../core/policy/types.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import { join } from "./markdown.js";

type Signal = NonNullable<Contract["begin"]>["signal"];

/** What counts as the begin beside the command, by the contract's `trigger.begin.signal`. */
const SIGNALS: Record<Signal, string[]> = {
  assigned: ["assign somebody here"],
  linked_pr: ["open a linked pull request"],
  any: ["assign somebody here", "open a linked pull request"],
  command: [],
};

/** How the stage can be begun, as an order: "comment `/begin`, or open a linked pull request". Only what this contract takes for a begin. */
export function howToBegin({ beginning }: Pick<ItemVerdict, "beginning">): string {
  const others = otherSignals(beginning?.signal ?? null);
  return `comment \`/begin\`${others === "" ? "" : `, or ${others}`}`;
}

/** What begins the stage beside the command: "assign somebody here or open a linked pull request". Empty where nothing else does. */
export function otherSignals(signal: Signal | null): string {
  return signal === null ? "" : join(SIGNALS[signal], "or");
}
