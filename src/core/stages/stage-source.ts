import type { Actor } from "../facts/actor.js";
import type { Time } from "../basics/known.js";
import type { Item, Snapshot } from "../facts/snapshot.js";
import type { Lifecycle, Stage } from "../policy/types.js";

/** Somebody put a stage there, or took it away, as GitHub dates it. */
export interface StageEvent {
  id: string;
  at: Time;
  /** Null: the account is deleted. */
  actor: Actor | null;
}

/** Labels to put on and to take off, the new ones first. */
export interface LabelChanges {
  add: string[];
  remove: string[];
}

/**
 * Where GitHub shows in which stage an item is, and where people say in which they want it. Everything else knows stages only: a further
 * place for them is a file like `stage-labels.ts` and a line in `sources.ts`.
 */
export interface StageSource {
  /** Stages that the item shows, in lifecycle order. */
  shown(item: Pick<Item, "labels">, lifecycle: Lifecycle): Stage[];
  /** The last time somebody other than this App put the stage there; null when GitHub tells of none. */
  wished(snapshot: Snapshot, stage: Stage): StageEvent | null;
  /** The last time somebody other than this App took the stage away. */
  taken(snapshot: Snapshot, stage: Stage): StageEvent | null;
  /** Since when at the latest the item shows the stage under its present name. */
  since(snapshot: Snapshot, stage: Stage): Time;
  /** Logins of those who put a stage there that is still shown. */
  wishers(snapshot: Snapshot, lifecycle: Lifecycle): string[];
  /** What to write so that the item shows this stage and no other; null: none at all. */
  show(item: Pick<Item, "labels">, lifecycle: Lifecycle, stage: Stage | null): LabelChanges;
  /** Labels that belong to the stage: an item that is in it has them. */
  labels(stage: Stage): string[];
}
