import { sha256 } from "../../../core/basics/digest.js";
import { artefactsStand } from "../../../core/context/stands.js";
import type { ArtefactStanding } from "../../../core/context/standing.js";
import { artefactTurns, repositoryPlace, turnEntry } from "../../../core/context/turns.js";
import type { Artefacts, ArtefactVersion } from "../../../core/facts/artefact.js";
import { storiesIn } from "../../../core/insight/stories.js";
import type { ArtefactHistory } from "../../../core/insight/artefacts.js";
import type { Entry } from "../../../core/ledger/entry.js";
import type { Policy } from "../../../core/policy/types.js";
import { chanceOf, type Chance } from "./chance.js";
import { ARTEFACT_TEXTS } from "./artefact-texts.js";
import { repositoryOf } from "./policy.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** From when until when a quarter lasts. */
export interface Stretch {
  from: number;
  to: number;
}

/** What the roles of a made-up quarter publish, when, and how the App's core saw it. */
export class Published {
  readonly entries: Entry[] = [];
  readonly #versions: ReadonlyMap<string, readonly ArtefactVersion[]>;
  readonly #histories: readonly ArtefactHistory[];

  constructor(policy: Policy, { from, to }: Stretch, seed: number) {
    const chance = chanceOf(seed);
    this.#versions = new Map(ARTEFACT_TEXTS.map((one) => [one.artefact, versionsOf(one, { from, to }, chance)]));
    this.#look(policy, { from, to });
    this.#histories = storiesIn(this.entries, to).artefacts;
  }

  /** What GitHub says of the artefacts at a moment. */
  at(time: number): Artefacts {
    const newest = (versions: readonly ArtefactVersion[]) => versions.findLast((version) => version.at <= time) ?? null;
    return Object.fromEntries([...this.#versions].map(([id, versions]) => [id, { known: true, value: newest(versions) }]));
  }

  /** When one of these artefacts turned, between two moments. */
  turnsOf(artefacts: readonly string[], { from, to }: Stretch): number[] {
    const spans = this.#histories.filter(({ artefact }) => artefacts.includes(artefact)).flatMap((history) => history.spans);
    return spans.flatMap((span) => (span.from > from && span.from < to ? [span.from] : [])).toSorted((a, b) => a - b);
  }

  /** The first moment, from one on, at which all of these are fresh; null: none any more. */
  freshFrom(artefacts: readonly string[], time: number): number | null {
    let at = time;
    for (const artefact of artefacts) {
      const spans = this.#histories.filter((one) => one.artefact === artefact).flatMap((history) => history.spans);
      const fresh = spans.find((span) => span.state === "fresh" && span.to > at + HOUR);
      if (!fresh) return null;
      at = Math.max(at, fresh.from);
    }
    return at;
  }

  /** The App looks when something is published, and when something turns stale. */
  #look(policy: Policy, { from, to }: Stretch): void {
    const repository = repositoryOf(policy);
    const place = repositoryPlace(repository, policy.source.commit);
    const published = [...this.#versions.values()].flatMap((versions) => versions.map(({ at }) => at)).toSorted((a, b) => a - b);
    let known: ArtefactStanding[] = [];
    for (let now = from; now < to;) {
      const stand = artefactsStand({ repository, policy, artefacts: this.at(now), known, now });
      for (const turn of artefactTurns(known, stand, now)) this.entries.push(turnEntry(turn, place, now));
      known = stand;
      const ends = stand.flatMap(({ until }) => (until !== null && until >= now ? [until + 1000] : []));
      const after = now;
      now = Math.min(
        published.find((at) => at > after) ?? to,
        ends.reduce((first, end) => Math.min(first, end), to),
      );
    }
  }
}

/** A rhythm that is mostly kept: now and then a version comes late, or without what it has to hold and again a day later. */
function versionsOf(
  { artefact, path, text, every, first }: (typeof ARTEFACT_TEXTS)[number],
  { from, to }: Stretch,
  chance: Chance,
): ArtefactVersion[] {
  const versions: ArtefactVersion[] = [];
  const publish = (at: number, content: string): void => {
    const commit = sha256(`${artefact} ${versions.length}`).slice(0, 40);
    versions.push({ commit, at, since: at, files: [{ path, oid: commit, content: { known: true, value: content } }] });
  };
  for (let at = from + first * DAY; at < to; at += (every + (chance.happens(0.25) ? chance.around(1.5) : -0.3)) * DAY) {
    const isUnfit = chance.happens(0.12);
    publish(at, isUnfit ? "# Draft\n\nTBD\n" : text);
    if (isUnfit) publish(at + chance.around(1) * DAY, text);
  }
  return versions.toSorted((a, b) => a.at - b.at);
}
