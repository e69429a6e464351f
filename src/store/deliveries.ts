import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import { largest } from "../core/basics/largest.js";
import type { WorkKey } from "../core/ports.js";
import { given, storable, transact } from "./dialect.js";
import { makeAllDue } from "./due.js";
import { keyId } from "./keys.js";
import type { Schema } from "./schema.js";
import { lockRows, restingOn, wake, type Naming } from "./wake.js";

/** A webhook as far as it is kept: its content is read anew from GitHub. */
export interface Delivery {
  id: string;
  event: string;
  action: string | null;
  installationId: number | null;
  receivedAt: number;
}

/** A delivery, the work it asks for and the keys it names. */
export interface Intake {
  delivery: Delivery;
  work: readonly WorkKey[];
  named: readonly string[];
}

export type Accepted = "accepted" | "duplicate";

/**
 * Makes deliveries durable together with the work they ask for, and with a look at everything that rests on what they name: all or none. Returns of each
 * whether it was new. Throws when the database cannot write: then nothing is kept, and the senders must be told so.
 */
export async function acceptDeliveries(db: Kysely<Schema>, intakes: readonly Intake[]): Promise<Accepted[]> {
  return transact(db, async (trx) => {
    const waiting = new Set(await insert(trx, intakes));
    const results = intakes.map(({ delivery: { id } }): Accepted => (waiting.delete(id) ? "accepted" : "duplicate"));
    const fresh = intakes.filter((_intake, index) => results[index] === "accepted");
    const work = fresh.flatMap(({ delivery, work: keys }) =>
      keys.map((key) => ({ key, dueAt: delivery.receivedAt, delivery: delivery.id })),
    );
    const naming = namingOf(fresh);
    const woken = await restingOn(trx, naming);
    if (woken.items.length > 0) await lockRows(trx, [...work.map(({ key }) => keyId(key)), ...woken.items.map(({ id }) => id)]);
    await makeAllDue(trx, work, true);
    await wake(trx, naming, woken);
    return results;
  });
}

/** Returns the ids of those that were not there. */
async function insert(trx: Transaction<Schema>, intakes: readonly Intake[]): Promise<string[]> {
  const rows = new Map(intakes.map(({ delivery }) => [delivery.id, rowOf(delivery)]));
  const sorted = [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { rows: inserted } = await sql<{ id: string }>`
    insert into deliveries (id, event, action, installation_id, received_at)
    select id, event, action, installation_id, received_at from ${given(trx, COLUMNS, sorted)} where true
    on conflict (id) do nothing returning id
  `.execute(trx);
  return inserted.map(({ id }) => id);
}

const COLUMNS = { id: "text", event: "text", action: "text", installation_id: "bigint", received_at: "bigint" } as const;

function rowOf({ id, event, action, installationId, receivedAt }: Delivery) {
  return { id, event, action: action === null ? null : storable(action), installation_id: installationId, received_at: receivedAt };
}

function namingOf(intakes: readonly Intake[]): Naming {
  const deliveries = new Map(intakes.flatMap(({ delivery, named }) => named.map((key) => [storable(key), delivery.id] as const)));
  return { keys: [...deliveries.keys()], at: largest(intakes.map(({ delivery }) => delivery.receivedAt)), deliveries };
}
