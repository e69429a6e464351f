import type { Time } from "../basics/known.js";
import type { DataOf } from "../ledger/data.js";
import type { Entry } from "../ledger/entry.js";
import type { UnknownEntry } from "../ledger/lift.js";

type State = DataOf<"artefact">["state"];

/** How one published artefact of a repository stood, time cut into spans without gaps from the look that first saw it. */
export interface ArtefactHistory {
  /** `owner/name` */
  repository: string;
  artefact: string;
  spans: { state: State; from: Time; to: Time }[];
}

/**
 * Takes entries in the ledger's order and when to stop; returns how each artefact stood until then. A state begins when the entry says that it did, never
 * before the one that went before it, and the first with the look that saw it: what was before, nobody watched.
 */
export function artefactHistories(entries: Iterable<Entry | UnknownEntry>, until: Time): ArtefactHistory[] {
  const found = new Map<string, ArtefactHistory>();
  for (const entry of entries) {
    if (entry.kind !== "artefact" || entry.at >= until) continue;
    const { artefact, state, since } = entry.data;
    const key = JSON.stringify([entry.item, artefact]);
    const history = found.get(key) ?? { repository: "", artefact, spans: [] };
    found.set(key, history);
    history.repository = entry.repository ?? history.repository;
    const last = history.spans.at(-1);
    const from = last ? Math.max(last.from, Math.min(since, entry.at)) : entry.at;
    if (last) last.to = from;
    history.spans.push({ state, from, to: until });
  }
  return [...found.values()];
}
