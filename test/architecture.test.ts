import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const IMPORT =
  /(?:^|[\s;])(?:import|export)\s[^'";]*?from\s*["']([^"']+)["']|(?:^|[\s;])import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;

interface Wall {
  /** What it may import from, besides itself. */
  knows: string[];
  why: string;
}

/** The rooms of src. */
const ROOMS: Record<string, Wall> = {
  core: { knows: [], why: "what is decided follows from data alone, so that it can be tried without GitHub, a database or a clock" },
  render: { knows: ["core"], why: "words are made of what the core found; nothing else may change what Baton says" },
  github: {
    knows: ["core"],
    why: "it fills the core's data and carries out its writes; whether a hand-off may go on is none of its business",
  },
  store: { knows: ["core"], why: "it keeps data; what the data means, and to whom, it need not know" },
  telemetry: {
    knows: ["core", "github"],
    why: "it tells faults as fields, GitHub's among them; who logs leans on it, so it leans on nobody else",
  },
  web: { knows: ["core", "render", "telemetry"], why: "pages show what they are given; the app hands it to them" },
  app: {
    knows: ["core", "render", "github", "store", "telemetry", "web"],
    why: "it wires all the others, and is where time and order come in",
  },
  sandbox: { knows: [], why: "it plays GitHub from GitHub's documentation alone: shared code would share its mistakes" },
  cli: {
    knows: ["app", "core", "render", "github", "sandbox", "telemetry", "web"],
    why: "it starts the app, and asks the core what people ask it",
  },
};

/** The floors of the core, from the ground up: each may know those before it. */
const FLOORS: [room: string, why: string][] = [
  ["basics", "knows nothing of hand-offs"],
  ["facts", "what GitHub says, as data"],
  ["time", "calendars and durations"],
  ["yaml", "safe reading of YAML"],
  ["document", "safe reading of Markdown"],
  ["content", "the texts of an item, in parts that people may be bound to"],
  ["findings", "what a check found, as data"],
  ["commands", "what people type"],
  ["checks", "one file for each kind of check; a check knows no contract and no hand-off"],
  ["policy", "contracts, configuration and all else that people write for Baton: read, compared, described to editors"],
  ["stages", "where GitHub shows the stage of an item: nothing else knows whether that is a label"],
  ["record", "what is remembered of an item, and what is told of it"],
  ["ledger", "what is kept for ever"],
  ["insight", "figures over what is kept for ever"],
  ["form", "issue forms made from contracts"],
  ["lint", "what is weak in a policy"],
  ["ports.ts", "what the core asks of the rooms around it"],
  ["words", "what a person's word counts for"],
  ["judging", "a contract held against an item"],
  ["handoff", "the table of hand-offs and its fold"],
  ["shown", "what pages show of an item, and of whom it waits for"],
  ["context", "how what flows between roles stands, and what a page of it means"],
  ["publishing", "what to write on GitHub"],
  ["pulls", "what a pull request would change"],
  ["read-set", "what an answer rests on"],
  ["deployments", "whether a deployment may go on"],
  ["trial", "contracts tried without GitHub"],
];

const CORE_PACKAGES = new Set([
  "zod",
  "yaml",
  "markdown-it",
  "gray-matter",
  "re2js",
  "luxon",
  // Percentiles: pure, and what every reader of the report can compare with.
  "d3-array",
  "convert",
  "gemoji",
  "node:crypto",
  "node:zlib",
]);
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bprocess\.|\bconsole\.|\bsetTimeout\b|\bsetInterval\b|\bfetch\(|\bMath\.random\b/;

/** GraphQL's types refer to each other, and so do their resolvers and what they resolve: a repository has issues and check runs, each of these has a repository. */
const mayRing = (path: string) => path.startsWith("src/sandbox/graphql/") || /^src\/sandbox\/state\/(?:check-)?types\.ts$/.test(path);

interface Source {
  path: string;
  text: string;
  imports: { target: string }[];
}

describe("the walls", () => {
  test("every file is in a room that has a rule", () => {
    const roomless = sources("src").filter(({ path }) => !(roomOf(path) in ROOMS));
    const floorless = sources("src/core").filter(({ path }) => floorOf(path) === -1);
    expect([...roomless, ...floorless].map(({ path }) => path)).toEqual([]);
  });

  test.each(Object.entries(ROOMS))("src/%s knows only what it may", (room, { knows, why }) => {
    const trespasses = sources(`src/${room}`).flatMap((source) =>
      importedFiles(source)
        .filter((path) => roomOf(path) !== room && !knows.includes(roomOf(path)))
        .map((path) => `${source.path} imports ${path}`),
    );
    expect(trespasses, why).toEqual([]);
  });

  test("in the core nothing leans on what is built on it", () => {
    const leaning = sources("src/core").flatMap((source) =>
      importedFiles(source)
        .filter((path) => floorOf(path) > floorOf(source.path))
        .map((path) => `${source.path} imports ${path}, but ${FLOORS[floorOf(source.path)]?.join(": ") ?? ""}`),
    );
    expect(leaning).toEqual([]);
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
  test("sees every form of import, types too", () => {
    const text = `import a from "a";\nimport type { B } from "./b.js";\nexport { c } from "./c.js";\nimport "d";\nconst e = await import("e");\nimport { type F } from "f";`;
    expect(importsOf(text)).toEqual([
      { target: "a" },
      { target: "./b.js" },
      { target: "./c.js" },
      { target: "d" },
      { target: "e" },
      { target: "f" },
    ]);
  });

  test("finds a cycle", () => {
    const file = (path: string, target: string) => ({ path, text: "", imports: [{ target }] });
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

function floorOf(path: string): number {
  return FLOORS.findIndex(([room]) => room === path.split("/")[2]);
}

function importedFiles(source: Source): string[] {
  return source.imports.filter(({ target }) => target.startsWith(".")).map(({ target }) => resolved(source.path, target));
}

function resolved(from: string, target: string): string {
  return join(dirname(from), target).replaceAll("\\", "/").replace(/\.js$/, ".ts");
}

/** The groups of files that import each other in a ring. */
function cycles(files: Source[]): string[][] {
  const graph = new Map(files.map((file) => [file.path, importedFiles(file)]));
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
