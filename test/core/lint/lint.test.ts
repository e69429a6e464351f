import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { lintPolicy } from "../../../src/core/lint/lint.js";
import { CHECKS } from "../../../src/core/checks/registry.js";
import { READING_RULES } from "../../../src/core/lint/reading.js";
import { RULES } from "../../../src/core/lint/rules.js";
import { readWorkspace } from "../../../src/cli/common/workspace.js";

type Changes = Record<string, string>;
interface Case {
  name: string;
  contract?: Changes;
  config?: Changes;
  second?: Changes;
  eol?: string;
  bom?: boolean;
  expect: string[];
}

const CONTRACT = `apiVersion: baton/v1
kind: Contract
id: brief
name: Brief
version: 1.0.0
stage: { from: discover, to: decide }
role: { from: pm, to: architect }
owner: lead
source_of_truth: { body: true }
context:
  - { id: problem, check: section, section: Problem, min_words: 10 }
gates:
  - { id: priority, check: confirmed_by, role: lead }
trigger:
  acknowledge: { within: 24h }
`;
const CONFIG = `version: 1
stages:
  - { id: discover, name: Discover, label: "stage: discover" }
  - { id: decide, name: Decide, label: "stage: decide" }
roles:
  pm: { teams: [acme/pm] }
  architect: { users: [ana, bea] }
  lead: { users: [omar] }
`;
const FILES = new Map([
  [".github/baton.yml", "config"],
  ["contracts/a.yml", "contract"],
  ["contracts/b.yml", "second"],
]);
const CASES = parse(readFileSync(new URL("cases.yml", import.meta.url), "utf8")) as Case[];

function changed(text: string, changes: Changes): string {
  return Object.entries(changes).reduce((before, [from, to]) => {
    expect(before).toContain(from);
    return before.replace(from, () => to);
  }, text);
}

function lintCase({ contract = {}, config = {}, second, eol = "\n", bom = false }: Case) {
  const typed = (text: string) => (bom ? "\uFEFF" : "") + text.replaceAll("\n", eol);
  const files = [
    { path: ".github/baton.yml", text: typed(changed(CONFIG, config)) },
    { path: "contracts/a.yml", text: typed(changed(CONTRACT, contract)) },
    ...(second ? [{ path: "contracts/b.yml", text: typed(changed(CONTRACT, second)) }] : []),
  ];
  return lintPolicy(files);
}

const shown = (one: Case) =>
  lintCase(one).map(({ file, line, column, severity, rule }) => `${FILES.get(file)} ${line}:${column} ${severity} ${rule}`);

describe("what is told, and where", () => {
  test.each(CASES.map((one): [string, Case] => [one.name, one]))("%s", (_, one) => {
    expect(shown(one).toSorted()).toEqual(one.expect.toSorted());
  });

  test("no two cases have the same name", () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });

  test("every rule has a case", () => {
    const seen = new Set(CASES.flatMap((one) => lintCase(one).map(({ rule }) => rule)));
    const special = new Set(["same-stage", "unknown-gate", "too-many-gates", "looser-than-organisation"]);
    expect([...RULES, ...READING_RULES].map(({ id }) => id).filter((id) => !seen.has(id) && !special.has(id))).toEqual([]);
  });

  test("no other rule is told than those that are listed", () => {
    const known = new Set([...RULES, ...READING_RULES].map(({ id }) => id));
    expect(CASES.flatMap((one) => lintCase(one).map(({ rule }) => rule)).filter((id) => !known.has(id))).toEqual([]);
  });
});

