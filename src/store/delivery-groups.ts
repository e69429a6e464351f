import pg from "pg";
import type { Accepted, Intake } from "./deliveries.js";

/** So many deliveries are committed together at most. */
const MOST = 200;

interface Waiting {
  intake: Intake;
  resolve(result: Accepted): void;
  reject(error: unknown): void;
}

/**
 * Commits deliveries in groups: those that come while one is under way are the next, for a commit costs the same for one as for many. Takes how a group is
 * made durable. What `accept` returns resolves once the delivery's own group is on the disk; it rejects when that cannot be.
 */
export class DeliveryGroups {
  readonly #commit: (group: readonly Intake[]) => Promise<Accepted[]>;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(commit: (group: readonly Intake[]) => Promise<Accepted[]>) {
    this.#commit = commit;
  }

  accept(intake: Intake): Promise<Accepted> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ intake, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      // What else has arrived by now is read first.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#make(this.#waiting.splice(0, MOST));
      await new Promise(setImmediate);
    }
    this.#running = false;
  }

  async #make(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.#commit(group.map(({ intake }) => intake));
      for (const [index, { resolve }] of group.entries()) resolve(results[index] ?? "duplicate");
    } catch (error) {
      // One that cannot be kept is not to keep the others out.
      if (group.length > 1 && isOfData(error)) for (const one of group) await this.#make([one]);
      else for (const { reject } of group) reject(error);
    }
  }
}

/** True when the database took offence at what it was given. https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isOfData(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "");
}
