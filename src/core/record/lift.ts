import type { Receipt } from "./receipt.js";
import type { Person } from "../facts/person.js";
import type { ItemRecord } from "./record.js";
import type { Ack, Delegation, Handoff, Rejection, Request, VoidedAck, Waiver } from "./state.js";

type Old = Record<string, unknown>;

/**
 * Takes a record as it was kept, by this version or the one before; returns it in today's shape. Records of version 1 knew people by
 * login only, and kept the fields of every state at once.
 */
export function liftRecord(kept: unknown): ItemRecord {
  const record = kept as ItemRecord & Old;
  if (record.version === 2) return record;
  const { editCount: _edits, announced: _announced, handoff, receipts, waivers, delegations, ...same } = kept as Old;
  return {
    ...same,
    version: 2,
    versions: null,
    hidden: [],
    handoff: handoff ? liftHandoff(handoff as Old) : null,
    receipts: list(receipts).map(liftReceipt),
    waivers: list(waivers).map((waiver) => ({ ...waiver, by: person(waiver["by"]) }) as unknown as Waiver),
    delegations: list(delegations).map((one) => ({ ...one, from: person(one["from"]), to: person(one["to"]) }) as unknown as Delegation),
  } as unknown as ItemRecord;
}

function liftHandoff(old: Old): Handoff {
  const request = liftRequest(old);
  if (old["rejection"]) {
    const rejection = old["rejection"] as Old;
    return { ...request, state: "rejected", rejection: { ...rejection, by: person(rejection["by"]) } as unknown as Rejection };
  }
  const { awaitingSince, awaitingSinceTime } = old;
  if (old["state"] !== "awaiting" || !awaitingSince || typeof awaitingSinceTime !== "number")
    return { ...request, state: "blocked", judged: old["settled"] === true };
  const acks = list(old["acks"]).map(liftAck);
  return { ...request, state: "awaiting", green: awaitingSince as Request["requested"], since: awaitingSinceTime, acks };
}

function liftRequest(old: Old): Request {
  const { sequence, from, to, contract, requested, via, gone, refused, askedDigest, askedParts } = old as Old & Request;
  return {
    sequence,
    from,
    to,
    contract,
    requested,
    via,
    refused,
    gone: gone ?? null,
    requestedBy: person(old["requestedBy"]),
    alsoRequestedBy: logins(old["alsoRequestedBy"]).map(person),
    asked: typeof askedDigest === "string" ? { digest: askedDigest, parts: (askedParts ?? {}) as Record<string, string> } : null,
    voided: list(old["voided"]).map(liftAck) as VoidedAck[],
    // A code that was asked for before accounts were remembered is asked for again: it lives an hour.
    override: null,
  };
}

function liftAck(old: Old): Ack {
  const inPlaceOf = old["inPlaceOf"];
  return { ...old, by: person(old["by"]), inPlaceOf: inPlaceOf ? person(inPlaceOf) : null } as unknown as Ack;
}

/** Takes a receipt as a record of version 1 or a ledger entry of its time kept it; returns it in today's shape. */
export function liftReceipt(old: Readonly<Old>): Receipt {
  const by = typeof old["by"] === "string" ? old["by"].split(", ") : [];
  return {
    ...old,
    requestedBy: old["requestedBy"] ? person(old["requestedBy"]) : null,
    by: by.map(person),
    acknowledgedBy: list(old["acknowledgedBy"]).map(liftAck),
    gates: list(old["gates"]).map((gate) => ({ ...gate, waivedBy: gate["waivedBy"] ? person(gate["waivedBy"]) : null })),
  } as unknown as Receipt;
}

function person(login: unknown): Person {
  return { id: null, login: typeof login === "string" ? login : "ghost" };
}

function list(value: unknown): Old[] {
  return Array.isArray(value) ? value.filter((one): one is Old => typeof one === "object" && one !== null) : [];
}

function logins(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((login) => typeof login === "string") : [];
}
