import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { build } from "vite";
import { describe, expect, it } from "vitest";
import { parseYaml } from "../../../src/core/yaml/yaml.js";
import { temporaryFolder } from "../../support/temporary.js";

const bomb = Array.from({ length: 9 }, (_, i) => `a${i}: ${i ? `&a${i} [${`*a${i - 1}, `.repeat(9)}]` : "&a0 [x]"}`).join("\n");

describe("parseYaml refuses", () => {
  it.each<[string, string, number, number, RegExp]>([
    ["deep lists on one line", "- ".repeat(2000), 1, 49, /levels/],
    ["deep brackets", "[".repeat(3000), 1, 25, /levels/],
    ["deep braces", "{a: ".repeat(3000), 1, 1, /levels/],
    ["an alias bomb", bomb, 1, 5, /anchor/],
    ["a self reference", "a: &a [*a]", 1, 4, /anchor/],
    ["an unquoted glob", "a: 1\npath: *.md", 2, 7, /alias/],
    ["a directive", "%YAML 1.1\n---\na: yes\n", 1, 1, /directive/],
    ["a merge key", "a:\n  <<: {b: 1}\n", 2, 3, /`<<`/],
    ["a duplicate key", "a: 1\nb: 2\na: 3\n", 3, 1, /a second time/],
    ["a duplicate in other quotes", `a: 1\n"a": 3\n`, 2, 1, /a second time/],
    ["__proto__", "a: 1\n__proto__: {admin: true}\n", 2, 1, /__proto__/],
    ["constructor", "constructor: 1\n", 1, 1, /constructor/],
    ["prototype deep down", "a:\n  - b: {prototype: 1}\n", 2, 9, /prototype/],
    ["a tab", "a:\n\tb: 1\n", 2, 1, /tab/],
    ["two documents", "a: 1\n---\nb: 2\n", 2, 1, /second document/],
    ["NUL", "a: 1\nb: x\0\n", 2, 5, /U\+0000/],
    ["a lone surrogate", "a: \uD800\n", 1, 4, /U\+D800/],
    ["a function tag", "a: !!js/function 'function(){}'\n", 1, 4, /tag/],
    ["even a harmless tag", "a: !!str 1\n", 1, 4, /tag/],
    ["a tag on a block text", "a: !x |\n  b\n", 1, 4, /tag/],
    ["an unknown escape", 're: "\\d+"\n', 1, 6, /backslash/],
    ["a bare @", "teams: [@org/team]\n", 1, 9, /@/],
    ["256 KB of keys", Array.from({ length: 25_000 }, (_, i) => `key${i}: 1`).join("\n"), 1, 1, /bytes/],
    ["multibyte excess", "ä".repeat(17_000), 1, 1, /bytes/],
    ["2,001 lines", "\n".repeat(2001), 1, 1, /lines/],
    ["a list as key", "? [a]\n: 1\n", 1, 3, /key/],
    ["an open quote", 'a: "b\n', 1, 0, /not closed|separated/],
  ])("%s", (_name, text, line, column, found) => {
    const result = parseYaml(text);
    if (result.ok) throw new Error("was accepted");
    const [first] = result.problems;
    expect(first?.found).toMatch(found);
    expect(first?.line).toBeGreaterThanOrEqual(line);
    if (column > 1 || line > 1) expect([first?.line, first?.column]).toEqual([line, column]);
    expect(first?.needed).not.toBe("");
    expect(result.problems.length).toBeLessThanOrEqual(20);
  });
  it("names the lines with tabs, as one mistake", () => {
    const foundIn = (text: string) => {
      const result = parseYaml(text);
      return result.ok ? [] : result.problems.map(({ found }) => found);
    };
    expect(foundIn("a:\n\tb: 1\n\tc: 2\n")).toEqual(["lines 2 and 3 indented with tabs"]);
    expect(foundIn(`a:\n${"\tb: 1\n".repeat(9)}`)).toEqual(["lines 2, 3, 4, 5, 6 and 4 more indented with tabs"]);
  });
  it.each<[string, string, string[]]>([
    ["left of where its entry began", "cases:\n  - name: a\n   expect: b\n", ["3:1 a line that is indented differently"]],
    ["deeper than the key above", "cases:\n  - name: a\n      expect: b\n", ["3:7 a key that is indented deeper"]],
    ["with a tab, below an empty line", "a:\n  - b: 1\n\n\t- b: 2\n\t  c: 3\n", ["4:1 lines 4 and 5 indented with tabs"]],
  ])("tells of the indentation of a line %s", (_name, text, expected) => {
    const result = parseYaml(text);
    expect(result.ok ? [] : result.problems.map(({ line, column, found }) => `${line}:${column} ${found}`)).toEqual(
      expected.map((each) => expect.stringContaining(each) as string),
    );
  });
  it("says how to write a team", () => {
    const result = parseYaml("teams: [@org/team]\n");
    expect(result.ok ? null : result.problems[0]?.fix).toMatch(/quotes.*drop the @/);
  });
  it("holds a smaller limit", () => expect(parseYaml("a: 12345678", { maxBytes: 10 }).ok).toBe(false));
  it("leaves no trace on prototypes", () => {
    parseYaml("__proto__: {polluted: 1}\n");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("parseYaml reads", () => {
  it.each<[string, string, unknown]>([
    ["nothing", "", null],
    ["comments only", "# a\n\n# b\n", null],
    ["CRLF", "a: 1\r\nb:\r\n  - x\r\n", { a: 1, b: ["x"] }],
    ["a BOM", "\uFEFFa: 1\n", { a: 1 }],
    ["an explicit single document", "---\na: 1\n...\n", { a: 1 }],
    ["YAML 1.2 words", "a: yes\nb: on\nc: 012\nd: 2026-01-01\n", { a: "yes", b: "on", c: 12, d: "2026-01-01" }],
    ["a text that only looks like an alias", 'a: "*.md"\nb: a*b&c!d\n', { a: "*.md", b: "a*b&c!d" }],
    ["a key named toString", "toString: 1\n", { toString: 1 }],
    ["numbers as keys", "1: a\n", { "1": "a" }],
    ["24 levels", `${"[".repeat(23)}${"]".repeat(23)}`, expect.any(Array)],
  ])("%s", (_name, text, data) => {
    const result = parseYaml(text);
    expect(result).toMatchObject({ ok: true });
    if (result.ok) expect(result.data).toEqual(data);
  });
  it.each(["\n", "\r\n"])("places keys and values (%j)", (eol) => {
    const result = parseYaml(["\uFEFFa: 1", "gates:", "  - id: x", "  - { id: y, min: 3 }", "empty:", ""].join(eol));
    if (!result.ok) throw new Error("was refused");
    expect(result.positions.key(["gates", 1, "min"])).toEqual({ line: 4, column: 14 });
    expect(result.positions.value(["gates", 1, "min"])).toEqual({ line: 4, column: 19 });
    expect(result.positions.key(["gates", 0])).toEqual({ line: 3, column: 5 });
    expect(result.positions.key(["a"])).toEqual({ line: 1, column: 1 });
    expect(result.positions.value(["empty"])).toEqual({ line: 5, column: 1 });
    expect(result.positions.value(["gates", 1, "max"])).toEqual({ line: 4, column: 5 });
    expect(result.positions.value([])).toEqual({ line: 1, column: 1 });
  });
});

describe("parseYaml on anything", () => {
  const piece = fc.constantFrom(
    "a: ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "  ",
    "\t",
    "&a ",
    "*a",
    "!!x ",
    "<<: ",
    "? ",
    ": ",
    "|\n",
    ">-\n",
    '"',
    "'",
    "#",
    "---\n",
    "...\n",
    "%",
    ",",
    "\r\n",
    "é",
    "\\",
  );
  it("returns data or problems with places inside the text", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8, unit: "binary" })), { maxLength: 120 }), (pieces) => {
        const text = pieces.join("");
        const result = parseYaml(text);
        if (result.ok) return;
        const lines = text.split(/\r\n|\r|\n/).length + 1;
        for (const problem of result.problems) {
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.line).toBeLessThanOrEqual(lines);
          expect(problem.column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("a freshly started process", () => {
  const folder = temporaryFolder();
  it("survives 20 nested payloads", async () => {
    const entry = fileURLToPath(new URL("../../../src/core/yaml/yaml.ts", import.meta.url));
    await build({
      configFile: false,
      logLevel: "silent",
      build: { outDir: folder, ssr: entry, target: "node20", rolldownOptions: { output: { entryFileNames: "yaml.mjs" } } },
      ssr: { noExternal: true },
    });
    const script = `
      import(process.argv[1]).then(({ parseYaml }) => {
        const shapes = ["- ", "[", "{a: ", "? ", "- - ", "[[{a: ", "a:\\n ", "- ? "];
        const refused = Array.from({ length: 20 }, (_, i) => shapes[i % shapes.length].repeat(700 + 60 * i)).filter((text) => !parseYaml(text).ok);
        process.stdout.write(String(refused.length));
      });`;
    expect(execFileSync(process.execPath, ["-e", script, join(folder, "yaml.mjs")], { encoding: "utf8" })).toBe("20");
  });
});
