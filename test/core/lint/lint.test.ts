import { contractHead } from "../../support/contract-head.js";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { lintPolicy } from "../../../src/core/lint/lint.js";
import { CHECKS } from "../../../src/core/checks/registry.js";
import { READING_RULES } from "../../../src/core/lint/reading.js";
import { RULES } from "../../../src/core/lint/rules.js";
import { EXAMPLE_AGENT, EXAMPLE_DEFINITION } from "../../../src/render/reference/example-policy.js";
import { readWorkspace } from "../../../src/cli/common/workspace.js";

type Changes = Record<string, string>;
interface Case {
  name: string;
  contract?: Changes;
  config?: Changes;
  second?: Changes;
  /** Changes of the giver's file, which stands beside one of the receiver's. */
  role?: Changes;
  /** True: the third role has a file, too. */
  lead?: true;
  /** Boundaries between the stages of the preset, each with a contract; and who leads them. */
  boundaries?: { of: string[]; role?: string };
  /** The label of the one question of an issue form, and the form's name where that matters. */
  form?: { label: string; name?: string };
  /** Changes of the sound agent of the rules' examples, and of its definition; left out where there is none. */
  agent?: Changes;
  definition?: Changes;
  /** Files that no policy is read from: `contract` stands for the sound one. */
  others?: Record<string, string>;
  eol?: string;
  bom?: boolean;
  expect: string[];
}

const CONTRACT = `${contractHead({ id: "brief", name: "Brief", owner: "lead" })}context:
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
const ROLE = `apiVersion: baton/v1
kind: Role
id: pm
name: Data PM
purpose: Works on problems worth solving.
engagement: { discover: lead, decide: support }
consumes:
  - { artefact: constraints, from: architect, cadence: 6w }
  - { artefact: sales-voice, from: { external: Sales }, cadence: 1d }
produces:
  - { id: problem-brief, name: Problem brief, to: [architect], by: { contract: brief } }
workflows:
  - id: discover
    stage: discover
    trigger: A new cycle begins
    steps:
      - { id: frame, do: Draft the brief, done: { section: Problem } }
      - { id: handoff, do: Hand it over, done: { contract: brief } }
`;
const TAKER = `apiVersion: baton/v1
kind: Role
id: architect
name: Architect
purpose: Finds the way to build it.
engagement: { decide: lead }
consumes:
  - { artefact: problem-brief, from: pm }
produces:
  - { id: constraints, name: Technical constraints, to: all, by: { document: docs/constraints.md }, cadence: 4w }
