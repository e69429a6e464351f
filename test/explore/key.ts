import { isAlive, isRead } from "./moments.js";
import { account } from "./people.js";
import { WHEN, type Body, type Files } from "./policies.js";
import { handoffOf, movesOf, skeletonOf, standingOf } from "./record.js";
import { scaleOf, type Scale } from "./scale.js";
import { contentOf, type Channel, type Content, type LabelAct, type Versions, type Word, type World } from "./world.js";

const ALL: readonly Channel[] = ["problem", "evidence", "brief", "contract", "roles", "when"];
/** What each kind of word may be held against. */
const BOUND: Readonly<Record<string, readonly Channel[]>> = {
  ack: ALL,
  override: ALL,
  confirm: ["problem", "contract", "roles"],
  waive: ["evidence", "contract", "roles"],
  delegate: ["roles"],
  reject: ["problem", "evidence", "notes"],
};

/**
 * The key under which worlds are one: what they have in common is all that can matter from here on. Times and numbers count only by
 * their order among the words that may still count; what no such word needs to be held against is left out, and so are names: people are
 * accounts. Which of two wordings a text
 * has is left out, too: only whether it is the one that a word or the record knows.
 */
export function keyOf(world: World): string {
  const words = world.words.filter((word) => isAlive(world, word));
  const clock = world.slow ? [] : [world.now];
  const scale = scaleOf(
    [...words.map((word) => word.at), ...clock],
    words.map((word) => word.id),
    world.now,
  );
  return [
    `${world.count}${world.slow ? "s" : "b"}${world.looked ? "l" : ""}${world.requester ?? ""}${world.body.red ? "r" : ""}`,
    `${world.files.contract}${world.files.roles}`,
    world.labels.toSorted().join(),
    words.map((word) => wordKey(world, word, scale)).join(";"),
    changesOf(world, words, clock),
    eventsOf(world, scale),
    world.code === null ? "" : contentKey(world, world.code, ALL),
    movesOf(world, scale),
    skeletonOf(world, scale),
  ].join("|");
}

function boundOf(world: World, { text }: Word): readonly Channel[] {
  const kind = /^\/(\w+)/.exec(text)?.[1] ?? "";
  if (kind === "handoff") return handoffOf(world.record)?.state === "rejected" ? (BOUND["reject"] ?? []) : [];
  return BOUND[kind] ?? [];
}

function wordKey(world: World, word: Word, scale: Scale): string {
  const { by, at, editedAt, hidden, names, order } = word;
  const read = isRead(world, word);
  const when = word.text.startsWith("/override") && !read ? scale.clock(at) : scale.time(at);
  const code = world.code?.text;
  const text = (code === undefined ? word.text : word.text.replace(code, "CODE")).replace(/@\S+/, "@");
  const edited = editedAt === null ? "" : scale.time(editedAt);
  const kept = contentKey(world, word, boundOf(world, word));
  const since = [order > world.entered, order > world.left];
  return [by, text, when, edited, hidden, names ?? "", read, ...since, kept, standingOf(world.record, word.id)].join();
}

/** Of each thing: whether it was not changed since, or is the same again, or is not. */
function contentKey(world: World, { saw, had }: { saw: Versions; had: Content }, channels: readonly Channel[]): string {
  const now = contentOf(world);
  return channels.map((channel) => (saw[channel] === world.versions[channel] ? "2" : isSame(channel, had, now) ? "1" : "0")).join("");
}

function isSame(channel: Channel, a: Content, b: Content): boolean {
  switch (channel) {
    case "when":
      return a.when === b.when;
    case "brief":
    case "contract":
    case "roles":
      return a.files[channel] === b.files[channel];
    case "evidence":
      return a.body.evidence === b.body.evidence && a.body.red === b.body.red;
    case "problem":
    case "notes":
      return a.body[channel] === b.body[channel];
  }
}

/** When each thing changed, among the words that are bound to it. */
function changesOf(world: World, words: readonly Word[], clock: readonly number[]): string {
  const changes = changesIn(world);
  return (
    [...ALL, "notes" as const].map((channel) => placesOf(changes[channel] ?? [], boundWords(world, words, [channel]), clock)).join() +
    lastEdit(world, words, clock)
  );
}

function lastEdit(world: World, words: readonly Word[], clock: readonly number[]): string {
  const last = world.bodies.length > 1 ? world.bodies.at(-1)?.at : undefined;
  return last === undefined ? "" : `,${placesOf([last], boundWords(world, words, ["problem", "evidence", "notes"]), clock)}`;
}

function boundWords(world: World, words: readonly Word[], channels: readonly Channel[]): number[] {
  return words.filter((word) => boundOf(world, word).some((channel) => channels.includes(channel))).map((word) => word.at);
}

function placesOf(changes: readonly number[], words: readonly number[], clock: readonly number[]): string {
  const first = Math.min(...words);
  if (words.length === 0) return "";
  const scale = scaleOf([...words, ...clock], [], 0);
  return [...new Set(changes.filter((at) => at >= first).map((at) => scale.time(at)))].join(".");
}

function changesIn(world: World): Partial<Record<Channel, number[]>> {
  const changes: Partial<Record<Channel, number[]>> = {};
  const note = (channel: Channel, at: number) => (changes[channel] ??= []).push(at);
  pairs(world.bodies).forEach(([before, after]) => bodyChannels(before.body, after.body).forEach((channel) => note(channel, after.at)));
  pairs(world.pushes).forEach(([before, after]) =>
    fileChannels(before.files, after.files).forEach((channel) => note(channel, after.at ?? 0)),
  );
  world.events.forEach((event) => event.label === WHEN && note("when", event.at));
  return changes;
}

function bodyChannels(before: Body, after: Body): Channel[] {
  const changed: Channel[] = [];
  if (before.problem !== after.problem) changed.push("problem");
  if (before.evidence !== after.evidence || before.red !== after.red) changed.push("evidence");
  if (before.notes !== after.notes) changed.push("notes");
  return changed;
}

function fileChannels(before: Files, after: Files): Channel[] {
  return (["brief", "contract", "roles"] as const).filter((channel) => before[channel] !== after[channel]);
}

function pairs<T>(list: readonly T[]): [T, T][] {
  return list.slice(1).map((after, index) => [list[index] as T, after]);
}

/** The last labelling and unlabelling of each stage's label by people, unless it was acted upon. */
function eventsOf({ events, record, entered, left }: World, scale: Scale): string {
  const last = new Map<string, LabelAct>();
  for (const event of events)
    if (event.label.startsWith("stage:") && event.by !== account("baton")) last.set(event.kind + event.label, event);
  const open = [...last.values()].filter((event) => !record.handledEvents.includes(`E${event.id}`));
  return open
    .map(({ kind, label, by, at, order }) => [kind, label, by, scale.time(at), order > entered, order > left].join())
    .toSorted()
    .join(";");
}
