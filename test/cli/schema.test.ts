import { contractHead } from "../support/contract-head.js";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { beforeEach, describe, expect, test } from "vitest";
import { print, write } from "../../src/cli/schema.js";
import { CHECKS } from "../../src/core/checks/registry.js";
import { parseYaml } from "../../src/core/yaml/yaml.js";
import type { JsonSchema } from "../../src/core/policy/json-schema.js";
import { SCHEMAS } from "../../src/core/policy/schemas.js";
import { temporaryFolder } from "../support/temporary.js";

let said: string;
let complained: string;
const output = { out: (text: string) => void (said += text), err: (text: string) => void (complained += text) };
const KINDS = [...SCHEMAS.keys()];
const jsonSchemaOf = (kind: string): JsonSchema => SCHEMAS.get(kind)?.make() ?? {};
const fileOf = (kind: string): string => SCHEMAS.get(kind)?.file ?? "";
const read = (path: string) => readFileSync(path, "utf8");
const ymlIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));

const compiled = new Map(
  KINDS.map((kind): [string, ValidateFunction] => {
    // `type` beside `const` and one definition for gates and nested checks are fine; everything else that is strange is an error.
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, validateSchema: true });
    return [kind, ajv.compile(jsonSchemaOf(kind))];
  }),
);
/** Takes a kind and YAML as text; returns what an editor would mark: the place and the rule. */
function marks(kind: string, text: string): string[] {
  const yaml = parseYaml(text);
  if (!yaml.ok) throw new Error("no YAML");
  const validate = compiled.get(kind);
  if (!validate) throw new Error("no schema");
  return validate(yaml.data)
    ? []
    : (validate.errors ?? []).filter(({ keyword }) => keyword !== "if").map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

beforeEach(() => {
  [said, complained] = ["", ""];
});

describe("baton schema", () => {
  test.each(KINDS)("prints the schema of a %s", (kind) => {
    expect(print(kind, output)).toBe(0);
    expect(JSON.parse(said)).toEqual(jsonSchemaOf(kind));
    expect(said.endsWith("}\n")).toBe(true);
  });

  test("writes all of them into a folder that it makes", async () => {
    const folder = join(temporaryFolder(), "a", "b");
    expect(await write(folder, output)).toBe(0);
    for (const kind of KINDS) expect(JSON.parse(read(join(folder, fileOf(kind))))).toEqual(jsonSchemaOf(kind));
    expect(said.split("\n")).toHaveLength(KINDS.length + 1);
  });

  test("says why it cannot write", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    expect(await write(file, output)).toBe(2);
    expect(complained).toMatch(/^baton schema: cannot write to .*file: /);
  });
});

describe("the committed schemas", () => {
  test.each(KINDS)("of a %s is what the code says: else run `npm run docs:schemas`", (kind) => {
    expect(JSON.parse(read(`.github/schemas/${fileOf(kind)}`))).toEqual(jsonSchemaOf(kind));
  });

  test.each([
    ["contracts", "../.github/schemas/contract.schema.json"],
    ["contracts/tests", "../../.github/schemas/test.schema.json"],
    [".github", "schemas/baton.schema.json"],
  ])("are named by every file under %s, for editors", (folder, schema) => {
    const files = ymlIn(folder);
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) expect(read(path).split("\n", 2), path).toContain(`# yaml-language-server: $schema=${schema}`);
  });
});

describe("what the schemas accept", () => {
  test.each(ymlIn("contracts"))("%s", (path) => expect(marks("contract", read(path))).toEqual([]));
  test(".github/baton.yml", () => expect(marks("config", read(".github/baton.yml"))).toEqual([]));
  test.each(ymlIn("contracts/tests"))("%s", (path) => expect(marks("test", read(path))).toEqual([]));

  test.each(CHECKS.filter(({ example }) => example).map((check) => [check.kind, check] as const))(
    "the example of %s, as a gate and nested",
    (kind, check) => {
      const gate = JSON.stringify({
        id: "g",
        title: "G",
        level: "warn",
        when: { labels: { any: ["x"] } },
        check: kind,
        ...check.example?.params,
      });
      const inner = JSON.stringify({ check: kind, ...check.example?.params });
      expect(marks("contract", withGates(`[${gate}, { id: n, check: all, checks: [${inner}] }]`))).toEqual([]);
    },
  );

  test.each(["24h", "30m", "180d", "2w", "P1DT12H", "P6M", "PT90M"])("the duration %s", (text) => {
    expect(marks("contract", withGates("[]").replace("24h", text))).toEqual([]);
  });

  test("dates and versions as YAML writes them", () => {
    expect(marks("config", "version: 1\ngoverns_since: 2026-01-01\ncalendar: { holidays: [2026-12-25] }\n")).toEqual([]);
  });

  test("a contract without a giving role", () => {
    expect(marks("contract", withGates("[]").replace("from: pm,", "from: null,"))).toEqual([]);
  });
});

