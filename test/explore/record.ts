import type { Receipt } from "../../src/core/record/receipt.js";
import type { ItemRecord } from "../../src/core/record/record.js";
import { likeness } from "./digests.js";
import { WHEN } from "./policies.js";
import type { Scale } from "./scale.js";
import type { World } from "./world.js";

/** The stage the item is in; null while it has none. */
export function stageOf(record: ItemRecord): string | null {
  return record.stage;
}

/** The open hand-off, as far as acts and truth ask for it. */
export function handoffOf(record: ItemRecord): { to: string; state: string } | null {
  return record.handoff;
}

/** The comment that holds the hand-off; null when none does. */
export function holdOf({ handoff }: ItemRecord): number | null {
  return handoff?.state === "held" ? handoff.hold.commentId : null;
}

/** Receipts that came with an evaluation, oldest first. */
export function newReceipts(before: ItemRecord, after: ItemRecord): Receipt[] {
  return after.receipts.slice(0, after.receipts.length - before.receipts.length).toReversed();
}

/** Account that asked for the open hand-off. */
export function requesterOf({ handoff }: ItemRecord): number | null {
  return handoff?.requestedBy.id ?? null;
}

/** What of a record never decides anything, or is told with each word. */
const LEFT_OUT = new Set([
  "remarks",
  "outbox",
  "check",
  "announced",
  "handledEvents",
  "refused",
  "voided",
  "via",
  "stageSince",
  "sequence",
  "code",
]);
/** Numbers of comments that only say how far Baton had read. */
const MARKS = new Set(["afterComment", "seenComment"]);
const CUT = "\u2063";
const SHORTEST = 10;
const DIGEST = /^[0-9a-f]{64}$/;
const NUMBER_OR_DIGEST = /(?<![0-9a-f])(?:[0-9a-f]{64}|\d{10,13})(?![0-9a-f])/g;

type Kind = "since" | "time" | "clock" | "id" | "mark";
type Hole = { kind: Kind; value: number } | { kind: "digest"; value: string };

interface Skeleton {
  /** The record as text, cut where something stands that is told apart by its place only. */
  pieces: string[];
  holes: Hole[];
  /** Digests of what words are bound to, and their place in the list is no matter. */
  fixed: Set<string>;
  /** Numbers of the comments and events that stand in it. */
  named: Set<number>;
}

const skeletons = new WeakMap<ItemRecord, Skeleton>();

/** The record as text in which numbers are their places on the scale, and texts are told apart by whether they are those of now. */
export function skeletonOf(world: World, scale: Scale): string {
  const { pieces, holes, fixed } = prepared(world.record);
  const others: string[] = [];
  const filled = (hole: Hole): string => {
    if (hole.kind !== "digest") return scale[hole.kind](hole.value);
    const like = likeness(hole.value, world.body, world.files);
    if (like !== null || fixed.has(hole.value)) return like ?? hole.value;
    if (!others.includes(hole.value)) others.push(hole.value);
    return `#${others.indexOf(hole.value)}`;
  };
  return pieces.map((piece, index) => piece + (holes[index] ? filled(holes[index]) : "")).join("");
}

/** True when the record names the comment. */
export function refersTo(record: ItemRecord, id: number): boolean {
  return prepared(record).named.has(id);
}

/** What moved since the last look, by what the record remembers of it. */
export function movesOf({ record, bodies, pushes, files, events }: World, scale: Scale): string {
  const { versions } = record;
  if (!versions) return "new";
  const then = pushes.find(({ commit }) => commit === versions.branch.head);
  const head =
    !then || then === pushes.at(-1)
      ? ""
      : `${then.files.contract}${then.files.roles}${then.files.brief === files.brief}${scale.since(then.at)}`;
  const labelled = events.slice(versions.labels.events).some(({ label }) => label === WHEN);
  return [bodies.length - 1 - versions.body.edits, head, labelled].join();
}

/** What is remembered, but for how far was read. */
export function memoryOf({ versions: _versions, ...memory }: ItemRecord): string {
  return JSON.stringify(memory);
}

/** What the record says of a comment besides. */
export function standingOf({ handoff, hidden }: ItemRecord, id: number): string {
  const voided = handoff?.voided.some(({ commentId }) => commentId === id) === true;
  return `${handoff?.refused.includes(id) === true ? "r" : ""}${voided ? "v" : ""}${hidden.includes(id) ? "h" : ""}`;
}

function prepared(record: ItemRecord): Skeleton {
  const known = skeletons.get(record);
  if (known) return known;
  const cut: Cut = { text: [], holes: [] };
  cutOpen(cut, "", record);
  const fixed = new Set(Object.values(record.parts).map(({ digest }) => digest));
  const named = new Set(cut.holes.flatMap(({ kind, value }) => (kind === "id" ? [value] : [])));
  const fresh = { pieces: cut.text.join("").split(CUT), holes: cut.holes, fixed, named };
  skeletons.set(record, fresh);
  return fresh;
}

interface Cut {
  text: string[];
  holes: Hole[];
}

/** Writes a value of the record down, with holes where something is told apart by its place only. */
function cutOpen(cut: Cut, key: string, value: unknown): void {
  if (typeof value === "number") return cutNumber(cut, kindOf(key, value), value);
  if (typeof value === "string") return cutText(cut, value);
  if (typeof value !== "object" || value === null) return void cut.text.push(String(value), ",");
  cut.text.push(Array.isArray(value) ? "[" : "{");
  for (const [name, each] of Object.entries(key === "receipts" ? (value as Receipt[]).map(told) : value)) {
    if (LEFT_OUT.has(name) || each === undefined) continue;
    if (!Array.isArray(value)) cutText(cut, name);
    cutOpen(cut, name, each);
  }
  cut.text.push("}");
}

function told({ kind, from, to, contract }: Receipt): unknown[] {
  return [kind, from, to, contract?.id];
}

function cutNumber(cut: Cut, kind: Kind | null, value: number): void {
  if (kind !== null) cut.holes.push({ kind, value });
  cut.text.push(kind === null ? String(value) : CUT, ",");
}

function cutText(cut: Cut, text: string): void {
  if (DIGEST.test(text)) {
    cut.holes.push({ kind: "digest", value: text });
    return void cut.text.push(CUT, ",");
  }
  const holed =
    text.length < SHORTEST
      ? text
      : text.replace(NUMBER_OR_DIGEST, (each) => {
          const value = Number(each);
          cut.holes.push(each.length === 64 ? { kind: "digest", value: each } : { kind: value > 1e12 ? "time" : "id", value });
          return CUT;
        });
  cut.text.push('"', holed, '"');
}

function kindOf(key: string, value: number): Kind | null {
  if (value > 2e12) return null;
  if (MARKS.has(key)) return "mark";
  if (key === "at") return "since";
  if (value > 1e12) return "clock";
  return value < 1e9 ? null : "id";
}
