import { contractHead } from "../../support/contract-head.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { CheckDefinition } from "../../../src/core/checks/define.js";
import { oneOf } from "../../../src/core/policy/complaints.js";
import { findContract, isBackward, nextStage } from "../../../src/core/policy/lifecycle.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import { shownStages } from "../../../src/core/stages/sources.js";

const stub = (kind: string, params: z.ZodType): CheckDefinition => ({
  kind,
  summary: "",
  params,
  content: kind === "section",
  reads: () => [],
  run: () => ({ outcome: "pass", findings: [] }),
});
const CHECKS = [
  stub("section", z.strictObject({ section: z.string(), min_words: z.number().optional() })),
  stub("items", z.strictObject({ section: z.string(), each: z.strictObject({ attributed: z.boolean().optional() }).optional() })),
  stub("confirmed_by", z.strictObject({ role: z.string(), voided_by_edit_of: z.array(z.string()).optional() })),
  stub("checkbox", z.strictObject({ item: z.string(), implied_by: z.string().optional() })),
];
const source = { repository: "acme/shop", commit: "abc" };
const CONFIG = `version: 1
roles:
  pm: { users: [paula] }
  architect: { teams: ["@acme/architects"] }
calendar: { timezone: Europe/Berlin }
governs_since: 2026-07-01
`;
const CONTRACT = `${contractHead({ id: "discover-to-decide", name: "Brief" })}context:
  - { id: problem, check: section, section: Problem }
gates:
  - id: ok
    check: confirmed_by
    role: pm
    voided_by_edit_of: [Problem]
trigger:
  acknowledge: { within: 24h }
`;
const config = (text = CONFIG) => ({ path: ".github/baton.yml", text });
const contract = (text = CONTRACT, path = "contracts/a.yml") => ({ path, text });
const parse = (...files: { path: string; text: string }[]) => parsePolicy(files, source, CHECKS);

describe("a sound policy", () => {
  const { policy, problems } = parse(config(), contract());
  it("has every default", () => {
    expect(problems).toEqual([]);
    expect(policy).toMatchObject({
      enforcement: "observe",
      backward: "allow",
      governsSince: Date.parse("2026-06-30T22:00:00Z"),
      roles: { architect: { id: "architect", users: [], teams: ["acme/architects"] } },
      acknowledgement: { self: false, bots: [] },
      calendar: { timezone: "Europe/Berlin", days: [1, 2, 3, 4, 5], from: 540, to: 1020, holidays: [] },
      pullRequests: { requireIssue: false, allowedStages: ["build", "test", "ship"], exempt: { authors: [], labels: [] } },
      labels: { blocked: "handoff: blocked" },
    });
    expect(policy?.contracts[0]).toMatchObject({
      acknowledge: { by: "architect", count: 1, within: { text: "24h", ms: 86_400_000 } },
      begin: null,
    });
    expect(policy?.contracts[0]?.gates).toMatchObject([
      { id: "problem", title: "Problem", part: "context", level: "block", line: 11 },
      { id: "ok", part: "gates", line: 13 },
    ]);
  });
  it("keeps its digest when only comments and spacing change", () => {
    const spaced = parse(config(`# hello\n${CONFIG}`), contract(`# hello\n\n${CONTRACT.replaceAll("\n", "\r\n")}`));
    expect(spaced.policy?.digest).toBe(policy?.digest);
    expect(parse(config(), contract(CONTRACT.replace("24h", "25h"))).policy?.contracts[0]?.digest).not.toBe(policy?.contracts[0]?.digest);
  });
});

describe("a contract whose body is no source of truth", () => {
  const elsewhere = CONTRACT.replace("{ body: true }", '{ body: false, document: "docs/*.md" }').replace(
    "section: Problem }\n",
    "section: Problem }\n  - { id: own, check: section, section: Own, in: body }\n",
  );
  it("reads the document wherever a check does not say otherwise", () => {
    const gates = parse(config(), contract(elsewhere)).policy?.contracts[0]?.gates ?? [];
    expect(gates.map(({ id, check }) => [id, check.in])).toEqual([
      ["problem", "document"],
      ["own", "body"],
      ["ok", "body"],
    ]);
  });
});

describe("a role that nobody holds", () => {
  it("is only warned of: what waits for it stays red", () => {
    const { policy, problems } = parse(config(`${CONFIG}override: { by: boss }\n`), contract());
    expect(policy?.override?.by).toBe("boss");
    expect(problems).toMatchObject([{ severity: "warning", found: expect.stringContaining("boss") }]);
  });
});

