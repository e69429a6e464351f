import type { Time } from "../core/basics/known.js";
import { z } from "zod";
import type { Client, Parameters } from "./client.js";
import { shaped } from "./shapes.js";

/** One attempt to deliver a webhook, from GitHub's own log. Attempts of one delivery share the `guid`. */
export interface Attempt {
  id: number;
  guid: string;
  event: string;
  deliveredAt: Time;
}

/** The deliveries of a stretch of time, newest first; `complete` is false when the log was longer than may be read. */
export interface DeliveryLog {
  attempts: Attempt[];
  complete: boolean;
  /** Requests it took. */
  pages: number;
}

/** 100 each. */
const MAX_PAGES = 300;

const attempt = z.object({
  id: z.number().int(),
  guid: z.string(),
  event: z.string(),
  delivered_at: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
});

/**
 * Takes the App's own client and a time; returns what GitHub tried to deliver since then, or null when the server keeps no such log.
 * GitHub keeps about three days.
 */
export async function listDeliveries(app: Client, since: Time, maxPages = MAX_PAGES): Promise<DeliveryLog | null> {
  const attempts: Attempt[] = [];
  let query: Parameters = {};
  for (let pages = 1; pages <= maxPages; pages += 1) {
    // By cursor, not by number: new deliveries come in while the pages are read.
    const page = await app.get("GET /app/hook/deliveries", { per_page: 100, ...query }, { cached: false });
    if (!page) return null;
    const found = shaped(z.array(attempt), page.data, "the delivery log");
    for (const { delivered_at: deliveredAt, ...one } of found) if (deliveredAt >= since) attempts.push({ ...one, deliveredAt });
    const old = found.some((one) => one.delivered_at < since);
    if (old || !page.next) return { attempts, complete: true, pages };
    query = page.nextQuery;
  }
  return { attempts, complete: false, pages: maxPages };
}

/** Asks GitHub to deliver a webhook once more. Returns false when it cannot any more. */
export async function redeliver(app: Client, id: number): Promise<boolean> {
  return (await app.write("POST /app/hook/deliveries/{delivery_id}/attempts", { delivery_id: id }, [404, 410, 422])) !== null;
}