`;
const LEAD = `apiVersion: baton/v1
kind: Role
id: lead
name: Lead
purpose: Answers for what is worth doing.
`;
const OWNED = CONTRACT.replace("gates:\n", "gates:\n  - { id: ethics, title: Ethics reviewed, check: confirmed_by, role: lead }\n");
const FILES = new Map([
  ["contracts/roles/pm.yml", "role"],
  ["contracts/roles/architect.yml", "taker"],
  [".github/baton.yml", "config"],
  ["contracts/a.yml", "contract"],
  ["contracts/b.yml", "second"],
  ["contracts/agents/scanner.yml", "agent"],
]);
const CASES = parse(readFileSync(new URL("cases.yml", import.meta.url), "utf8")) as Case[];

function changed(text: string, changes: Changes): string {
  return Object.entries(changes).reduce((before, [from, to]) => {
    expect(before).toContain(from);
    return before.replace(from, () => to);
  }, text);
}

function withBoundaries({ of, role }: NonNullable<Case["boundaries"]>) {
  const contracts = of.map((way) => {
    const [from = "", to = ""] = way.split(" → ");
    const text = OWNED.replace("id: brief", `id: ${from}-to-${to}`).replace(
      "{ from: discover, to: decide }",
      `{ from: ${from}, to: ${to} }`,
    );
    return { path: `contracts/${from}-to-${to}.yml`, text };
  });
  const leader = `${ROLE.slice(0, ROLE.indexOf("engagement:"))}engagement: ${role}\n`;
  const config = { path: ".github/baton.yml", text: CONFIG.replace(/stages:\n(?: {2}- .*\n)+/, "lifecycle: dpos\n") };
  return lintPolicy([config, ...contracts, ...(role ? [{ path: "contracts/roles/pm.yml", text: leader }] : [])]);
}

function lintCase({
  contract = {},
  config = {},
  second,
  form,
  agent,
  definition,
  others = {},
  eol = "\n",
  bom = false,
  role,
  lead,
  boundaries,
}: Case) {
  if (boundaries) return withBoundaries(boundaries);
  const typed = (text: string) => (bom ? "\uFEFF" : "") + text.replaceAll("\n", eol);
  const files = [
    { path: ".github/baton.yml", text: typed(changed(CONFIG, config)) },
    { path: "contracts/a.yml", text: typed(changed(role ? OWNED : CONTRACT, contract)) },
    ...(role ? [{ path: "contracts/roles/architect.yml", text: TAKER }] : []),
    ...(role ? [{ path: "contracts/roles/pm.yml", text: typed(changed(ROLE, role)) }] : []),
    ...(lead ? [{ path: "contracts/roles/lead.yml", text: LEAD }] : []),
    ...(second ? [{ path: "contracts/b.yml", text: typed(changed(CONTRACT, second)) }] : []),
    ...(form ? [formFile(form)] : []),
  ];
  if (agent ?? definition) files.push({ path: "contracts/agents/scanner.yml", text: typed(changed(EXAMPLE_AGENT, agent ?? {})) });
  if (definition) others[".github/agents/scanner.agent.md"] = changed(EXAMPLE_DEFINITION, definition);
  const beside = Object.entries(others).map(([path, text]) => ({ path, text: text === "contract" ? CONTRACT : text }));
  return lintPolicy(files, null, beside);
}

function formFile({ label, name = "a" }: { label: string; name?: string }) {
  return { path: `.github/ISSUE_TEMPLATE/${name}.yml`, text: JSON.stringify({ body: [{ type: "input", attributes: { label } }] }) };
}

const shown = (one: Case) =>
  lintCase(one).map(({ file, line, column, severity, rule }) => `${FILES.get(file) ?? file} ${line}:${column} ${severity} ${rule}`);

describe("what is told, and where", () => {
  test.each(CASES.map((one): [string, Case] => [one.name, one]))("%s", (_, one) => {
    expect(shown(one).toSorted()).toEqual(one.expect.toSorted());
  });

  test("no two cases have the same name", () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });

  test("every rule has a case", () => {
    const seen = new Set(CASES.flatMap((one) => lintCase(one).map(({ rule }) => rule)));
    const special = new Set([
      "same-stage",
      "unknown-gate",
      "too-many-gates",
      "looser-than-organisation",
      "no-contracts",
      "agent-hand-off-without-contract",
    ]);
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

describe("what was probably meant", () => {
  const fixOf = (one: Omit<Case, "name" | "expect">) => lintCase({ name: "", expect: [], ...one }).map(({ fix }) => fix);
  const days = (text: string) => ({ config: { "version: 1": `version: 1\ncalendar: { days: [${text}] }` } });
  const zone = (text: string) => ({ config: { "version: 1": `version: 1\ncalendar: { timezone: ${JSON.stringify(text)} }` } });
  const within = (text: string) => ({ contract: { "within: 24h": `within: ${text}` } });

  test.each([
    ["moday", "mon"],
    ["Monday", "mon"],
    ["tues", "tue"],
    ["wendesday", "wed"],
    ["Donnerstag", "thu"],
    ["vendredi", "fri"],
    ["sábado", "sat"],
  ])("the day %s is %s", (written, meant) => expect(fixOf(days(written))).toEqual([`Did you mean \`${meant}\`?`]));
  test("no day is made of what is none", () => expect(fixOf(days("holiday"))).toEqual([null]));

  test.each([
    ["24 hours", "24h"],
    ["24 Stunden", "24h"],
    ["3 Tage", "3d"],
    ["2 semaines", "2w"],
    ["90 min", "90m"],
    ["24H", "24h"],
    ["a day", "1d"],
    ["two weeks", "2w"],
    ["1.5 hours", "90m"],
    ["1 day 12 hours", "P1DT12H"],
    ["6 months", "P6M"],
    ["p1dt12h", "P1DT12H"],
  ])("the duration %s is %s", (written, meant) => expect(fixOf(within(written))).toEqual([`Did you mean \`${meant}\`?`]));
  test("a number alone is asked for its unit", () => expect(fixOf(within("24"))).toEqual(["Say of what: `24h` or `24d`."]));
  test.each(["soon", "hours", "1 hour or so", "end of week"])("no duration is made of %s", (text) =>
    expect(fixOf(within(text))).toEqual([null]),
  );

  test.each([
    ["Europe/Berln", "Europe/Berlin"],
    ["europe berlin", "Europe/Berlin"],
    ["Berlin", "Europe/Berlin"],
    ["America/New York", "America/New_York"],
    ["Asia/Tokio", "Asia/Tokyo"],
  ])("the time zone %s is %s", (written, meant) => expect(fixOf(zone(written))).toEqual([`Did you mean \`${meant}\`?`]));
  test.each(["Office time", "Mars/Olympus"])("no time zone is made of %s", (text) => expect(fixOf(zone(text))).toEqual([null]));

  test("a duration inside a check", () => {
    const each = { "check: section, section: Problem, min_words: 10": "check: items, section: Problem, each: { max_age: 6 months }" };
    expect(fixOf({ contract: each })).toEqual(["Did you mean `P6M`?"]);
  });

  test("the rhythm of what is taken", () => {
    expect(fixOf({ role: { "from: architect, cadence: 6w": "from: architect, cadence: per_item" } })).toEqual([
      "`per_item` is only for what a role produces.",
    ]);
  });
  test("months that were written as minutes", () => {
    const fixes = fixOf({ role: { "from: architect, cadence: 6w": "from: architect, cadence: 3m" } });
    expect(fixes).toContain("If months are meant, write `P3M`: `m` means minutes.");
  });
  test("the form's own heading", () => {
    expect(fixOf({ form: { label: "Customer problem" }, contract: { "section: Problem": "section: Custmer problem" } })).toEqual([
      "Did you mean `Customer problem`?",
    ]);
  });
});

