import type { LinkRef, Snapshot } from "../snapshot.js";
import type { Block, MarkdownDocument } from "./model.js";
import { linksOf, linesOf } from "./walk.js";
import { referenceWords } from "./words.js";

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
}

const NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}";
const SHORT = new RegExp(`^(?:(${NAME}/${NAME}))?#([1-9]\\d{0,8})$`);
const SHA = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{7,40}$/;
/** Every reference holds one of these: most words can be passed over. */
const TELLING = /[#/\d]/;
const FULL_SHA = /^[0-9a-f]{7,40}$/i;
const FILE_NAME = /\.[A-Za-z][A-Za-z0-9]{0,7}$/;
const UNSAFE = /[\\\p{Cc}\p{Cf}]|%(?![2-7][0-9a-f])|%(?:25|2e|2f|5c)/iu;

/** The home of an item: its own URL tells the server, so that GitHub Enterprise Server is known by its name and port. */
export function homeOf({
  repository,
  item,
}: {
  repository: Pick<Snapshot["repository"], "owner" | "name">;
  item: Pick<Snapshot["item"], "url">;
}): Home {
  return { repository: `${repository.owner}/${repository.name}`, host: URL.canParse(item.url) ? new URL(item.url).host : "" };
}

/** Every distinct reference in a document: links, bare URLs, `#12`, `owner/name#12`, commits, paths. */
export function extractLinks(document: MarkdownDocument, home: Home): FoundLink[] {
  return linksIn(document.whole.blocks, home);
}

/** As `extractLinks`, for some blocks. Order of the text; the first of equal references counts. */
export function linksIn(blocks: readonly Block[], home: Home): FoundLink[] {
  const found = new Map<string, FoundLink>();
  const note = (ref: LinkRef | null, line: number) => {
    if (ref !== null && !found.has(`${ref.kind} ${ref.key}`)) found.set(`${ref.kind} ${ref.key}`, { ref, line });
  };
  for (const link of linksOf(blocks)) note(fromHref(link.href, home), link.line);
  for (const line of linesOf(blocks)) {
    if (TELLING.test(line.text)) for (const word of referenceWords(line.text)) note(fromWord(word, home), line.line);
  }
  return [...found.values()].toSorted((a, b) => a.line - b.line);
}

/** Paths of the repository that the text links, in order, each once. */
export function linkedDocumentPaths(body: MarkdownDocument, home: Home): string[] {
  return extractLinks(body, home).flatMap(({ ref }) => (ref.kind === "file" ? [ref.key] : []));
}

/** What the target of a Markdown link means; null when it leads nowhere that may be looked at. */
function fromHref(href: string, home: Home): LinkRef | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return fromUrl(href, home);
  if (href.startsWith("//") || href.startsWith("#")) return null;
  return fromPath(href.split(/[?#]/, 1)[0] ?? "");
}

function fromWord(word: string, home: Home): LinkRef | null {
  if (!TELLING.test(word)) return null;
  const { repository } = home;
  if (/^https?:\/\//i.test(word)) return fromUrl(word, home);
  const short = SHORT.exec(word);
  if (short !== null) return { kind: "issue", key: `${(short[1] ?? repository).toLowerCase()}#${short[2]}` };
  if (SHA.test(word)) return { kind: "commit", key: `${repository.toLowerCase()}@${word}` };
  return word.length < 300 && word.includes("/") && !word.includes("://") && FILE_NAME.test(word) ? fromPath(word) : null;
}

/** A path stays inside the repository: no way up, no second decoding, no backslash. */
function fromPath(raw: string): LinkRef | null {
  const path = safePath(raw.replace(/^\.?\//, ""));
  return path === null ? null : { kind: "file", key: path };
}

function safePath(raw: string): string | null {
  if (raw === "" || raw.length > 500 || UNSAFE.test(raw)) return null;
  const decoded = decode(raw);
  const segments = decoded?.split("/") ?? [];
  const outside = segments.some((segment) => segment === "" || segment === "." || segment === ".." || segment === ".git");
  return decoded === null || outside || /[\\:]/.test(decoded) ? null : decoded;
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
  const url = URL.canParse(raw) ? new URL(raw) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  if (url.username !== "" || url.password !== "" || /[\\\p{Cc}]/u.test(raw)) return null;
  const here = isThisGitHub(url.host, home.host) ? fromGitHub(raw, url, home.repository) : null;
  return here ?? { kind: "url", key: url.href };
}

/** Hosts are compared whole, port included: a name that only begins or ends alike is somebody else's. */
function isThisGitHub(host: string, home: string): boolean {
  return home !== "" && (host === home || (home === "github.com" && host === "www.github.com"));
}

/** The path is read as written: the URL parser would resolve `..` before anyone could refuse it. */
function fromGitHub(raw: string, url: URL, repository: string): LinkRef | null {
  const written = raw.replace(/^https?:\/\/[^/]*\/?/i, "").split(/[?#]/, 1)[0] ?? "";
  const [owner = "", name = "", kind = "", id = "", ...rest] = written.split("/");
  const full = `${owner}/${name}`.toLowerCase();
  if (!new RegExp(`^${NAME}/${NAME}$`).test(full) || url.pathname.split("/")[1] !== owner) return null;
  if ((kind === "issues" || kind === "pull") && /^[1-9]\d{0,8}$/.test(id))
    return { kind: kind === "pull" ? "pr" : "issue", key: `${full}#${id}` };
  if (kind === "commit" && FULL_SHA.test(id)) return { kind: "commit", key: `${full}@${id.toLowerCase()}` };
  const sameRepository = full === repository.toLowerCase();
  return kind === "blob" && sameRepository && id !== "" ? fromPath(rest.join("/")) : null;
}
