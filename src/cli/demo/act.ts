import type { Hub } from "../../sandbox/index.js";
import type { Watch } from "./watch.js";

/** One step of a story: who does what, and what must be true afterwards. */
export interface Act {
  who: string;
  does: string;
  run(watch: Watch): void;
  /** What Baton must have done, each with the check that it did. */
  expect: { says: string; holds(watch: Watch): boolean }[];
  /** An excerpt of what Baton wrote, to show below. */
  quote?(watch: Watch): string[];
}

/** What the demo tells, in a repository of its own. */
export interface Story {
  title: string;
  /** Sets the scene; returns `owner/name`. */
  scene(hub: Hub): string;
  acts: Act[];
  /** How it ends, in a sentence. */
  ending: string;
}

/** A check of the story's issue: that it has a label. */
export const hasLabel = (label: string) => (watch: Watch) => watch.labels().includes(label);

/** A check of the story's issue: that it has not, or no longer, a label. */
export const lacksLabel = (label: string) => (watch: Watch) => !watch.labels().includes(label);
