import { matchesGlob } from "../../basics/glob.js";
import { globTrouble, type GlobTrouble } from "../../basics/glob-trouble.js";
import { CONTRACTS } from "../paths.js";
import type { Agent } from "./agent.js";

/** Folders that hold policy, and what GitHub runs: no radius reaches into them. */
const CLOSED = [CONTRACTS, ".github"];

/** What is wrong with a glob of a radius; null when nothing is. */
export type RadiusTrouble = GlobTrouble | "policy";

/** Takes a glob; returns why it can not be part of a radius. What names policy is told as that, however else it is misspelt. */
export function radiusTrouble(glob: string): RadiusTrouble | null {
  return namesPolicy(segmentsOf(glob)) ? "policy" : globTrouble(glob);
}

/** True when a glob would match files of policy, but for a wildcard alone: it is taken without them. */
export function reachesPolicy(glob: string): boolean {
  const first = segmentsOf(glob).find((segment) => segment !== "**");
  return first === undefined || isWild(first) || segmentsOf(glob)[0] === "**";
}

/** True for paths that no agent may touch, however they are spelt. What Git has no name for is none of a repository's paths, and counts as closed. */
export function isClosed(path: string): boolean {
  const [first = "", ...rest] = segmentsOf(path);
  return CLOSED.includes(folded(first)) || [first, ...rest].some(isNowhere);
}

/** True when an agent's pull requests may touch the path. */
export function isInRadius({ writes }: Pick<Agent, "writes">, path: string): boolean {
  return writes !== null && !isClosed(path) && writes.paths.some((glob) => matchesGlob(glob, path));
}

/** True when what happens to the path needs the overseer's word. */
export function isDestructivePath({ destructive }: Pick<Agent, "destructive">, path: string): boolean {
  return destructive.paths.some((glob) => matchesGlob(glob, path));
}

/** Folders that `**` may stand for none of are passed over, and what leads out of a folder again. */
function namesPolicy(segments: readonly string[]): boolean {
  const first = plainly(segments).find((segment) => segment !== "**");
  return first !== undefined && !isWild(first) && CLOSED.some((folder) => matchesGlob(folded(first), folder));
}

/** Segments without those that lead nowhere. */
function plainly(segments: readonly string[]): string[] {
  const way: string[] = [];
  for (const segment of segments) {
    if (segment === "..") way.pop();
    else if (segment !== "." && segment !== "") way.push(segment);
  }
  return way;
}

function isNowhere(segment: string): boolean {
  return segment === "" || segment === "." || segment === "..";
}

function isWild(segment: string): boolean {
  return /^[*?]+$/.test(segment);
}

/** A backslash parts folders for whoever checks the files out on Windows. */
function segmentsOf(path: string): string[] {
  return path
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/^(?:\.?\/)+/, "")
    .split("/");
}

/** Names that some file system takes for one are one: letters' case, width, characters that nobody sees, a dot or space at the end. */
function folded(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase()
    .replace(/[. ]+$/, "");
}
