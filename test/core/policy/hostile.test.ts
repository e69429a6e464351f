import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { lintPolicy } from "../../../src/core/lint/lint.js";
import { comparePolicies } from "../../../src/core/policy/compare/compare.js";
import { readAgent } from "../../../src/core/policy/agents/read.js";
import { openFile } from "../../../src/core/policy/source-file.js";
import { readRole } from "../../../src/core/policy/roles/read.js";
import { parsePolicy, readPolicy, type PolicyFile } from "../../../src/core/policy/parse.js";
import type { PolicyProblem } from "../../../src/core/policy/types.js";
import { beside, SORTS, swap, WHOLE_AGENT, WHOLE_ROLE, type Sort } from "./hostile-files.js";

const AGENT = SORTS[0] as Sort;
const ROLE = SORTS[1] as Sort;
/** Far above what any of it takes, far below what a square of it would. */
const LONGEST = 8000;
/** What only who wrote the program understands. */
const JARGON = /invalid input|expected|undefined|\[object|regexp|zod|must be/i;

function problemsOf(...files: PolicyFile[]): PolicyProblem[] {
  const began = performance.now();
  const { problems } = readPolicy(beside(...files));
  expect(performance.now() - began).toBeLessThan(LONGEST);
  return problems;
}

/** Errors of a file, each of which says where, what was found and what is needed, briefly and in words for people. */
function errorsOf(path: string, text: string): PolicyProblem[] {
  return sound(path, problemsOf({ path, text }));
}

/** The same of the file by itself, which is quicker. */
function errorsAlone(path: string, data: unknown): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  // JSON is YAML, and written at once.
  const file = openFile({ path, text: JSON.stringify(data) }, problems);
  if (file && path === AGENT.path) readAgent(file);
  if (file && path === ROLE.path) readRole(file);
  return sound(path, problems);
}

function sound(path: string, problems: readonly PolicyProblem[]): PolicyProblem[] {
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(errors.length).toBeLessThanOrEqual(101);
  for (const { file, line, column, found, needed, fix } of errors) {
    expect(file).toBe(path);
    expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
    expect(`${found} ${needed} ${fix}`).not.toMatch(JARGON);
    expect([found.length, needed.length, fix?.length ?? 1].every((length) => length > 0 && length < 500)).toBe(true);
  }
  return errors;
}

test("what is sound has nothing against it", () => {
  expect(problemsOf(...SORTS).filter(({ severity }) => severity === "error")).toEqual([]);
});

