import { parseMarkdown } from "../../../src/core/document/parse.js";
import { describe, expect, it } from "vitest";
import { extractLinks, linkedDocumentPaths } from "../../../src/core/document/links.js";
import { strayLinks } from "../../../src/core/document/stray-links.js";

const home = { repository: "acme/data", host: "github.com", defaultBranch: "main" };
const SHA = "0123456789abcdef0123456789abcdef01234567";

function paths(text: string, defaultBranch = "main"): string[] {
  return linkedDocumentPaths(parseMarkdown(text), { ...home, defaultBranch });
}

function strays(text: string) {
  return strayLinks(parseMarkdown(text).whole.blocks, home).map(({ why, line }) => `${why} ${line}`);
}

describe("a document's name", () => {
  it.each<[string, string[]]>([
    ["[brief](docs/übersicht.md)", ["docs/übersicht.md"]],
    ["[brief](docs/%C3%BCbersicht.md)", ["docs/übersicht.md"]],
    ["[brief](docs/u%CC%88bersicht.md)", ["docs/übersicht.md"]],
    ["[brief](docs/u\u0308bersicht.md)", ["docs/übersicht.md"]],
    ["[brief](<docs/пояснительная записка.md>)", ["docs/пояснительная записка.md"]],
    ["[brief](docs/%D8%AE%D8%B7%D8%A9.md)", ["docs/خطة.md"]],
    ["[brief](docs/نمی\u200cدانم.md)", ["docs/نمی\u200cدانم.md"]],
    ["[brief](docs/%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB.md)", ["docs/👩‍💻.md"]],
    ["[brief](docs/概要（案）.md)", ["docs/概要（案）.md"]],
    ["[brief](docs/c%23.md)", ["docs/c#.md"]],
    ["Der Plan: docs/plans/größe.md.", ["docs/plans/größe.md"]],
    ["计划见 docs/设计/概要.md。", ["docs/设计/概要.md"]],
    ["计划（docs/设计/概要.md）", ["docs/设计/概要.md"]],
    ["計画はdocs/計画.mdにあります", ["docs/計画.md"]],
    ["계획은 docs/계획.md에 있습니다", ["docs/계획.md"]],
    ["Tasarım: docs/İş/özet.md", ["docs/İş/özet.md"]],
    ["https://github.com/acme/data/blob/main/docs/%E8%AE%BE%E8%AE%A1/%E6%A6%82%E8%A6%81.md", ["docs/设计/概要.md"]],
    ["https://github.com/acme/data/blob/main/docs/größe.md", ["docs/größe.md"]],
    // Nothing that decodes to something else than it shows, or twice.
    ["[b](docs/%C3%28.md)", []],
    ["[b](docs/%C0%AE%C0%AE/x.md)", []],
    ["[b](docs/%ED%A0%80.md)", []],
    ["[b](docs/%E2%80%AEdm.x.md)", []],
    ["[b](docs/%25C3%25BC.md)", []],
    ["[b](docs/%2525.md)", []],
    ["[b](docs/%2E%2E/%2e%2e/x.md)", []],
    ["[b](docs/..%2fx.md) and docs/../x.md", []],
    ["[b](docs/%5C..%5Cx.md)", []],
    ["[b](docs/%.md)", []],
    ["[b](.GIT/config.md)", []],
  ])("in %s: %j", (text, found) => expect(paths(text)).toEqual(found));
});

describe("a link written in HTML", () => {
  it.each<[string, string[]]>([
    ['See <a href="docs/a.md">the brief</a>.', ["docs/a.md"]],
    ['<p>\n<a class="x" title=">" HREF=\'docs/a.md\'>brief</a>\n</p>', ["docs/a.md"]],
    ["<div><a href=docs/a.md>brief</a></div>", ["docs/a.md"]],
    ['<a href="docs/%C3%BC.md">x</a> <a href="docs/&ouml;.md">y</a>', ["docs/ü.md", "docs/ö.md"]],
    ["[brief][1]\n\n[1]: docs/a.md", ["docs/a.md"]],
    ["<https://github.com/acme/data/blob/main/docs/a.md>", ["docs/a.md"]],
    // None of these leads there.
    ['<!-- <a href="docs/a.md">x</a> -->', []],
    ['<a href="https://evil.example/" data-href="docs/a.md">docs/a.md</a>', []],
    ['<p>\n<a href="https://evil.example/" title="x>">docs/a.md</a>\n</p>', []],
    ['<p>\n<a href="https://evil.example/" href="docs/a.md">x</a>\n</p>', []],
    ['<p>\n<a href="https://evil.example/"\ndocs/a.md\n</p', []],
    ['<a href="javascript:docs/a.md">x</a>', []],
    ["<abbr href=docs/a.md>x</abbr>", []],
  ])("%s leads to %j", (text, found) => expect(paths(text)).toEqual(found));

  it("is found in time that grows with the text, whatever the text", () => {
    const hostile = [
      "<p>\n" + "<a ".repeat(80_000),
      "<p>\n" + '<a href="'.repeat(25_000),
      "<p>\n" + "<a href=x>".repeat(20_000),
      "<a href=x>".repeat(2000),
    ];
    const begun = performance.now();
    for (const text of hostile) extractLinks(parseMarkdown(text), home);
    expect(performance.now() - begun).toBeLessThan(6000);
  });
});

