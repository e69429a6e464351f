import type { Receipt } from "../../src/core/record/receipt.js";
import type { Look } from "./look.js";
import { look } from "./look.js";
import { isRead, open } from "./moments.js";
import { holds } from "./people.js";
import { holdOf, memoryOf, newReceipts, stageOf } from "./record.js";
import { boundaryOf, changedSince, principalsOf, redGates, troubleWithAck, type Boundary } from "./truth.js";
import { stands, type Word, type World } from "./world.js";

/** What the look did that it should not have; empty when all is well. Each is a kind of violation, in words. */
export function violationsOf(given: Look): string[] {
  return given.rounds.flatMap(({ before, evaluation }) => {
    const after = { ...before, requester: requesterAt(given, before) };
    const receipts = newReceipts(before.record, evaluation.record);
    return [
      ...receipts.flatMap((receipt) => troubleWithReceipt(after, receipt)),
      ...(stageOf(before.record) !== null && stageOf(before.record) !== stageOf(evaluation.record) && receipts.length === 0
        ? ["the stage moved without a receipt"]
        : []),
      ...repeated("a command was answered twice", before.handled, evaluation.answered),
      ...repeated(
        "a notice was sent twice",
        before.told,
        evaluation.notices.map(({ key }) => key),
      ),
      ...answeredTwice(
        before,
        evaluation.answers.map(({ commentId }) => commentId),
      ),
    ];
  });
}

/**
 * Gates that the look calls red though the truth calls them green: a word was taken for void that is not. It has to be repeated where
 * acts share a second, for a tie proves nothing, after a version of the policy that nobody saw, and at the first sight of a boundary, where nothing was
 * seen to stand.
 */
export function falselyRed({ rounds }: Look): string[] {
  return rounds.flatMap(({ before, evaluation: { verdict, moved } }) => {
    const from = stageOf(before.record);
    if (from === null || moved || !verdict || before.entered !== rounds[0]?.before.entered) return [];
    const expected = redGates(before, from, Infinity, before.blurred);
    const red = verdict.gates.filter(({ applies, outcome, waiver }) => applies && outcome !== "pass" && waiver === null);
    return red.flatMap(({ spec }) => (expected.includes(spec.id) ? [] : [`${spec.id} is red, and nothing speaks against it`]));
  });
}

// A hand-off that is requested and accepted in one look has its requester told only by the receipt.
function requesterAt({ rounds }: Look, before: World): number | null {
  const last = rounds.find((round) => round.before === before);
  const receipt = last && newReceipts(before.record, last.evaluation.record).at(-1);
  if (before.record.handoff !== null || !receipt?.requestedBy) return before.requester;
  return receipt.requestedBy.id;
}

function troubleWithReceipt(world: World, receipt: Receipt): string[] {
  if (receipt.kind === "backward") return [];
  const boundary = boundaryOf(world, receipt.from, receipt.to);
  if (!boundary) return [`${receipt.kind} where no contract leads`];
  if (receipt.kind === "accepted") return troubleWithAcceptance(world, receipt, boundary).map((words) => `accepted, but ${words}`);
  if (receipt.kind === "overridden") return troubleWithOverride(world, boundary).map((words) => `overridden, but ${words}`);
  return [`a receipt says ${receipt.kind}`];
}

function troubleWithAcceptance(world: World, receipt: Receipt, boundary: Boundary): string[] {
  const from = receipt.from ?? "";
  const trouble = redGates(world, from, Infinity).map((gate) => `${gate} is red`);
  const last = world.words.reduce(
    (latest, { id, order }) => (receipt.acknowledgedBy.some(({ commentId }) => commentId === id) ? Math.max(latest, order) : latest),
    0,
  );
  if (isHeld(world, last)) trouble.push("it is held");
  if (world.requester === null || !holds(world.requester, boundary.giver, world.files)) trouble.push("nobody who may has asked");
  const counting = receipt.acknowledgedBy.filter(({ commentId }) => {
    const own = troubleWithAck(world, from, boundary, commentId);
    trouble.push(...own);
    return own.length === 0;
  });
  const words = counting.flatMap(({ commentId }) => world.words.filter((word) => word.id === commentId));
  const voices = Math.min(
    distinct(words.map((word) => word.by)),
    distinct(words.flatMap((word) => principalsOf(world, word, boundary.receiver))),
  );
  if (trouble.length === 0 && voices < boundary.count) trouble.push(`only ${voices} of ${boundary.count} acknowledged`);
  return [...new Set(trouble)];
}

/** Two accounts, each with a standing word of the same code: nothing of the content changed since the code was told, nor of all else since their words. */
function troubleWithOverride(world: World, { reads }: Boundary): string[] {
  const { code } = world;
  if (!code) return ["no code was told"];
  const content = reads.filter((channel) => channel !== "roles");
  const trouble = changedSince(world, { saw: code.saw }, content).map((channel) => `the ${channel} changed after the code was told`);
  const forcing = world.words.filter(
    (word) => stands(word) && word.text.startsWith(`/override ${code.text}:`) && changedSince(world, word, reads).length === 0,
  );
  const ones = forcing.filter((word) => holds(word.by, "owner", world.files));
  const others = forcing.filter((word) => holds(word.by, "lead", world.files));
  // Each pair forces with its later word; what is held after the first of them is held too late.
  const both = ones.flatMap((one) => others.filter((other) => other.by !== one.by).map((other) => Math.max(one.order, other.order)));
  if (both.length === 0) trouble.push("no two accounts said the code");
  const forced = both.reduce((first, order) => Math.min(first, order), Infinity);
  if (isHeld(world, forced)) trouble.push("it is held");
  return trouble;
}

/** True when somebody who may had stopped the hand-off before the last word that made it go on, and nobody lifted that. */
function isHeld(world: World, last: number): boolean {
  const may = ({ by }: Word) => ["pm", "architect", "owner"].some((role) => holds(by, role, world.files));
  const holding = world.words.filter(
    (word) =>
      stands(word) &&
      word.text.startsWith("/hold") &&
      (isRead(world, word) ? holdOf(world.record) === word.id : open(world) && word.order < last && may(word)),
  );
  const lifted = (hold: Word) =>
    world.words.some(
      ({ by, text, order }) => order > hold.order && text === "/unhold" && (by === hold.by || holds(by, "owner", world.files)),
    );
  return holding.some((hold) => !lifted(hold));
}

function distinct(list: readonly number[]): number {
  return new Set(list).size;
}

function repeated<T>(what: string, before: readonly T[], now: readonly T[]): string[] {
  return now.some((each) => before.includes(each)) || new Set(now).size < now.length ? [what] : [];
}

function answeredTwice(before: World, ids: readonly number[]): string[] {
  const again = ids.some((id) => before.words.some((word) => word.id === id && isRead(before, word)));
  return again || new Set(ids).size < ids.length ? ["a comment was answered twice"] : [];
}

/** Looking again at once must decide and remember nothing new. */
export function restlessness(world: World): string[] {
  const { rounds, world: after } = look(world);
  const said = rounds.flatMap(({ evaluation }) => [
    ...evaluation.answers,
    ...evaluation.notices,
    ...evaluation.decisions,
    ...evaluation.answered,
  ]);
  if (said.length > 0) return ["looking again says or decides something"];
  if (memoryOf(after.record) !== memoryOf(world.record)) return ["looking again remembers something else"];
  return after.events.length === world.events.length ? [] : ["looking again changes labels"];
}
