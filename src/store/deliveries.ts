import type { Kysely } from "kysely";
import type { WorkKey } from "../core/ports.js";
import { transact } from "./dialect.js";
import { makeAllDue } from "./due.js";
import type { Schema } from "./schema.js";

/** A webhook as far as it is kept: its content is read anew from GitHub. */
export interface Delivery {
  id: string;
  event: string;
  action: string | null;
  installationId: number | null;
  receivedAt: number;
}

/**
 * Makes a delivery durable together with the work it asks for. Takes the delivery and its work; returns whether it was new.
 * Throws when the database cannot write: then nothing is kept, and the sender must be told so.
 */
export async function acceptDelivery(db: Kysely<Schema>, delivery: Delivery, keys: WorkKey[]): Promise<"accepted" | "duplicate"> {
  return transact(db, async (trx) => {
    const inserted = await trx
      .insertInto("deliveries")
      .values({
        id: delivery.id,
        event: delivery.event,
        action: delivery.action,
        installation_id: delivery.installationId,
        received_at: delivery.receivedAt,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) return "duplicate";
    await makeAllDue(trx, keys, { dueAt: delivery.receivedAt, revive: true, delivery: delivery.id });
    return "accepted";
  });
}
