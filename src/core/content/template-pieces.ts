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

/**
 * Takes blocks of a template; returns the entries of its lists of which one may be left standing: no questions, no leads, no lists in lists. A few words on
 * each line of a paragraph are a list, too.
 */
export function choicesIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    const texts =
      block.kind === "list" ? block.items.filter(isPlain).map(({ text }) => text) : block.kind === "paragraph" ? shortLines(block) : [];
    const isList = texts.length > 1 && (block.kind !== "list" || texts.length === block.items.length);
    return isList && texts.every((text) => text !== "" && !ASKS.test(text)) ? texts : [];
  });
}

const ASKS = /[?？:：…]\s*$/u;
const SHORT = /^\S+(?: \S+){0,2}(?<![.,;!。、])$/u;

function isPlain({ blocks, task }: ListItem): boolean {
  return blocks.length === 0 && task !== "done";
}

function shortLines({ lines }: Text): string[] {
  const texts = lines.map(({ text }) => text.trim());
  return texts.every((text) => SHORT.test(text)) ? texts : [];
}
