import { onceFor } from "../basics/once.js";
import { isSlip } from "../basics/suggest.js";
import { nameOf } from "./inline.js";
import type { Block, ListItem, MarkdownDocument, Paragraph } from "./model.js";
import { nameKey } from "./names.js";
import { isUnspaced } from "./scripts.js";
import { nameKeys } from "./written-names.js";

/** Something in a text that comes near a heading that is missing. */
export interface NearHeading {
  /** Its line as it was written. */
  text: string;
  line: number;
  /** A heading of nearly this name; bold text; number signs without the space after them; a line; a heading in a list or quote. */
  is: "heading" | "bold" | "unspaced" | "line" | "inside";
  /** The name that it comes near to, as it was asked for. */
  name: string;
}

interface Candidate {
  is: NearHeading["is"];
  line: number;
  key: string;
  /** Without number, remark and article. */
  core: string;
}

/** The rank of a name with slips, and of one with words after it. */
const MISTYPED = 2;
const LONGER = 3;
/** So many names are compared letter by letter. */
const MOST_SLIPS = 500;
const MOST = 300;
const LONGEST = 100;
const NUMBER = /^(?:\(?\d{1,3}(?:\.\d{1,3}){0,4}[.):]?|[ivx]{1,5}[.)]|[a-z][.)]|§ ?\d{1,3}|(?:step|part|section) \d{1,3}[.:]?)\s+/;
const BEFORE = /^(?:[^\p{L}\p{N}(<`]{1,20})/u;
/** "【必須】", "(required)" before the name. */
const MARKER = /^[([（【〔][^()[\]（）【】〔〕]{1,30}[)\]）】〕]\s*/u;
const ARTICLE = /^(?:the|our|an?)\s+/;
const REMARK = /\s*(?:[([（【<][^()[\]（）【】<>]{0,60}[)\]）】>]|\s[-–—]\s.{0,60})\s*[*:：]{0,3}$/;
const AFTER = /[\s*:：?!.…]{1,20}$/;

/** Takes a text and names that no heading of it has; returns what comes nearest to one of them, null where nothing is near. Bounded. */
export function nearHeading(document: MarkdownDocument, names: readonly string[]): NearHeading | null {
  const wanted = names.flatMap((name) => nameKeys(name).map((key) => ({ name, key, core: coreOf(key) })));
  let best: { rank: number; candidate: Candidate; name: string } | null = null;
  let slips = MOST_SLIPS;
  for (const candidate of candidatesOf(document)) {
    for (const { name, key, core } of wanted) {
      const rank = rankOf(candidate, key, core) ?? (slips-- > 0 && isMistyped(candidate, core) ? MISTYPED : null);
      if (rank !== null && (best === null || rank < best.rank)) best = { rank, candidate, name };
    }
  }
  if (best === null) return null;
  const { line, is } = best.candidate;
  return { text: document.lineAt(line).trim(), line, is, name: best.name };
}

/** From 0, the nearest; null: not near. What is no heading has to say the very name. */
function rankOf(candidate: Candidate, key: string, core: string): number | null {
  if (candidate.key === key) return 0;
  if (candidate.core === core || candidate.core === key) return 1;
  if (candidate.is === "line") return null;
  const more = candidate.core.startsWith(`${core} `) ? candidate.core.slice(core.length + 1).split(" ").length : 0;
  return more > 0 && more <= 2 && core.length >= 5 ? LONGER : null;
}

/** Few slips for the name's length, and none in a number or at the beginning, where fingers seldom err. */
function isMistyped({ is, core: a }: Candidate, b: string): boolean {
  if (is === "line") return false;
  const length = Math.min(a.length, b.length);
  const most = isUnspaced(b) ? Math.floor(length / 5) : length < 4 ? 0 : length < 8 ? 1 : length < 15 ? 2 : 3;
  // One letter makes another word of a short one; a letter more, or two that changed places, seldom do.
  if (length <= 4 && a.length === b.length && lettersOf(a) !== lettersOf(b)) return false;
  const isOneBeginning = a.charAt(0) === b.charAt(0) || (a.charAt(0) === b.charAt(1) && a.charAt(1) === b.charAt(0));
  return most > 0 && isOneBeginning && digitsOf(a) === digitsOf(b) && isSlip(a, b, most);
}

function lettersOf(text: string): string {
  return [...text].toSorted().join("");
}

function digitsOf(text: string): string {
  return text.replace(/\P{N}/gu, "");
}

function coreOf(key: string): string {
  const bare = key.replace(MARKER, "").replace(BEFORE, "").replace(NUMBER, "").replace(BEFORE, "").replace(ARTICLE, "");
  const core = bare.replace(AFTER, "").replace(REMARK, "").replace(AFTER, "");
  return core === "" ? key : core;
}

const candidatesOf: (document: MarkdownDocument) => readonly Candidate[] = onceFor((document) =>
  ofBlocks(document.whole.blocks, false).slice(0, MOST),
);

function ofBlocks(blocks: readonly Block[], isInside: boolean): Candidate[] {
  return blocks.flatMap((block): Candidate[] => {
    switch (block.kind) {
      case "heading":
        return toCandidate(isInside ? "inside" : "heading", block.line, nameOf(block));
      case "paragraph":
        return ofParagraph(block);
      case "html":
        return block.lines.flatMap((line) => toCandidate("line", line.line, line.text));
      case "list":
        return block.items.flatMap(ofItem);
      case "quote":
        return ofBlocks(block.blocks, true);
      default:
        return [];
    }
  });
}

function ofItem(item: ListItem): Candidate[] {
  return [...ofLine(item.line, (item.lines[0] && nameOf(item.lines[0])) ?? ""), ...ofBlocks(item.blocks, true)];
}

function ofParagraph({ lines, bold = [] }: Paragraph): Candidate[] {
  return lines.flatMap((each) => {
    const name = nameOf(each).trim();
    if (bold.includes(each.line)) return toCandidate("bold", each.line, name);
    if (/^#{1,6}[^\s#]/.test(name)) return toCandidate("unspaced", each.line, name.replace(/^#{1,6}/, ""));
    return ofLine(each.line, name);
  });
}

/** A short line, or what stands before the colon of a longer one. */
function ofLine(line: number, text: string): Candidate[] {
  const colon = text.slice(0, LONGEST).search(/[:：]/);
  return toCandidate("line", line, colon === -1 ? text : text.slice(0, colon));
}

function toCandidate(is: Candidate["is"], line: number, text: string): Candidate[] {
  if (text.length > LONGEST) return [];
  const key = nameKey(text);
  return key === "" ? [] : [{ is, line, key, core: coreOf(key) }];
}
