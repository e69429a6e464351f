import type { YamlFault } from "./problem.js";
import { isMap, isScalar, isSeq } from "yaml";
import type { LineCounter, YAMLMap } from "yaml";

export type KeyPath = readonly PropertyKey[];

/** A place in a text, from 1. */
export interface Position {
  line: number;
  column: number;
}

/** Where keys and their values stand. A path that does not exist gets the place of its nearest ancestor. */
export interface Positions {
  key(path: KeyPath): Position;
  value(path: KeyPath): Position;
}

interface Place {
  key: number;
  value: number;
}

/** Keys that mean more than data to JavaScript or to YAML. */
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype", "<<"]);

/** Takes composed nodes (depth already bounded) and the line counter they were read with; returns the keys that are forbidden or occur twice. */
export function nodeFaults(node: unknown, lines: LineCounter): YamlFault[] {
  if (isSeq(node)) return node.items.flatMap((item) => nodeFaults(item, lines));
  if (!isMap(node)) return [];
  return [...keyFaults(node, lines), ...node.items.flatMap((pair) => nodeFaults(pair.value, lines))];
}

function keyFaults(map: YAMLMap, lines: LineCounter): YamlFault[] {
  const seen = new Map<string, number>();
  const faults: YamlFault[] = [];
  for (const { key } of map.items) {
    const name = keyName(key);
    const offset = startOf(key) ?? 0;
    if (FORBIDDEN.has(name)) faults.push({ offset, found: `the key \`${name}\``, needed: "an ordinary key", fix: "Rename or remove it." });
    const first = seen.get(name);
    if (first !== undefined)
      faults.push({
        offset,
        found: `the key \`${name.slice(0, 80)}\` a second time${afterLine(first, offset, lines)}`,
        needed: "each key once",
        fix: "Remove one of the two.",
      });
    else seen.set(name, offset);
  }
  return faults;
}

function afterLine(first: number, offset: number, lines: LineCounter): string {
  const [a, b] = [position(first, lines), position(offset, lines)];
  return a.line === b.line ? "" : `, after line ${a.line}`;
}

/** Takes composed nodes and the line counter they were read with; returns where everything stands. */
export function positionsOf(root: unknown, lines: LineCounter): Positions {
  const places = new Map<string, Place>();
  collect(root, [], startOf(root) ?? 0, places);
  const find = (path: KeyPath): Place => {
    for (let length = path.length; length >= 0; length--) {
      const place = places.get(pathKey(path.slice(0, length)));
      if (place) return length === path.length ? place : { key: place.key, value: place.key };
    }
    return { key: 0, value: 0 };
  };
  return { key: (path) => position(find(path).key, lines), value: (path) => position(find(path).value, lines) };
}

function collect(node: unknown, path: KeyPath, key: number, places: Map<string, Place>): void {
  places.set(pathKey(path), { key, value: startOf(node) ?? key });
  if (isSeq(node)) node.items.forEach((item, index) => collect(item, [...path, index], startOf(item) ?? key, places));
  if (!isMap(node)) return;
  for (const pair of node.items) collect(pair.value, [...path, keyName(pair.key)], startOf(pair.key) ?? key, places);
}

function pathKey(path: KeyPath): string {
  return JSON.stringify(path.map(String));
}

function keyName(key: unknown): string {
  return isScalar(key) ? String(key.value) : "";
}

function startOf(node: unknown): number | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return undefined;
  // An empty value has no place of its own: its key's is the better one to show.
  if (isScalar(node) && node.value === null && node.source === "") return undefined;
  return node.range?.[0];
}

function position(offset: number, lines: LineCounter): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
