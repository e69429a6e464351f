import { fromHref, fromWord, isThisGitHub, pathOf, wordsIn, type Home } from "./links.js";
import type { Block, Link } from "./model.js";
import { linesOf, linksOf } from "./walk.js";

/** Why what looks like a link to a document is none: it leads elsewhere, or out of the repository. */
export type Astray = "branch" | "commit" | "view" | "host" | "repository" | "outside" | "elsewhere";

/** A link that looks like one to a document and is none. */
export interface StrayLink {
  target: string;
  why: Astray;
  line: number;
  /** Files that it may be taken for; empty when nobody can tell. */
  paths: string[];
  /** Where it leads to a branch: what that is called if the path beside it is meant. */
  branches?: string[];
}

type Stray = Pick<StrayLink, "why" | "paths" | "branches">;

const MOST = 500;
const OF_FILES = new Set(["blob", "raw", "blame", "edit", "tree"]);
const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/i;
const FILE = /\.[A-Za-z][A-Za-z0-9]{0,7}$/;

/** Takes some blocks and where their item lives; returns the links that look like ones to a document of it and are none, in order. */
export function strayLinks(blocks: readonly Block[], home: Home): StrayLink[] {
  const said = linksOf(blocks)
    .slice(0, MOST)
    .flatMap((link) => ofLink(link, home));
  const written = linesOf(blocks).flatMap((line) => wordsIn(line).map((href): Link => ({ href, text: "", line: line.line })));
  const found = [...said, ...written.slice(0, MOST).flatMap((link) => ofTarget(link, home))];
  const each = new Map(found.map((stray) => [`${stray.line} ${stray.target}`, stray]));
  return [...each.values()].toSorted((a, b) => a.line - b.line);
}

/** A link that says one path and leads to another place is taken for the path it says. */
function ofLink(link: Link, home: Home): StrayLink[] {
  const target = fromHref(link.href, home);
  const says = fromWord(link.text.trim(), home);
  const strays = ofTarget(link, home);
  if (says?.kind !== "file" || (target?.kind === "file" && target.key === says.key)) return strays;
  return [{ target: link.href, line: link.line, why: strays[0]?.why ?? placeOf(link.href, home), paths: [says.key] }];
}

function placeOf(href: string, home: Home): Astray {
  if (!/^https?:/i.test(href) || !URL.canParse(href)) return "elsewhere";
  return isThisGitHub(new URL(href).host, home.host) ? "elsewhere" : "host";
}

function ofTarget({ href, line }: Link, home: Home): StrayLink[] {
  const ref = fromHref(href, home);
  if (ref !== null && ref.kind !== "url") return [];
  const stray = /^https?:\/\//i.test(href) ? ofUrl(href, home) : ref === null ? ofPath(href) : null;
  return stray === null ? [] : [{ ...stray, target: href, line }];
}

function ofPath(href: string): Stray | null {
  const written = href.split(/[?#]/, 1)[0] ?? "";
  const leadsOut = written.includes("/") && !/^[a-z][a-z0-9+.-]*:/i.test(written) && FILE.test(written);
  return leadsOut ? { why: written.startsWith("//") ? "host" : "outside", paths: [] } : null;
}

function ofUrl(href: string, home: Home): Stray | null {
  const path = pathOf(href);
  if (!URL.canParse(href) || !FILE.test(path)) return null;
  if (!isThisGitHub(new URL(href).host, home.host)) return { why: "host", paths: endsOf(path.split("/")).paths };
  const [owner = "", name = "", kind = "", id = "", ...rest] = path.split("/");
  if (!OF_FILES.has(kind)) return null;
  if (`${owner}/${name}`.toLowerCase() !== home.repository.toLowerCase()) return { why: "repository", paths: endsOf(rest).paths };
  if (COMMIT.test(id)) return { why: "commit", paths: endsOf(rest).paths };
  // The file is the right one, and what is shown is not the file: who wrote which line, its bytes, an editor.
  const shown = fromHref(href.replace(`/${kind}/`, "/blob/"), home);
  return shown?.kind === "file" ? { why: "view", paths: [shown.key] } : { why: "branch", ...endsOf(rest, id) };
}

/** Where a branch's name ends and the path begins, only the repository could tell. */
function endsOf(segments: readonly string[], first = ""): { paths: string[]; branches: string[] } {
  const before = [first, ...segments.slice(0, -20)].map(decode);
  const decoded = segments.slice(-20).map(decode);
  return {
    paths: decoded.map((_segment, index) => decoded.slice(index).join("/")),
    branches: decoded.map((_segment, index) => [...before, ...decoded.slice(0, index)].join("/")),
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment).normalize("NFC");
  } catch {
    return segment;
  }
}
