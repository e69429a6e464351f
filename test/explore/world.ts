import type { Time } from "../../src/core/basics/known.js";
import { emptyRecord, type ItemRecord } from "../../src/core/record/record.js";
import { ACCOUNTS, SELF } from "./people.js";
import { WHEN, type Body, type Files } from "./policies.js";

/** What somebody's word can be bound to. */
export const CHANNELS = ["problem", "evidence", "notes", "brief", "contract", "roles", "when"] as const;
export type Channel = (typeof CHANNELS)[number];
/** How often each thing was changed so far: equal numbers prove that nothing of it was changed in between, changing back included. */
export type Versions = Readonly<Record<Channel, number>>;

/** All that words can be bound to. */
export interface Content {
  body: Body;
  files: Files;
  /** Whether the label is on that a gate's `when` reads. */
  when: boolean;
}

/** A comment, with the truth about it that GitHub does not tell. */
export interface Word {
  id: number;
  /** Account that wrote it. */
  by: number;
  text: string;
  at: Time;
  editedAt: Time | null;
  hidden: boolean;
  /** True for an ack that was read and did not count while the hand-off waited for acks: it never will. */
  spent: boolean;
  /** Its place among all acts. */
  order: number;
  /** What stood when it was written. */
  saw: Versions;
  had: Content;
  /** The account that `@login` in it named then. */
  names: number | null;
}

export interface LabelAct {
  id: number;
  kind: "labeled" | "unlabeled";
  label: string;
  by: number;
  at: Time;
  order: number;
}

/** A small GitHub of one issue and its default branch. Nothing in it is ever changed: an act makes another world that shares the rest. */
export interface World {
  /** How many acks the contract asks for. */
  count: 1 | 2;
  /** True: an act takes a second. False: what is done happens in one second until time passes. */
  slow: boolean;
  /** Whole seconds, as GitHub's clock tells. */
  now: Time;
  order: number;
  /** Login of each account, by its number. */
  logins: readonly string[];
  body: Body;
  bodies: readonly { at: Time; body: Body }[];
  files: Files;
  pushes: readonly { at: Time; commit: string; files: Files }[];
  labels: readonly string[];
  events: readonly LabelAct[];
  words: readonly Word[];
  versions: Versions;
  /** What Baton remembers. */
  record: ItemRecord;
  handled: readonly number[];
  /** True when nothing happened since Baton looked last. */
  looked: boolean;
  /** The last override code that Baton told, with what stood then. */
  code: { text: string; saw: Versions; had: Content } | null;
  /** Account that asked for the open hand-off. */
  requester: number | null;
  /** Place of the last act when the accepted stage was entered. */
  entered: number;
  /** Place of the act from which on the next hand-off could be asked for. */
  left: number;
  /** How often each file of the policy was changed since Baton looked last. */
  unseen: Readonly<Record<"contract" | "roles", number>>;
  /** Place of the last push that left a version behind which nobody saw: what it asked of words GitHub does not tell. */
  blurred: number;
  /** Keys of the notices that Baton sent. */
  told: readonly string[];
  ids: number;
}

export const BEGIN: Time = Date.UTC(2026, 0, 5, 12);
const FIRST_ID = 3_000_000_000;
const FIRST_EVENT = 5_000_000_000;
const FIRST_COMMIT = 8_000_000_000;

export const ALL_SEEN: World["unseen"] = { contract: 0, roles: 0 };

/** An issue that was just opened; Baton has not looked yet. */
export function freshWorld(count: 1 | 2, slow: boolean): World {
  const body: Body = { problem: 0, evidence: 0, notes: 0, red: false };
  const files: Files = { brief: 0, contract: 0, roles: 0 };
  return {
    count,
    slow,
    now: BEGIN,
    order: 0,
    logins: ACCOUNTS,
    body,
    bodies: [{ at: BEGIN, body }],
    files,
    pushes: [{ at: BEGIN - 60_000, commit: `commit-${FIRST_COMMIT}`, files }],
    labels: [],
    events: [],
    words: [],
    versions: { problem: 0, evidence: 0, notes: 0, brief: 0, contract: 0, roles: 0, when: 0 },
    record: emptyRecord(),
    handled: [],
    looked: false,
    code: null,
    requester: null,
    entered: 0,
    left: 0,
    unseen: ALL_SEEN,
    blurred: 0,
    told: [],
    ids: 0,
  };
}

