import { matchesGlob } from "../basics/glob.js";
import { parseYaml } from "../yaml/yaml.js";

/** Which documents have a file of data beside them, and how that is called. */
export interface SidecarWish {
  /** Glob of the documents. */
  document: string;
  /** Name of the file in a document's folder. */
  name: string;
}

/** A file of data beside a document, readable or not. */
export type Sidecar =
  | { readable: true; path: string; data: Record<string, unknown> }
  /** `missing`: it certainly does not exist, rather than could not be read. */
  | { readable: false; path: string; reason: string; missing: boolean };

const MAX_BYTES = 64 * 1024;

/** Takes a document's path and how files beside documents are called; returns the path of its own. */
export function sidecarPath(document: string, name: string): string {
  return document.slice(0, document.lastIndexOf("/") + 1) + name;
}

/** Takes the documents that an item links and what is wanted beside them; returns the paths of that, each once. */
export function sidecarPaths(linked: readonly string[], wishes: readonly SidecarWish[]): string[] {
  const paths = wishes.flatMap(({ document, name }) =>
    linked.filter((path) => matchesGlob(document, path)).map((path) => sidecarPath(path, name)),
  );
  return [...new Set(paths)];
}

/** Takes the path of a file that was handed off with an item; returns where it may stand beside a document, null when it is no such file. */
export function sidecarWish(path: string): SidecarWish | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return isSidecarName(name) ? { document: sidecarPath(path, "*"), name } : null;
}

/** True for the name of a YAML file, without a folder. */
export function isSidecarName(name: string): boolean {
  return /^[^/\\:*?\p{C}]{1,100}\.ya?ml$/u.test(name);
}

/** Takes a file's path and text; returns the data in it, or why there is none. Never throws. */
export function readSidecar(path: string, text: string): Sidecar {
  const refuse = (reason: string): Sidecar => ({ readable: false, path, reason, missing: false });
  const parsed = parseYaml(text, { maxBytes: MAX_BYTES });
  if (!parsed.ok) {
    const [first] = parsed.problems;
    return refuse(first ? `line ${first.line}: ${first.found}` : "it is no YAML");
  }
  const { data } = parsed;
  if (data === null || data === undefined) return { readable: true, path, data: {} };
  if (typeof data !== "object" || Array.isArray(data)) return refuse("it must be a list of keys with values");
  return { readable: true, path, data: data as Record<string, unknown> };
}
