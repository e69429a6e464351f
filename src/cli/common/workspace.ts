import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { FILE_KINDS } from "../../core/policy/file-kinds.js";
import { foldersOf, isOfKind } from "../../core/policy/files.js";
import type { FileKind } from "../../core/policy/kinds/kind.js";
import type { PolicyFile } from "../../core/policy/source-file.js";

/** Takes a repository's folder; returns its policy files with their paths from there: kind by kind, each sorted. */
export async function readWorkspace(folder: string): Promise<PolicyFile[]> {
  const kinds = FILE_KINDS.filter(({ policy }) => policy !== null);
  const paths = await Promise.all(kinds.map((kind) => pathsOf(kind, folder)));
  const files = await Promise.all(paths.flat().map((path) => fileAt(folder, path)));
  return files.filter((file) => file !== null);
}

async function pathsOf(kind: FileKind, root: string): Promise<string[]> {
  // One file of a known name need not be looked for.
  if (!kind.anyCase && kind.paths.every((path) => !path.includes("*"))) return [...kind.paths];
  const listed = await Promise.all(
    foldersOf(kind).map(async (folder) => (await namesIn(join(root, folder))).map((name) => `${folder}/${name}`)),
  );
  return listed.flat().filter((path) => isOfKind(kind, path));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .toSorted();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function fileAt(folder: string, path: string): Promise<PolicyFile | null> {
  try {
    return { path, text: await readFile(join(folder, path), "utf8") };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
