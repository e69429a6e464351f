import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const IMPORT =
  /(?:^|[\s;])(?:import|export)\s[^'";]*?from\s*["']([^"']+)["']|(?:^|[\s;])import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;

/** Which rooms of src a room may import from, besides itself. `types` rooms may be imported with `import type` only. */
const MAY_KNOW: Record<string, { rooms: string[]; types?: string[] }> = {
  core: { rooms: [] },
  render: { rooms: ["core"] },
  github: { rooms: ["core"], types: [] },
  store: { rooms: ["core"] },
  app: { rooms: ["core", "render", "github", "store", "web"] },
  web: { rooms: ["app", "core", "render"] },
  sandbox: { rooms: [] },
  cli: { rooms: ["app", "core", "render", "github", "sandbox", "web"] },
};

const CORE_PACKAGES = new Set(["zod", "yaml", "markdown-it", "gray-matter", "re2js", "luxon", "node:crypto", "node:zlib"]);
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bprocess\.|\bconsole\.|\bsetTimeout\b|\bsetInterval\b|\bfetch\(|\bMath\.random\b/;

/** GraphQL's types refer to each other, and so do their resolvers and what they resolve: a repository has issues and check runs, each of these has a repository. */
const mayRing = (path: string) => path.startsWith("src/sandbox/graphql/") || /^src\/sandbox\/state\/(?:check-)?types\.ts$/.test(path);

interface Source {
  path: string;
  text: string;
  imports: { target: string; typeOnly: boolean }[];
}

describe("the walls", () => {
  test("every file is in a room that has a rule", () => {
    expect(
      sources("src")
        .map(({ path }) => roomOf(path))
        .filter((room) => !(room in MAY_KNOW)),
    ).toEqual([]);
  });

  test.each(Object.keys(MAY_KNOW))("src/%s knows only what it may", (room) => {
    expect(sources(`src/${room}`).flatMap((source) => trespasses(source, room))).toEqual([]);
  });

  test("the core uses only the packages it needs to read text", () => {
    const foreign = sources("src/core").flatMap((source) =>
      packagesOf(source)
        .filter((name) => !CORE_PACKAGES.has(name))
        .map((name) => `${source.path}: ${name}`),
    );
    expect(foreign).toEqual([]);
  });

  test("the core has no clock, no I/O, no log, no chance", () => {
    expect(
      sources("src/core")
        .filter(({ text }) => IMPURE.test(withoutComments(text)))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test("front matter is read in one file", () => {
    expect(
      sources("src")
        .filter((source) => packagesOf(source).includes("gray-matter"))
        .map(({ path }) => path),
    ).toEqual(["src/core/document/front-matter.ts"]);
  });

  test("only src/github and the app's start speak to GitHub", () => {
    const speaking = sources("src").filter((source) => packagesOf(source).some((name) => name === "probot" || name === "@octokit/rest"));
    expect([...new Set(speaking.map(({ path }) => roomOf(path)))].filter((room) => !["github", "app", "cli"].includes(room))).toEqual([]);
  });

  test("no files import each other in a ring, not even types: what is in a ring can only be understood, changed and tested at once", () => {
    expect(cycles(sources("src")).filter((ring) => !ring.every(mayRing))).toEqual([]);
  });

  test("no source file is longer than 250 lines", () => {
    expect(
      sources("src")
        .filter(({ text }) => text.split("\n").length > 251)
        .map(({ path }) => path),
    ).toEqual([]);
  });
});

describe("the scanner itself", () => {
  test("sees every form of import, and tells types from values", () => {
    const text = `import a from "a";\nimport type { B } from "./b.js";\nexport { c } from "./c.js";\nimport "d";\nconst e = await import("e");\nimport { type F } from "f";`;
    expect(importsOf(text)).toEqual([
      { target: "a", typeOnly: false },
      { target: "./b.js", typeOnly: true },
      { target: "./c.js", typeOnly: false },
      { target: "d", typeOnly: false },
      { target: "e", typeOnly: false },
      { target: "f", typeOnly: false },
    ]);
  });

  test("finds a cycle", () => {
    const file = (path: string, target: string) => ({ path, text: "", imports: [{ target, typeOnly: false }] });
    expect(cycles([file("src/a.ts", "./b.js"), file("src/b.ts", "./c.js"), file("src/c.ts", "./b.js")])).toEqual([
      ["src/b.ts", "src/c.ts"],
    ]);
  });

  test("sees a clock", () => {
    expect(IMPURE.test("const now = Date.now();")).toBe(true);
    expect(IMPURE.test("new Date(now)")).toBe(false);
  });
});

function sources(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), "utf8");
      return { path, text, imports: importsOf(text) };
    });
}

function importsOf(text: string): Source["imports"] {
  return [...withoutComments(text).matchAll(IMPORT)].map((match) => ({
    target: match[1] ?? match[2] ?? match[3] ?? "",
    typeOnly: /^\s*(?:import|export)\s+type\s/.test(match[0]),
  }));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

function packagesOf(source: Source): string[] {
  return source.imports
    .map(({ target }) => target)
    .filter((target) => !target.startsWith("."))
    .map(packageName);
}

function packageName(target: string): string {
  return target.startsWith("@") || target.startsWith("node:") ? target.split("/").slice(0, 2).join("/") : (target.split("/")[0] ?? target);
}

function roomOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function trespasses(source: Source, room: string): string[] {
  const rule = MAY_KNOW[room];
  return source.imports
    .filter(({ target }) => target.startsWith("."))
    .map(({ target, typeOnly }) => ({ path: resolved(source.path, target), typeOnly }))
    .filter(({ path }) => roomOf(path) !== room && !rule?.rooms.includes(roomOf(path)))
    .filter(({ path, typeOnly }) => !(typeOnly && rule?.types?.some((allowed) => path.startsWith(`src/${allowed}`))))
    .map(({ path }) => `${source.path} imports ${path}`);
}

function resolved(from: string, target: string): string {
  return join(dirname(from), target).replaceAll("\\", "/").replace(/\.js$/, ".ts");
}

/** The groups of files that import each other in a ring. */
function cycles(files: Source[]): string[][] {
  const graph = new Map(
    files.map((file) => [
      file.path,
      file.imports.filter(({ target }) => target.startsWith(".")).map(({ target }) => resolved(file.path, target)),
    ]),
  );
  const reach = new Map([...graph.keys()].map((path) => [path, reachable(graph, path)]));
  const rings = [...graph.keys()]
    .filter((path) => reach.get(path)?.has(path))
    .map((path) => [...graph.keys()].filter((other) => reach.get(path)?.has(other) && reach.get(other)?.has(path)));
  return [...new Map(rings.map((ring) => [ring.join(), ring])).values()];
}

function reachable(graph: Map<string, string[]>, from: string): Set<string> {
  const seen = new Set<string>();
  const open = [...(graph.get(from) ?? [])];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    open.push(...(graph.get(path) ?? []));
  }
  return seen;
}
