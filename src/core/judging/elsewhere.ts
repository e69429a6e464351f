import type { ItemRecord } from "../handoff/record.js";
import { ownEntry } from "../words/rights.js";
import type { Policy } from "../policy/types.js";
import type { Known, RepositoryInfo, Snapshot } from "../facts/snapshot.js";

/** Who may read a repository; an internal one is open to the members of an enterprise, and to nobody else. */
export type Visibility = "public" | "internal" | "private";

/** Another repository, as GitHub shows it to this App. */
export interface OtherRepository {
  nodeId: string;
  owner: string;
  name: string;
  visibility: Visibility;
}

/** How far what stands in another repository counts here. One that may not be spoken of here is none. */
export interface Elsewhere {
  repositoryId: string;
  /** `trusted` by name; `ruled`: held to the same organisation's policy; `shown`: it may be spoken of, and proves nothing. */
  counts: "trusted" | "ruled" | "shown";
  /** Its name was trusted when another repository had it. */
  taken: boolean;
}

/** What is said of everything that cannot be spoken of here, whether it exists or not. */
export const NOT_VISIBLE = "it is not visible here";

/** The same of a list that holds such a thing. */
export const HIDDEN_ONE = "one of them is not visible here";

/** Why a stage of a repository that is not trusted is not told. */
export const NOT_TRUSTED = "its repository is not trusted here";

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

/** Where an item stands: in the repository at hand, elsewhere in one that counts so far, or where nothing may be said. */
export type Whereabouts = "here" | Elsewhere["counts"] | "hidden";

/** Takes `owner/name` or `owner/name#12` and a reading; returns where that is. */
export function whereabouts(reference: string, { repository, elsewhere }: Pick<Snapshot, "repository" | "elsewhere">): Whereabouts {
  const name = (reference.split("#")[0] ?? "").toLowerCase();
  if (name === `${repository.owner}/${repository.name}`.toLowerCase()) return "here";
  return ownEntry(elsewhere, name)?.counts ?? "hidden";
}

/** True when what stands there proves something here. */
export function proves(reference: string, snapshot: Pick<Snapshot, "repository" | "elsewhere">): boolean {
  return ["here", "trusted", "ruled"].includes(whereabouts(reference, snapshot));
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