describe("what is told", () => {
  const all = CASES.flatMap((one) => lintCase(one));

  test("says what was found and what is needed, each in a few words", () => {
    for (const { found, needed, fix } of all) {
      for (const text of [found, needed]) {
        expect(text).not.toBe("");
        expect(text.length).toBeLessThan(400);
        expect(text).not.toMatch(/undefined|null|\[object|Invalid input|Too (?:small|big)/);
      }
      if (fix !== null) expect(fix).toMatch(/^\S.*[.?:`]$/u);
    }
  });

  test("names a pattern's size and the most it may have", () => {
    const [problem] = lintCase(CASES.find(({ name }) => name === "a pattern that is too complex") as Case);
    expect(problem?.needed).toMatch(/^a pattern of at most 300 steps; this one has \d{3,}$/);
  });

  test("proposes the word that was meant", () => {
    const [problem] = lintCase(CASES.find(({ name }) => name === "a mistyped check") as Case);
    expect(problem?.fix).toBe("Did you mean `section`?");
  });
});

describe("more than ten gates", () => {
  const gates = (count: number) =>
    Array.from({ length: count }, (_, n) => `  - { id: g${n}, check: section, section: S${n}, min_words: 3 }\n`).join("");
  const withGates = (count: number) =>
    shown({ name: "", contract: { "  - { id: problem, check: section, section: Problem, min_words: 10 }\n": gates(count) }, expect: [] });

  test("ten are fine: nine and the confirmation", () => expect(withGates(9)).toEqual([]));
  test("the eleventh is shown", () => expect(withGates(10)).toEqual(["contract 22:5 warning too-many-gates"]));
});

describe("a repository that is trusted", () => {
  const told = (name: string, home: string | null) =>
    lintPolicy([{ path: ".github/baton.yml", text: CONFIG.replace("roles:", `trusts: [${name}]\nroles:`) }], home)
      .filter(({ rule }) => rule === "idle-trust")
      .map(({ found }) => found);

  test.each([
    ["acme/platform", "acme/app", []],
    ["Acme/App", "acme/app", ["Acme/App, which is this repository"]],
    ["other/platform", "acme/app", ["other/platform, which belongs to another owner"]],
    ["other/platform", null, []],
  ])("%s, in %s: %j", (name, home, found) => expect(told(name, home)).toEqual(found));
});

describe("everything at once", () => {
  test("this repository's own policy is clean", async () => {
    expect(lintPolicy(await readWorkspace("."))).toEqual([]);
  });

  test("contracts without a configuration are linted under the preset", () => {
    const found = lintPolicy([{ path: "contracts/a.yml", text: CONTRACT }]);
    expect(found.map(({ line, column, rule }) => `${line}:${column} ${rule}`)).toEqual([
      "6:1 missing-contract",
      "7:15 unfilled-role",
      "7:23 unfilled-role",
      "8:8 unfilled-role",
    ]);
  });

  test("a configuration alone may be an organisation's: its roles are used elsewhere", () => {
    expect(lintPolicy([{ path: ".github/baton.yml", text: CONFIG }])).toEqual([]);
  });

  test("a broken configuration does not silence the contracts", () => {
    const found = lintPolicy([
      { path: ".github/baton.yml", text: "version: 2\n" },
      { path: "contracts/a.yml", text: CONTRACT.replace("name: Brief", "name: Brief for @ana") },
    ]);
    expect(found.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      ".github/baton.yml invalid-value",
      "contracts/a.yml person-in-contract",
    ]);
  });

  test("the examples of the checks are no bad examples", () => {
    const gates = CHECKS.flatMap(({ kind, example }, n) => (example ? [{ ...example.params, id: `g${n}`, check: kind }] : []));
    expect(gates.length).toBeGreaterThan(5);
    for (const gate of gates) {
      const told = lintCase({
        name: "",
        contract: { "{ id: problem, check: section, section: Problem, min_words: 10 }": JSON.stringify(gate) },
        expect: [],
      });
      expect(told.filter(({ rule }) => !["unfilled-role", "unread-section", "unknown-gate", "unknown-stage"].includes(rule))).toEqual([]);
    }
  });

  test("nothing to read is nothing to tell", () => expect(lintPolicy([])).toEqual([]));
});

describe("hostile files", () => {
  test("any change of a sound policy is judged, at places inside the files", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      "-",
      " ",
      "\n",
      "@ana",
      "*",
      "&a",
      "!x",
      "any",
      "when",
      "__proto__",
      "null",
      "0",
      '"',
    );
    fc.assert(
      fc.property(fc.boolean(), fc.nat(), fc.nat({ max: 12 }), fc.array(piece, { maxLength: 6 }), (isConfig, at, cut, pieces) => {
        const mangle = (text: string) => text.slice(0, at % text.length) + pieces.join("") + text.slice((at % text.length) + cut);
        const files = [
          { path: ".github/baton.yml", text: isConfig ? mangle(CONFIG) : CONFIG },
          { path: "contracts/a.yml", text: isConfig ? CONTRACT : mangle(CONTRACT) },
        ];
        for (const { file, line, column } of lintPolicy(files)) {
          const lines = files.find(({ path }) => path === file)?.text.split("\n") ?? [];
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("checks nested as deep as the reader allows", () => {
    const deep = `${"{ check: any, checks: [".repeat(9)}{ check: no_blockers }${"] }".repeat(9)}`;
    const text = CONTRACT.replace("gates:\n", `gates:\n  - { id: deep, check: all, checks: [${deep}] }\n`);
    expect(lintPolicy([{ path: "contracts/a.yml", text }]).filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