describe("a broken contract is reported at its place", () => {
  it.each<[string, string, number, number, RegExp, RegExp, RegExp | null]>([
    ["section: Problem }", "sction: Problem }", 11, 36, /sction/, /section/, /`section`/],
    ["check: section", "check: setcion", 11, 27, /setcion/, /section, items/, /`section`/],
    ["from: discover", "from: discovr", 6, 16, /discovr/, /stage/, /`discover`/],
    ["to: architect", "to: architct", 7, 23, /architct/, /role/, /`architect`/],
    ["within: 24h", "within: soon", 18, 26, /soon/, /duration/, null],
    ["version: 1.0.0", "version: 1.0", 5, 10, /^1$/, /quotes/, null],
    ["owner: pm\n", "", 1, 1, /no `owner`/, /owner/, /Add/],
    ["owner: pm\n", "owner: pm\nowners: x\n", 9, 1, /owners/, /owner/, /`owner`/],
    ["id: ok", "id: problem", 13, 9, /second time/, /once/, null],
    ["body: true", "body: yes", 9, 26, /"yes"/, /true or false/, null],
    ["    role: pm", "    role: pn", 15, 11, /pn/, /role/, /`pm`/],
    ["kind: Contract", "kind: Contrct", 2, 7, /Contrct/, /Contract/, /`Contract`/],
    ["to: decide", "to: discover", 6, 30, /both sides/, /different/, null],
    [
      "check: confirmed_by\n    role: pm\n    voided_by_edit_of: [Problem]\n",
      "check: checkbox\n    item: x\n    implied_by: problm\n",
      16,
      17,
      /problm/,
      /gate/,
      /`problem`/,
    ],
    ["    role: pm", "    tilte: x\n    role: pm", 15, 5, /tilte/, /title/, /`title`/],
  ])("%s -> %s", (from, to, line, column, found, needed, fix) => {
    expect(CONTRACT).toContain(from);
    const { policy, problems } = parse(config(), contract(CONTRACT.replace(from, to)));
    expect(policy).toBeNull();
    const [first] = problems;
    expect(first?.file).toBe("contracts/a.yml");
    expect(first?.found).toMatch(found);
    expect(first?.needed).toMatch(needed);
    if (line > 0) expect([first?.line, first?.column]).toEqual([line, column]);
    if (fix) expect(first?.fix).toMatch(fix);
  });
  it("refuses two contracts with one id", () => {
    expect(parse(config(), contract(), contract(CONTRACT, "contracts/b.yml")).problems).toMatchObject([
      { file: "contracts/b.yml", key: "id", severity: "error" },
    ]);
  });
});

describe("a broken configuration is reported at its place", () => {
  it.each<[string, number, RegExp, RegExp, RegExp | null]>([
    ["version: 2", 1, /2/, /1/, null],
    ["enforcment: block", 2, /enforcment/, /enforcement/, /enforcement/],
    ["enforcement: blok", 2, /blok/, /block/, /block/],
    ["initial: discovr", 2, /discovr/, /stage/, /discover/],
    ["governs_since: 2026-02-30", 2, /2026-02-30/, /date/, null],
    ["roles: { pm: { users: [123] } }", 2, /123/, /login/, null],
    ["roles: { pm: { teams: [data] } }", 2, /data/, /organisation\/team/, null],
    ["roles: { pm: { teams: [@acme/pm] } }", 2, /@/, /quotes/, /drop the @/],
    ["calendar: { timezone: Berlin/Europe }", 2, /Berlin/, /time zone/, null],
    ['calendar: { hours: "17:00-09:00" }', 2, /17:00/, /before/, null],
    ["pull_requests: { allowed_stages: [biuld] }", 2, /biuld/, /stage/, /build/],
    ['labels: { blocked: "Stage: Decide" }', 2, /second time/, /once/, null],
    ["stages: [{ id: a, name: A, label: x }, { id: b, name: B, label: X }]", 2, /second time/, /once/, null],
  ])("%s", (text, line, found, needed, fix) => {
    const { policy, problems } = parse(config(text.startsWith("version") ? text : `version: 1\n${text}\n`));
    expect(policy).toBeNull();
    expect(problems[0]).toMatchObject({
      file: ".github/baton.yml",
      line,
      severity: "error",
      found: expect.stringMatching(found),
      needed: expect.stringMatching(needed),
    });
    if (fix) expect(problems[0]?.fix).toMatch(fix);
  });
});

describe("lifecycle", () => {
  const back = CONTRACT.replace("id: discover-to-decide", "id: back").replace("from: discover, to: decide", "from: evaluate, to: discover");
  const { policy } = parse(config(), contract(), contract(back, "contracts/b.yml"));
  if (!policy) throw new Error("no policy");
  it("knows forward and backward", () => {
    expect(nextStage(policy, "discover")?.id).toBe("decide");
    expect(nextStage(policy, "evaluate")?.id).toBe("discover");
    expect(nextStage(policy, "toString")).toBeNull();
    expect(isBackward(policy, "decide", "discover")).toBe(true);
    expect(isBackward(policy, "discover", "build")).toBe(false);
    expect(isBackward(policy, "evaluate", "discover")).toBe(false);
    expect(shownStages({ policy, snapshot: { item: { labels: ["Stage: DECIDE"] } } }).map(({ id }) => id)).toEqual(["decide"]);
  });
  it("finds one, none or several contracts", () => {
    const item = { kind: "issue" as const, labels: [] };
    const twice = parse(config(), contract(), contract(CONTRACT.replace("id: discover-to-decide", "id: other"), "contracts/b.yml")).policy;
    expect(findContract(policy, "discover", "decide", item).kind).toBe("found");
    expect(findContract(policy, "decide", "build", item).kind).toBe("none");
    expect(twice && findContract(twice, "discover", "decide", item).kind).toBe("ambiguous");
  });
});

describe("any text", () => {
  it("never throws, and is null exactly when an error is told", () => {
    const lines = fc.constantFrom(
      ...CONFIG.split("\n"),
      ...CONTRACT.split("\n"),
      "stages: []",
      "  - {",
      "x: [",
      "roles: 3",
      "gates: {}",
      "role: null",
    );
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 30 }), fc.array(lines, { maxLength: 30 }), (a, b) => {
        const { policy, problems } = parse(config(a.join("\n")), contract(b.join("\n")));
        expect(policy === null).toBe(problems.some((problem) => problem.severity === "error"));
      }),
      { numRuns: 200 },
    );
  });
});

it("names each of the words that are known once, though somebody wrote one twice", () => {
  expect(oneOf(["discover", "discover", "build"])).toBe("one of discover, build");
});
