import type { Difference } from "../compare/difference.js";
import type { PolicyFile, SourceFile } from "../source-file.js";
import type { Place } from "../types.js";
import { yamlLine } from "../../yaml/line.js";

/** What the paths of the organisation's files begin with. */
export const INHERITED = ".github:";

/** Where the keys of a policy stand, by the names that `places.ts` gives them. */
export type Places = Record<string, Place>;

/** Takes an organisation's files; returns them with paths that say whose they are. */
export function inheritedFiles(files: readonly PolicyFile[]): PolicyFile[] {
  return files.map((file) => ({ ...file, path: `${INHERITED}${file.path}` }));
}

/** The first difference by which the later version asks for less, or may; null when it asks for as much. */
export function firstLooser(found: readonly Difference[]): Difference | null {
  return found.find(({ effect }) => effect === "loosened" || effect === "unclear") ?? null;
}

/** Why something of an own file does not count, in words. */
export interface Refusal {
  found: string;
  needed: string;
}

/** Takes what is looser, and where the organisation says it; returns that in words. */
export function looserThan(looser: Difference, organisation: Place | null): Refusal {
  const key = looser.what.replaceAll(/(^|\.)params\./g, "$1");
  const [before, after] = [yamlLine(looser.before) ?? "nothing", yamlLine(looser.after) ?? "nothing"];
  const where = organisation ? `${organisation.file}:${organisation.line}` : "the organisation's default";
  return {
    found: `\`${key}: ${after}\`, looser than the organisation's \`${before}\``,
    needed: `what ${where} says, or something stricter`,
  };
}

/** Tells the author of an own file that something in it does not count. */
export function refuse(file: SourceFile, path: PropertyKey[], refusal: Refusal): void {
  const fix = "Remove it: what the organisation says stays in force.";
  file.report({ path, at: "key", ...refusal, fix, rule: "looser-than-organisation" }, "warning");
}

/** True when a file's author wrote the key, rather than left it to its default. */
export function isSaid(file: SourceFile, path: readonly PropertyKey[]): boolean {
  let node: unknown = file.data;
  for (const key of path) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return false;
    node = (node as Record<PropertyKey, unknown>)[key];
  }
  return node !== undefined;
}

/** Takes places; returns those of one thing under the name it has elsewhere. */
export function placesUnder(places: Places, name: string, called = name): Places {
  const entries = Object.entries(places).flatMap(([key, place]): [string, Place][] => {
    const rest = key.slice(name.length);
    return key.startsWith(name) && (rest === "" || rest.startsWith(".") || name.endsWith("/")) ? [[called + rest, place]] : [];
  });
  return Object.fromEntries(entries);
}
