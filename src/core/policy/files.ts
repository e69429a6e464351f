import { matchesGlob } from "../basics/glob.js";
import { FILE_KINDS } from "./file-kinds.js";
import type { FileKind } from "./kinds/kind.js";
import { INHERITED } from "./organisation/organisation.js";

/** A folder that policy is read from, with a name by which it can be asked for. */
export interface PolicyFolder {
  path: string;
  alias: string;
}

/** The kinds of file that a policy is read from. */
const READ = FILE_KINDS.filter(({ policy }) => policy !== null);

/** Every folder that policy is read from, each once. */
export const POLICY_FOLDERS: readonly PolicyFolder[] = [...new Set(READ.flatMap(foldersOf))].map((path) => ({
  path,
  // A name in GraphQL: letters, digits and _.
  alias: path.replaceAll(/\W+/g, "_").replace(/^_/, ""),
}));

/** Takes a path, an organisation's too; returns which kind of file of a policy it is, null when it is none. */
export function policyKind(path: string): FileKind | null {
  return READ.find((kind) => isOfKind(kind, path)) ?? null;
}

/** True for the files a policy is read from. */
export function isPolicyFile(path: string): boolean {
  return policyKind(path) !== null;
}

/** True for the files of rules, and those beside them: who changes one changes the policy. */
export function isPolicyPath(path: string): boolean {
  return FILE_KINDS.some((kind) => kind.isRule && (isOfKind(kind, path) || isWithin(kind, path)));
}

/** True for the files that hold rules and make a repository governed. */
export function isRulesFile(path: string): boolean {
  return policyKind(path)?.isRule === true;
}

/** True for the files whose words a body begins with: they are no answers. */
export function isTemplatePath(path: string): boolean {
  return policyKind(path)?.isRule === false;
}

/** Takes a kind and a path, an organisation's too; true when the path is one of the kind's. */
export function isOfKind({ paths, except = [], anyCase }: FileKind, path: string): boolean {
  const plain = path.startsWith(INHERITED) ? path.slice(INHERITED.length) : path;
  const written = (text: string) => (anyCase ? text.toLowerCase() : text);
  const name = written(plain);
  // Most paths are told by their folder: a push may bring hundreds.
  const matches = (glob: string) => name.startsWith(written(folderOf(glob))) && matchesGlob(written(glob), name);
  return paths.some(matches) && !except.some(matches);
}

/** The folders that files of a kind lie in. */
export function foldersOf({ paths }: FileKind): string[] {
  return [...new Set(paths.map(folderOf))];
}

function folderOf(glob: string): string {
  return glob.slice(0, glob.lastIndexOf("/"));
}

function isWithin({ ownFolder }: FileKind, path: string): boolean {
  return ownFolder !== undefined && path.startsWith(`${ownFolder}/`);
}