const BASE = `${contractHead({ stage: "{ from: a, to: b }", role: "{ from: pm, to: qa }" })}gates: GATES
trigger:
  acknowledge: { within: 24h }
`;
const withGates = (gates: string) => BASE.replace("GATES", () => gates);

describe("what the schemas mark", () => {
  test.each([
    ["a mistyped key", "[{ id: g, check: section, section: S, min_word: 3 }]", "/gates/0 additionalProperties"],
    ["a missing parameter", "[{ id: g, check: section }]", "/gates/0 required"],
    ["a gate without a name", "[{ check: no_blockers }]", "/gates/0 required"],
    ["an unknown check", "[{ id: g, check: sectoin, section: S }]", "/gates/0/check oneOf"],
    ["another check's parameter", "[{ id: g, check: section, section: S, topics: [x] }]", "/gates/0 additionalProperties"],
    ["a number as text", "[{ id: g, check: section, section: S, min_words: ten }]", "/gates/0/min_words type"],
    ["a choice that is none", "[{ id: g, check: links, kinds: [email] }]", "/gates/0/kinds/0 enum"],
    ["a document for a check that reads none", "[{ id: g, check: no_blockers, in: document }]", "/gates/0/in enum"],
    [
      "a mistyped key of a nested check",
      "[{ id: g, check: any, checks: [{ check: section, secton: S }] }]",
      "/gates/0/checks/0 additionalProperties",
    ],
    ["a name of a nested check", "[{ id: g, check: any, checks: [{ id: n, check: no_blockers }] }]", "/gates/0/checks/0/id false schema"],
    [
      "an unknown keyword in a field's schema",
      "[{ id: g, check: field, field: F, schema: { items: { typ: string } } }]",
      "/gates/0/schema/items additionalProperties",
    ],
    ["an age that is none", "[{ id: g, check: items, section: S, each: { max_age: soon } }]", "/gates/0/each/max_age pattern"],
  ])("%s", (_, gates, mark) => expect(marks("contract", withGates(gates))).toContain(mark));

  test.each(["soon", "0h", "24", "P", "PT", "1.5d", "-2h"])("the duration %s", (text) => {
    expect(marks("contract", withGates("[]").replace("24h", text))).toEqual([
      "/trigger/acknowledge/within " + (text === "24" ? "type" : "pattern"),
    ]);
  });

  test.each([
    ["users: [ana]", " additionalProperties"],
    ["enforcement: blok", "/enforcement enum"],
    ["governs_since: soon", "/governs_since pattern"],
    ["governs_since: 2026-13-01", "/governs_since pattern"],
    ["calendar: { hours: 9-17 }", "/calendar/hours pattern"],
    ["roles: { pm: { teams: [data-pm] } }", "/roles/pm/teams/0 pattern"],
    ["roles: { pm: { user: [ana] } }", "/roles/pm additionalProperties"],
  ])("in a configuration: %s", (line, mark) => expect(marks("config", `version: 1\n${line}\n`)).toContain(mark));

  test("what is missing from a file of tests", () => expect(marks("test", "contract: c\n")).toContain(" required"));
});

describe("editors show", () => {
  test.each(CHECKS.map((check) => [check.kind, check] as const))("what %s is for, and each of its parameters", (kind, { summary }) => {
    const definitions = jsonSchemaOf("contract")["$defs"] as Record<
      string,
      { description: string; properties: Record<string, { description?: string } | true> }
    >;
    const definition = definitions[`check_${kind}`];
    expect(definition?.description).toBe(summary);
    const silent = Object.entries(definition?.properties ?? {}).filter(
      ([, property]) => property !== true && property.description === undefined,
    );
    expect(silent).toEqual([]);
  });

  test("no reference leads nowhere", () => {
    for (const kind of KINDS) {
      const text = JSON.stringify(jsonSchemaOf(kind));
      const defined = Object.keys(jsonSchemaOf(kind)["$defs"] ?? {});
      const used = [...text.matchAll(/"#\/\$defs\/([^"]+)"/g)].map((match) => match[1] ?? "");
      expect([...new Set(used)].filter((name) => !defined.includes(name))).toEqual([]);
    }
  });
});
