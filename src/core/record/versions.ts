import type { Time } from "../basics/known.js";

/**
 * What a look saw of all that words can be bound to. Equal versions mean that nothing moved between two looks; different ones mean that
 * what moved has to be dated before a word counts.
 */
export interface Versions {
  body: { edits: number; editedAt: Time | null };
  branch: { head: string; pushedAt: Time | null };
  /** Commit of the organisation's policy; null without one. */
  organisation: string | null;
  /** Number of label events, and when the labels that are on the item were last renamed or otherwise changed; our own doings left out. */
  labels: {
    events: number;
    updated: Record<string, Time>;
    /** Where not all events are read, their number alone does not tell whether any is new. */
    read?: { since: Time; newest: string | null };
  };
}
