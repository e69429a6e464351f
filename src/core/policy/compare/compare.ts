import { FILE_KINDS } from "../file-kinds.js";
import type { Policy } from "../types.js";
import type { PolicyChange } from "./change.js";

/**
 * Takes two versions of a policy; returns what the later one changes, kind by kind: the configuration first, then each contract. Contracts and
 * gates are matched by id. What could be read either way counts as loosened. Pure.
 */
export function comparePolicies(before: Policy, after: Policy): PolicyChange[] {
  return FILE_KINDS.flatMap(({ policy }) => policy?.compare(before, after) ?? []);
}
