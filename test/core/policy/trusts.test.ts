import { contractHead } from "../../support/contract-head.js";
import { describe, expect, it } from "vitest";
import { comparePolicies } from "../../../src/core/policy/compare/compare.js";
import { mergeOrganisation, parsePolicy } from "../../../src/core/policy/parse.js";

const config = (...lines: string[]) => [{ path: ".github/baton.yml", text: ["version: 1", "enforcement: block", ...lines].join("\n") }];
const source = { repository: "acme/app", commit: "c" };

function parsed(...lines: string[]) {
  const { policy } = parsePolicy(config(...lines), source);
  if (!policy) throw new Error("does not parse");
  return policy;
}

function under(organisation: string[], own: string[]) {
  const above = { repository: "acme/.github", commit: "o", files: config(...organisation) };
  return mergeOrganisation({ ...source, files: config(...own) }, above);
}

const effects = (before: string[], after: string[]) =>
  comparePolicies(parsed(...before), parsed(...after)).map(({ what, effect }) => `${what} ${effect}`);

describe("what a policy trusts", () => {
  it("is nothing unless it says so", () => expect(parsed().trusts).toEqual([]));

  it.each<[string[], string[], string[]]>([
    [[], ["trusts: [acme/platform]"], ["trusts loosened"]],
    [["trusts: [acme/platform]"], [], ["trusts tightened"]],
    [["trusts: [acme/platform]"], ["trusts: [acme/core]"], ["trusts loosened"]],
    [["trusts: [acme/platform]"], ["trusts: [ACME/Platform]"], []],
  ])("from %j to %j: %j", (before, after, found) => expect(effects(before, after)).toEqual(found));

  it.each(["[platform]", "['*/*']", "[acme/..]", "[acme/x.git]", "['https://github.com/acme/x']", "acme/x", "[1]"])(
    "is never %s",
    (trusts) => {
      expect(parsePolicy(config(`trusts: ${trusts}`), source).policy).toBeNull();
    },
  );

  it("holds for all of an organisation's repositories", () => {
    expect(under(["trusts: [acme/platform]"], []).policy?.trusts).toEqual(["acme/platform"]);
  });

  it("is not more in a repository than in its organisation", () => {
    const { policy, problems } = under(["trusts: [acme/platform]"], ["trusts: [acme/platform, acme/lax]"]);
    expect(policy?.trusts).toEqual(["acme/platform"]);
    expect(problems).toMatchObject([{ rule: "looser-than-organisation", key: "trusts" }]);
  });
});

describe("what an organisation's policy asks of all", () => {
  const contract = {
    path: "contracts/a.yml",
    text: `${contractHead({ id: "a", name: "A", role: "{ from: pm, to: pm }" })}context: [{ id: a, check: section, section: A }]
trigger: { acknowledge: { within: 24h } }`,
  };

  it("guards the stages that its contracts lead to, and the one it begins in", () => {
    const above = {
      repository: "acme/.github",
      commit: "o",
      files: [...config("initial: discover", "roles: { pm: { users: [pia] } }"), contract],
    };
    const { policy } = mergeOrganisation({ ...source, files: [] }, above);
    expect(policy?.organisation).toEqual({ enforcement: "block", guarded: ["decide", "discover"], trusts: [] });
  });

  it("is known in its own repository, and nowhere else where there is none", () => {
    expect(parsePolicy(config(), { repository: "acme/.github", commit: "o" }).policy?.organisation).toMatchObject({ enforcement: "block" });
    expect(parsed().organisation).toBeUndefined();
  });
});
