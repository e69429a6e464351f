import { BoundedCache } from "../../core/basics/bounded-cache.js";
import { TooMuch } from "../../core/basics/faults.js";
import type { StoreOptions } from "../../store/open.js";
import type { MadeReport, ReportDays, ReportDesk, Reported } from "../../web/pages/page.js";
import { ReportMaker } from "./report-maker.js";
import type { ReportOrder } from "./report-order.js";

type Answer = MadeReport | "too_much";

/** What was made, and what could not be, is good for as long as it takes to look at it twice. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 200;
/** Characters. */
const MOST_HELD = 64_000_000;
/** Reports that wait for the one being made. */
const MOST_WAITING = 8;

/**
 * Reports for pages: one is made at a time, and remembered for a minute by its repositories and days. Whether a visitor may read those repositories is
 * asked before, each time, and is none of its business.
 */
export class Reports implements ReportDesk {
  readonly #place: StoreOptions;
  readonly #now: () => number;
  readonly #maker: Pick<ReportMaker, "make">;
  readonly #known: BoundedCache<Promise<Answer>>;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Takes where the store is, and the clock; `maker` is another one for tests. */
  constructor(place: StoreOptions, now: () => number, maker: Pick<ReportMaker, "make"> = new ReportMaker()) {
    this.#place = place;
    this.#now = now;
    this.#maker = maker;
    this.#known = new BoundedCache({ entries: MOST_REMEMBERED, weight: MOST_HELD, age: REMEMBERED_MS }, now);
  }

  async report(repositories: readonly Reported[], days: ReportDays): Promise<Answer | "busy"> {
    const key = JSON.stringify([repositories.map(({ id, owner, name }) => [id, owner, name]), days.since, days.until]);
    const known = this.#known.get(key);
    if (known) return await known;
    if (this.#waiting >= MOST_WAITING) return "busy";
    const made = this.#inTurn({ place: this.#place, repositories, days, now: this.#now() });
    this.#known.set(key, made);
    try {
      const answer = await made;
      this.#known.set(key, made, answer === "too_much" ? 1 : answer.html.length + answer.json.length);
      return answer;
    } catch (error) {
      this.#known.delete(key);
      throw error;
    }
  }

  async #inTurn(order: ReportOrder): Promise<Answer> {
    this.#waiting += 1;
    const turn = this.#last.then(() => this.#maker.make(order));
    this.#last = turn.catch(() => {});
    try {
      return await turn;
    } catch (error) {
      if (error instanceof TooMuch) return "too_much";
      throw error;
    } finally {
      this.#waiting -= 1;
    }
  }
}
