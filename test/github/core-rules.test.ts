import { describe, expect, it } from "vitest";
import { coreRules } from "../../src/github/core-rules.js";

const contract = (id: string, from = "discover", to = "decide") => `apiVersion: baton/v1
kind: Contract
id: ${id}
name: ${id}
version: 1.0.0
stage: { from: ${from}, to: ${to} }
role: { from: pm, to: architect }
owner: pm
source_of_truth: { body: true }
gates:
  - { id: ethics, check: section, section: Ethics }
trigger:
  acknowledge: { by: architect, within: 24h }
`;
const config = "version: 1\nlifecycle: dpos\nroles:\n  pm: { users: [ana] }\n  architect: { users: [ben] }\n";
const own = (files: Record<string, string>) => ({ repository: "acme/shop", commit: "c1", files: toFiles(files) });
const organisation = (files: Record<string, string>) => ({ repository: "acme/.github", commit: "o1", files: toFiles(files) });
const toFiles = (files: Record<string, string>) => Object.entries(files).map(([path, text]) => ({ path, text }));

describe("a policy from two places", () => {
  it("is the repository's own when there is no organisation", () => {
    const { policy, problems } = coreRules.parse(own({ ".github/baton.yml": config, "contracts/a.yml": contract("a") }), null);
    expect(problems).toEqual([]);
    expect(policy).toMatchObject({ source: { repository: "acme/shop", commit: "c1" }, contracts: [{ id: "a" }] });
  });

  it("takes the organisation's rules, and the repository's contracts where those leave room", () => {
    const above = organisation({ ".github/baton.yml": config, "contracts/a.yml": contract("a") });
    const { policy, problems } = coreRules.parse(own({ "contracts/b.yml": contract("b", "decide", "build") }), above);
    expect(problems).toEqual([]);
    expect(policy?.source).toEqual({ repository: "acme/.github", commit: "o1" });
    expect(policy?.contracts.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("may not be loosened by a second contract at the same boundary", () => {
    const above = organisation({ ".github/baton.yml": config, "contracts/a.yml": contract("a") });
    const { policy, problems } = coreRules.parse(own({ "contracts/easy.yml": contract("easy") }), above);
    expect(policy).toBeNull();
    expect(problems.map(({ file }) => file)).toContain("contracts/easy.yml");
  });

  it("says where an organisation's file is wrong", () => {
    const { policy, problems } = coreRules.parse(own({}), organisation({ ".github/baton.yml": "version: 1\nnonsense: true\n" }));
    expect(policy).toBeNull();
    expect(problems[0]?.file).toBe("acme/.github:.github/baton.yml");
  });
});

describe("linked documents", () => {
  it("are the repository's own files, relative or by URL", () => {
    const repository = { nodeId: "R", owner: "acme", name: "shop", defaultBranch: "main", headSha: "c" };
    const paths = coreRules.linkedPaths("See [brief](docs/a.md), [up](../../etc/passwd) and [x](https://evil.example/docs/b.md)", repository);
    expect(paths).toEqual(["docs/a.md"]);
    expect(coreRules.matches("docs/**/*.md", "docs/a.md")).toBe(true);
  });
});
