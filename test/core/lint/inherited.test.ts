import { describe, expect, it } from "vitest";
import { lintInherited } from "../../../src/core/lint/inherited.js";
import { contractData } from "../policy/generated.js";

const file = (path: string, data: unknown) => ({ path, text: JSON.stringify(data, null, 1) });
const people = { pm: { users: ["pia"] }, architect: { users: ["ana"] } };
const gate = { id: "problem", check: "section", section: "Problem", min_words: 25 };

it("tells what is wrong under an organisation in the order of files and lines", () => {
  const organisation = [
    file(".github/baton.yml", { version: 1, enforcement: "block", roles: people }),
    file("contracts/brief.yml", contractData({ gates: [gate] })),
  ];
  const own = [
    file(".github/baton.yml", { version: 1, enforcement: "observe" }),
    file("contracts/ours.yml", contractData({ id: "ours", receiver: "pm", gates: [{ ...gate, min_words: 5, level: "warn" }] })),
  ];
  const { problems } = lintInherited(own, organisation);
  const places = problems.map((problem) => [problem.file, problem.line] as const);
  expect(places).toEqual(places.toSorted(([a, x], [b, y]) => (a === b ? x - y : a < b ? -1 : 1)));
  expect(problems.map(({ rule }) => rule)).toContain("no-blocking-gate");
  expect(problems.filter(({ rule }) => rule === "looser-than-organisation").map(({ key }) => key)).toEqual([
    "enforcement",
    "role.to",
    "context.0.level",
  ]);
});

describe("how an organisation's roles and a repository's fit together", () => {
  const role = (id: string, more: object) =>
    file(`contracts/roles/${id}.yml`, { apiVersion: "baton/v1", kind: "Role", id, name: id, purpose: "Works", ...more });
  const gates = [gate, { id: "ethics", title: "Ethics reviewed", check: "confirmed_by", role: "architect" }];
  const organisation = [
    file(".github/baton.yml", { version: 1, enforcement: "block", roles: people }),
    file("contracts/brief.yml", contractData({ gates })),
    role("pm", {
      engagement: { discover: "lead" },
      consumes: [{ artefact: "constraints", from: "architect", cadence: "6w" }],
      produces: [{ id: "brief", name: "Brief", to: ["architect"], by: { document: "docs/brief.md" } }],
    }),
  ];
  const architect = (more: object) =>
    role("architect", {
      engagement: { decide: "lead", build: "lead", test: "lead", ship: "lead", evaluate: "lead" },
      consumes: [{ artefact: "brief", from: "pm" }],
      produces: [{ id: "constraints", name: "Constraints", to: "all", by: { document: "docs/constraints.md" }, cadence: "4w" }],
      ...more,
    });
  const told = (...own: ReturnType<typeof file>[]) =>
    lintInherited(own, organisation)
      .problems.filter(({ rule }) => rule !== "uncovered-lead" && rule !== "missing-contract")
      .map((problem) => [problem.rule, problem.file, problem.key]);

  it("is asked of both at once: what one lacks the other has", () => {
    expect(told(architect({}))).toEqual([]);
    expect(told().map(([rule]) => rule)).toEqual(expect.arrayContaining(["unproduced-input", "solo-optimisation"]));
  });
  it("is told where somebody wrote it, at its place in that file", () => {
    const pm = role("pm", { consumes: [{ artefact: "figures", from: "architect" }] });
    expect(told(architect({}), pm)).toEqual([["unproduced-input", "contracts/roles/pm.yml", "consumes.0.artefact"]]);
    expect(told(architect({ produces: [] })).filter(([rule]) => rule === "unproduced-input")).toEqual([
      ["unproduced-input", ".github:contracts/roles/pm.yml", "consumes.0.artefact"],
    ]);
  });
  it("has the levels that the policy in force sets", () => {
    const grave = file(".github/baton.yml", { version: 1, lint: { "context-hoarding": "error" } });
    const { problems } = lintInherited([grave, architect({ produces: [] })], organisation);
    expect(problems.filter(({ rule }) => rule === "context-hoarding").map(({ severity }) => severity)).toEqual(["error"]);
  });
});
