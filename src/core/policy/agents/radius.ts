import { matchesGlob } from "../../basics/glob.js";
import { CONTRACTS } from "../paths.js";
import type { Agent } from "./agent.js";

/** Folders that hold policy, and what GitHub runs: no radius reaches into them. */
const CLOSED = [CONTRACTS, ".github"];

/** What is wrong with a glob of a radius; null when nothing is. */
export type GlobTrouble = "parent" | "address" | "backslash" | "empty" | "policy";

/** Takes a glob; returns why it can not be part of a radius. */
export function globTrouble(glob: string): GlobTrouble | null {
  if (/^[a-z][a-z+.-]*:\/\//i.test(glob)) return "address";
  if (glob.includes("\\")) return "backslash";
  const segments = segmentsOf(glob);
  if (segments.some((one) => one === ".." || one === ".")) return "parent";
  if (segments.includes("")) return "empty";
  return namesPolicy(segments) ? "policy" : null;
}

/** True when a glob would match files of policy, but for a wildcard alone: it is taken without them. */
export function reachesPolicy(glob: string): boolean {
  const first = segmentsOf(glob).find((segment) => segment !== "**");
  return first === undefined || isWild(first) || segmentsOf(glob)[0] === "**";
}

/** True for paths that no agent may touch, however they are spelt. */
export function isClosed(path: string): boolean {
  const [first = ""] = segmentsOf(path);
  return CLOSED.includes(folded(first));
}

/** True when an agent's pull requests may touch the path. */
export function isInRadius({ writes }: Pick<Agent, "writes">, path: string): boolean {
  return writes !== null && !isClosed(path) && writes.paths.some((glob) => matchesGlob(glob, path));
}

/** True when what happens to the path needs the overseer's word. */
export function isDestructivePath({ destructive }: Pick<Agent, "destructive">, path: string): boolean {
  return destructive.paths.some((glob) => matchesGlob(glob, path));
}

/** Folders that `**` may stand for none of are passed over. */
function namesPolicy(segments: readonly string[]): boolean {
  const first = segments.find((segment) => segment !== "**");
  return first !== undefined && !isWild(first) && CLOSED.some((folder) => matchesGlob(folded(first), folder));
}

function isWild(segment: string): boolean {
  return /^[*?]+$/.test(segment);
}

function segmentsOf(path: string): string[] {
  return path
    .normalize("NFC")
    .replace(/^(?:\.?\/)+/, "")
    .split("/");
}

/** Letters that some file system or reader takes for one another are one. */
function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
