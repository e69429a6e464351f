import { COMMAND_WORDS } from "../src/core/handoff/commands/find.js";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const README = read("README.md");
const DEVELOPMENT = read(".github/DEVELOPMENT.md");

/** Cells of the first column of every table row that is code. */
const rows = (text: string) => [...text.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? "");

describe("the README", () => {
  test("lists every setting, and no other", () => {
    const source = ["settings", "pages", "private-key", "proxies"].map((name) => read(`src/app/settings/${name}.ts`)).join("");
    const settings = new Set(
      [...source.matchAll(/^\s{2}([A-Z][A-Z_]+):/gm), ...source.matchAll(/env\["([A-Z_]+)"\]/g)].map((match) => match[1] ?? ""),
    );
    const listed = rows(README).filter((cell) => /^[A-Z][A-Z_]+$/.test(cell));
    expect(settings.size).toBeGreaterThan(8);
    expect(listed.toSorted()).toEqual([...settings].toSorted());
  });

  test("tells each setting's default", () => {
    const source = read("src/app/settings/settings.ts");
    const entries = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): ([\s\S]*?),\n(?= {2}[A-Z]|\}\);)/gm)];
    const given = entries.flatMap(([, name, schema = ""]) => {
      const value = /\.default\("([^"]*)"\)/.exec(schema)?.[1] ?? /^number\([\s\S]*"(\d+)"\s*,?\s*\)$/.exec(schema)?.[1];
      return value === undefined ? [] : [[name, value]];
    });
    expect(given.length).toBeGreaterThan(6);
    for (const [name, value] of given)
      expect(README).toMatch(new RegExp(`^\\| \`${name}\` \\|.*\\| \`${value?.replaceAll(".", "\\.")}\` \\|$`, "m"));
  });

  test.each([...COMMAND_WORDS])("tells who may use /%s", (command) => {
    expect(README).toMatch(new RegExp(`^\\| .*\`/${command}\\b`, "m"));
  });

  test("names no command that does not exist", () => {
    const typed = [...README.matchAll(/`\/([a-z]+)[^`/]*`/g)]
      .map((match) => match[1] ?? "")
      .filter((word) => !["healthz", "readyz", "api", "admin"].includes(word));
    expect(typed.filter((word) => !COMMAND_WORDS.includes(word))).toEqual([]);
  });

  test("asks for the permissions and events of app.yml", () => {
    const app = parse(read("app.yml")) as { default_permissions: Record<string, string>; default_events: string[] };
    for (const [name, access] of Object.entries(app.default_permissions))
      expect(README).toMatch(new RegExp(`^\\| \`${name}\`[^|]*\\| ${access} \\|`, "m"));
    for (const event of app.default_events) expect(README).toContain(`\`${event}\``);
  });

  test("tells of every command, or the operators' page does", () => {
    const sources = readdirSync(join(ROOT, "src/cli"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
    const commands = sources.flatMap((path) =>
      [...read(`src/cli/${path}`).matchAll(/program\s*\.command\("(\w+)/g)].map((match) => match[1] ?? ""),
    );
    expect(commands.length).toBeGreaterThan(10);
    const told = `${README}\n${read(".github/OPERATIONS.md")}`
      .replaceAll("npm start", "baton start")
      .replaceAll("npm run demo", "baton demo");
    expect(commands.filter((name) => !told.includes(`baton ${name}`))).toEqual([]);
  });

  test("uses scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const used = [...`${README}\n${DEVELOPMENT}`.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map((match) => match[1] ?? "");
    expect(used.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe("what the documents point at", () => {
  const GUIDES = readdirSync(join(ROOT, ".github/docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name): [string, string] => [`.github/docs/${name}`, read(`.github/docs/${name}`)]);
  test.each([
    ["README.md", README],
    [".github/DEVELOPMENT.md", DEVELOPMENT],
    [".github/OPERATIONS.md", read(".github/OPERATIONS.md")],
    ...GUIDES,
  ])("%s has no dead link", (path, text) => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => match[1] ?? "")
      .filter((target) => !/^(?:https?:|#)/.test(target));
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(path), target.split("#")[0] ?? "")))).toEqual([]);
  });

  test("DEVELOPMENT names files that exist", () => {
    const named = [...DEVELOPMENT.matchAll(/`((?:src|test|contracts)\/[\w./-]*)`/g)]
      .map((match) => match[1] ?? "")
      .filter((path) => path !== "src/" && !path.includes("NAME"));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe("nothing of the machine it was made on", () => {
  const skipped = new Set(["node_modules", "dist", ".git", "data", "coverage"]);
  const files = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? readdirSync(join(ROOT, entry.name), { recursive: true, withFileTypes: true }) : [entry]))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));

  test("is in any file", () => {
    const traces = /(?<![\w.])\/(?:work|root|home)\/[a-z]|\.\.\/shared\b|_authToken|\/\/registry\.|"resolved":/;
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((path) => path !== "test/docs.test.ts" && traces.test(read(path)))).toEqual([]);
  });
});