/** The clock before the next act. */
export function tick(world: World): World {
  return { ...world, now: world.slow ? world.now + 1000 : world.now, order: world.order + 1, looked: false };
}

/** Time passes, and nothing else. */
export function pass(world: World, ms: number): World {
  return { ...world, now: world.now + ms, looked: false };
}

/** Somebody comments. */
export function say(before: World, by: number, text: string): World {
  const world = tick(before);
  const named = /@([\w-]+)/.exec(text)?.[1];
  const names = named === undefined ? null : accountOf(world, named);
  const { now: at, order, versions: saw } = world;
  const word: Word = {
    id: FIRST_ID + world.ids,
    by,
    text,
    at,
    editedAt: null,
    hidden: false,
    spent: false,
    order,
    saw,
    had: contentOf(world),
    names,
  };
  return { ...world, ids: world.ids + 1, words: [...world.words, word] };
}

/** What stands now. */
export function contentOf({ body, files, labels }: World): Content {
  return { body, files, when: labels.includes(WHEN) };
}

/** The account that has this login now; null when none has. */
function accountOf(world: World, login: string): number | null {
  const found = world.logins.findIndex((each) => each.toLowerCase() === login.toLowerCase());
  return found < 0 ? null : found;
}

/** The author edits the body. */
export function edit(before: World, change: Partial<Body>): World {
  const world = tick(before);
  const body = { ...world.body, ...change };
  const versions = { ...world.versions };
  if (body.problem !== world.body.problem) versions.problem += 1;
  if (body.evidence !== world.body.evidence || body.red !== world.body.red) versions.evidence += 1;
  if (body.notes !== world.body.notes) versions.notes += 1;
  return { ...world, body, versions, bodies: [...world.bodies, { at: world.now, body }] };
}

/** Somebody pushes to the default branch. */
export function push(before: World, change: Partial<Files>): World {
  const world = tick(before);
  const files = { ...world.files, ...change };
  const versions = { ...world.versions };
  for (const channel of ["brief", "contract", "roles"] as const) if (files[channel] !== world.files[channel]) versions[channel] += 1;
  const commit = `commit-${FIRST_COMMIT + world.pushes.length}`;
  const unseen = { ...world.unseen };
  for (const file of ["contract", "roles"] as const) if (files[file] !== world.files[file]) unseen[file] += 1;
  const blurred = unseen.contract > 1 || unseen.roles > 1 ? world.order : world.blurred;
  return { ...world, files, versions, unseen, blurred, pushes: [...world.pushes, { at: world.now, commit, files }] };
}

/** Puts a label on or takes it off. */
export function label(before: World, by: number, name: string, kind: LabelAct["kind"]): World {
  // Baton's own writing takes no turn of its own.
  const world = by === SELF ? before : tick(before);
  const has = world.labels.includes(name);
  if (has === (kind === "labeled")) return world;
  const labels = has ? world.labels.filter((each) => each !== name) : [...world.labels, name];
  const event: LabelAct = { id: FIRST_EVENT + world.ids, kind, label: name, by, at: world.now, order: world.order };
  const versions = name === WHEN ? { ...world.versions, when: world.versions.when + 1 } : world.versions;
  return { ...world, labels, versions, ids: world.ids + 1, events: [...world.events, event] };
}

/** Changes one comment, or takes it away (`null`). */
export function changeWord(before: World, id: number, change: Partial<Word> | null): World {
  const world = tick(before);
  const words =
    change === null
      ? world.words.filter((word) => word.id !== id)
      : world.words.map((word) => (word.id === id ? { ...word, ...change } : word));
  return { ...world, words };
}

/** True when the word still says what it said: neither edited nor hidden (a deleted one is gone). */
export function stands(word: Word): boolean {
  return word.editedAt === null && !word.hidden;
}
