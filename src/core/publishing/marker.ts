import { keptReceipts } from "../record/kept-receipts.js";
import { createHmac, timingSafeEqual } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { canonicalJson } from "../basics/digest.js";
import { liftRecord } from "../record/lift.js";
import type { ItemRecord } from "../record/record.js";

const MARKER = /<!-- baton:state:v1:([A-Za-z0-9_-]{1,40000})\.([A-Za-z0-9_-]{43}) -->/;
const MOST_BYTES = 256 * 1024;

/** What the marker in the living comment keeps: enough to rebuild a lost record. */
export type MarkerState = Omit<
  ItemRecord,
  | "seenComment"
  | "versions"
  | "handledEvents"
  | "outbox"
  | "check"
  | "trouble"
  | "insisted"
  | "contested"
  | "agents"
  | "agentActs"
  | "agentComments"
>;

/** What was found in a comment that claims to hold the state. */
export type MarkerReading = { is: "absent" } | { is: "tampered" } | { is: "valid"; record: ItemRecord };

const recordShape = z.looseObject({
  version: z.union([z.literal(1), z.literal(2)]),
  stage: z.string().nullable(),
  stageBy: z.enum(["initial", "adopted", "accepted", "overridden", "backward", "observed"]),
  stageSince: z.number(),
  handoff: z.looseObject({ sequence: z.number(), from: z.string(), to: z.string() }).nullable(),
  sequence: z.number(),
  parts: z.record(z.string(), z.unknown()),
  gates: z.record(z.string(), z.unknown()),
  receipts: z.array(z.unknown()),
  handedOff: z.record(z.string(), z.string()),
  drifted: z.array(z.string()),
  remarks: z.array(z.unknown()),
});

/** The part of the record that the marker keeps; what merely moves with every comment stays out. */
export function markerState(record: ItemRecord): MarkerState {
  const {
    seenComment: _seen,
    versions: _versions,
    handledEvents: _events,
    outbox: _outbox,
    check: _check,
    trouble: _trouble,
    insisted: _insisted,
    contested: _contested,
    agents: _agents,
    agentActs: _acts,
    agentComments: _counted,
    ...state
  } = record;
  return { ...state, receipts: keptReceipts(state.receipts, 5) };
}

/** Writes the state as a hidden, signed line. The item's node id is signed too, so that a copy elsewhere is worth nothing. */
export function writeMarker(record: ItemRecord, itemId: string, key: string): string {
  const payload = deflateRawSync(canonicalJson(markerState(record))).toString("base64url");
  return `<!-- baton:state:v1:${payload}.${sign(payload, itemId, key)} -->`;
}

/** Reads the state from a comment's body. A signature that does not fit, or a payload that is no record, is tampering. */
export function readMarker(body: string, itemId: string, key: string): MarkerReading {
  // Ours is the last: people's words are only ever quoted above it.
  const match = [...body.matchAll(new RegExp(MARKER, "g"))].at(-1);
  if (!match?.[1] || !match[2]) return body.includes("<!-- baton:state:") ? { is: "tampered" } : { is: "absent" };
  if (!timingSafeEqual(Buffer.from(match[2]), Buffer.from(sign(match[1], itemId, key)))) return { is: "tampered" };
  return unpack(match[1]);
}

function sign(payload: string, itemId: string, key: string): string {
  return createHmac("sha256", key).update(`${itemId}\n${payload}`).digest("base64url");
}

function unpack(payload: string): MarkerReading {
  try {
    const json = inflateRawSync(Buffer.from(payload, "base64url"), { maxOutputLength: MOST_BYTES }).toString("utf8");
    const state: unknown = JSON.parse(json);
    if (!recordShape.safeParse(state).success) return { is: "tampered" };
    // The signature proves that this App wrote it, in this version's shape.
    return {
      is: "valid",
      record: liftRecord({
        ...(state as MarkerState),
        seenComment: 0,
        versions: null,
        handledEvents: [],
        outbox: [],
        check: null,
      }),
    };
  } catch {
    return { is: "tampered" };
  }
}
