import { liftReceipt } from "../record/lift.js";
import type { Person } from "../facts/person.js";
import { DATA, isKind, type Kind } from "./data.js";
import { payloadShape, VERSION, type Entry, type EntryContract, type EntryRow } from "./entry.js";

/** A row that this version cannot read, kept as it is. */
export interface UnknownEntry extends EntryRow {
  kind: "unknown";
  /** The kind that the row claims. */
  was: string;
}

type Flat = Readonly<Record<string, unknown>>;

/** Takes a row of any version; returns what it says in today's shape, or `unknown` with the row as it is. Never throws. */
export function liftEntry(row: EntryRow): Entry | UnknownEntry {
  const payload = isFlat(row.payload) ? row.payload : null;
  const lifted = payload && (Object.hasOwn(payload, "version") ? today(row) : flat(row, payload));
  return lifted ?? { ...row, kind: "unknown", was: row.kind };
}

function today({ at, kind, item, payload }: EntryRow): Entry | null {
  const read = payloadShape.safeParse(payload);
  if (!read.success || !isKind(kind)) return null;
  return entry({ at, item, ...read.data }, kind, read.data.data);
}

function flat({ at, kind, item, actor }: EntryRow, payload: Flat): Entry | null {
  const known = kind === "overridden" && !Object.hasOwn(payload, "receipt") ? "forced" : kind;
  if (!isKind(known)) return null;
  const common = {
    version: VERSION,
    at,
    item,
    repository: textOf(payload["repository"]),
    number: typeof payload["number"] === "number" ? payload["number"] : null,
    policyCommit: textOf(payload["policyCommit"]),
    contract: contractOf(payload),
    actor: actorOf(actor),
  } as const;
  return entry(common, known, AS_TODAY.get(known)?.(payload) ?? payload);
}

function entry(
  { version, at, item, repository, number, policyCommit, contract, actor }: Omit<Entry, "kind" | "data">,
  kind: Kind,
  said: unknown,
): Entry | null {
  const read = DATA[kind].safeParse(said);
  // One schema of the table belongs to one kind: the pair is what it was looked up by. Written out: a ledger is read by the hundred thousand.
  return read.success ? ({ kind, version, at, item, repository, number, policyCommit, contract, actor, data: read.data } as Entry) : null;
}

/** What older rows said in other words, by kind. */
const AS_TODAY = new Map<Kind, (payload: Flat) => Flat>([
  ["requested", (old) => ({ from: null, via: null, again: false, ...old })],
  ["blocked", (old) => ({ ...old, gates: gatesOf(old["gates"]) })],
  ["withdrawn", (old) => ({ sequence: null, ...old, reason: old["reason"] === "no contract" ? "no_contract" : null })],
  ["begun", (old) => ({ signal: "command", ...old })],
  ["delegated", (old) => ({ ...old, to: actorOf(old["to"]) })],
  ...(["accepted", "overridden", "backward", "observed"] as const).map((kind) => [kind, withReceipt] as const),
]);

function withReceipt(old: Flat): Flat {
  const { receipt } = old;
  // Of one person or none it was a login, never a list.
  return isFlat(receipt) && !Array.isArray(receipt["by"]) ? { ...old, receipt: liftReceipt(receipt) } : old;
}

function gatesOf(ids: unknown): unknown {
  return Array.isArray(ids) ? ids.map((id: unknown) => ({ id, outcome: null })) : ids;
}

// Older rows name the contract that lay ahead when the look ended; the receipt names the one that was crossed by.
function contractOf(payload: Flat): EntryContract | null {
  const receipt = payload["receipt"];
  if (isFlat(receipt))
    return isFlat(receipt["contract"])
      ? named(receipt["contract"]["id"], receipt["contract"]["version"], receipt["contract"]["digest"])
      : null;
  return named(payload["contract"], payload["contractVersion"], null);
}

function named(id: unknown, version: unknown, digest: unknown): EntryContract | null {
  return typeof id === "string" && typeof version === "string" ? { id, version, digest: textOf(digest) } : null;
}

// Of two people who forced a hand-off together, older rows name both; the receipt does, too.
function actorOf(actor: unknown): Person | null {
  return typeof actor === "string" ? { id: null, login: actor.split(", ", 1)[0] ?? actor } : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function isFlat(value: unknown): value is Flat {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
