import type { YamlFault } from "./problem.js";
import type { CST, ErrorCode, YAMLError } from "yaml";
import { unclosed } from "./unclosed.js";
import { DEEPER, describeYamlError } from "./yaml-messages.js";

/** What says nothing of the lines around it; after any other error the rest follows from it. */
const LOCAL: ReadonlySet<ErrorCode> = new Set([
  "BAD_SCALAR_START",
  "BAD_DQ_ESCAPE",
  "TAG_RESOLVE_FAILED",
  "BLOCK_AS_IMPLICIT_KEY",
  "BLOCK_IN_FLOW",
]);

/** Lines that are named one by one. */
const MOST_LINES = 5;

/** Takes what the reader of a text complains of, with the text and its token trees; returns each cause once, at the place where it can be mended. */
export function causesOf(errors: readonly YAMLError[], tokens: CST.Token[], text: string): YamlFault[] {
  const all = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const tabs = all.filter(({ code }) => code === "TAB_AS_INDENT");
  const sorted = withoutBlanksBefore(tabs[0], all, text);
  const [first] = sorted;
  if (!first) return [];
  if (first.code === "TAB_AS_INDENT") return [tabFault(first, linesOf(tabs, text))];
  const structural = sorted.find(({ code }) => !LOCAL.has(code));
  const open =
    structural && unclosed(tokens, text, { offset: structural.pos[0], isQuote: /^Missing closing .quote/.test(structural.message) });
  if (open) return [open];
  const until = structural === undefined ? sorted.length : sorted.indexOf(structural) + 1;
  const told = new Map(sorted.slice(0, until).map((error) => [error.pos[0], error]));
  return [...told.values()].map(
    (error) =>
      deeperFault(error, sorted, text) ?? {
        offset: error.pos[0],
        ...describeYamlError(error.code, error.message, lineFrom(text, error.pos[0])),
      },
  );
}

/** What the reader says of the blanks before a tab follows from the tab. */
function withoutBlanksBefore(tab: YAMLError | undefined, errors: readonly YAMLError[], text: string): readonly YAMLError[] {
  if (!tab) return errors;
  const end = text.slice(0, tab.pos[0]).trimEnd().length;
  return errors.filter(({ pos: [from] }) => from < end || from >= tab.pos[0]);
}

/** A key below a value, indented deeper than the value's own key, is taken for more of that value: the line to mend is the second. */
function deeperFault({ code, pos: [from, to] }: YAMLError, errors: readonly YAMLError[], text: string): YamlFault | null {
  const isValue = errors.some((each) => each.code === "BLOCK_AS_IMPLICIT_KEY" && each.pos[0] === from);
  const line = text.lastIndexOf("\n", to - 1) + 1;
  if (code !== "MULTILINE_IMPLICIT_KEY" || !isValue || line <= from) return null;
  const indent = /^ */.exec(lineFrom(text, line))?.[0].length ?? 0;
  return { offset: line + indent, ...DEEPER };
}

/** One mistake, made on every line that somebody indented in their own way. */
function tabFault(first: YAMLError, lines: readonly number[]): YamlFault {
  const { found, needed, fix } = describeYamlError(first.code, first.message, "");
  const shown = lines.slice(0, MOST_LINES);
  const [end, ...before] =
    lines.length > shown.length ? [`${lines.length - shown.length} more`, ...shown] : [shown.at(-1), ...shown.slice(0, -1)];
  const told = lines.length < 2 ? found : `lines ${before.join(", ")} and ${end} indented with tabs`;
  return { offset: first.pos[0], found: told, needed, fix: lines.length < 2 ? fix : "Replace the tabs by spaces." };
}

/** Numbers of the lines that errors stand in, each once, in order. */
function linesOf(errors: readonly YAMLError[], text: string): number[] {
  const lines: number[] = [];
  let [line, at] = [1, 0];
  for (const { pos } of errors) {
    for (let next = text.indexOf("\n", at); next !== -1 && next < pos[0]; next = text.indexOf("\n", at)) {
      line += 1;
      at = next + 1;
    }
    if (lines.at(-1) !== line) lines.push(line);
  }
  return lines;
}

/** The rest of the line that an offset stands in. */
function lineFrom(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(offset, end === -1 ? undefined : end).replace(/\r$/, "");
}
