import { contractHead } from "../../support/contract-head.js";
import { describe, expect, it } from "vitest";
import { flipOf, standingOf, type Flip } from "../../../src/core/pulls/flips.js";
import { emptyRecord } from "../../../src/core/record/record.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { NOW, snapshotOf } from "../checks/helpers.js";

const STAGES = ["draft", "review", "done"].map((id) => `  - { id: ${id}, name: ${id}, label: "stage: ${id}" }`).join("\n");

/** A policy whose contract from draft to review has these gates, one per line. */
function policyOf(gates: string, more: { initial?: string; stages?: string } = {}): Policy {
  const config = `version: 1\nstages:\n${more.stages ?? STAGES}\ninitial: draft\nroles:\n  giver: { users: [gil] }\n  taker: { users: [tom] }\n`;
  const contract = `${contractHead({ id: "draft-to-review", name: "Draft", stage: "{ from: draft, to: review }", role: "{ from: giver, to: taker }", owner: "giver" })}gates:
${gates}
trigger: { acknowledge: { by: taker, within: 24h } }
`;
  const files = [
    { path: ".github/baton.yml", text: config },
    { path: "contracts/a.yml", text: contract },
  ];
  const { policy, problems } = parsePolicy(files, { repository: "acme/data", commit: "0" });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

const TEXT = "  - { id: text, check: section, section: Text }";
const LONG = "  - { id: text, check: section, section: Text, min_words: 50 }";
const SIGNED = "  - { id: signed, check: confirmed_by, role: taker }";

function flip(before: Policy | null, after: Policy | null, stage: string | null = "draft", labels: string[] = []): Flip {
  const snapshot = snapshotOf("## Text\n\nSome words.\n");
  snapshot.item.labels = labels;
  const record = { ...emptyRecord(), stage };
  return flipOf(standingOf(before, snapshot, record, NOW), standingOf(after, snapshot, record, NOW));
}

function told({ direction, before, after, gates }: Flip): string {
  return `${direction}: ${before.state} → ${after.state}; ${gates.map((gate) => `${gate.spec.id} ${gate.before} → ${gate.after}`).join(", ")}`;
}

describe("an item under another policy", () => {
  it.each<[string, Policy | null, Policy | null, string]>([
    ["nothing changes", policyOf(TEXT), policyOf(TEXT), "none: green → green; "],
    ["a gate asks for more", policyOf(TEXT), policyOf(LONG), "worse: green → red; text pass → fail"],
    ["a gate asks for less", policyOf(LONG), policyOf(TEXT), "better: red → green; text fail → pass"],
    ["a person is asked", policyOf(TEXT), policyOf(`${TEXT}\n${SIGNED}`), "worse: green → waiting; signed null → pending"],
    ["nobody is asked any more", policyOf(`${TEXT}\n${SIGNED}`), policyOf(TEXT), "better: waiting → green; signed pending → null"],
    [
      "a gate only advises now",
      policyOf(LONG),
      policyOf(LONG.replace("min_words", "level: warn, min_words")),
      "better: red → green; text fail → null",
    ],
    [
      "a red item gets one more red gate",
      policyOf(LONG),
      policyOf(`${LONG}\n  - { id: more, check: section, section: More }`),
      "none: red → red; more null → fail",
    ],
    ["a first policy", null, policyOf(LONG), "worse: free → red; text null → fail"],
    ["no policy any more", policyOf(LONG), null, "better: red → free; text fail → null"],
  ])("%s", (_what, before, after, expected) => expect(told(flip(before, after))).toBe(expected));

  it("is held up where no contract leads on, and free in the last stage or in none", () => {
    const policy = policyOf(TEXT);
    expect(flip(null, policy, "review").after).toMatchObject({ state: "red", why: "no_contract" });
    expect(flip(null, policy, "done").after).toMatchObject({ state: "free", why: "last_stage" });
    expect(flip(policy, policy, null).after).toMatchObject({ state: "free", why: "not_governed" });
    expect(flip(policy, policy, "elsewhere").after).toMatchObject({ state: "free", why: "not_governed" });
  });

  it("counts a gate that does not apply as none", () => {
    const when = policyOf(LONG.replace("min_words", "when: { labels: { any: [big] } }, min_words"));
    expect(told(flip(policyOf(TEXT), when))).toBe("none: green → green; text pass → null");
    expect(told(flip(policyOf(TEXT), when, "draft", ["big"]))).toBe("worse: green → red; text pass → fail");
  });

  it("tells the first reason, and where the gate stands", () => {
    const [gate] = flip(policyOf(TEXT), policyOf(LONG)).gates;
    expect(gate?.finding).toMatchObject({ code: "section_too_short", severity: "problem" });
    expect([gate?.contract.file, gate?.spec.line]).toEqual(["contracts/a.yml", 11]);
  });
});
