import { createHash } from "node:crypto";
import type { UnlistedFolder } from "../core/ports.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import type { PolicyCommit, PolicyFolders, TreeEntry } from "./shapes.js";

/** Repository and a tree's object id -> what is in it: an object id names its content, so this never changes. */
export type TreeCache = BoundedCache<readonly TreeEntry[]>;

/** A folder of a commit: not there, listed whole, or there without a listing. */
export type Folder =
  | { is: "absent" }
  | { is: "listed"; path: string; entries: readonly TreeEntry[] }
  | ({ is: "unlisted" } & UnlistedFolder);

/** GitHub documents an end for some lists of a folder's files, at a thousand, and GraphQL's has neither pages nor a mark that it was cut. */
const UNPROVEN = 1000;
const SYMLINK = 0o120000;
const FOLDER_MODE = 0o40000;

/** What is known of a commit's folders. */
export interface Listings {
  of(oid: string): readonly TreeEntry[] | undefined;
  /** Keeps what GitHub listed, under the object id that it listed. */
  learn(answered: PolicyFolders): void;
}

/** Takes the cache and the repository; returns what is known of its folders. */
export function listingsOf(cache: TreeCache, repositoryId: string): Listings {
  // What was learnt a moment ago is there whatever the cache has room for.
  const learnt = new Map<string, readonly TreeEntry[]>();
  const key = (oid: string) => `${repositoryId}:${oid}`;
  return {
    of: (oid) => learnt.get(oid) ?? cache.get(key(oid)),
    learn(answered) {
      for (const found of Object.values(answered)) {
        if (!found?.entries || !isWhole(found.oid, found.entries)) continue;
        learnt.set(found.oid, found.entries);
        cache.set(key(found.oid), found.entries, found.entries.length + 1);
      }
    },
  };
}

/** Takes a commit; returns its root folder. */
export function rootOf({ tree }: PolicyCommit): Folder {
  if (!tree.entries || !isWhole(tree.oid, tree.entries)) return notListed("/");
  return { is: "listed", path: "", entries: tree.entries };
}

/** Takes a folder and a name; returns the folder of that name in it, as far as it is known. */
export function folderIn(parent: Folder, called: string, listings: Listings): Folder {
  if (parent.is !== "listed") return parent;
  const entry = parent.entries.find(({ name }) => name === called);
  if (!entry) return { is: "absent" };
  const path = pathIn(parent, entry);
  if (entry.type !== "tree") return { is: "unlisted", path, reason: whatItIs(entry), mayPass: false };
  const entries = listings.of(entry.oid);
  return entries ? { is: "listed", path, entries } : notListed(path);
}

/** Takes a listed folder and an entry of it; returns the entry's path in the repository. GitHub's own `path` is not asked. */
export function pathIn({ path }: { path: string }, { name }: TreeEntry): string {
  return path === "" ? name : `${path}/${name}`;
}

function notListed(path: string): Folder {
  return { is: "unlisted", path, reason: "GitHub does not list this folder, or not whole", mayPass: true };
}

function whatItIs({ mode, type }: TreeEntry): string {
  if (mode === SYMLINK) return "it is a symbolic link, not a folder";
  return type === "commit" ? "it is a submodule, not a folder" : "it is a file, not a folder";
}

/** A long list must come to the object id of the folder, which is a hash of all that is in it: one entry less, and it does not. */
function isWhole(oid: string, entries: readonly TreeEntry[]): boolean {
  return entries.length < UNPROVEN || treeId(oid.length === 64 ? "sha256" : "sha1", entries) === oid;
}

// Git sorts a folder as if its name ended in a slash.
function treeId(algorithm: string, entries: readonly TreeEntry[]): string {
  const sorted = entries
    .map(({ name, mode, oid }) => ({ mode, oid, name: Buffer.from(name), key: Buffer.from(mode === FOLDER_MODE ? `${name}/` : name) }))
    .toSorted((a, b) => Buffer.compare(a.key, b.key));
  const parts = sorted.flatMap(({ mode, name, oid }) => [Buffer.from(`${mode.toString(8)} `), name, Buffer.of(0), Buffer.from(oid, "hex")]);
  const content = Buffer.concat(parts);
  return createHash(algorithm).update(`tree ${content.length}\0`).update(content).digest("hex");
}
