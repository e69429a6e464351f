import { parseMarkdown } from "../../../src/core/document/parse.js";
import { describe, expect, it } from "vitest";
import { parseFrontMatter } from "../../../src/core/document/front-matter.js";
import { extractLinks, homeOf, linkedDocumentPaths } from "../../../src/core/document/links.js";
import { itemsOf } from "../../../src/core/document/walk.js";
import { matchesGlob } from "../../../src/core/basics/glob.js";

describe("sections", () => {
  it("keeps lines of the original text, CRLF included", () => {
    const found = parseMarkdown("a\r\n\r\n### Evidence:\r\n\r\n- one\r\n- two\r\n### Next\r\n").section(["evidence"]);
    expect([found?.line, found?.source, itemsOf(found?.blocks ?? []).map((item) => item.line)]).toEqual([3, "- one\n- two", [5, 6]]);
  });
  it("reads setext headings and leaves #Goal alone", () => {
    const document = parseMarkdown("Goal\n====\ntext\n\n#Other\n");
    expect([document.section(["goal"])?.source, document.section(["Other"])]).toEqual(["text\n\n#Other", null]);
  });
  it("counts the first of two headings, names the other, and is bound to both", () => {
    const section = parseMarkdown("# S\na\n# S\nb").section(["S"]);
    expect(section).toMatchObject({ source: "a\n\nb", duplicates: [3] });
    expect(section?.blocks).toHaveLength(1);
  });
  it("holds subsections", () => expect(parseMarkdown("## S\na\n### T\nb\n## U\nc").section(["S"])?.source).toBe("a\n### T\nb"));
  it("never matches an invisible heading", () => expect(parseMarkdown("# \u200b\ntext").section(["\u200b"])).toBeNull());
  it("keeps the digest text when comments or other sections change", () => {
    const source = (text: string) => parseMarkdown(text).section(["S"])?.source;
    expect(source("# A\nchanged\n# S\na <!-- x -->\n\n<!-- y\n\nz -->\n\nb  \n")).toBe("a\n\nb");
    expect(source("# S\r\na\r\n\r\nb\r\n# Z\r\n")).toBe("a\n\nb");
  });
  it("notices that a definition elsewhere moved a link", () => {
    const source = (href: string) => parseMarkdown(`# S\n[x]\n# T\n[x]: ${href}`).section(["S"])?.source;
    expect(source("https://a.example")).not.toBe(source("https://b.example"));
  });
  it("keeps comment marks in code", () => expect(parseMarkdown("# S\n`<!-- x -->`").section(["S"])?.source).toBe("`<!-- x -->`"));
  it.each([
    ["quotes", `${"> ".repeat(70)}TBD`],
    ["lists", Array.from({ length: 40 }, (_, depth) => `${"  ".repeat(depth)}- item`).join("\n")],
  ])("says that %s are nested deeper than it reads", (_what, text) => expect(parseMarkdown(text).problem?.code).toBe("too_deep"));
  it("reads what is nested as deep as anybody nests", () =>
    expect(parseMarkdown(Array.from({ length: 25 }, (_, depth) => `${"  ".repeat(depth)}- item`).join("\n")).problem).toBeNull());
  it("says that a text is too large", () => expect(parseMarkdown("a".repeat(300_000)).problem?.code).toBe("too_large"));
  it.each([">", "]", "[[", ">=\n", "![", "***a* ", "- ", "|a", "<!-- ", "* a\n", "`", "<"])(
    "reads 64 KB of %j in bounded time",
    (piece) => {
      const document = parseMarkdown(piece.repeat(65_536 / piece.length));
      expect(document.problem?.code ?? null).toBe(piece === ">" ? "too_deep" : null);
      expect(extractLinks(document, { repository: "a/b", host: "github.com" }).length).toBeLessThan(70_000);
    },
  );
});

describe("front matter", () => {
  it.each([
    "---js\nmodule.exports = globalThis.pwned = 1\n---\n",
    "--- JS \nx\n---\n",
    "\ufeff---javascript\nx\n---\n",
    "---constructor\nx\n---\n",
    "---__proto__\nx\n---\n",
    "---json\n{}\n---\n",
    "---\nscalar\n---\n",
    "---\n- a\n---\n",
    `---\n${"\n".repeat(65_536)}---\n`,
    "---\na: &x 1\nb: *x\n---\n",
    "---\na: [\n---\n",
  ])("refuses %j", (text) => {
    expect(parseFrontMatter(text).ok).toBe(false);
    expect(Object.hasOwn(globalThis, "pwned")).toBe(false);
  });
  it("answers the same twice", () => expect(parseFrontMatter("---\na: [\n---\n")).toEqual(parseFrontMatter("---\na: [\n---\n")));
  it.each(["constructor", "---\nunclosed: 1", "---\na: 1\n---foo\n", "| a |\n|---|\n---\n"])("finds none in %j", (text) =>
    expect(parseFrontMatter(text)).toMatchObject({ ok: true, data: null }),
  );
  it("reads keys, and counts lines through", () => {
    const parsed = parseFrontMatter("---\r\na: 1\r\n---\r\n# S\r\nx\r\n");
    expect(parsed).toMatchObject({ ok: true, data: { a: 1 } });
    expect(parsed.ok && parsed.document.section(["S"])?.line).toBe(4);
  });
});

