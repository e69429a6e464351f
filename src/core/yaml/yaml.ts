import type { YamlFault, YamlProblem } from "./problem.js";
import { Composer, LineCounter, Parser } from "yaml";
import type { CST, Document } from "yaml";
import { causesOf } from "./causes.js";
import { nodeFaults, positionsOf } from "./nodes.js";
import type { Positions } from "./nodes.js";
import { textFault } from "./text.js";
import { tokenFaults } from "./tokens.js";

export type { KeyPath, Position, Positions } from "./nodes.js";

export type YamlResult = { ok: true; data: unknown; positions: Positions } | { ok: false; problems: YamlProblem[] };

const MAX_BYTES = 32 * 1024;
const MAX_PROBLEMS = 20;

/** `resolveKnownTags` and the rest: plain YAML 1.2 data, nothing that could mean more than it shows. */
const STRICT = {
  version: "1.2",
  schema: "core",
  strict: true,
  uniqueKeys: false,
  stringKeys: true,
  merge: false,
  resolveKnownTags: false,
  logLevel: "error",
} as const;

/**
 * Reads untrusted YAML: one plain document without anchors, aliases, tags, directives or merge keys, bounded in size and depth.
 * Takes the text and a limit in bytes (default 32 KB); returns the data with the positions of its keys, or what is wrong. Never throws.
 */
export function parseYaml(text: string, limits: { maxBytes?: number } = {}): YamlResult {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const oversize = textFault(source, limits.maxBytes ?? MAX_BYTES);
  if (oversize) return { ok: false, problems: [oversize] };
  const lines = lineCounter(source);
  try {
    return read(source, lines);
  } catch (cause) {
    return failed([unexpected(cause)], lines);
  }
}

function read(source: string, lines: LineCounter): YamlResult {
  // The lexer and the token parser do not recurse; composing does, so depth is judged in between.
  const tokens = [...new Parser().parse(source)];
  const refused = tokenFaults(tokens);
  if (refused.length > 0) return failed(refused, lines);
  const document = compose(tokens, source.length);
  if (!document) return { ok: true, data: null, positions: positionsOf(null, lines) };
  const errors = causesOf([...document.errors, ...document.warnings], tokens, source);
  const faults = errors.length > 0 ? errors : nodeFaults(document.contents, lines);
  if (faults.length > 0) return failed(faults, lines);
  return { ok: true, data: document.toJS({ maxAliasCount: 0 }), positions: positionsOf(document.contents, lines) };
}

// The parser counts lines by itself only as long as it understands what it reads.
function lineCounter(source: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
  return lines;
}

function compose(tokens: CST.Token[], end: number): Document.Parsed | null {
  const [document] = [...new Composer(STRICT).compose(tokens, true, end)];
  return document ?? null;
}

function unexpected(cause: unknown): YamlFault {
  const found = cause instanceof Error ? cause.message.slice(0, 200) : "an unreadable text";
  return { offset: 0, found, needed: "plain YAML", fix: null };
}

function failed(faults: YamlFault[], lines: LineCounter): YamlResult {
  const problems = [...faults]
    .toSorted((a, b) => a.offset - b.offset)
    .slice(0, MAX_PROBLEMS)
    .map(({ offset, found, needed, fix }) => {
      const { line, col } = lines.linePos(offset);
      return { line: Math.max(1, line), column: Math.max(1, col), found, needed, fix };
    });
  return { ok: false, problems };
}
