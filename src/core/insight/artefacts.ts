import type { Time } from "../basics/known.js";
import type { DataOf } from "../ledger/data.js";
import type { EntryOf } from "../ledger/entry.js";

type State = DataOf<"artefact">["state"];

/** How one published artefact of a repository stood, time cut into spans without gaps from the look that first saw it. */
export interface ArtefactHistory {
  /** `owner/name` */
  repository: string;
  artefact: string;
  spans: { state: State; from: Time; to: Time }[];
}

/**
 * How published artefacts stood, from entries in the ledger's order until some moment. A state begins when the entry says that it did, never before the one
 * that went before it, and the first with the look that saw it: what was before, nobody watched.
 */
export class ArtefactFold {
  readonly #found = new Map<string, ArtefactHistory>();
  readonly #until: Time;

  /** Takes when to stop. */
  constructor(until: Time) {
    this.#until = until;
  }

  /** Takes the next entry about an artefact. */
  add({ at, item, repository, data: { artefact, state, since } }: EntryOf<"artefact">): void {
    if (at >= this.#until) return;
    const key = JSON.stringify([item, artefact]);
    const history = this.#found.get(key) ?? { repository: "", artefact, spans: [] };
    this.#found.set(key, history);
    history.repository = repository ?? history.repository;
    const last = history.spans.at(-1);
    const from = last ? Math.max(last.from, Math.min(since, at)) : at;
    if (last) last.to = from;
    history.spans.push({ state, from, to: this.#until });
  }

  /** Returns how each stood. */
  end(): ArtefactHistory[] {
    return [...this.#found.values()];
  }
}
