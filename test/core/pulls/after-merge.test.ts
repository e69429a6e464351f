import type { Known } from "../../../src/core/basics/known.js";
import { describe, expect, it } from "vitest";
import { overlayOf, policyAfterMerge } from "../../../src/core/pulls/after-merge.js";
import type { ItemRead, PolicyFiles } from "../../../src/core/ports.js";
import type { ChangedFile, PullRequestFacts } from "../../../src/core/facts/snapshot.js";

const UNKNOWN = { known: false, reason: "too many files" } as const;

function pull(changed: Known<ChangedFile[]>, baseRef = "main"): PullRequestFacts {
  return { headSha: "h1", headRef: "topic", baseRef, isDraft: false, merged: false, closingIssues: [], changedFiles: changed };
}

function known(...files: [string, ChangedFile["change"]][]): Known<ChangedFile[]> {
  return { known: true, value: files.map(([path, change]) => ({ path, change })) };
}

const policy = (commit: string, files: Record<string, string>): PolicyFiles => ({
  commit,
  files: Object.entries(files).map(([path, oid]) => ({ path, oid, size: 1, mode: 0o100644 })),
});

function after(changed: Known<ChangedFile[]>, base: Record<string, string>, head: Record<string, string> | null, baseRef = "main") {
  const read = {
    snapshot: { repository: { defaultBranch: "main" }, item: { pullRequest: pull(changed, baseRef) } } as ItemRead["snapshot"],
    policyFiles: policy("c0", base),
    headPolicyFiles: head && policy("h1", head),
  };
  const found = policyAfterMerge(read);
  return found.known ? Object.fromEntries(found.value.files.map(({ path, oid }) => [path, oid])) : found.reason;
}

describe("the policy after a merge", () => {
  it("takes what the pull request adds, changes and removes", () => {
    const changes = known(["contracts/b.yml", "modified"], ["contracts/c.yml", "removed"], ["contracts/d.yml", "added"]);
    const base = { ".github/baton.yml": "1", "contracts/b.yml": "2", "contracts/c.yml": "3" };
    expect(after(changes, base, { "contracts/b.yml": "4", "contracts/d.yml": "5" })).toEqual({
      ".github/baton.yml": "1",
      "contracts/b.yml": "4",
      "contracts/d.yml": "5",
    });
  });

  it("leaves alone what only an old branch has otherwise", () => {
    const base = { "contracts/a.yml": "new", "contracts/b.yml": "came later" };
    expect(after(known(["src/x.ts", "modified"]), base, { "contracts/a.yml": "old", "contracts/gone.yml": "was deleted" })).toEqual(base);
  });

  it("knows a file that became another, and one that took its place", () => {
    const changes = known(["contracts/a.yml", "added"], ["contracts/a.yml", "removed"], ["docs/a.yml", "renamed"]);
    expect(after(changes, { "contracts/a.yml": "1" }, { "contracts/a.yml": "2" })).toEqual({ "contracts/a.yml": "2" });
    expect(after(known(["contracts/a.yml", "removed"]), { "contracts/a.yml": "1" }, {})).toEqual({});
  });

  it("is not known when what it changes has another name by now: the merge changes the file there", () => {
    const base = { "contracts/renamed.yml": "1" };
    expect(after(known(["contracts/a.yml", "modified"]), base, { "contracts/a.yml": "2" })).toMatch(/contracts\/a\.yml.*Update the branch/);
    expect(after(known(["contracts/a.yml", "removed"]), base, {})).toEqual(base);
    expect(after(known(["docs/a.md", "modified"]), base, {})).toEqual(base);
  });

  it("is not known without the list of files or the head commit", () => {
    expect(after(UNKNOWN, {}, {})).toBe("too many files");
    expect(after(known(), {}, null)).toMatch(/head commit/);
  });

  it("is what it was when the merge goes elsewhere", () => {
    expect(after(UNKNOWN, { "contracts/a.yml": "1" }, null, "release")).toEqual({ "contracts/a.yml": "1" });
  });
});

describe("the files after a merge", () => {
  it("are the head's where it changes them", () => {
    const found = overlayOf(pull(known(["docs/a.md", "modified"], ["docs/b.md", "removed"])));
    expect(found.known && [found.value.commit, ...found.value.paths]).toEqual(["h1", ["docs/b.md", "removed"], ["docs/a.md", "changed"]]);
    expect(overlayOf(pull(UNKNOWN))).toEqual(UNKNOWN);
  });
});
