import MarkdownIt from "markdown-it";
import { mailTail, type MailTail } from "./mail-tail.js";

/** Where the lines of a comment stand that may be commands. */
export interface PlainLines {
  /** Indexes of those in plain text, in order. */
  plain: number[];
  /** Texts that would be one, had they not been put into backticks, a list, a heading, a quotation's tail, or after a mention. */
  lone: string[];
  /** All other lines of plain text, lists and headings. */
  running: string[];
}

const MAX_NESTING = 20;
const engine = new MarkdownIt({ html: true, linkify: false, typographer: false, maxNesting: MAX_NESTING });
type Token = ReturnType<typeof engine.parse>[number];

/** Two characters for private use: what stands between them is the number of a line, in the parser's text. */
const [OPEN, CLOSE] = ["\uE000", "\uE001"];
const PRIVATE = /[\uE000-\uE002]/g;
const MARKED = /^\uE000(\d+)\uE001/;
const BLANKS = /^ {0,3}/;
/** What may reach over several lines. Most comments that command have none of it. */
const MARKUP = /[`<*_~[\]\\]/;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/** Dress that leaves the words alone: a bullet, a box, a heading's sign, a mention, an emoji or an arrow before them, marks around them. */
const LIST = /^\s{0,20}(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]?\]\s+)?/;
const HEADING = /^ {0,3}#{1,6}\s+/;
const MENTION = /^\s{0,3}@[\w-]{1,40}(?:\[bot\])?[,:]?\s+/;
const PICTURES =
  /^(?=\s{0,20}[^\s/])(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s|[-=]{1,2}>|[→⇒»]|:[+\w-]{1,40}:){1,60}(?=\/)/u;
const MARKS = /^\s{0,20}[`*_~"'“”„«(]{1,3}(?=\/)(.*?)[`*_~"'“”«»)]{1,3}\s{0,20}$/;
/** What Chinese and Japanese keyboards write for a slash. */
const WIDE_SLASH = /(?<=^[^\p{L}\p{N}]{0,20})／(?=[A-Za-z])/u;

/** Takes a comment's lines and what may be a command; returns where such lines stand. */
export function plainLines(lines: readonly string[], isCommand: (line: string) => boolean): PlainLines {
  const tail = mailTail(lines);
  const above = lines.slice(0, tail.begins);
  const candidates = new Set(above.flatMap((line, index) => (isCommand(line) ? [index] : [])));
  if (above.every((line, index) => (candidates.has(index) ? !MARKUP.test(line) : line.trim() === "")))
    return { plain: [...candidates], lone: below(lines, tail, isCommand), running: [] };
  const tokens = engine.parse(marked(above, candidates), {});
  const plain = numbersIn(tokens);
  const inPlain = new Set(plain);
  const other = above.map((line, index) => ({ line, index })).filter(({ index }) => !inPlain.has(index));
  const { hidden, code } = away(tokens, above);
  const shown = other.filter(({ line, index }) => !hidden.has(index) && !/^\s{0,3}>/.test(line));
  const lone = shown.flatMap(({ line, index }) => {
    if (code.has(index)) return code.get(index) === 1 && isCommand(line.trim()) ? [line.trim()] : [];
    const text = undressed(line);
    return candidates.has(index) || (text !== line && isCommand(text)) ? [text] : [];
  });
  const running = shown.filter(({ line, index }) => !code.has(index) && !isCommand(undressed(line))).map(({ line }) => line);
  return { plain, lone: [...lone, ...below(lines, tail, isCommand)], running };
}

function below(lines: readonly string[], { begins, isOwn }: MailTail, isCommand: (line: string) => boolean): string[] {
  return isOwn ? lines.slice(begins + 1).filter(isCommand) : [];
}

function undressed(line: string): string {
  const bare = line.replace(WIDE_SLASH, "/").replace(LIST, "").replace(HEADING, "").replace(MENTION, "").replace(PICTURES, "");
  return MARKS.exec(bare)?.[1] ?? bare;
}

/** The text with the number of each line that may be a command before its slash, where the parser leaves it alone. */
function marked(lines: readonly string[], candidates: ReadonlySet<number>): string {
  return lines
    .map((line, index) => {
      const text = line.replace(PRIVATE, " ");
      if (!candidates.has(index)) return text;
      return `${BLANKS.exec(text)?.[0] ?? ""}${OPEN}${index}${CLOSE}${text.slice(text.indexOf("/"))}`;
    })
    .join("\n");
}

/** The numbers of lines that begin a line of a paragraph, outside everything that is more than a paragraph. */
function numbersIn(tokens: readonly Token[]): number[] {
  const numbers: number[] = [];
  let open = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type === "html_block") open = Math.max(0, open + opened(token.content));
    if (token.type !== "inline" || token.level !== 1 || open > 0 || !isPlain(tokens[index - 1])) continue;
    for (const number of linesIn(token.children ?? [])) numbers.push(number);
  }
  return numbers;
}

// A line of dashes below a command makes it a heading for the parser alone.
function isPlain(parent: Token | undefined): boolean {
  return parent?.type === "paragraph_open" || (parent?.type === "heading_open" && !parent.markup.startsWith("#"));
}

function linesIn(children: readonly Token[]): number[] {
  let isBeginning = true;
  let html = 0;
  return children.flatMap((child) => {
    const begins = isBeginning && child.level === 0 && html === 0;
    isBeginning = child.type === "softbreak" || child.type === "hardbreak";
    if (child.type === "html_inline") html = Math.max(0, html + opened(child.content));
    const number = begins && child.type === "text" ? MARKED.exec(child.content)?.[1] : undefined;
    return number === undefined ? [] : [Number(number)];
  });
}

/** How many elements a piece of HTML leaves open; negative: closes. */
function opened(html: string): number {
  const tags = html.replace(/<!--[^]*?(?:-->|$)/g, "").matchAll(/<(\/?)([a-z][a-z\d-]{0,30})\b([^<>]{0,2000})>/gi);
  let open = 0;
  for (const [, close, name = "", rest = ""] of tags) if (!VOID.test(name) && !rest.endsWith("/")) open += close ? -1 : 1;
  return open;
}

/** Lines that nobody sees (comments), and those of code, with how many the block has. */
function away(tokens: readonly Token[], lines: readonly string[]): { hidden: ReadonlySet<number>; code: ReadonlyMap<number, number> } {
  const hidden = new Set<number>();
  const code = new Map<number, number>();
  for (const { type, map, content } of tokens) {
    if (map === null) continue;
    const [from, to] = map;
    if (type === "html_block" && content.includes("<!--")) for (let at = from; at < to; at += 1) hidden.add(at);
    if (type !== "fence" && type !== "code_block") continue;
    const written = content.split("\n").filter((line) => line.trim() !== "").length;
    for (let at = from; at < Math.min(to, lines.length); at += 1) code.set(at, written);
  }
  return { hidden, code };
}
