import { parseMarkdown } from "./parse.js";
import matter from "gray-matter";
import { parseYaml } from "../yaml/yaml.js";
import { type MarkdownDocument } from "./model.js";

/** A document with its front matter read apart. `data` is null when there is none. */
export type ParsedDocument = { ok: true; document: MarkdownDocument; data: Record<string, unknown> | null } | { ok: false; reason: string };

const MAX_BYTES = 8 * 1024;
const FENCE = /^---[ \t]*$/;
const LANGUAGE = /^---[ \t]*[\p{L}_]/u;

// The library would otherwise run JavaScript front matter; whatever asks for another language finds no engine.
const engines: unknown = Reflect.get(matter, "engines");
if (typeof engines === "object" && engines !== null) {
  for (const name of Object.keys(engines)) if (name !== "yaml") Reflect.deleteProperty(engines, name);
}

/** Splits a linked document into front matter and Markdown. Takes any text; never throws, never executes anything. */
export function parseFrontMatter(text: string): ParsedDocument {
  const lines = text
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .split("\n");
  const first = lines[0] ?? "";
  if (LANGUAGE.test(first)) return { ok: false, reason: "its front matter is not plain YAML: the first line must be just ---" };
  const close = FENCE.test(first) ? lines.findIndex((line, index) => index > 0 && FENCE.test(line)) : -1;
  if (close === -1) return { ok: true, document: parseMarkdown(lines.join("\n")), data: null };
  const data = readYaml(lines.slice(1, close).join("\n"));
  if (!data.ok) return data;
  const document = parseMarkdown(lines.slice(close + 1).join("\n"), { firstLine: close + 2 });
  return { ok: true, document: withSource(document, lines.slice(0, close + 1).join("\n")), data: data.data };
}

/** Front matter is content too: a digest of the whole document covers it. */
function withSource(document: MarkdownDocument, frontMatter: string): MarkdownDocument {
  return { ...document, whole: { ...document.whole, source: `${frontMatter}\n${document.whole.source}` } };
}

type Data = { ok: true; data: Record<string, unknown> } | { ok: false; reason: string };

/** The library's own pattern is quadratic on runs of blanks, so those are refused before it sees them. */
function readYaml(yaml: string): Data {
  if (Buffer.byteLength(yaml) > MAX_BYTES) return { ok: false, reason: `its front matter is over ${MAX_BYTES} bytes` };
  if (/\s{200}/.test(yaml)) return { ok: false, reason: "its front matter has too many blank lines in a row" };
  if (yaml.trim() === "") return { ok: true, data: {} };
  try {
    return { ok: true, data: callMatter(yaml) };
  } catch (error) {
    return { ok: false, reason: `its front matter cannot be read: ${error instanceof Error ? error.message : "unknown"}` };
  }
}

/** A second argument keeps the library from caching and sharing its results. */
function callMatter(yaml: string): Record<string, unknown> {
  const parsed = matter(
    { content: `---\n${yaml}\n---\n` },
    { language: "yaml", excerpt: false, engines: { yaml: { parse: safeParse, stringify: String } } },
  );
  return parsed.data;
}

function safeParse(yaml: string): object {
  const result = parseYaml(yaml, { maxBytes: MAX_BYTES });
  if (!result.ok)
    // What the library hands over begins with the end of the line of `---`, so that lines count as in the file.
    throw new Error(result.problems[0] === undefined ? "invalid YAML" : `line ${result.problems[0].line}: ${result.problems[0].found}`);
  const { data } = result;
  if (data === null || data === undefined) return {};
  if (typeof data !== "object" || Array.isArray(data)) throw new Error("it must be a list of keys with values");
  return data;
}
