import { letsPass } from "../../../src/core/judging/judgement.js";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CHECKS } from "../../../src/core/checks/registry.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import { trial } from "../../../src/core/trial/trial.js";
import type { GateResult } from "../../../src/core/record/verdict.js";
import { foundLine, neededLine } from "../../../src/render/found.js";
import { usualContract } from "../../support/usual-contract.js";
import { givenOf, timeOf, type Given } from "./given.js";

interface Case {
  it: string;
  /** The gate's keys as a contract writes them. */
  with?: Record<string, unknown>;
  /** Other gates of the contract. */
  beside?: Record<string, unknown>[];
  given?: Given;
  /** Path -> text of the repository's issue templates. */
  templates?: Record<string, string>;
  /** `skipped`: the gate's `when` does not apply. `refused`: the contract itself is an error. */
  outcome: GateResult["outcome"] | "skipped" | "refused";
  says?: string;
  line?: number;
  /** Whether it stands in the hand-off's way; left out: it does unless it passes. */
  blocks?: boolean;
  hostile?: true;
  boundary?: true;
}

const ROLES = { pm: { users: ["pat"] }, architect: { users: ["ana"] } };
const roleFile = (id: string, more: object) => ({ apiVersion: "baton/v1", kind: "Role", id, name: id, purpose: "Works.", ...more });
/** Who gives and takes what cases wait for. */
const ROLE_FILES = [
  roleFile("analytics", {
    produces: [
      {
        id: "usage-report",
        name: "Usage report",
        to: ["pm"],
        by: { document: "docs/usage/*.md" },
        cadence: "6w",
        checks: [{ check: "section", section: "Figures" }],
      },
    ],
  }),
  roleFile("pm", {
    consumes: [{ artefact: "usage-report", from: "analytics", cadence: "4w" }],
    produces: [{ id: "problem-brief", name: "Problem brief", to: "all", by: { contract: "case" } }],
  }),
];
const FOLDER = new URL("../../cases/checks/", import.meta.url);

function casesOf(kind: string): Case[] {
  const url = new URL(`${kind}.yml`, FOLDER);
  if (!existsSync(url)) return [];
  const file = parse(readFileSync(url, "utf8")) as { check: string; cases: Case[] };
  expect(file.check).toBe(kind);
  return file.cases;
}

/** The policy of a case, as a repository with one contract would have it. */
function policyOf(kind: string, { with: keys, beside = [], given = {}, templates = {} }: Case) {
  const roles = Object.entries({ owners: ["omar"], testers: ["tom"], ...given.members }).map(([role, users]) => [
    role,
    given.unknown?.includes("members") ? { teams: [`acme/${role}`] } : { users },
  ]);
  const config = { version: 1, roles: { ...ROLES, ...Object.fromEntries(roles) } };
  const contract = usualContract({ gates: [...beside, { id: "gate", check: kind, ...keys }] });
  const files = [
    { path: ".github/baton.yml", text: JSON.stringify(config) },
    { path: "contracts/case.yml", text: JSON.stringify(contract) },
    ...ROLE_FILES.map((one) => ({ path: `contracts/roles/${one.id}.yml`, text: JSON.stringify(one) })),
    ...Object.entries(templates).map(([path, text]) => ({ path, text })),
  ];
  return parsePolicy(files, { repository: "acme/data", commit: "a".repeat(40) });
}

function judgeCase(kind: string, one: Case): GateResult | string {
  const { policy, problems } = policyOf(kind, one);
  const [contract] = policy?.contracts ?? [];
  if (!policy || !contract) return problems.map(({ found, needed }) => `${found}: ${needed}`).join("\n");
  const judged = trial({ policy, contract, given: givenOf(one.given ?? {}), now: timeOf(one.given?.clock) });
  const gate = judged.gates.find(({ spec }) => spec.id === "gate");
  if (!gate) throw new Error("the gate was not judged");
  return gate;
}

function outcomeOf(result: GateResult | string): Case["outcome"] {
  if (typeof result === "string") return "refused";
  return result.applies ? result.outcome : "skipped";
}

/** What people would read. */
function wordsOf(result: GateResult | string): string {
  if (typeof result === "string") return result;
  return result.findings.map((finding) => `${foundLine(finding, result)} ${neededLine(finding)}`.trim()).join("\n");
}

function withCrlf(one: Case): Case {
  return { ...one, given: JSON.parse(JSON.stringify(one.given ?? {}).replaceAll("\\n", "\\r\\n")) as Given };
}

describe.each(CHECKS.map(({ kind }) => kind))("%s", (kind) => {
  const cases = casesOf(kind);

  it.each(cases.map((one) => [one.it, one] as const))("%s", (_name, one) => {
    const result = judgeCase(kind, one);
    expect(outcomeOf(result), wordsOf(result)).toBe(one.outcome);
    if (one.says !== undefined) expect(wordsOf(result).replaceAll("`", "")).toContain(one.says);
    if (one.line !== undefined) expect(firstLine(result)).toBe(one.line);
    if (typeof result !== "string") expect(!letsPass(result)).toBe(one.blocks ?? !["pass", "skipped"].includes(one.outcome));
  });

  it.each(cases.map((one) => [one.it, one] as const))("the same with CRLF: %s", (_name, one) => {
    const result = judgeCase(kind, withCrlf(one));
    expect(outcomeOf(result), wordsOf(result)).toBe(one.outcome);
    if (one.line !== undefined) expect(firstLine(result)).toBe(one.line);
  });

  it("says of everything that is not green what was found and what is needed", () => {
    const red = cases.map((one) => judgeCase(kind, one)).filter((result) => typeof result !== "string" && result.outcome !== "pass");
    for (const result of red as GateResult[]) {
      const problems = result.findings.filter(({ severity }) => severity === "problem");
      expect(problems.length, wordsOf(result)).toBeGreaterThan(0);
      for (const finding of problems) {
        expect(foundLine(finding, result), finding.code).not.toBe("");
        expect(neededLine(finding), finding.code).not.toBe("");
      }
    }
  });

  it("has eight cases or more, of every sort", () => {
    expect(cases.length).toBeGreaterThanOrEqual(8);
    expect(cases.some(({ outcome }) => outcome === "pass")).toBe(true);
    expect(cases.some(({ outcome }) => outcome !== "pass")).toBe(true);
    expect(cases.some(({ hostile }) => hostile)).toBe(true);
    expect(cases.some(({ boundary }) => boundary)).toBe(true);
    expect(new Set(cases.map((one) => one.it)).size).toBe(cases.length);
  });
});

it("has no cases for a check that does not exist", () => {
  const kinds = new Set(CHECKS.map(({ kind }) => `${kind}.yml`));
  expect(readdirSync(FOLDER).filter((name) => !kinds.has(name))).toEqual([]);
});

function firstLine(result: GateResult | string): number | undefined {
  return typeof result === "string" ? undefined : result.findings.find(({ severity }) => severity === "problem")?.line;
}
