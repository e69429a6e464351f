import type { Known } from "../basics/known.js";
import { overlayOf } from "./after-merge.js";
import { isPolicyPath } from "../policy/files.js";
import type { Policy } from "../policy/types.js";
import type { Overlay } from "../ports.js";
import { readsOf } from "../checks/content-read.js";
import type { Snapshot } from "../facts/snapshot.js";

/** True when a contract of the policy judges documents that items link. */
export function looksIntoDocuments(policy: Policy): boolean {
  return policy.contracts.some(
    ({ sourceOfTruth, gates }) =>
      sourceOfTruth.document !== null || gates.some(({ check }) => readsOf(check).some((ref) => ref.in === "document")),
  );
}

/** The files a pull request changes that items may link; null when there are none. */
export function documentsTouched(
  policy: Policy,
  { item: { pullRequest }, repository }: Pick<Snapshot, "item" | "repository">,
): Known<Overlay> | null {
  if (!pullRequest || pullRequest.baseRef !== repository.defaultBranch || !looksIntoDocuments(policy)) return null;
  const overlay = overlayOf(pullRequest);
  return overlay.known && [...overlay.value.paths.keys()].every(isPolicyPath) ? null : overlay;
}
