import type { GateSpec } from "../../checks/gate-spec.js";
import { compareChecks } from "./params.js";
import { byPresence, differ, isWider, type Difference, type Effect } from "./difference.js";

/** Compares two versions of one gate. */
export function compareGate(before: GateSpec, after: GateSpec): Difference[] {
  const found = [
    ...differ("title", before.title, after.title, () => "neutral"),
    ...differ("part", before.part, after.part, () => "neutral"),
    ...differ("level", before.level, after.level, (_before, level) => (level === "block" ? "tightened" : "loosened")),
    ...differ("when", before.when, after.when, conditionEffect),
    ...compareChecks(before.check, after.check),
  ];
  // What only warns takes nobody's green away.
  return after.level === "warn" ? found.map((one) => ({ ...one, breaking: false })) : found;
}

/** Compares the gates of two versions of a contract by id. A gate that was renamed is one removed and one added. */
export function compareGates(before: readonly GateSpec[], after: readonly GateSpec[]): { gate: string; difference: Difference }[] {
  const compared = after.flatMap((gate) => {
    const earlier = before.find((one) => one.id === gate.id);
    const found = earlier ? compareGate(earlier, gate) : [{ ...added(gate), breaking: gate.level === "block" }];
    return found.map((difference) => ({ gate: gate.id, difference }));
  });
  const removed = before.filter((gate) => !after.some((one) => one.id === gate.id));
  return [...compared, ...removed.map((gate) => ({ gate: gate.id, difference: gone(gate) }))];
}

function added(gate: GateSpec): Difference {
  return { effect: "tightened", breaking: true, what: "gate", before: undefined, after: gate.check };
}

function gone(gate: GateSpec): Difference {
  return { effect: "loosened", breaking: false, what: "gate", before: gate.check, after: undefined };
}

// A condition lets items by; one that certainly covers every item it covered before lets none by anew.
function conditionEffect(before: GateSpec["when"], after: GateSpec["when"]): Effect {
  if (before === null || after === null) return byPresence(after, before);
  return isWider(before.labels, after.labels) ? "tightened" : "unclear";
}
