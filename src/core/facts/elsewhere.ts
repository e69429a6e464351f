import { ownEntry } from "../basics/own-entry.js";
import type { Elsewhere } from "./other-repository.js";
import type { Snapshot } from "./snapshot.js";

/** What is said of everything that cannot be spoken of here, whether it exists or not. */
export const NOT_VISIBLE = "it is not visible here";

/** The same of a list that holds such a thing. */
export const HIDDEN_ONE = "one of them is not visible here";

/** Why a stage of a repository that is not trusted is not told. */
export const NOT_TRUSTED = "its repository is not trusted here";

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
