import type { Kysely } from "kysely";
import type { WorkKey } from "../core/ports.js";
import { transact } from "./dialect.js";
import { makeAllDue } from "./due.js";
import { keyId } from "./keys.js";
import type { Schema } from "./schema.js";
import { lockRows, restingOn, wake } from "./wake.js";

/** A webhook as far as it is kept: its content is read anew from GitHub. */
export interface Delivery {
  id: string;
  event: string;
  action: string | null;
  installationId: number | null;
  receivedAt: number;
}

/**
 * Makes a delivery durable together with the work it asks for, and with a look at everything that rests on what it names. Takes the delivery, its work
 * and the keys it names; returns whether it was new. Throws when the database cannot write: then nothing is kept, and the sender must be told so.
 */
export async function acceptDelivery(
  db: Kysely<Schema>,
  delivery: Delivery,
  work: WorkKey[],
  named: readonly string[] = [],
): Promise<"accepted" | "duplicate"> {
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
    const naming = { keys: named, at: delivery.receivedAt, delivery: delivery.id };
    const woken = await restingOn(trx, naming);
    if (woken.ids.length > 0) await lockRows(trx, [...work.map(keyId), ...woken.ids]);
    await makeAllDue(trx, work, { dueAt: delivery.receivedAt, revive: true, delivery: delivery.id });
    await wake(trx, naming, woken);
    return "accepted";
  });
}