describe("what a link says", () => {
  it.each<[string, string[]]>([
    ["[docs/a.md](https://evil.example/)", []],
    ["[docs/a.md](docs/b.md)", ["docs/b.md"]],
    ["![docs/a.md](https://evil.example/x.png)", []],
    ["[#12](https://evil.example/)", []],
    ["[`docs/a.md`](docs/a.md)", ["docs/a.md"]],
    ["docs/[x](https://evil.example/)a.md", []],
    ["- [ ] [docs/a.md](https://evil.example/)", []],
    ["| [docs/a.md](https://evil.example/) |\n|---|\n| docs/b.md |", ["docs/b.md"]],
  ])("%s is no reference, only its target is: %j", (text, found) => expect(paths(text)).toEqual(found));

  it("is no issue either", () => {
    const found = extractLinks(parseMarkdown("[acme/data#12](https://evil.example/)"), home);
    expect(found.map(({ ref }) => ref.kind)).toEqual(["url"]);
  });
});

describe("an address", () => {
  it.each<[string, string, string[]]>([
    ["main", "https://github.com/acme/data/blob/evil-branch/docs/a.md", []],
    ["main", "https://github.com/acme/data/blob/main2/docs/a.md", []],
    ["main", "https://github.com/acme/data/blob/Main/docs/a.md", []],
    ["main", `https://github.com/acme/data/blob/${SHA}/docs/a.md`, []],
    ["main", "https://github.com/acme/data/blob/HEAD/docs/a.md", ["docs/a.md"]],
    ["main", "https://github.com/acme/data/blob/refs/heads/main/docs/a.md", ["docs/a.md"]],
    ["main", "https://github.com/acme/data/blob/refs/heads/evil/docs/a.md", []],
    ["release/2026", "https://github.com/acme/data/blob/release/2026/docs/a.md", ["docs/a.md"]],
    ["release/2026", "https://github.com/acme/data/blob/release/2025/docs/a.md", []],
    ["release/2026", "https://github.com/acme/data/blob/main/docs/a.md", []],
    ["größe", "https://github.com/acme/data/blob/gr%C3%B6%C3%9Fe/docs/a.md", ["docs/a.md"]],
    ["", "https://github.com/acme/data/blob/main/docs/a.md", []],
    ["main", "https://github.com/acme/data/raw/main/docs/a.md", []],
    ["main", "https://github.com/acme/data/tree/main/docs/a.md", []],
    ["main", "https://github.com/acme/data/blob/main/", []],
  ])("where the default branch is %s: %s leads to %j", (branch, text, found) => expect(paths(text, branch)).toEqual(found));
});

describe("what looks like a linked document and is none", () => {
  it.each<[string, string[]]>([
    ["x\n\nhttps://github.com/acme/data/blob/evil/docs/a.md", ["branch 3"]],
    [`[a](https://github.com/acme/data/blob/${SHA}/docs/a.md)`, ["commit 1"]],
    ["[docs/a.md](https://evil.example/)", ["host 1"]],
    ["[a](https://evil.example/acme/data/blob/main/docs/a.md)", ["host 1"]],
    ["https://github.com/acme/secret/blob/main/docs/a.md", ["repository 1"]],
    ["[a](../secret.md)\n[b](docs/%2e%2e/b.md)", ["outside 1", "outside 2"]],
    ["[docs/a.md](docs/b.md)", ["elsewhere 1"]],
    ["[a](docs/a.md), docs/b.md, https://github.com/acme/data/blob/main/docs/a.md, #12", []],
    ["[board](https://figma.example/board)", []],
  ])("in %s: %j", (text, found) => expect(strays(text)).toEqual(found));
});
