import { parseMarkdown } from "../document/parse.js";
import type { Known } from "../basics/known.js";
import { homeOf, linksIn } from "../document/links.js";
import { spellings } from "../document/names.js";
import { type MarkdownDocument } from "../document/model.js";
import { linkKey, type LinkRef, type Snapshot } from "../facts/snapshot.js";
import { OFFLINE, type Found, type Given } from "../facts/given.js";

/** Tells what a path of the repository leads to. */
export type LookUp = (path: string) => Found;

const UNKNOWN = { known: false, reason: OFFLINE } as const;
const BOTH = ["issue", "pr"] as const;
const MOST_LINKS = 200;

/** Takes what is given and, where there is a folder to look into, how; returns what any path leads to. */
export function pathsOf(given: Given, lookUp: LookUp | null): LookUp {
  const texts = new Map([...Object.entries(given.files ?? {}), ...Object.entries(given.documents ?? {})]);
  const linked = new Set(given.links);
  return (path) => {
    const text = spellings(path).flatMap((each) => texts.get(each) ?? [])[0];
    if (text !== undefined) return { is: "text", text };
    if (linked.has(path)) return { is: "unread", reason: "its text is not given" };
    if (lookUp) return lookUp(path);
    return given.documents || given.files || given.links ? { is: "missing" } : { is: "unread", reason: OFFLINE };
  };
}

/** Whether what the texts link exists, by key. */
export function linksOf(texts: readonly MarkdownDocument[], bare: Snapshot, given: Given, paths: LookUp): Snapshot["links"] {
  const home = homeOf(bare);
  const exists = given.links && new Set(given.links.flatMap((link) => keysOf(link, home)));
  const refs = texts.flatMap((text) =>
    linksIn(text.whole.blocks, home)
      .slice(0, MOST_LINKS)
      .map(({ ref }) => ref),
  );
  // What is given does not say which of its numbers are pull requests: each is what it is asked for as.
  const asked = refs.flatMap((ref): LinkRef[] =>
    ref.kind === "issue" || ref.kind === "pr" ? BOTH.map((kind) => ({ ...ref, kind })) : [ref],
  );
  return Object.fromEntries(asked.map((ref): [string, Known<boolean>] => [linkKey(ref), standingOf(ref, exists, paths)]));
}

/** `#12`, a commit, a path or an URL as a text would link it, by the key it has there. */
function keysOf(link: string, home: ReturnType<typeof homeOf>): string[] {
  return [link, ...linksIn(parseMarkdown(link).whole.blocks, home).map(({ ref }) => ref.key)];
}

function standingOf(ref: LinkRef, exists: ReadonlySet<string> | undefined, paths: LookUp): Known<boolean> {
  if (ref.kind !== "file") return exists ? { known: true, value: exists.has(ref.key) } : UNKNOWN;
  if (exists?.has(ref.key)) return { known: true, value: true };
  const found = paths(ref.key);
  return found.is === "unread" && found.reason === OFFLINE ? UNKNOWN : { known: true, value: found.is !== "missing" };
}
