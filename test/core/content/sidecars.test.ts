import { describe, expect, it } from "vitest";
import { comparePolicies } from "../../../src/core/policy/compare/compare.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Judgement } from "../../../src/core/judging/judgement.js";
import { prepareTrial, trial } from "../../../src/core/trial/trial.js";
import { readSetOf } from "../../../src/core/read-set/collect.js";
import { foundLine } from "../../../src/render/found.js";
import { usualContract } from "../../support/usual-contract.js";

const CONFIG =
  "version: 1\nlifecycle: dpos\ninitial: discover\nenforcement: block\nroles: { pm: { users: [pm] }, architect: { users: [ana] } }\n";
const README = "keps/7-batches/README.md";
const DATA = "keps/7-batches/kep.yaml";
const STATUS = { check: "field", field: "status", from: "sidecar", schema: { enum: ["provisional", "implementable"] } };

function policyWith(truth: object, gates: object[]) {
  const contract = usualContract({ source_of_truth: truth, context: gates.map((gate, index) => ({ id: `g${index}`, ...gate })) });
  const files = { ".github/baton.yml": CONFIG, "contracts/kep.yml": JSON.stringify(contract) };
  return parsePolicy(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { repository: "acme/shop", commit: "c" },
  );
}

const TRUTH = { document: "keps/**/README.md", sidecar: "kep.yaml" };

function judged(documents: Record<string, string>, gates: object[] = [STATUS], truth: object = TRUTH): Judgement {
  const { policy, problems } = policyWith(truth, gates);
  const [contract] = policy?.contracts ?? [];
  if (!policy || !contract) throw new Error(JSON.stringify(problems));
  return trial({ policy, contract, given: { body: `See ${README}.`, documents }, now: 0 });
}

const said = ({ gates }: Judgement) => gates.flatMap((gate) => gate.findings.map((finding) => foundLine(finding, gate))).join(" ");
const outcomes = ({ gates }: Judgement) => gates.map(({ outcome }) => outcome);

describe("a file of data beside a document", () => {
  it.each([
    ["a right value", "status: implementable\n", "pass"],
    ["a wrong value", "status: done\n", "fail"],
    ["no such key", "title: Batches\n", "fail"],
    ["a placeholder", "status: TBD\n", "fail"],
    ["no YAML", "status: [\n", "error"],
    ["a list", "- status\n", "error"],
    ["a key that every object has", "constructor: x\n", "error"],
  ])("with %s", (_what, text, outcome) => expect(outcomes(judged({ [README]: "# Batches\n", [DATA]: text }))).toEqual([outcome]));

  it("is told by its path when it is not there, and is needed once a document is linked", () => {
    const missing = judged({ [README]: "# Batches\n" });
    expect(outcomes(missing)).toEqual(["fail"]);
    expect(said(missing)).toContain(DATA);
    expect(said(judged({}, [STATUS], { document: "docs/*.md", sidecar: "kep.yaml" }))).toContain("No document is linked");
  });

  it("is read inside a document, too, and is no document itself", () => {
    const texts = { [README]: "# Batches\n\n## Scope\n\nAll depots.\n", [DATA]: "status: provisional\n" };
    const nested = { check: "document", checks: [{ check: "section", section: "Scope" }, STATUS] };
    expect(outcomes(judged(texts, [nested, { ...STATUS, in: "document" }]))).toEqual(["pass", "pass"]);
    expect(outcomes(judged(texts, [{ check: "document", path: "keps/**/*.yaml" }]))).toEqual(["fail"]);
  });

  it("is part of what acks are bound to, whether a gate reads it or not, comments included", () => {
    const digest = (text: string, gates?: object[]) => judged({ [README]: "# Batches\n", [DATA]: text }, gates).digest;
    const other = [{ check: "section", section: "Problem" }];
    expect(digest("status: provisional\n")).not.toBe(digest("status: implementable\n"));
    expect(digest('status: "<!-- a -->"\n')).not.toBe(digest('status: "<!-- b -->"\n'));
    expect(digest("status: provisional\n", other)).not.toBe(digest("status: implementable\n", other));
    expect(digest("status: provisional\n")).toBe(digest("status: provisional\r\n"));
  });

  it("leaves the digest of a contract without one as it was", () => {
    const { policy } = policyWith({ document: "keps/**/README.md" }, [{ check: "section", section: "Problem" }]);
    expect(policy?.contracts[0]?.sourceOfTruth).toEqual({ body: true, document: "keps/**/README.md" });
  });

  it("is what the answer rests on", () => {
    const { policy } = policyWith(TRUTH, [STATUS]);
    const [contract] = policy?.contracts ?? [];
    if (!policy || !contract) throw new Error("no policy");
    const given = { body: `See ${README}.`, documents: { [README]: "# Batches\n", [DATA]: "status: provisional\n" } };
    const prepared = prepareTrial({ policy, contract, given, now: 0 });
    expect(JSON.stringify(readSetOf(prepared.snapshot, [], policy).keys)).toContain(DATA);
    expect(prepared.snapshot.documents.map(({ path, sidecar }) => [path, sidecar])).toEqual([
      [README, undefined],
      [DATA, true],
    ]);
  });

  it.each([
    ["without a document", { sidecar: "kep.yaml" }],
    ["in another folder", { document: "keps/**/README.md", sidecar: "../kep.yaml" }],
    ["that is no YAML", { document: "keps/**/README.md", sidecar: "kep.md" }],
  ])("is refused %s", (_what, truth) => expect(policyWith({ body: true, ...truth }, [STATUS]).policy).toBeNull());

  it("that a contract names or no longer names may let something pass", () => {
    const [without, named] = [policyWith({ document: "keps/**/README.md" }, [STATUS]).policy, policyWith(TRUTH, [STATUS]).policy];
    if (!without || !named) throw new Error("no policy");
    expect(comparePolicies(named, without).map(({ effect, what }) => `${effect} ${what}`)).toEqual(["loosened source_of_truth"]);
  });

  it("that no contract names makes the check an error", () =>
    expect(outcomes(judged({ [README]: "# Batches\n" }, [STATUS], { document: "keps/**/README.md" }))).toEqual(["error"]));
});
