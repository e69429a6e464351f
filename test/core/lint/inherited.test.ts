import { expect, it } from "vitest";
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
