import type { Chance } from "./chance.js";

/** Longest text that comes out: GitHub's own limit for a body. */
const MAX = 64 * 1024;

const STRANGE = [
  "\0",
  "\ud800",
  "\u200b",
  "\u202e",
  "\ufeff",
  "\u2028",
  "\r",
  "\t",
  "\u00a0",
  "é",
  "e\u0301",
  "日本",
  "🙂",
  "\\",
  "\u{e0041}",
];

type Mutation = (text: string, chance: Chance, pieces: readonly string[]) => string;

const insert: Mutation = (text, chance, pieces) => spliced(text, chance.below(text.length + 1), 0, chance.pick(pieces));
const insertLine: Mutation = (text, chance, pieces) => {
  const lines = text.split("\n");
  lines.splice(chance.below(lines.length + 1), 0, chance.pick(pieces));
  return lines.join("\n");
};
const remove: Mutation = (text, chance) => spliced(text, chance.below(text.length + 1), chance.below(80), "");
const repeatPiece: Mutation = (text, chance, pieces) => {
  const piece = chance.pick(pieces);
  const times = Math.min(2 ** chance.below(17), Math.ceil(MAX / Math.max(1, piece.length)));
  return spliced(text, chance.below(text.length + 1), 0, piece.repeat(times));
};
const repeatSlice: Mutation = (text, chance) => {
  const from = chance.below(text.length + 1);
  const slice = text.slice(from, from + 1 + chance.below(200));
  return spliced(text, from, 0, slice.repeat(2 ** chance.below(10)));
};
const swapLines: Mutation = (text, chance) => {
  const lines = text.split("\n");
  const [moved = ""] = lines.splice(chance.below(lines.length), 1);
  lines.splice(chance.below(lines.length + 1), 0, moved);
  return lines.join("\n");
};
const indentLine: Mutation = (text, chance) => {
  const lines = text.split("\n");
  const at = chance.below(lines.length);
  lines[at] = chance.pick(["  ", "    ", "\t", "> ", "- ", "> > > "]).repeat(1 + chance.below(30)) + (lines[at] ?? "");
  return lines.join("\n");
};
const strange: Mutation = (text, chance) => spliced(text, chance.below(text.length + 1), chance.below(3), chance.pick(STRANGE));
const lineEnds: Mutation = (text, chance) => text.replaceAll("\n", chance.pick(["\r\n", "\r", "\n\n", "\u2028"]));
const cut: Mutation = (text, chance) => text.slice(0, chance.below(text.length + 1));

const MUTATIONS = [insert, insert, insertLine, insertLine, remove, repeatPiece, repeatSlice, swapLines, indentLine, strange, lineEnds, cut];

/** Changes a text in a few places, with pieces of its own language. Never longer than a body may be. */
export function mutated(base: string, pieces: readonly string[], chance: Chance): string {
  let text = base;
  for (let left = 1 + chance.below(8); left > 0; left -= 1) text = chance.pick(MUTATIONS)(text, chance, pieces).slice(0, MAX);
  return text;
}

function spliced(text: string, at: number, removed: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at + removed);
}
