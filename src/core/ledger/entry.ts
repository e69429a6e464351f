import { z } from "zod";
import type { Time } from "../basics/known.js";
import type { Person } from "../facts/person.js";
import type { DataOf, Kind } from "./data.js";

/** Version of what is written now. Rows without one are of version 1: everything lay flat in the payload. */
export const VERSION = 2;

/** The contract that was judged by. Older rows do not know its digest. */
export interface EntryContract {
  id: string;
  version: string;
  digest: string | null;
}

/** What was decided, before it is known where. */
export type DecisionOf<K extends Kind> = {
  [P in K]: { kind: P; at: Time; actor: Person | null; contract: EntryContract | null; data: DataOf<P> };
}[K];

/** Where it was decided. */
export interface EntryPlace {
  version: typeof VERSION;
  /** Node id of the item, or of the repository for what concerns it as a whole; null for what concerns the ledger itself. */
  item: string | null;
  repository: string | null;
  number: number | null;
  policyCommit: string | null;
}

export type EntryOf<K extends Kind> = DecisionOf<K> & EntryPlace;

/** An entry of the ledger: what `kind` says decides what `data` holds. */
export type Entry = EntryOf<Kind>;

/** A row as the ledger keeps it: what is hashed. */
export interface EntryRow {
  at: Time;
  kind: string;
  item: string | null;
  actor: string | null;
  payload: unknown;
}

const contract = z.object({ id: z.string(), version: z.string(), digest: z.string().nullable() });

/** The payload of a row of today's version; `data` is judged by its kind. */
export const payloadShape = z.object({
  version: z.literal(VERSION),
  repository: z.string().nullable(),
  number: z.number().nullable(),
  policyCommit: z.string().nullable(),
  contract: contract.nullable(),
  actor: z.object({ id: z.number().nullable(), login: z.string() }).nullable(),
  data: z.unknown(),
});

/** Takes an entry; returns the row to keep. */
export function toRow({ at, kind, item, actor, ...payload }: Entry): EntryRow {
  return { at, kind, item, actor: actor?.login ?? null, payload: { ...payload, actor } };
}
