import type { Struck } from "./model.js";
import { isElement } from "./elements.js";
import { readTag, STRIKES } from "./tags.js";
import type { Token } from "./tree.js";

const NAME = /^<(\/?)([a-z][^\s/>]*)/i;

/**
 * Takes the parts of a line of text; returns those of its tags that are no markup: `<Pager>`, which no element is called, and `<table>` where nothing
 * closes it, are names that somebody wrote. Linear.
 */
export function namingTags(children: readonly Token[]): ReadonlySet<Token> {
  const naming = new Set<Token>();
  const open = new Map<string, Token[]>();
  for (const token of children) {
    const tag = token.type === "html_inline" ? NAME.exec(token.content) : null;
    if (tag === null) continue;
    const name = (tag[2] ?? "").toLowerCase();
    if (!isElement(name)) naming.add(token);
    else if (tag[1] === "/") naming.delete(open.get(name)?.pop() ?? token);
    else if (!isMarkupAlone(token.content, name)) {
      naming.add(token);
      const same = open.get(name);
      if (same) same.push(token);
      else open.set(name, [token]);
    }
  }
  return naming;
}

/** A line break, and what has attributes, does something without being closed. */
function isMarkupAlone(tag: string, name: string): boolean {
  return /^<w?br\s*\/?>$/i.test(tag) || (/\s[^\s/>]/.test(tag) && [name, name.toUpperCase()].includes(NAME.exec(tag)?.[2] ?? ""));
}

/** Takes the parts of a text; returns the lines of it that are bold and nothing else, but for a colon, counted from 0. */
export function boldLines(children: readonly Token[]): number[] {
  const bold = new Set<number>();
  const other = new Set<number>();
  let line = 0;
  let depth = 0;
  let struck = 0;
  for (const token of children) {
    const tag = token.type === "html_inline" ? readTag(token.content, 0) : null;
    const isStrike = token.type === "s_open" || token.type === "s_close" || (tag !== null && STRIKES.has(tag.name));
    if (token.type === "softbreak" || token.type === "hardbreak") line += 1;
    else if (isStrike) struck += token.type === "s_close" || tag?.closes ? -1 : 1;
    else if (struck > 0 && token.content.trim() !== "") other.add(line);
    else if (token.type === "strong_open" || (tag && isStrong(tag.name) && !tag.closes)) depth += 1;
    else if (token.type === "strong_close" || (tag && isStrong(tag.name))) depth -= 1;
    else if (token.type === "html_inline") line += token.content.split("\n").length - 1;
    else if (depth > 0 && token.content.trim() !== "") bold.add(line);
    else if (token.content.trim() !== "" && !(bold.has(line) && /^\s*[:：]\s*$/.test(token.content))) other.add(line);
  }
  return [...bold].filter((each) => !other.has(each));
}

function isStrong(name: string): boolean {
  return name === "b" || name === "strong";
}

/** Takes the parts of a task's text; returns what is struck out of it, null when nothing is. */
export function struckOf(children: readonly Token[]): Struck | null {
  let rest = "";
  let depth = 0;
  let before: string | null = null;
  for (const token of children) {
    const tag = token.type === "html_inline" ? readTag(token.content, 0) : null;
    const isTag = tag !== null && STRIKES.has(tag.name);
    if (token.type === "s_open" || (isTag && !tag.closes)) {
      depth += 1;
      before ??= rest;
    } else if (token.type === "s_close" || isTag) depth -= 1;
    else if (depth <= 0)
      rest += token.type === "softbreak" || token.type === "hardbreak" ? "\n" : token.type === "html_inline" ? "" : token.content;
  }
  return before === null ? null : { leads: withoutBox(before).trim() === "", rest: withoutBox(rest).trim() };
}

function withoutBox(text: string): string {
  return text.replace(/^\[[ xX]\][ \t]+/, "");
}