describe.each(SORTS)("as $path", ({ path, text }) => {
  const head = text.split("\n").slice(0, 5).join("\n");
  const flood = (one: (index: number) => string, count: number) => Array.from({ length: count }, (_, index) => one(index)).join("");

  test.each([
    ["an alias of itself", `${head}\nnotes: &a [*a]\n`, /anchor|alias/],
    ["a bomb of aliases", `a: &a [1]\n${flood((i) => `b${i}: &b${i} [*a, *a]\n`, 9)}`, /anchor|alias/],
    ["sequences in a line", "- ".repeat(10_000), /levels/],
    ["open brackets", "[".repeat(30_000), /levels/],
    ["mappings in mappings", flood((i) => `${" ".repeat(i)}a:\n`, 100), /levels/],
    ["a directive", `%YAML 1.1\n---\n${text}`, /directive/],
    ["a merge key", `${text}<<: {}\n`, /<</],
    ["a key of every object", `${text}__proto__: { id: x }\n`, /__proto__/],
    ["a constructor", `${text}constructor: {}\n`, /constructor/],
    ["a key of every object in a list of keys", text.replace(/^(name|purpose): .*/m, "$1: { __proto__: 1 }"), /__proto__/],
    ["a key twice", `${text}name: Other\n`, /second time/],
    ["a tag that runs", `${text}x: !!js/function "1"\n`, /tag/],
    ["a tab for an indent", `${text}x:\n\ty: 1\n`, /tab/],
    ["two documents", `${text}---\n${text}`, /second document/],
    ["a NUL", `${text}x: "a\u0000"\n`, /U\+0000/],
    ["half a character", `${text}x: "\ud800"\n`, /U\+D800/],
    ["an escape character", `${text}x: "\u001b[2J"\n`, /U\+001B/],
    ["text turned around", swap(text, "name: ", "name: \u202e"), /U\+202E/],
    ["text set apart", swap(text, "name: ", "name: \u2067"), /U\+2067/],
    ["nothing", "", /nothing|no `/],
    ["a list", "- a\n- b\n", /list/],
    ["a text", "just words\n", /"just words"/],
    ["more than 32 KB", `${text}# ${"x".repeat(40_000)}\n`, /bytes/],
    ["more than 2000 lines", `${text}${"\n".repeat(2500)}`, /lines/],
    ["thousands of unknown keys", `${text}${flood((i) => `k${i}: 1\n`, 1800)}`, /unknown key/],
    ["thousands of unknown keys in a line", swap(text, "notes: [", `notes: [{ ${flood((i) => `k${i}: 1, `, 3000)} }, `), /mapping/],
    ["thousands of notes", swap(text, "notes: [", `notes: [${"a, ".repeat(9000)}`), /list of 9001/],
    ["thousands of empty notes", swap(text, "notes: [", `notes: [${"{}, ".repeat(7000)}`), /list of 7001|mapping/],
    ["a very long name", swap(text, "name: ", `name: ${"n".repeat(20_000)}`), /nnn\.\.\./],
    ["a name that nobody sees", text.replace(/^name: .*/m, 'name: "\u200b\u2060"'), /<U\+200B><U\+2060>/],
    ["an id with a character that nobody sees", text.replace(/^id: (.*)/m, 'id: "$1\u200b"'), /<U\+200B>/],
    ["an id in letters that only look so", text.replace(/^id: (.*)/m, 'id: "\u0440m"'), /"\u0440m"/],
    ["an id of every object", text.replace(/^id: (.*)/m, "id: __proto__"), /__proto__/],
    ["an id that leads out", text.replace(/^id: (.*)/m, "id: ../x"), /\.\.\/x/],
    ["a kind of another file", text.replace(/^kind: (.*)/m, "kind: Contract"), /a contract, among files/],
    ["a version to come", text.replace(/^apiVersion: (.*)/m, "apiVersion: baton/v2"), /v2/],
  ])("%s is told", (_what, hostile, found) => {
    const errors = errorsOf(path, hostile);
    expect(errors.some((problem) => found.test(problem.found))).toBe(true);
  });

  test("a file from Windows, with a mark of its order, is a file like any other", () => {
    expect(errorsOf(path, `\ufeff${text.replaceAll("\n", "\r\n")}`)).toEqual([]);
  });

  const ids = ["constructor", "toString", "hasOwnProperty", "valueOf"];
  test.each(ids)("the id %s is a name like any other", (id) => {
    expect(errorsOf(path, text.replace(/^id: .*/m, `id: ${id}`))).toEqual([]);
  });

  describe("a value of another type", () => {
    const paths = pathsIn(parse(text), []);
    const VALUES: unknown[] = [null, 42, true, "", [], {}, [{ a: [1] }], "x".repeat(600)];
    test.each(paths.map((one) => [one.join("."), one] as const))("at %s never throws, and is told in words", (_name, at) => {
      for (const value of VALUES) {
        const errors = errorsAlone(path, withValue(parse(text), at, value));
        // A key that may be left out may be null for none of its values.
        if (value === null || typeof value === "number") expect([at, value, errors.length > 0 || isLoose(at)]).toEqual([at, value, true]);
      }
    });
    test.each(paths.map((one) => [one.join("."), one] as const))("an unknown key beside %s is told", (_name, at) => {
      const parent = at.slice(0, -1);
      if (typeof at.at(-1) === "number") return;
      const beneath = withValue(parse(text), [...parent, "unheard_of"], 1);
      expect(errorsAlone(path, beneath).some(({ found }) => /unheard_of|\b1\b/.test(found))).toBe(true);
    });
  });
});

/** Numbers are numbers there. */
function isLoose(at: readonly PropertyKey[]): boolean {
  return ["create", "open", "files", "lines", "min_words"].includes(String(at.at(-1)));
}

type Path = (string | number)[];

function pathsIn(data: unknown, at: Path): Path[] {
  if (typeof data !== "object" || data === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(data) ? data.map((one, index) => [index, one]) : Object.entries(data);
  return entries.flatMap(([key, value]) => [[...at, key], ...pathsIn(value, [...at, key])]);
}

function withValue(data: unknown, at: Path, value: unknown): unknown {
  let here = data as Record<string | number, unknown>;
  for (const key of at.slice(0, -1)) here = here[key] as typeof here;
  here[at.at(-1) ?? ""] = value;
  return data;
}

describe("globs", () => {
  const HOSTILE = [
    "{docs,contracts}/**",
    "!contracts/**",
    "@(contracts)/**",
    "+(docs|contracts)/**",
    "[c]ontracts/**",
    "docs\\\\..\\\\contracts\\\\**",
    "docs/\u202econtracts/**",
    "docs/\u200b/**",
    "docs/../contracts/**",
    "./docs/./../contracts/**",
    "a/b/../../contracts/**",
    "con\u200btracts/**",
    "con\u00adtracts/**",
    "contracts./**",
    "contracts /**",
    "CONTRACTS/**",
    "Contract\u017f/**",
    ".git\u0068ub\u0301/../.github/**",
    "file:///contracts",
    "docs//**",
    "docs/",
    "",
    " ",
    "x".repeat(201),
  ];
  test.each(HOSTILE)("a radius of %j is refused", (glob) => {
    const errors = errorsOf(AGENT.path, swap(WHOLE_AGENT, "docs/market/**", glob));
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every(({ key, rule }) => rule === "syntax" || key === "blast_radius.writes.paths.0")).toBe(true);
  });
  test.each(HOSTILE.filter((glob) => !/contract|github/i.test(glob)))(
    "what is destructive can not be %j, which would match nothing",
    (glob) => {
      expect(errorsOf(AGENT.path, swap(WHOLE_AGENT, "**/migrations/**", glob)).length).toBeGreaterThan(0);
    },
  );
  test.each(["../x.md", "https://example.org/x.md", "docs\\\\x.md", "docs/*.md"])("a definition is one file here, and no %j", (path) => {
    const text = swap(WHOLE_AGENT, "definition: .github/agents/scanner.agent.md", `definition: "${path}"`);
    expect(errorsOf(AGENT.path, text)).toMatchObject([{ key: "definition" }]);
  });
  test.each(["../learnings/*.md", "docs/", "docs\\\\x.md", "https://example.org/x.md"])(
    "documents that are published as %j are in no repository",
    (glob) => {
      const files = beside({ path: ROLE.path, text: swap(WHOLE_ROLE, "docs/learnings/*.md", glob) });
      expect(lintPolicy(files).filter(({ rule }) => rule === "dead-glob")).toMatchObject([
        { file: ROLE.path, key: "produces.0.by.document" },
      ]);
    },
  );
  test("fifty heavy ones are told in time", () => {
    const heavy = Array.from({ length: 50 }, (_, index) => `"${"**/".repeat(60)}${"*a".repeat(5)}${index}"`).join(", ");
    expect(errorsOf(AGENT.path, swap(WHOLE_AGENT, '"docs/market/**"', heavy))).toEqual([]);
  });
});

describe("accounts", () => {
  const accounts = (list: string) => errorsOf(AGENT.path, swap(WHOLE_AGENT, '["scanner[bot]"]', list));
  test.each([
    '["a\u200bb"]',
    '["a/b"]',
    '["-a"]',
    '[" a"]',
    '["a[BOT]"]',
    '["\uff41"]',
    "[42]",
    "[[a]]",
    "{ a: b }",
    '["@"]',
    `["${"a".repeat(120)}"]`,
  ])("%s are none", (list) => expect(accounts(list).length).toBeGreaterThan(0));
  test("one twice in a file is told, in whatever case", () => {
    expect(accounts('["scanner[bot]", "Scanner[bot]"]')).toMatchObject([{ key: "accounts.1", rule: "duplicate-name" }]);
  });
  test("a person's is an error wherever the person holds a role", () => {
    const files = beside({ path: AGENT.path, text: swap(WHOLE_AGENT, "scanner[bot]", "Wilma") }, ROLE);
    expect(lintPolicy(files).filter(({ rule }) => rule === "agent-in-role")).toMatchObject([{ file: AGENT.path, severity: "error" }]);
  });
});

describe("rates and rhythms", () => {
  test.each(["0h", "P0D", "99999999999d", "1e9d", "-1d", "1d ago", "٣d"])("%s is no rhythm and no limit", (time) => {
    expect(errorsOf(ROLE.path, swap(WHOLE_ROLE, "from: lead, cadence: 6w", `from: lead, cadence: "${time}"`))).toMatchObject([
      { key: "consumes.0.cadence" },
    ]);
    expect(errorsOf(AGENT.path, swap(WHOLE_AGENT, "create: 5, within: 1d", `create: 5, within: "${time}"`)).length).toBe(1);
  });
  test.each([".inf", ".nan", "1e400", "-0.5", "100001", '"5"'])("a limit of %s is none", (number) => {
    expect(errorsOf(AGENT.path, swap(WHOLE_AGENT, "lines: 500", `lines: ${number}`)).length).toBe(1);
  });
});

describe("together", () => {
  const role = (id: string, rest = "") => ({
    path: `contracts/roles/${id}.yml`,
    text: `apiVersion: baton/v1\nkind: Role\nid: ${id}\nname: N\npurpose: P\n${rest}`,
  });
  test("one name in two cases is told where it is a second time", () => {
    expect(problemsOf(role("writer"), role("Writer"))).toMatchObject([{ key: "id", rule: "duplicate-name" }]);
  });
  test("roles that take from each other in a circle are no mistake, and are read in time", () => {
    const circle = Array.from({ length: 100 }, (_, i) => {
      const list = (of: (k: number) => string) => [...Array.from({ length: 10 }).keys()].map(of).join(", ");
      const takes = list((k) => `{ artefact: a${(i + 1) % 100}-${k}, from: r${(i + 1) % 100} }`);
      return role(
        `r${i}`,
        `consumes: [${takes}]\nproduces: [${list((k) => `{ id: a${i}-${k}, name: x, to: all, by: { document: docs/${i}/${k}.md } }`)}]\n`,
      );
    });
    expect(problemsOf(...circle)).toEqual([]);
  });
  test("more strange roles than anybody has are told", () => {
    const strange = Array.from({ length: 20 }, (_, i) => {
      const to = [...Array.from({ length: 40 }).keys()].map((k) => `zz${i}q${k}`).join(", ");
      return role(`r${i}`, `produces: [{ id: a${i}, name: x, to: [${to}], by: { document: docs/${i}.md } }]\n`);
    });
    const [first] = problemsOf(...strange);
    expect(first).toMatchObject({ rule: "unknown-role", found: expect.stringContaining("after 500 other roles") });
  });
  test("a stage with a name of every object is compared like any other", () => {
    const config = {
      path: ".github/baton.yml",
      text: "version: 1\nstages:\n  - { id: toString, name: T, label: t }\n  - { id: valueOf, name: V, label: v }\n",
    };
    const policyOf = (engagement: string) => {
      const { policy, problems } = parsePolicy([config, role("writer", engagement)], { repository: "acme/shop", commit: "c1" });
      if (!policy) throw new Error(JSON.stringify(problems));
      return policy;
    };
    const changes = comparePolicies(policyOf(""), policyOf("engagement: { toString: support }\n"));
    expect(changes).toMatchObject([{ what: "role/writer/engagement.toString", effect: "tightened" }]);
    expect(changes[0]?.before).toBeNull();
  });
});
