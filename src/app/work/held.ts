import type { Policy } from "../../core/policy/types.js";
import type { StoredItem, WorkKey } from "../../core/ports.js";
import type { Rudiments } from "../../github/rudiments.js";

/** An item that cannot be judged, with what is known all the same. */
export interface Held {
  key: WorkKey & { kind: "item" };
  rudiments: Rudiments;
  /** Null where no version of it can be read. */
  policy: Policy | null;
  /** What is remembered of it; blank where nothing is. */
  stored: Omit<StoredItem, "updatedAt">;
  /** In words for everybody. */
  why: string;
}
