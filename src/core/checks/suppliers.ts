import type { GateSpec } from "./gate-spec.js";
import { withNested } from "./nested.js";
import { checkByKind } from "./registry.js";

/** The roles that can supply what a contract's gates wait for, nested checks included. */
export function suppliersOf({ gates }: { gates: readonly GateSpec[] }): string[] {
  return gates.flatMap((gate) => withNested(gate.check)).flatMap(({ kind, params }) => checkByKind(kind)?.supplier?.(params) ?? []);
}
