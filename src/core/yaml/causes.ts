import type { YamlFault } from "./problem.js";
import type { CST, ErrorCode, YAMLError } from "yaml";
import { unclosed } from "./unclosed.js";
import { describeYamlError } from "./yaml-messages.js";

/** What says nothing of the lines around it; after any other error the rest follows from it. */
const LOCAL: ReadonlySet<ErrorCode> = new Set([
  "BAD_SCALAR_START",
  "BAD_DQ_ESCAPE",
  "TAG_RESOLVE_FAILED",
  "BLOCK_AS_IMPLICIT_KEY",
  "BLOCK_IN_FLOW",
]);

/** Takes what the reader of a text complains of, with the text and its token trees; returns each cause once, at the place where it can be mended. */
export function causesOf(errors: readonly YAMLError[], tokens: CST.Token[], text: string): YamlFault[] {
  const sorted = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const [first] = sorted;
  if (!first) return [];
  const tabs = sorted.filter(({ code }) => code === "TAB_AS_INDENT");
  if (first.code === "TAB_AS_INDENT") return [tabFault(first, tabs.length)];
  const structural = sorted.find(({ code }) => !LOCAL.has(code));
  const open =
    structural && unclosed(tokens, text, { offset: structural.pos[0], isQuote: /^Missing closing .quote/.test(structural.message) });
  if (open) return [open];
  const until = structural === undefined ? sorted.length : sorted.indexOf(structural) + 1;
  const told = new Map(sorted.slice(0, until).map((error) => [error.pos[0], error]));
  return [...told.values()].map((error) => ({
    offset: error.pos[0],
    ...describeYamlError(error.code, error.message, lineFrom(text, error.pos[0])),
  }));
}

function tabFault(first: YAMLError, count: number): YamlFault {
  const more = count > 1 ? `, as ${count - 1} more ${count === 2 ? "line has" : "lines have"}` : "";
  const { found, needed, fix } = describeYamlError(first.code, first.message, "");
  return { offset: first.pos[0], found: `${found}${more}`, needed, fix };
}

/** The rest of the line that an offset stands in. */
function lineFrom(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(offset, end === -1 ? undefined : end).replace(/\r$/, "");
}
