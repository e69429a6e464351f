import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { CHECKS } from "../../src/core/checks/registry.js";
import { COMMAND_WORDS } from "../../src/core/handoff/commands/find.js";
import { COMMANDS } from "../../src/core/handoff/commands/registry.js";
import { RULES } from "../../src/core/lint/rules.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A file may speak of a few of a kind; one that names more has a list of its own. */
const A_LIST = 4;

interface Source {
  path: string;
  text: string;
}

const SOURCES: Source[] = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: relative(ROOT, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }));

/** The words that stand in the text as texts or as keys of their own, with a slash or without. */
function named(words: readonly string[], text: string): string[] {
  return words.filter((word) => new RegExp(`(["'\`])/?${word}\\1|^\\s*["']?${word}["']?:`, "m").test(text));
}

function listing(words: readonly string[], within: (path: string) => boolean = () => true): string[] {
  return SOURCES.filter(({ path, text }) => within(path) && named(words, text).length >= A_LIST).map(({ path }) => path);
}

test("the commands are listed in one place; the hand-off's page says by which of them its events happen", () => {
  expect(listing(COMMAND_WORDS)).toEqual(["src/render/reference/handoff-page.ts"]);
});

test("the kinds of check are listed in one place; lint rules tell some of them apart, and keys of a role's file are called like some", () => {
  const kinds = CHECKS.map(({ kind }) => kind);
  expect(listing(kinds, (path) => !/^src\/core\/(?:checks|lint)\//.test(path))).toEqual(["src/core/policy/roles/schema.ts"]);
});

test("the lint rules are listed in one place", () => {
  expect(listing(RULES.map(({ id }) => id))).toEqual([]);
});

test("each command, check and rule is defined once", () => {
  const defined = (declaration: RegExp, line: string) =>
    SOURCES.filter(({ text }) => declaration.test(text) && new RegExp(`^ +${line},$`, "m").test(text)).map(({ path }) => path);
  for (const { name } of COMMANDS) expect(defined(/defineCommand\(/, `name: "${name}"`)).toEqual([`src/core/handoff/commands/${name}.ts`]);
  for (const { kind } of CHECKS) expect(defined(/defineCheck|CheckDefinition/, `kind: "${kind}"`), kind).toHaveLength(1);
  for (const { id } of RULES) expect(defined(/: LintRule/, `id: "${id}"`), id).toHaveLength(1);
});

test.each([
  ["a set", 'const VOUCHING = new Set<CommandName>(["ack", "confirm", "waive", "delegate", "override"]);'],
  ["a table", "const USAGE = {\n  handoff: `x`,\n  ack: `x`,\n  reject: `x`,\n  nack: `x`,\n};"],
  ["a chain of cases", 'case "ack":\ncase "reject":\ncase "nack":\ncase "begin":\n'],
  ["what is typed", "[`/status`, `/recheck`, `/help`, `/begin`]"],
])("%s is a list", (_what, text) => expect(named(COMMAND_WORDS, text).length).toBeGreaterThanOrEqual(A_LIST));
