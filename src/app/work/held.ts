import type { ItemKey } from "./run.js";
import type { Policy } from "../../core/policy/types.js";
import type { StoredItem } from "../../core/ports.js";
import type { Rudiments } from "../../github/rudiments.js";

/** An item that cannot be judged, with what is known all the same. */
export interface Held {
  key: ItemKey;
  rudiments: Rudiments;
  /** Null where no version of it can be read. */
  policy: Policy | null;
  /** What is remembered of it; blank where nothing is. */
  stored: Omit<StoredItem, "updatedAt">;
  /** In words for everybody. */
  why: string;
}

/** The head of a held pull request that is open; null for everything else. */
export function heldHead({ rudiments: { pull, state } }: Held): string | null {
  return pull !== null && state === "open" ? pull.headSha : null;
}
