import type { WorkKey } from "../core/ports.js";

/** Tables as Kysely sees them. Times are epoch milliseconds, JSON columns are text. */
export interface Schema {
  deliveries: DeliveryRow;
  items: ItemRow;
  turns: TurnRow;
  /** When a repository was served last, by the count of its installations' turns. */
  repository_turns: { repository_id: string; turn: number };
  chores: { name: string; due_at: number };
  writes: WritesRow;
  policies: PolicyRow;
  pins: PinRow;
  repository_pins: { scope: string; name: string; repository_id: string; seen_at: number };
  ledger: LedgerRow;
  probes: { id: number; at: number };
  reads: { item: string; key: string };
  named: { key: string; at: number };
  wakes: WakeRow;
  shown_items: ShownItemRow;
  shown_repositories: ShownRepositoryRow;
  /** How published artefacts stand, as JSON, and when that was looked at. */
  artefact_states: { repository_id: string; standings: string; seen_at: number };
}

export interface DeliveryRow {
  id: string;
  event: string;
  action: string | null;
  installation_id: number | null;
  received_at: number;
}

/** An item is also its own place in the queue. */
export interface ItemRow {
  id: string;
  kind: WorkKey["kind"];
  installation_id: number;
  repository_id: string;
  owner: string;
  name: string;
  number: number | null;
  sha: string | null;
  ref: string | null;
  /** The newest delivery that made it due, for the log. */
  delivery: string | null;
  due_at: number | null;
  not_before: number | null;
  lease_until: number | null;
  token: number;
  attempts: number;
  /** Runs that ended without a word since the last that ended well. */
  crashes: number;
  last_error: string | null;
  dead_at: number | null;
  touched_at: number;
  node_id: string | null;
  stage: string | null;
  head_sha: string | null;
  record: string | null;
  posted: string;
  handled: string;
  updated_at: number | null;
  /** Digest of the read set in `reads`; null before the first look. */
  reads: string | null;
  /** 1: the read set is not all that the item rests on. */
  partial: number;
  /** What others that rest on it were last told, as JSON: key and hash. */
  told: string;
  /** When GitHub first did not have it any more. */
  gone_at: number | null;
}

/** What pages show of an item, as JSON. */
export interface ShownItemRow {
  /** The item's own. */
  id: string;
  repository_id: string;
  number: number;
  /** 1: it is open. */
  open: number;
  version: number;
  row: string;
  page: string;
  visits: string;
  content: string;
  acked: string | null;
  /** Empty: it is to be made anew. */
  digest: string;
  /** Why it could not be judged since; null when it could. */
  trouble: string | null;
}

/** What pages know of a repository and its policy. */
export interface ShownRepositoryRow {
  repository_id: string;
  owner: string;
  name: string;
  version: number;
  policy: string;
  /** Of the policy that it was made from; empty: it is to be made anew. */
  digest: string;
}

/** A key that woke so many that the rest is still to be put in line. */
export interface WakeRow {
  key: string;
  /** Id of the last item that was. */
  after: string;
  at: number;
}

/** When an installation was served last, and until when GitHub wants no more of it. */
export interface TurnRow {
  installation_id: number;
  turn: number;
  paused_until: number | null;
}

/** When an installation's next write may go out: by its pace, and by what an hour may hold. */
export interface WritesRow {
  installation_id: number;
  next_at: number;
  hour_at: number;
}

export interface PolicyRow {
  repository_id: string;
  first_seen_at: number;
  commit: string | null;
  files: string | null;
  saved_at: number | null;
}

/** Which account a login in a list of a policy named when it was first read; null: nobody. */
export interface PinRow {
  repository_id: string;
  list: string;
  definition: string;
  login: string;
  account_id: number | null;
  pinned_at: number;
}

export interface LedgerRow {
  seq: number;
  at: number;
  kind: string;
  item: string | null;
  actor: string | null;
  payload: string;
  prev_hash: string;
  /** Of the key that the hash was made with; null in rows from before the ledger was keyed. */
  key_id: string | null;
  hash: string;
}
