import type { LinkRef, Snapshot } from "../facts/snapshot.js";
import type { Block, MarkdownDocument, TextLine } from "./model.js";
import { standingLines, standingLinks } from "./walk.js";
import { candidates, referenceWords } from "./words.js";

/** A reference with the line it stands on. */
export interface FoundLink {
  ref: LinkRef;
  line: number;
}

/** Where an item lives: what its relative references mean, and which URLs are of this GitHub. */
export interface Home {
  /** `owner/name` */
  repository: string;
  /** Host, with its port when it has one; empty when it is not known, and then no URL is of this GitHub. */
  host: string;
  /** The branch that documents are read at; `main` when left out. */
  defaultBranch?: string;
}

const NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}";
const FULL_NAME = new RegExp(`^${NAME}/${NAME}$`);
const SHORT = new RegExp(`^(?:(${NAME}/${NAME}))?#([1-9]\\d{0,8})$`);
const SHA = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{7,40}$/;
/** Every reference holds one of these: most words can be passed over. */
const TELLING = /[#/\d]/;
const FULL_SHA = /^[0-9a-f]{7,40}$/i;
const FILE_NAME = /\.[A-Za-z][A-Za-z0-9]{0,7}$/;
/** Percent signs that decode to nothing, to another percent sign, or to what parts a path. */
const UNSAFE = /[\\\p{Cc}]|%(?![0-9a-f]{2})|%(?:25|2e|2f|5c|[01][0-9a-f]|7f)/iu;
/** What nobody sees, but for the two joiners that some scripts and emoji are written with. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u;

/** The home of an item: its own URL tells the server, so that GitHub Enterprise Server is known by its name and port. */
export function homeOf({
  repository,
  item,
}: {
  repository: Pick<Snapshot["repository"], "owner" | "name" | "defaultBranch">;
  item: Pick<Snapshot["item"], "url">;
}): Home {
  const host = URL.canParse(item.url) ? new URL(item.url).host : "";
  return { repository: `${repository.owner}/${repository.name}`, host, defaultBranch: repository.defaultBranch };
}

/** Every distinct reference in a document: links, bare URLs, `#12`, `owner/name#12`, commits, paths. */
export function extractLinks(document: MarkdownDocument, home: Home): FoundLink[] {
  return linksIn(document.whole.blocks, home);
}

/** As `extractLinks`, for some blocks, without what is struck out. Order of the text; the first of equal references counts. */
export function linksIn(blocks: readonly Block[], home: Home): FoundLink[] {
  const found = new Map<string, FoundLink>();
  const note = (ref: LinkRef | null, line: number) => {
    if (ref !== null && !found.has(`${ref.kind} ${ref.key}`)) found.set(`${ref.kind} ${ref.key}`, { ref, line });
  };
  for (const link of standingLinks(blocks)) note(fromHref(link.href, home), link.line);
  for (const line of standingLines(blocks)) {
    for (const word of wordsIn(line, TELLING)) note(fromWord(word, home), line.line);
  }
  return [...found.values()].toSorted((a, b) => a.line - b.line);
}

/** The words of a line that may refer to something: those that no link says. Those that a pattern does not find anything in may be passed over. */
export function wordsIn({ loose }: TextLine, telling?: RegExp): string[] {
  if (!TELLING.test(loose)) return [];
  const words = referenceWords(loose);
  return (telling ? words.filter((word) => telling.test(word)) : words).flatMap(candidates);
}

/** Paths of the repository that the text links, in order, each once. */
export function linkedDocumentPaths(body: MarkdownDocument, home: Home): string[] {
  return extractLinks(body, home).flatMap(({ ref }) => (ref.kind === "file" ? [ref.key] : []));
}

/** What the target of a Markdown link means; null when it leads nowhere that may be looked at. */
export function fromHref(href: string, home: Home): LinkRef | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return fromUrl(href, home);
  if (href.startsWith("//") || href.startsWith("#")) return null;
  return fromPath(href.split(/[?#]/, 1)[0] ?? "");
}

/** What a word of running text means; null when it refers to nothing. */
export function fromWord(word: string, home: Home): LinkRef | null {
  if (!TELLING.test(word)) return null;
  const { repository } = home;
  if (/^https?:\/\//i.test(word)) return fromUrl(word, home);
  const short = SHORT.exec(word);
  if (short !== null) return { kind: "issue", key: `${(short[1] ?? repository).toLowerCase()}#${short[2]}` };
  if (SHA.test(word)) return { kind: "commit", key: `${repository.toLowerCase()}@${word}` };
  return word.length < 300 && word.includes("/") && !word.includes("://") && FILE_NAME.test(word) ? fromPath(word) : null;
}

function fromPath(raw: string): LinkRef | null {
  const path = safePath(raw.replace(/^\.?\//, ""));
  return path === null ? null : { kind: "file", key: path };
}

/** Takes a path as written; returns it decoded, in NFC, or null unless it stays inside the repository: no way up, no second decoding, no backslash. */
function safePath(raw: string): string | null {
  if (raw === "" || raw.length > 1500 || UNSAFE.test(raw)) return null;
  const decoded = decode(raw);
  if (decoded === null || decoded.length > 500 || UNSEEN.test(decoded) || /[\\:]/.test(decoded)) return null;
  return decoded.split("/").some(leadsAway) ? null : decoded;
}

function leadsAway(segment: string): boolean {
  return segment === "" || segment === "." || segment === ".." || segment.toLowerCase() === ".git";
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text).normalize("NFC");
  } catch {
    return null;
  }
}

/** URLs of this GitHub become issues, commits and files; every other one stays an URL that nobody fetches. */
function fromUrl(raw: string, home: Home): LinkRef | null {
  const url = urlOf(raw);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  if (url.username !== "" || url.password !== "" || /[\\\p{Cc}]/u.test(raw)) return null;
  const here = isThisGitHub(url.host, home.host) ? fromGitHub(raw, url, home) : null;
  return here ?? { kind: "url", key: url.href };
}

function urlOf(raw: string): URL | null {
  try {
    return new URL(raw);
  } catch {
    return null;
  }
}

/** Hosts are compared whole, port included: a name that only begins or ends alike is somebody else's. */
export function isThisGitHub(host: string, home: string): boolean {
  return home !== "" && (host === home || (home === "github.com" && host === "www.github.com"));
}

/** The path is read as written: the URL parser would resolve `..` before anyone could refuse it. */
function fromGitHub(raw: string, url: URL, { repository, defaultBranch = "main" }: Home): LinkRef | null {
  const [owner = "", name = "", kind = "", id = "", ...rest] = pathOf(raw).split("/");
  const full = `${owner}/${name}`.toLowerCase();
  if (!FULL_NAME.test(full) || url.pathname.split("/")[1] !== owner) return null;
  if ((kind === "issues" || kind === "pull") && /^[1-9]\d{0,8}$/.test(id))
    return { kind: kind === "pull" ? "pr" : "issue", key: `${full}#${id}` };
  if (kind === "commit" && FULL_SHA.test(id)) return { kind: "commit", key: `${full}@${id.toLowerCase()}` };
  if (kind !== "blob" || full !== repository.toLowerCase() || defaultBranch === "") return null;
  return onBranch(safePath([id, ...rest].join("/")), defaultBranch.normalize("NFC"));
}

/** An URL's path as it was written, without the slash it begins with. */
export function pathOf(raw: string): string {
  return raw.replace(/^https?:\/\/[^/]*\/?/i, "").split(/[?#]/, 1)[0] ?? "";
}

/** A branch's name may hold slashes, and no branch is named like a folder of another: what begins with the default branch's name is on it. */
function onBranch(path: string | null, branch: string): LinkRef | null {
  const start = [`${branch}/`, `refs/heads/${branch}/`, "HEAD/"].find((prefix) => path?.startsWith(prefix));
  return path === null || start === undefined ? null : { kind: "file", key: path.slice(start.length) };
}
