import type { AcceptedCriteria, Promised } from "../facts/accepted-criteria.js";
import type { Time } from "../basics/known.js";
import type { Person } from "../facts/person.js";
import type { Outcome } from "../findings/outcome.js";
import type { Ack } from "./state.js";

/** The record of one stage change. */
export interface Receipt {
  kind: "accepted" | "overridden" | "adopted" | "backward" | "observed";
  from: string | null;
  to: string;
  at: Time;
  requestedBy: Person | null;
  acknowledgedBy: Pick<Ack, "by" | "inPlaceOf" | "at" | "commentId">[];
  /** Who moved, adopted or forced it: one, or the two of an override. */
  by: Person[];
  reason: string | null;
  digest: string | null;
  contract: { id: string; version: string; digest: string } | null;
  policyCommit: string;
  gates: { id: string; title: string; outcome: Outcome; waivedBy: Person | null }[];
  /** Success criteria that the content held, for their outcome to be judged later; left out where there were none. */
  criteria?: Pick<AcceptedCriteria, "texts" | "total">;
  /** What each of those texts promises, null where that is not sure; left out in receipts from before it was kept. */
  promised?: (Promised | null)[];
}