describe("what occurs twice", () => {
  test("a contract's id is told with both places", () => {
    const [problem] = lintCase({ name: "", second: { "from: discover, to: decide": "from: decide, to: discover" }, expect: [] });
    expect([problem?.file, problem?.line, problem?.found]).toEqual([
      "contracts/b.yml",
      3,
      'the id "brief" a second time: contracts/a.yml:3 has it, too',
    ]);
  });

  test("a gate's id and a key are told with the line of the first", () => {
    const of = (contract: Changes) => lintCase({ name: "", contract, expect: [] }).map(({ found }) => found);
    expect(of({ "id: priority": "id: problem" })).toEqual(['"problem" a second time, after line 11']);
    expect(of({ "owner: lead": "owner: lead\nname: Again" })).toEqual(["the key `name` a second time, after line 4"]);
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
    expect(lintPolicy([{ path: ".github/baton.yml", text: CONFIG }], "acme/.github")).toEqual([]);
  });

  test("a configuration alone is none that lets work go on anywhere else, and says what to do", () => {
    const told = lintPolicy([{ path: ".github/baton.yml", text: CONFIG }], "acme/app");
    expect(told.map(({ rule, severity, fix }) => [rule, severity, fix])).toEqual([
      ["no-contracts", "warning", expect.stringContaining("`baton init`")],
    ]);
  });

  test("a contract that is never read is told, and not that there is none", () => {
    const told = lintPolicy([{ path: ".github/baton.yml", text: CONFIG }], null, [{ path: "contracts/x/a.yml", text: CONTRACT }]);
    expect(told.map(({ rule }) => rule)).toEqual(["ignored-file"]);
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
      expect(
        told.filter(({ rule }) => !["unfilled-role", "unread-section", "unknown-gate", "unknown-stage", "unknown-artefact"].includes(rule)),
      ).toEqual([]);
    }
  });

  test("nothing to read is nothing to tell", () => expect(lintPolicy([])).toEqual([]));
});

describe("many roles", () => {
  test("20 of them with 40 artefacts each way are linted within a moment", () => {
    const artefacts = Array.from({ length: 40 }, (_, n) => n);
    const files = Array.from({ length: 20 }, (_, n) => {
      const taken = artefacts.map((a) => `  - { artefact: r${(n + 1) % 20}-${a}, from: r${(n + 1) % 20} }\n`).join("");
      const given = artefacts.map((a) => `  - { id: r${n}-${a}, name: A, to: all, by: { document: "docs/${n}/${a}/*.md" } }\n`).join("");
      const text = `${ROLE.slice(0, ROLE.indexOf("id: pm"))}id: r${n}\nname: R\npurpose: P\nconsumes:\n${taken}produces:\n${given}`;
      return { path: `contracts/roles/r${n}.yml`, text };
    });
    const all = [{ path: ".github/baton.yml", text: CONFIG }, { path: "contracts/a.yml", text: OWNED }, ...files];
    const before = process.cpuUsage();
    expect(lintPolicy(all).filter(({ file }) => file.startsWith("contracts/roles/"))).toEqual([]);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(3000);
  });
});

describe("hostile files", () => {
  test("any change of a sound policy is judged, at places inside the files", () => {
    const words = '{ } [ ] : - @ana * &a !x any when __proto__ null 0 "'.split(" ");
    const piece = fc.constantFrom(" ", "\n", ...words);
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

test("a hand-off to another role's agent wants a contract between the two", () => {
  const builder = EXAMPLE_AGENT.replaceAll("scanner", "builder")
    .replace("role: pm", "role: lead")
    .replace(/^definition.*\n/m, "");
  const definition = EXAMPLE_DEFINITION.replace("handoffs: []", "handoffs: [{ label: On, agent: Builder, prompt: Go }]");
  const lint = (to: string) =>
    lintPolicy(
      [
        { path: ".github/baton.yml", text: CONFIG },
        { path: "contracts/a.yml", text: CONTRACT },
        { path: "contracts/agents/scanner.yml", text: EXAMPLE_AGENT },
        { path: "contracts/agents/builder.yml", text: builder.replace("role: lead", `role: ${to}`).replace("[discover]", "[decide]") },
      ],
      null,
      [{ path: ".github/agents/scanner.agent.md", text: definition }],
    ).map(({ rule }) => rule);
  expect(lint("lead")).toEqual(["agent-hand-off-without-contract"]);
  expect(lint("architect")).toEqual([]);
});
