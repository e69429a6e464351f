import type { Actor } from "../facts/actor.js";
import type { Known } from "../basics/known.js";
import type { PullCommit } from "./exemption.js";

/** Who made a pull request, beside its author. */
export interface Makers {
  commits: Known<PullCommit[]>;
  /** Accounts that pushed its branch. */
  pushers: Known<Actor[]>;
}
