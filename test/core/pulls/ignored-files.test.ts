import { describe, expect, it } from "vitest";
import { ignoredFiles } from "../../../src/core/pulls/ignored-files.js";
import type { ChangedFile } from "../../../src/core/facts/snapshot.js";
import type { Known } from "../../../src/core/basics/known.js";
import type { Policy } from "../../../src/core/policy/types.js";
import type { ItemRead } from "../../../src/core/ports.js";

const CONFIG = ".github/baton.yml";

function added(...paths: string[]): Known<ChangedFile[]> {
  return { known: true, value: paths.map((path) => ({ path, change: "added" })) };
}

function told(changedFiles: Known<ChangedFile[]>, { lint, baseRef = "main" }: { lint?: Policy["lint"]; baseRef?: string } = {}) {
  const read = {
    snapshot: { repository: { defaultBranch: "main" }, item: { pullRequest: { baseRef, changedFiles } } } as ItemRead["snapshot"],
    policyFiles: { commit: "c0", files: [{ path: CONFIG, oid: "1", size: 1, mode: 0o100644 }] },
  };
  return ignoredFiles(read, lint ? { lint } : {});
}

const paths = (problems: readonly { file: string }[]) => problems.map(({ file }) => file);

describe("files of a pull request that look like policy", () => {
  it("are told in the linter's words, each at its first line, as warnings only", () => {
    const found = told(added(".github/baton.yaml", "contracts/brief.json", "contracts/drafts/plan.yaml"), {
      lint: { "ignored-file": "error" },
    });
    expect(found).toEqual([
      {
        file: ".github/baton.yaml",
        line: 1,
        column: 1,
        key: "",
        severity: "warning",
        rule: "ignored-file",
        found: "a configuration that is never read",
        needed: "the name `.github/baton.yml`, letter by letter",
        fix: "`.github/baton.yml` is there and counts: move what this one says into it, or remove this one.",
      },
      expect.objectContaining({
        severity: "warning",
        found: "a JSON file among the contracts, which is never read",
        fix: "If it is a contract, write it as YAML in contracts/brief.yml.",
      }),
      expect.objectContaining({
        severity: "warning",
        found: "a YAML file among the contracts, which is never read",
        fix: "If it is a contract, move it to contracts/plan.yml.",
      }),
    ]);
  });

  it("are none of those that are read, that lie elsewhere, or that seem to be data", () => {
    const read = [CONFIG, "contracts/a.yml", "contracts/roles/a.yml", "contracts/agents/a.yml", "contracts/tests/a/b.yml"];
    const others = ["contracts/README.md", "contracts/abi/Token.json", "contracts/a.schema.json", "src/contracts/a.yml", "baton/a.yml"];
    expect(paths(told(added(...read, ...others)))).toEqual([]);
  });

  it("are not told of where they go, where the rule is off, on the way to another branch, or where not every file is known", () => {
    const near = added("contracts/brief.json");
    expect(paths(told(near))).toEqual(["contracts/brief.json"]);
    expect(told({ known: true, value: [{ path: "contracts/brief.json", change: "removed" }] })).toEqual([]);
    expect(told(near, { lint: { "ignored-file": "off" } })).toEqual([]);
    expect(told(near, { baseRef: "release" })).toEqual([]);
    expect(told({ known: false, reason: "too many" })).toEqual([]);
  });

  it("may be renamed to what is read where that is not there after the merge", () => {
    const changes = {
      known: true,
      value: [
        { path: CONFIG, change: "removed", to: "baton.yml" },
        { path: "baton.yml", change: "renamed" },
      ],
    } as const;
    expect(told({ ...changes, value: [...changes.value] })).toMatchObject([{ file: "baton.yml", fix: "Rename it to .github/baton.yml." }]);
  });

  it("are told of in a bounded number", () => {
    const many = Array.from({ length: 3000 }, (_, n) => `contracts/drafts/${String(n).padStart(4, "0")}.yml`);
    const found = told(added(...many));
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toMatchObject({
      file: "contracts/drafts/0020.yml",
      found: "2980 more files that look like policy, and are never read",
    });
  });
});
