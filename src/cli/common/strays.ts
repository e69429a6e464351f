import type { Dirent } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAgentReality } from "../../core/lint/agents/definition.js";
import { isNearPolicy } from "../../core/lint/ignored.js";
import { isNearTest } from "../../core/lint/ignored-tests.js";
import { isOfKind } from "../../core/policy/files.js";
import { testFile } from "../../core/policy/kinds/test.js";
import type { PolicyFile } from "../../core/policy/source-file.js";

const DEEPEST = 6;
const MOST = 200;
const LARGEST = 256 * 1024;

/** Takes a repository's folder; returns the files that policy may be meant by and is not read from, and those that it is held against, with their paths from there. Bounded. */
export async function straysIn(root: string): Promise<PolicyFile[]> {
  const paths: string[] = [];
  for (const folder of ["", ".github"]) {
    const entries = await entriesOf(join(root, folder));
    for (const path of filesOf(entries, folder)) paths.push(path);
    for (const entry of entries.filter((each) => each.isDirectory() && /^(?:contracts?|tests?)$/i.test(each.name)))
      for (const path of await below(root, joined(folder, entry.name), DEEPEST)) paths.push(path);
  }
  for (const folder of [".github/agents", ".github/workflows"])
    for (const path of filesOf(await entriesOf(join(root, folder)), folder)) paths.push(path);
  const near = paths.filter((path) => isNearPolicy(path) || isAgentReality(path)).slice(0, MOST);
  const nearTests = paths.filter((path) => isNearTest(path) && !near.includes(path)).slice(0, MOST);
  const tests = paths.filter((path) => isOfKind(testFile, path)).slice(0, MOST);
  const texts = [...near, ...nearTests].map(async (path) => ({ path, text: await textOf(join(root, path)) }));
  // A test that is too large is told as such: its beginning is large enough for that.
  const starts = tests.map(async (path) => ({ path, text: await startOf(join(root, path)) }));
  return await Promise.all([...texts, ...starts]);
}

async function below(root: string, folder: string, depth: number): Promise<string[]> {
  const entries = await entriesOf(join(root, folder));
  const files = filesOf(entries, folder);
  if (depth === 0) return files;
  for (const entry of entries.filter((each) => each.isDirectory()).slice(0, MOST)) {
    for (const path of await below(root, joined(folder, entry.name), depth - 1)) files.push(path);
    if (files.length > MOST * 10) break;
  }
  return files;
}

function filesOf(entries: readonly Dirent[], folder: string): string[] {
  return entries.filter((entry) => entry.isFile()).map((entry) => joined(folder, entry.name));
}

function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** A file that cannot be read is told by its name. */
async function textOf(path: string): Promise<string> {
  try {
    return (await stat(path)).size > LARGEST ? "" : await readFile(path, "utf8");
  } catch {
    return "";
  }
}

async function startOf(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(LARGEST), 0, LARGEST, 0);
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return "";
  }
}
