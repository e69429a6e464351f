import type { Account } from "./account-types.js";
import { createHash } from "node:crypto";
import type { Blob, Commit, FileContent, FileEntry, Files, Tree, TreeEntry } from "./types.js";
import type { World } from "./world.js";

/** Takes a git object's type and bytes; returns its real object id. */
function objectId(type: string, content: Buffer): string {
  return createHash("sha1").update(`${type} ${content.length}\0`).update(content).digest("hex");
}

/** Stores bytes as a blob; returns it. */
function storeBlob(world: World, content: Buffer): Blob {
  const oid = objectId("blob", content);
  const blob: Blob = { type: "Blob", oid, content };
  world.objects.set(oid, blob);
  return blob;
}

function fileEntry(world: World, content: FileContent): FileEntry {
  if (typeof content === "object" && "submodule" in content) return { mode: "160000", oid: content.submodule, blob: null };
  const isLink = typeof content === "object" && "symlink" in content;
  const bytes = isLink ? Buffer.from(content.symlink) : Buffer.from(content);
  const blob = storeBlob(world, bytes);
  return { mode: isLink ? "120000" : "100644", oid: blob.oid, blob };
}

/** Applies changed and deleted files to a commit's; returns the new file table. */
export function changeFiles(world: World, from: Commit | null, files: Files, deletions: string[] = []): Map<string, FileEntry> {
  const result = new Map(from?.files ?? []);
  for (const path of deletions) result.delete(path);
  for (const [path, content] of Object.entries(files)) result.set(path, fileEntry(world, content));
  return result;
}

/** Stores a commit of the given files; returns it. */
export function storeCommit(
  world: World,
  {
    at: committedAt = world.now(),
    ...wish
  }: { files: Map<string, FileEntry>; parents: Commit[]; message: string; author: Account; at?: number },
): Commit {
  const tree = storeTree(world, wish.files, "");
  const lines = [`tree ${tree.oid}`, ...wish.parents.map((parent) => `parent ${parent.oid}`)];
  const who = `${wish.author.login} <${wish.author.login}@users.noreply.example> ${committedAt / 1000} +0000`;
  const text = `${lines.join("\n")}\nauthor ${who}\ncommitter ${who}\n\n${wish.message}\n`;
  const oid = objectId("commit", Buffer.from(text));
  const commit: Commit = { type: "Commit", oid, committedAt, tree, ...wish };
  world.objects.set(oid, commit);
  return commit;
}

function storeTree(world: World, files: Map<string, FileEntry>, prefix: string): Tree {
  const folders = new Map<string, Map<string, FileEntry>>();
  const entries: TreeEntry[] = [];
  for (const [path, file] of files) {
    const slash = path.indexOf("/");
    if (slash < 0) entries.push({ name: path, path: prefix + path, mode: file.mode, oid: file.oid, object: file.blob });
    else inFolder(folders, path.slice(0, slash)).set(path.slice(slash + 1), file);
  }
  for (const [name, content] of folders) {
    const tree = storeTree(world, content, `${prefix}${name}/`);
    entries.push({ name, path: prefix + name, mode: "040000", oid: tree.oid, object: tree });
  }
  return keepTree(world, entries);
}

function inFolder(folders: Map<string, Map<string, FileEntry>>, name: string): Map<string, FileEntry> {
  const known = folders.get(name) ?? new Map<string, FileEntry>();
  folders.set(name, known);
  return known;
}

function keepTree(world: World, entries: TreeEntry[]): Tree {
  // Git orders a folder as if its name ended in a slash.
  const key = (entry: TreeEntry) => (entry.mode === "040000" ? `${entry.name}/` : entry.name);
  entries.sort((a, b) => Buffer.compare(Buffer.from(key(a)), Buffer.from(key(b))));
  const parts = entries.flatMap((entry) => [Buffer.from(`${entry.mode.replace(/^0/, "")} ${entry.name}\0`), Buffer.from(entry.oid, "hex")]);
  const oid = objectId("tree", Buffer.concat(parts));
  const tree: Tree = { type: "Tree", oid, entries };
  world.objects.set(oid, tree);
  return tree;
}

/** Finds the entry at a path below a tree, or null. */
export function entryAt(tree: Tree, path: string): TreeEntry | null {
  const [head = "", ...rest] = path.split("/").filter((part) => part !== "");
  const entry = tree.entries.find((one) => one.name === head) ?? null;
  if (!entry || rest.length === 0) return entry;
  return entry.object?.type === "Tree" ? entryAt(entry.object, rest.join("/")) : null;
}

/** A commit's ancestry, newest first, itself included. */
export function history(commit: Commit): Commit[] {
  const seen = new Set<Commit>();
  const waiting = [commit];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const parent of next.parents) waiting.push(parent);
  }
  return [...seen];
}

/** True when the commit changed the path (a file or a folder) against its first parent. */
export function touches(commit: Commit, path: string): boolean {
  const now = entryAt(commit.tree, path)?.oid;
  const before = commit.parents[0] ? entryAt(commit.parents[0].tree, path)?.oid : undefined;
  return now !== before;
}

/** One path that differs between two commits. */
export interface PathChange {
  path: string;
  status: "added" | "modified" | "removed" | "renamed";
  oid: string | null;
  /** Where a renamed file was before. */
  previous?: string;
}

/** Paths that differ between two commits, with how. */
export function changedPaths(base: Commit, head: Commit): PathChange[] {
  const paths = [...new Set([...base.files.keys(), ...head.files.keys()])].toSorted();
  return paths.flatMap((path) => {
    const [before, after] = [base.files.get(path)?.oid, head.files.get(path)?.oid];
    if (before === after) return [];
    const status = before === undefined ? "added" : after === undefined ? "removed" : "modified";
    return [{ path, status, oid: after ?? before ?? null } satisfies PathChange];
  });
}

/** As `changedPaths`, with a file that went from one path to another unchanged told once, as renamed. */
export function withRenames(base: Commit, head: Commit): PathChange[] {
  const changes = changedPaths(base, head);
  const removed = changes.filter((one) => one.status === "removed");
  const pairs = new Map<PathChange, PathChange>();
  for (const added of changes.filter((one) => one.status === "added")) {
    const from = removed.find((one) => one.oid === added.oid && ![...pairs.values()].includes(one));
    if (from) pairs.set(added, from);
  }
  const gone = new Set(pairs.values());
  return changes
    .filter((one) => !gone.has(one))
    .map((one) => {
      const from = pairs.get(one);
      return from ? { ...one, status: "renamed", previous: from.path } : one;
    });
}
