import type { Actor } from "./actor.js";
import type { Known, Time } from "../basics/known.js";

/** One state of the body. */
export interface BodyVersion {
  /** When it was written, in whole seconds; of the first one: when the item was created. */
  at: Time;
  text: string;
  /** Who wrote it, as far as GitHub tells; of the first one, the item's author. */
  by?: Actor | null;
}

/** Where the default branch stood from one push to the next. */
export interface BranchState {
  /** When it was pushed, in whole seconds; null for the state that stood before all that was asked for. */
  at: Time | null;
  commit: string;
  /** Object ids of the files that were asked about, by path; null: no such file. */
  files: Record<string, string | null>;
}

/** What GitHub dates of changes. Read only where somebody's word has to be proved, see `Wanted.evidence`. */
export interface Evidence {
  /** Every version of the body, oldest first; the last is the body as it stands. */
  body: Known<BodyVersion[]>;
  /** States of the default branch, oldest first; the last is `RepositoryInfo.headSha`. */
  branch: Known<BranchState[]>;
  /** The same of the organisation's `.github` repository; empty where there is none, or where it is the repository itself. */
  organisation: Known<BranchState[]>;
}
