import { vouches } from "../../src/core/handoff/commands/find.js";
import { evaluate, type Evaluation } from "../../src/core/handoff/evaluate.js";
import { labelChanges } from "../../src/core/handoff/item-labels.js";
import { evidenceNeeded } from "../../src/core/words/look.js";
import { SELF } from "./people.js";
import { BRIEF, policyOf } from "./policies.js";
import { handoffOf, refersTo, requesterOf } from "./record.js";
import { evidenceOf, headOf, snapshotOf, textsOf } from "./snapshot.js";
import { ALL_SEEN, contentOf, label, type Word, type World } from "./world.js";

const MOST_ROUNDS = 8;
/** Baton's own clock is finer than GitHub's. */
const FRACTION = 500;

/** A look: the world after it, and what was decided in each round. */
export interface Look {
  world: World;
  rounds: { before: World; evaluation: Evaluation }[];
}

/** Baton looks until nothing moves, and what it writes happens. */
export function look(before: World): Look {
  const rounds: Look["rounds"] = [];
  let world = before;
  for (let moved = true; moved && rounds.length < MOST_ROUNDS;) {
    const evaluation = peek(world);
    rounds.push({ before: world, evaluation });
    world = after(world, evaluation);
    moved = evaluation.moved;
  }
  return { world: { ...withLabels(world), words: world.words.map((word) => judged(world, word)), unseen: ALL_SEEN, looked: true }, rounds };
}

function judged(world: World, word: Word): Word {
  const failed = handoffOf(world.record)?.state === "awaiting" && word.text.startsWith("/ack") && !refersTo(world.record, word.id);
  return failed && !word.spent ? { ...word, spent: true } : word;
}

/** What Baton would decide; nothing happens. */
function peek(world: World): Evaluation {
  const bare = snapshotOf(world);
  const parsed = policyOf({ ...world.files, count: world.count });
  const policy = { ...parsed, source: { ...parsed.source, commit: headOf(world) } };
  const snapshot = {
    ...bare,
    evidence: evidenceOf(world, evidenceNeeded({ snapshot: bare, policy, record: world.record, vouches }, [BRIEF])),
  };
  return evaluate({
    snapshot,
    texts: textsOf(world, snapshot),
    policy,
    record: world.record,
    handled: new Set(world.handled),
    // No two of its looks are at one moment, even where people's acts are.
    now: world.now + FRACTION + world.told.length,
    firstSeen: 0,
    code: codeOf,
  });
}

function after(world: World, evaluation: Evaluation): World {
  const { record, answered, answers, notices, moved } = evaluation;
  const codes = answers.flatMap(({ reply }) => (reply.kind === "override_code" ? [reply.code] : []));
  const text = codes.at(-1);
  return {
    ...world,
    record,
    handled: [...world.handled, ...answered],
    code: record.handoff === null ? null : text === undefined ? world.code : { text, saw: world.versions, had: contentOf(world) },
    requester: requesterOf(record),
    entered: moved ? enteredBy(world, record) : world.entered,
    left: moved ? leftBy(world, record) : world.left,
    // A boundary that is looked at for the first time has nothing that was seen to stand before files changed.
    blurred: moved && (world.unseen.contract > 0 || world.unseen.roles > 0) ? world.order : world.blurred,
    told: [...world.told, ...notices.map(({ key }) => key)],
  };
}

/**
 * Whoever goes back or overrides is there at once: what is said after that is said in that stage, whether Baton has looked or not. An acceptance is only known
 * with the look.
 */
function enteredBy({ order, entered, events, words }: World, { stage, stageBy }: World["record"]): number {
  const forced = words.findLast(({ text, order: at }) => text.startsWith("/override ") && at > entered);
  if (stageBy === "overridden") return forced?.order ?? order;
  if (stageBy !== "backward") return order;
  const back = [
    ...events.filter(({ kind, label: name, by }) => kind === "labeled" && name === `stage: ${stage}` && by !== SELF),
    ...words.filter(({ text }) => text === `/handoff ${stage}`),
  ];
  const acts = back.map((act) => act.order).filter((each) => each > entered);
  return acts.length === 0 ? order : acts.reduce((first, each) => Math.min(first, each));
}

/**
 * Where the last ack stood, the hand-off was complete, and who asked after it asked for the next one: as if Baton had looked after each word.
 */
function leftBy(world: World, record: World["record"]): number {
  const entered = enteredBy(world, record);
  const acks = new Set(record.receipts[0]?.acknowledgedBy.map(({ commentId }) => commentId));
  const last = world.words.findLast(({ id }) => acks.has(id));
  return record.stageBy === "accepted" && last ? Math.min(entered, last.order) : entered;
}

function withLabels(world: World): World {
  const policy = policyOf({ ...world.files, count: world.count });
  const { add, remove } = labelChanges(world.labels, policy, world.record);
  const labelled = add.reduce((each, name) => label(each, SELF, name, "labeled"), world);
  return remove.reduce((each, name) => label(each, SELF, name, "unlabeled"), labelled);
}

const NUMBERS = /(?<![0-9a-f])\d{10,13}(?![0-9a-f])/g;

// As short as a real code, yet with the numbers of the world in the open, so that worlds which differ in numbers only can be told to be the same.
function codeOf(material: string): string {
  const numbers = material.match(NUMBERS) ?? [];
  const rest = material.replace(NUMBERS, "#");
  let hash = 7;
  for (let index = 0; index < rest.length; index += 1) hash = (hash * 31 + rest.charCodeAt(index)) >>> 0;
  return [hash.toString(36), ...numbers].join("-").slice(0, 40);
}
