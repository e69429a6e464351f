import { NOT_TRUSTED } from "../facts/elsewhere.js";
import type { Elsewhere, OtherRepository } from "../facts/other-repository.js";
import type { Known } from "../basics/known.js";
import type { ItemRecord } from "../record/record.js";
import type { Policy } from "../policy/types.js";
import type { RepositoryInfo } from "../facts/snapshot.js";

/** Trusted names -> node id of the repository that had each when the policy was first read with it. */
export type Pins = ReadonlyMap<string, string>;

/**
 * Takes another repository, where the item lives, the policy and the pins; returns how far it counts, null when nothing may be said of it.
 * Readers of two private repositories need not be the same: only the organisation can say that those of all may hear of one.
 */
export function elsewhereOf(other: OtherRepository, home: RepositoryInfo, policy: Policy, pins: Pins): Elsewhere | null {
  const repositoryId = other.nodeId;
  if (repositoryId === home.nodeId) return { repositoryId, counts: "trusted", taken: false };
  const sameOwner = other.owner.toLowerCase() === home.owner.toLowerCase();
  const trustedBy = (names: readonly string[]) => sameOwner && names.some((name) => means(name, other, pins));
  const shown = other.visibility === "public" || (home.visibility !== "public" && trustedBy(policy.organisation?.trusts ?? []));
  if (!shown) return null;
  if (trustedBy(policy.trusts)) return { repositoryId, counts: "trusted", taken: false };
  const ruled = sameOwner && policy.organisation?.enforcement === "block";
  const taken = sameOwner && policy.trusts.some((name) => name.toLowerCase() === nameOf(other));
  return { repositoryId, counts: ruled ? "ruled" : "shown", taken };
}

/** A name means the repository that had it when it was first read: who takes it over later is somebody else. */
function means(name: string, other: OtherRepository, pins: Pins): boolean {
  const pinned = pins.get(name.toLowerCase());
  return pinned === undefined ? name.toLowerCase() === nameOf(other) : pinned === other.nodeId;
}

function nameOf({ owner, name }: OtherRepository): string {
  return `${owner}/${name}`.toLowerCase();
}

const BY_CONTRACT: ReadonlySet<ItemRecord["stageBy"]> = new Set(["initial", "accepted", "overridden"]);

/**
 * Takes what is remembered of an item elsewhere, how far its repository counts, and the policy here; returns the stage as far as it proves something.
 * Under one organisation's policy that is what its contracts led to: a label that was adopted, or a way of the repository's own, proves nothing.
 */
export function provenStage(
  { stage, stageBy }: Pick<ItemRecord, "stage" | "stageBy">,
  counts: Elsewhere["counts"],
  policy: Policy,
): Known<string | null> {
  if (counts === "shown") return { known: false, reason: NOT_TRUSTED };
  const guarded = stage === null || (policy.organisation?.guarded.includes(stage) && BY_CONTRACT.has(stageBy));
  if (counts === "trusted" || guarded) return { known: true, value: stage };
  return { known: false, reason: "no contract of the organisation led into its stage, and its repository is not trusted by name" };
}
