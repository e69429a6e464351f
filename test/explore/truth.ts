import { account, AUTHOR, holds, type Name } from "./people.js";
import type { Channel, Word, World } from "./world.js";
import { stands } from "./world.js";
import { CONFIRMED, WAIVED } from "./moments.js";

/** A boundary as the truth sees it: what its contract reads now, who gives, who receives, and how many. */
export interface Boundary {
  giver: string;
  receiver: string;
  count: number;
  /** What an ack is bound to: what the contract reads, itself, and who receives. */
  reads: readonly Channel[];
}

const STRICT: readonly Channel[] = ["problem", "evidence", "brief", "contract", "roles", "when"];
const LOOSE: readonly Channel[] = ["problem", "brief", "contract", "roles", "when"];

/** What guards the boundary; null: no contract does. */
export function boundaryOf(world: World, from: string | null, to: string): Boundary | null {
  const { count, files } = world;
  if (from === "discover" && to === "decide")
    return files.contract === 1
      ? { giver: "pm", receiver: "architect", count: 1, reads: LOOSE }
      : { giver: "pm", receiver: "architect", count, reads: STRICT };
  if (from === "decide" && to === "build") return { giver: "architect", receiver: "pm", count: 1, reads: ["problem"] };
  return null;
}

/** The things among `reads` that changed after the word was written, changing back included. */
export function changedSince(world: World, word: Pick<Word, "saw">, reads: readonly Channel[]): Channel[] {
  return reads.filter((channel) => world.versions[channel] !== word.saw[channel]);
}

/** The gates that are not green now, by the text as it stands and by the words that count. `before` asks for words older than an act, `after` for younger ones. */
export function redGates(world: World, from: string, before: number, after = 0): string[] {
  if (from !== "discover") return [];
  const red: string[] = [];
  const { body, labels, files } = world;
  if (files.contract === 0 && body.red && !isWaived(world, before, after)) red.push(WAIVED);
  if (labels.includes("risky")) red.push("security");
  if (!isConfirmed(world, before, after)) red.push(CONFIRMED);
  return red;
}

function isConfirmed(world: World, before: number, after: number): boolean {
  return wordsOf(world, "omar", `/confirm ${CONFIRMED}`).some(
    (word) => word.order < before && word.order > Math.max(world.entered, after) && changedSince(world, word, ["problem"]).length === 0,
  );
}

function isWaived(world: World, before: number, after: number): boolean {
  return wordsOf(world, "omar", `/waive ${WAIVED}`).some(
    (word) =>
      word.order < before &&
      word.order > Math.max(world.entered, after) &&
      changedSince(world, word, ["evidence", "contract"]).length === 0,
  );
}

/** Standing words of a person that begin so. */
function wordsOf(world: World, name: Name, text: string): Word[] {
  return world.words.filter((word) => word.by === account(name) && word.text.startsWith(text) && stands(word));
}

/** Why an ack does not count for the boundary; empty when it does. */
export function troubleWithAck(world: World, from: string, { receiver, reads, giver }: Boundary, id: number): string[] {
  const word = world.words.find((each) => each.id === id);
  if (!word) return ["the ack was deleted"];
  if (word.editedAt !== null) return ["the ack was edited"];
  if (word.hidden) return ["the ack was hidden"];
  if (!word.text.startsWith("/ack")) return ["the ack is none"];
  const principals = principalsOf(world, word, receiver);
  const trouble = changedSince(world, word, reads).map((channel) => `the ${channel} changed after the ack`);
  if (principals.length === 0) trouble.push("the ack is by no receiver");
  if ([word.by, ...principals].includes(AUTHOR)) trouble.push("the ack is by the author");
  if (world.requester !== null && [word.by, ...principals].includes(world.requester)) trouble.push("the ack is by the requester");
  if (word.order <= world.entered) trouble.push("the ack is older than the stage");
  if (!wasRequested(world, giver, word.order)) trouble.push("the ack is older than every request");
  for (const gate of redGates(world, from, word.order)) trouble.push(`the ack is older than what made ${gate} green`);
  return trouble;
}

/** In whose place an ack was given: the writer's own as a receiver, or a receiver's who delegated to the writer before. */
export function principalsOf(world: World, word: Word, role: string): number[] {
  if (holds(word.by, role, world.files)) return [word.by];
  const delegations = world.words.filter(
    (each) =>
      each.text.startsWith("/delegate") &&
      stands(each) &&
      each.names === word.by &&
      each.order < word.order &&
      each.order > world.entered &&
      holds(each.by, role, world.files) &&
      changedSince(world, each, ["roles"]).length === 0,
  );
  return delegations.map((each) => each.by);
}

// Whoever gives, by a comment or by a label.
function wasRequested(world: World, giver: string, before: number): boolean {
  const givers = [
    ...world.words.filter((word) => word.text.startsWith("/handoff")),
    ...world.events.filter((event) => event.kind === "labeled"),
  ];
  return givers.some((act) => act.order < before && act.order > world.left && holds(act.by, giver, world.files));
}
