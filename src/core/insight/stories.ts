import type { Time } from "../basics/known.js";
import type { Entry } from "../ledger/entry.js";
import type { UnknownEntry } from "../ledger/lift.js";
import type { BareEntry } from "./bare-entry.js";
import { ArtefactFold, type ArtefactHistory } from "./artefacts.js";
import { ItemFold } from "./fold.js";
import type { ItemHistory } from "./history.js";

/** What is kept of a ledger's entries: how items and artefacts fared until some moment. */
export interface Stories {
  items: readonly ItemHistory[];
  artefacts: readonly ArtefactHistory[];
}

/**
 * Takes entries in the ledger's order and when to stop; returns the stories of items, in the order in which they came, and of published artefacts until
 * then. What was never governed has one where agents did something of it. Each entry is let go as soon as it was read.
 */
export function storiesIn(entries: Iterable<Entry | BareEntry | UnknownEntry>, until: Time): Stories {
  const items = new Map<string, ItemFold>();
  const artefacts = new ArtefactFold(until);
  for (const entry of entries) {
    if (entry.kind === "unknown") continue;
    if (entry.kind === "artefact") artefacts.add(entry);
    if (entry.item === null) continue;
    let item = items.get(entry.item);
    if (!item) items.set(entry.item, (item = new ItemFold(until)));
    item.add(entry);
  }
  const told = [...items.values()].map((item) => item.end()).filter(({ visits, agents }) => visits.length + agents.length > 0);
  return { items: told, artefacts: artefacts.end() };
}
