import { readsOf } from "./reads.js";
import type { Policy } from "./policy/types.js";

/** True when a contract of the policy judges documents that items link. */
export function looksIntoDocuments(policy: Policy): boolean {
  return policy.contracts.some(
    ({ sourceOfTruth, gates }) =>
      sourceOfTruth.document !== null || gates.some(({ check }) => readsOf(check).some((ref) => ref.in === "document")),
  );
}
