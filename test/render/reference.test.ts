import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readmePicture } from "../../src/cli/demo/history/readme-picture.js";
import { readPolicyIn } from "../../src/cli/common/own-policy.js";
import { CHECKS } from "../../src/core/checks/registry.js";
import { configSchema } from "../../src/core/policy/config-schema.js";
import { contractSchema, gateSchema } from "../../src/core/policy/contract-schema.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { checksPage } from "../../src/render/reference/checks-page.js";
import { CONFIG_EXAMPLE, CONTRACT_EXAMPLE } from "../../src/render/reference/contract-examples.js";
import { commandsPage } from "../../src/render/reference/commands-page.js";
import { contractsPage } from "../../src/render/reference/contracts-page.js";
import { handoffDiagram, handoffPage } from "../../src/render/reference/handoff-page.js";
import { insightPage } from "../../src/render/reference/insight-page.js";
import { judgeExample } from "../../src/render/reference/example.js";
import { jsonSchemaOf, typeWords, type JsonSchema } from "../../src/render/reference/schema.js";
import { lintExample } from "../../src/render/reference/rule-example.js";
import { ALL_RULES, ruleLink, rulesPage } from "../../src/render/reference/rules-page.js";
import { roleMapOf } from "../../src/render/roles/map.js";
import { rolesSvg } from "../../src/render/roles/svg.js";
import { keyTable } from "../../src/render/reference/table.js";
import { z } from "zod";

const read = (page: string) => readFileSync(new URL(`../../.github/docs/${page}`, import.meta.url), "utf8");
const REMEDY = "the reference is out of date: run `npm run docs:checks`";

describe("the reference", () => {
  it("of checks is what the definitions say", () => {
    expect(read("checks.md") === checksPage(), REMEDY).toBe(true);
  });

  it("of contracts is what the schemas say", () => {
    expect(read("contracts.md") === contractsPage(), REMEDY).toBe(true);
  });

  const rules = rulesPage();

  it("of lint rules is what the definitions say", () => {
    expect(read("rules.md") === rules, REMEDY).toBe(true);
  });

  it.each(ALL_RULES.map((rule) => [rule.id, rule] as const))(
    "of the rule %s has an example that it tells, and one that it does not",
    (id, { example }) => {
      if (!example) throw new Error("it has none");
      const told = (side: "good" | "bad") => lintExample(example, side).map(({ rule }) => rule);
      expect(told("bad")).toContain(id);
      expect(told("good")).not.toContain(id);
      expect(rules).toContain(`\n## ${ruleLink(id).split("#")[1]}\n`);
    },
  );

  it("of the hand-off, and the picture in the README, is what the table says", () => {
    expect(read("handoff.md") === `${handoffPage()}\n`, "the page is out of date: run `npm run docs:handoff`").toBe(true);
    expect(read("../../README.md")).toContain(handoffDiagram());
  });

  it("of commands is what the definitions say", () => {
    expect(read("commands.md") === `${commandsPage()}\n`, "the page is out of date: run `npm run docs:handoff`").toBe(true);
  });

  it("of the report's figures is what they compute", () => {
    expect(read("insight.md") === `${insightPage()}\n`, "the page is out of date: run `npm run docs:insight`").toBe(true);
  });

  it("has a picture of this repository's own roles", async () => {
    const policy = await readPolicyIn(fileURLToPath(new URL("../../", import.meta.url)));
    expect(read("roles.svg") === rolesSvg(roleMapOf(policy)), "the picture is out of date: run `npm run docs:roles`").toBe(true);
  });

  it("has a picture of a report, that of the demo's quarter", () => {
    expect(read("report.svg") === readmePicture(), "the picture is out of date: run `npm run docs:report`").toBe(true);
    // A quarter takes its time on a machine that has other work.
  }, 240_000);

  it("tells of every kind of check", () => {
    const page = checksPage();
    for (const { kind } of CHECKS) expect(page).toContain(`\n## ${kind}\n`);
  });
});

describe.each(CHECKS.map((check) => [check.kind, check] as const))("%s", (_kind, check) => {
  it("has an example that is good, and one that is not", () => {
    expect(judgeExample(check, "good").gate.outcome).toBe("pass");
    expect(["fail", "pending"]).toContain(judgeExample(check, "bad").gate.outcome);
  });

  it("says what is wrong with the bad one", () => {
    expect(judgeExample(check, "bad").gate.findings.some(({ severity }) => severity === "problem")).toBe(true);
  });

  it("describes itself as what it passes for", () => {
    expect(check.summary).toMatch(/^Passes when .+\.$/);
  });
});

/** Keys without a description, nested ones included. */
function undescribed(schema: JsonSchema, at = ""): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const inner = [value, value.items ?? {}, typeof value.additionalProperties === "object" ? value.additionalProperties : {}];
    return [
      ...((value.description ?? "").length < 5 ? [`${at}${key}`] : []),
      ...(value.title === "list of checks" ? [] : inner.flatMap((each) => undescribed(each, `${at}${key}.`))),
    ];
  });
}

describe("every parameter is described", () => {
  it.each([
    ...CHECKS.map(({ kind, params }) => [kind, params] as const),
    ["contracts", contractSchema] as const,
    ["configuration", configSchema] as const,
  ])("of %s", (_name, schema) => {
    expect(undescribed(jsonSchemaOf(schema))).toEqual([]);
  });

  it("and one that is not would be noticed", () => {
    const schema = z.strictObject({
      a: z.strictObject({ b: z.string() }).describe("The outer one."),
      c: z.array(z.strictObject({ d: z.string() })),
    });
    expect(undescribed(jsonSchemaOf(schema))).toEqual(["a.b", "c", "c.d"]);
  });
});

describe("the example files", () => {
  const files = [
    { path: ".github/baton.yml", text: CONFIG_EXAMPLE },
    { path: "contracts/discover-to-decide.yml", text: CONTRACT_EXAMPLE },
  ];

  it("are a policy without a problem", () => {
    expect(parsePolicy(files, { repository: "acme/data", commit: "a".repeat(40) }).problems).toEqual([]);
  });

  it.each([
    ["contract", contractSchema, CONTRACT_EXAMPLE],
    ["check", gateSchema, CONTRACT_EXAMPLE],
    ["configuration", configSchema, CONFIG_EXAMPLE],
  ] as const)("show every key of a %s", (_name, schema, text) => {
    const keys = [...keyTable(jsonSchemaOf(schema)).matchAll(/^\| `(?:[^`]*\.)?([^`.]+)` \|/gm)].map(([, key]) => key);
    expect(keys.length).toBeGreaterThan(5);
    expect(keys.filter((key) => !new RegExp(`(?<![\\w-])${key}:`).test(text))).toEqual([]);
  });
});

describe("types in words", () => {
  it.each([
    ["true or false", z.boolean()],
    ["whole number from 1", z.number().int().min(1).max(10_000)],
    ["whole number from 1 to 20", z.number().int().min(1).max(20)],
    ["`a`, `b` or `c`", z.enum(["a", "b", "c"])],
    ["list of texts", z.array(z.string())],
    ["list of `a` or `b`", z.array(z.enum(["a", "b"]))],
    ["true or false or text", z.union([z.boolean(), z.string()])],
    ["`1`", z.literal(1)],
    ["duration", z.string().meta({ title: "duration" })],
  ])("%s", (words, schema) => {
    expect(typeWords(jsonSchemaOf(schema))).toBe(words);
  });
});
