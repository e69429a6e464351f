import type { Block, ListItem, Text } from "../document/model.js";
import { textsOf } from "../document/walk.js";

/** What a box that was ticked begins with: a text that somebody ticks is another than the one that the template left open. */
export const TICKED = "[x] ";

/** Takes blocks of a template; returns the texts that a body has from them: as a whole, line by line, what follows a lead, and code. */
export function piecesOf(blocks: readonly Block[]): string[] {
  return [...textsOf(blocks).flatMap(pieces), ...codeIn(blocks).flatMap((code) => [code, ...code.split("\n")])];
}

function pieces(given: Text | ListItem): string[] {
  const all = [given.text, ...given.lines.map((line) => line.text), ...(given.media ?? [])];
  if ("task" in given && given.task === "done") return all.map((text) => `${TICKED}${text}`);
  return [...all, ...all.map(afterLead)];
}

/** What follows a lead such as "Technical:". */
function afterLead(text: string): string {
  const at = text.search(/[:：]\s/);
  return at === -1 ? "" : text.slice(at + 1).trim();
}

function codeIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    if (block.kind === "code") return [block.text];
    if (block.kind === "quote") return codeIn(block.blocks);
    return block.kind === "list" ? block.items.flatMap((item) => codeIn(item.blocks)) : [];
  });
}

/** Takes blocks of a template; returns the entries of its lists of which one may be left standing: no questions, no leads, no lists in lists. */
export function choicesIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind !== "list" || block.items.length < 2 || !block.items.every(isChoice)) return [];
    return block.items.map((item) => item.text);
  });
}

function isChoice({ text, blocks, task }: ListItem): boolean {
  return text !== "" && blocks.length === 0 && task !== "done" && !/[?？:：…]\s*$/u.test(text);
}
