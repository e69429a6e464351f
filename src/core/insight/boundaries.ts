import { boundaryName } from "./history.js";
import { inOrder } from "./lasted.js";

/** Takes boundaries' names and the stages in order; returns the names as an item comes to them. */
export function boundariesInOrder(names: readonly string[], stages: readonly string[]): string[] {
  return inOrder(
    names,
    stages.flatMap((from) => stages.map((to) => boundaryName(from, to))),
  );
}

/** The key of one gate's group below its boundary's. */
export function gateKey(boundary: string, gate: string): string {
  return `${boundary}: ${gate}`;
}
