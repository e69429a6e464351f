import { createHash } from "node:crypto";
import { BoundedCache } from "../../core/basics/bounded-cache.js";
import type { ReadableRepository, VisitorGitHub } from "../../core/facts/visitor.js";
import type { Session } from "./session.js";

/** What was taken away from somebody is gone for them after this. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 20_000;

/** What each visitor may see, as GitHub tells them: asked with their own token, and remembered for a minute under that token alone. */
export class Permissions {
  readonly #github: VisitorGitHub;
  readonly #known: BoundedCache<Promise<unknown>>;

  constructor(github: VisitorGitHub, now: () => number) {
    this.#github = github;
    this.#known = new BoundedCache({ entries: MOST_REMEMBERED, age: REMEMBERED_MS }, now);
  }

  /** Null: it does not exist, or not for them. Throws what `VisitorGitHub` throws. */
  repository(session: Session, owner: string, name: string): Promise<ReadableRepository | null> {
    const what = `repository ${owner}/${name}`.toLowerCase();
    return this.#once(session, what, () => this.#github.repository(session.token, owner, name));
  }

  /** The repositories that they were let into. */
  repositories(session: Session): Promise<ReadableRepository[]> {
    return this.#once(session, "repositories", () => this.#github.repositories(session.token));
  }

  isInTeam(session: Session, team: string): Promise<boolean> {
    return this.#once(session, `team ${team}`.toLowerCase(), () => this.#github.isInTeam(session.token, team, session.login));
  }

  async #once<T>(session: Session, what: string, ask: () => Promise<T>): Promise<T> {
    const key = `${createHash("sha256").update(session.token).digest("base64")} ${what}`;
    const known = this.#known.get(key) as Promise<T> | undefined;
    if (known) return await known;
    const asked = ask();
    this.#known.set(key, asked);
    // No answer is nothing to go by.
    asked.catch(() => this.#known.delete(key));
    return await asked;
  }
}
