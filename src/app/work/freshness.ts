import type { Time } from "../../core/basics/known.js";
import { z } from "zod";
import { BoundedCache } from "../../core/basics/bounded-cache.js";

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const told = z.object({ number: z.number(), updated_at: time });
const payload = z.object({
  repository: z.object({ node_id: z.string() }),
  // The issue side of a pull request has a clock of its own.
  issue: told.extend({ pull_request: z.undefined().optional() }).optional().catch(undefined),
  pull_request: told.optional().catch(undefined),
});

/** How new an item was when GitHub spoke of it. */
export interface News {
  item: string;
  at: Time;
}

/** Takes a delivery's payload; returns how new its item is, or null when it is about none. Never throws. */
export function newsIn(delivered: unknown): News | null {
  const read = payload.safeParse(delivered);
  const item = read.data?.pull_request ?? read.data?.issue;
  return read.success && item ? { item: `${read.data.repository.node_id}:${item.number}`, at: item.updated_at } : null;
}

const KEPT = { entries: 20_000, age: 10 * 60_000 };

/**
 * Remembers how new each item was when GitHub spoke of it, so that an older reading is recognised: GitHub answers reads from copies that
 * may lag behind its own webhooks. Kept in memory only; what a restart forgets, the sweep finds.
 */
export class Freshness {
  readonly #newest = new BoundedCache<Time>(KEPT, () => Date.now());

  /** Takes what a delivery told of an item. */
  note(news: News): void {
    this.#newest.set(news.item, Math.max(news.at, this.#newest.get(news.item) ?? 0));
  }

  /** True when the reading is older than what was heard of the item. */
  isStale(repositoryId: string, number: number, updatedAt: Time): boolean {
    return updatedAt < (this.#newest.get(`${repositoryId}:${number}`) ?? 0);
  }
}
