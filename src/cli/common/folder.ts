import { lstatSync, readFileSync, realpathSync, type Stats } from "node:fs";
import { join } from "node:path";
import { spellings } from "../../core/document/names.js";
import type { Found } from "../../core/facts/given.js";
import { WrongCall } from "./call.js";
import { decodeUtf8, LARGEST } from "./read-text.js";

/**
 * Takes a folder that stands for the repository; returns what a path inside it leads to, as GitHub would tell it: symbolic links are not
 * followed, and nothing outside is looked at. Throws a WrongCall when there is no such folder.
 */
export function folderLookUp(folder: string): (path: string) => Found {
  const root = realFolder(folder);
  return (path) => {
    const segments = path.split("/");
    if (segments.some(leadsAway)) return { is: "unread", reason: "it leads out of the repository" };
    const found = spellings(path)
      .map((each) => insideOf(root, each.split("/")))
      .filter(({ is }) => is !== "missing");
    if (found.length > 1) return { is: "unread", reason: "two files have this name, in different spellings" };
    return found[0] ?? { is: "missing" };
  };
}

function insideOf(root: string, segments: readonly string[]): Found {
  const folders = segments.slice(0, -1).map((_, index) => join(root, segments.slice(0, index + 1).join("/")));
  return folders.every((each) => lookAt(each)?.isDirectory()) ? fileAt(join(root, segments.join("/"))) : { is: "missing" };
}

/** Takes a folder's path; returns its real one. Throws a WrongCall when there is no such folder. */
export function realFolder(folder: string): string {
  try {
    const root = realpathSync(folder);
    if (lstatSync(root).isDirectory()) return root;
  } catch {
    // Said below: whatever is in the way, there is no folder to look into.
  }
  throw new WrongCall(`${folder}: there is no such folder`);
}

function leadsAway(segment: string): boolean {
  return segment === "" || segment === "." || segment === ".." || segment.toLowerCase() === ".git" || /[\\:\0]/.test(segment);
}

function fileAt(path: string): Found {
  const entry = lookAt(path);
  if (!entry) return { is: "missing" };
  if (entry.isSymbolicLink()) return { is: "unread", reason: "it is a symbolic link" };
  if (!entry.isFile()) return { is: "unread", reason: "it is no file" };
  if (entry.size > LARGEST) return { is: "unread", reason: `it is larger than ${LARGEST / 1024} KB` };
  const text = decodeUtf8(readFileSync(path));
  return text === null ? { is: "unread", reason: "it is no UTF-8 text" } : { is: "text", text };
}

function lookAt(path: string): Stats | null {
  return lstatSync(path, { throwIfNoEntry: false }) ?? null;
}