describe("links", () => {
  const home = { repository: "acme/data", host: "github.com" };
  const paths = (text: string) => linkedDocumentPaths(parseMarkdown(text), home);
  it.each<[string, string[]]>([
    ["[b](docs/briefs/x.md)", ["docs/briefs/x.md"]],
    ["see `docs/briefs/x.md`, and", ["docs/briefs/x.md"]],
    ["https://github.com/acme/data/blob/main/docs/x.md#L3", ["docs/x.md"]],
    ["[b](/docs/a%20b.md)", ["docs/a b.md"]],
    ["[b](docs/../../x.md)", []],
    ["[b](docs/%2e%2e/x.md)", []],
    ["[b](docs/%252e%252e/x.md)", []],
    ["[b](docs\\\\..\\\\x.md)", []],
    ["[b](//evil.example/x.md)", []],
    ["https://github.com@evil.example/acme/data/blob/main/x.md", []],
    ["https://evil.example/acme/data/blob/main/x.md", []],
    ["https://github.com/acme/secret/blob/main/x.md", []],
    ["https://github.com/acme/data/blob/main/../../../secret/x.md", []],
    ["[b](file:///etc/passwd)", []],
    ["[b](javascript:alert(1))", []],
    ["<!-- docs/x.md -->", []],
    ["```\ndocs/x.md\n```", []],
    ["[b](.git/config)", []],
    ["https://www.github.com/acme/data/blob/main/docs/x.md", ["docs/x.md"]],
    ["https://github.com.evil.example/acme/data/blob/main/x.md", []],
    ["https://github.com:8443/acme/data/blob/main/x.md", []],
    ["https://api.github.com/acme/data/blob/main/x.md", []],
    ["https://gitHub.com/ACME/Data/blob/main/docs/x.md", ["docs/x.md"]],
    ["https://github.com\\@evil.example/acme/data/blob/main/x.md", []],
    ["https://github.com/acme/data/blob/main/docs/%2e%2e/x.md", []],
    ["https://github.com/acme/data/../secret/blob/main/x.md", []],
    ["https://github.com//acme/data/blob/main/x.md", []],
    ["https:github.com/acme/data/blob/main/x.md", []],
    ["https://gіthub.com/acme/data/blob/main/x.md", []],
    ["http://169.254.169.254/acme/data/blob/main/x.md", []],
    ["[b](docs\\x.md)", []],
    ["[b](docs/a.md%00.png)", []],
  ])("finds in %s: %j", (text, found) => expect(paths(text)).toEqual(found));

  const elsewhere = (host: string, text: string) => linkedDocumentPaths(parseMarkdown(text), { repository: "acme/data", host });
  it.each<[string, string, string[]]>([
    ["ghe.example", "https://ghe.example/acme/data/blob/main/docs/x.md", ["docs/x.md"]],
    ["ghe.example:8443", "https://ghe.example:8443/acme/data/blob/main/docs/x.md", ["docs/x.md"]],
    ["127.0.0.1:4000", "http://127.0.0.1:4000/acme/data/blob/main/docs/x.md", ["docs/x.md"]],
    ["ghe.example", "https://ghe.example:443/acme/data/blob/main/docs/x.md", ["docs/x.md"]],
    ["ghe.example", "https://ghe.example:8443/acme/data/blob/main/docs/x.md", []],
    ["ghe.example:8443", "https://ghe.example/acme/data/blob/main/docs/x.md", []],
    ["ghe.example", "https://www.ghe.example/acme/data/blob/main/docs/x.md", []],
    ["ghe.example", "https://github.com/acme/data/blob/main/docs/x.md", []],
    ["ghe.example", "https://ghe.example@evil.example/acme/data/blob/main/x.md", []],
    ["ghe.example", "https://ghe.example/acme/secret/blob/main/x.md", []],
    ["", "https://github.com/acme/data/blob/main/docs/x.md", []],
    ["", "https:///acme/data/blob/main/docs/x.md", []],
  ])("on %s finds in %s: %j", (host, text, found) => expect(elsewhere(host, text)).toEqual(found));

  it.each([
    ["https://github.com/acme/data/issues/1", "github.com"],
    ["https://ghe.example:8443/acme/data/pull/2", "ghe.example:8443"],
    ["https://ghe.example:443/x", "ghe.example"],
    ["", ""],
    ["acme/data#1", ""],
  ])("takes the server from the item: %s", (url, host) => {
    const repository = { owner: "acme", name: "data", defaultBranch: "main" };
    expect(homeOf({ repository, item: { url } })).toEqual({ repository: "acme/data", host, defaultBranch: "main" });
  });

  it("calls what is on another server an URL, which nobody looks up", () => {
    const kinds = extractLinks(parseMarkdown("https://github.com/acme/data/issues/1 https://ghe.example/acme/data/issues/1"), {
      repository: "acme/data",
      host: "ghe.example",
    }).map((link) => link.ref.kind);
    expect(kinds.toSorted()).toEqual(["issue", "url"]);
  });
  it("tells issues, pulls and commits apart", () => {
    const found = extractLinks(parseMarkdown("#1 o/r#2 https://github.com/o/r/pull/3 1234abcd"), home).map(
      (link) => `${link.ref.kind} ${link.ref.key}`,
    );
    expect(found.toSorted()).toEqual(["commit acme/data@1234abcd", "issue acme/data#1", "issue o/r#2", "pr o/r#3"]);
  });
});

describe("globs", () => {
  it.each<[string, string, boolean]>([
    ["docs/**/*.md", "docs/x.md", true],
    ["docs/**/*.md", "docs/a/b/x.md", true],
    ["docs/*.md", "docs/a/x.md", false],
    ["**", "a/b", true],
    ["a?.md", "ab.md", true],
    ["a?.md", "a/.md", false],
    ["*.md", "x.txt", false],
    ["docs/**", "other/x", false],
    [`${"*a".repeat(50)}b`, "a".repeat(2000), false],
  ])("%s on %s: %s", (glob, path, expected) => {
    expect(matchesGlob(glob, path)).toBe(expected);
  });
});
