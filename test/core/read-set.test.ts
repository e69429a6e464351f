import type { PullRequestRef } from "../../src/core/facts/linked-pull.js";
import { describe, expect, it, test } from "vitest";
import type { Need } from "../../src/core/checks/define.js";
import { emptyRecord } from "../../src/core/record/record.js";
import type { Policy } from "../../src/core/policy/types.js";
import { readSetOf, withKeys } from "../../src/core/read-set/collect.js";
import { documentKey, folderKey, folderKeys, itemKey, itemKeys, MOST_KEYS } from "../../src/core/facts/read-keys.js";
import { standingOf } from "../../src/core/read-set/standing.js";
import type { IssueRef, Snapshot } from "../../src/core/facts/snapshot.js";
import { blankSnapshot } from "./blank-snapshot.js";

const policy = { contracts: [], roles: { taker: { id: "taker", users: ["olga"], teams: ["acme/architects"] } } } as unknown as Policy;
const OWN = "closers:R1#1";

const issue = (number: number, repositoryId: string, repository: string): IssueRef => ({
  nodeId: `I${number}`,
  repositoryId,
  repository,
  number,
  title: "t",
  state: "open",
  stateReason: null,
  closedAt: null,
  url: "",
});
const pull = (number: number, state: PullRequestRef["state"] = "open"): PullRequestRef => ({
  nodeId: `P${number}`,
  repositoryId: "R2",
  repository: "acme/other",
  number,
  title: "t",
  state,
  isDraft: false,
  headSha: `sha${number}`,
  createdAt: 0,
  url: "",
});
const snapshot = (over: Partial<Snapshot> = {}): Snapshot => ({ ...blankSnapshot("", null), ...over });
const keysOf = (over: Partial<Snapshot>, ...needs: Need[]) => readSetOf(snapshot(over), needs, policy);

test("a push into a folder names it, those around it and the root, as artefacts keep them", () => {
  const deep = Array.from({ length: 30 }, (_, n) => `d${n}`).join("/");
  const keys = folderKeys("R1", ["docs/a/b.md", "docs/c.md", `${deep}/x.md`]);
  expect(keys).toEqual(expect.arrayContaining(["folder:R1:", "folder:R1:docs", "folder:R1:docs/a", folderKey("R1", deep)]));
  expect(keys).toHaveLength(3 + 20);
});

describe("an answer rests on", () => {
  it.each<[string, Partial<Snapshot>, Need[], string[]]>([
    [
      "issues that block it, by the repository's node id, or by name where GitHub did not give that",
      { blockedBy: { known: true, value: [issue(2, "R1", "acme/data"), issue(3, "R2", "acme/other"), issue(4, "", "Acme/Third")] } },
      [{ kind: "blocked_by" }],
      ["item:R1#2", "item:R2#3", "repository:R2", "item:acme/third#4", "repository:acme/third"],
    ],
    ["its sub-issues", { subIssues: { known: true, value: [issue(2, "R1", "acme/data")] } }, [{ kind: "sub_issues" }], ["item:R1#2"]],
    ["an artefact's folder", {}, [{ kind: "artefact", id: "a", glob: "docs/**/*.md", texts: true }], ["documents:R1", "folder:R1:docs"]],
    ["an artefact's only file", {}, [{ kind: "artefact", id: "a", glob: "./map.md", texts: true }], ["document:R1:map.md", "documents:R1"]],
    ["its pull requests, whatever is asked of them", { linkedPullRequests: [pull(5)] }, [], ["item:R2#5", "repository:R2"]],
    [
      "their reviews",
      { linkedPullRequests: [pull(5), pull(6, "closed")], reviews: { known: true, value: [] } },
      [{ kind: "reviews" }],
      ["head:R2#5", "item:R2#5", "item:R2#6", "repository:R2", "reviews:R2#5"],
    ],
    [
      "their results",
      { linkedPullRequests: [pull(5)], commitChecks: { known: true, value: [] } },
      [{ kind: "commit_checks" }],
      ["commit:R2@sha5", "head:R2#5", "item:R2#5", "repository:R2"],
    ],
    [
      "a linked item, here and elsewhere",
      { links: { "acme/data#7": { known: true, value: false }, "acme/other#8": { known: false, reason: "not visible" } } },
      [
        { kind: "link", ref: { kind: "issue", key: "acme/data#7" } },
        { kind: "link", ref: { kind: "issue", key: "acme/other#8" } },
      ],
      ["item:R1#7", "item:acme/other#8", "repository:acme/other"],
    ],
    ["a linked file", {}, [{ kind: "link", ref: { kind: "file", key: "a/b.pdf" } }], ["document:R1:a/b.pdf", "documents:R1"]],
    ["a template", {}, [{ kind: "file", path: "t.md" }], ["document:R1:t.md", "documents:R1"]],
    [
      "another item's stage",
      { stages: { "acme/other#8": { known: false, reason: "never looked at" } } },
      [{ kind: "stage", ref: { kind: "issue", key: "acme/other#8" } }],
      ["item:acme/other#8", "repository:acme/other", "stage:acme/other#8"],
    ],
    [
      "documents, found or not",
      { documents: [{ path: "docs/u\u0308.md", oid: null, missing: true, content: { known: false, reason: "" } }] },
      [],
      ["document:R1:docs/\u00fc.md", "documents:R1"],
    ],
    [
      "who is in a role's teams, and what people may do",
      {
        people: {
          memberships: { taker: { ana: { is: "member" } }, nobody: { eve: { is: "not_member" } } },
          permissions: { zoe: { known: true, value: "read" } },
          accounts: {},
        },
      },
      [],
      ["access:R1", "access:R1:zoe", "member:acme:ana", "member:acme:zoe", "team:acme/architects", "teams:acme"],
    ],
  ])("%s", (_what, over, needs, expected) => {
    const found = keysOf(over, ...needs);
    expect(found.keys).toEqual([OWN, ...expected].toSorted());
    expect(found.partial).toBe(false);
  });

  it("nothing of other owners, nor of addresses, nor on what the item's own events tell", () => {
    const refs: Need[] = [
      { kind: "link", ref: { kind: "issue", key: "evil/x#1" } },
      { kind: "stage", ref: { kind: "issue", key: "evil/x#1" } },
      { kind: "link", ref: { kind: "url", key: "https://example.com/" } },
      { kind: "issue_type" },
      { kind: "issue_fields" },
    ];
    expect(keysOf({}, ...refs)).toMatchObject({ keys: [OWN], partial: false });
  });

  it("an issue's standing, a commit's verdict and, where it touches texts, the branch, when it is a pull request", () => {
    const pullRequest = { headSha: "abc", headRef: "x", baseRef: "main", isDraft: false, merged: false };
    const facts = { ...pullRequest, closingIssues: [issue(2, "R1", "acme/data")], changedFiles: { known: true, value: [] } as const };
    const item = {
      ...snapshot().item,
      kind: "pull_request" as const,
      pullRequest: { ...facts, changedFiles: { known: true as const, value: [] } },
    };
    expect(keysOf({ item }).keys).toEqual([OWN, "item:R1#2", "standing:R1#2", "verdict:R1@abc"]);
  });

  it("the other pull requests of its author, where that is an agent which may have so many open", () => {
    const scanner = { login: "scanner", id: 7, type: "Bot", isSelf: false } as const;
    const writes = { paths: [], issues: null, comments: null, pullRequests: { open: 2, files: null, lines: null } };
    const agent = { id: "scanner", accounts: ["scanner[bot]", "Scan-Two"], writes };
    const under = (one: object) => ({ ...policy, parts: { agent: [one] } }) as unknown as Policy;
    const pullRequest = { headSha: "abc", headRef: "x", baseRef: "main", isDraft: false, merged: false, closingIssues: [] };
    const facts = { ...pullRequest, changedFiles: { known: true as const, value: [] } };
    const item = { ...snapshot().item, author: scanner, kind: "pull_request" as const, pullRequest: facts };
    const others = (one: object) => readSetOf(snapshot({ item }), [], under(one)).keys.filter((key) => key.startsWith("pulls-by:"));
    expect(others(agent)).toEqual(["pulls-by:R1:scan-two", "pulls-by:R1:scanner"]);
    expect(others({ ...agent, writes: { ...writes, pullRequests: { ...writes.pullRequests, open: null } } })).toEqual([]);
    expect(others({ ...agent, accounts: ["other[bot]"] })).toEqual([]);
  });

  it("its documents only, once it is closed", () => {
    const document = { path: "a.md", oid: "1", content: { known: true, value: "" } as const };
    const found = keysOf({ item: { ...snapshot().item, state: "closed" }, documents: [document], linkedPullRequests: [pull(5)] });
    expect(found.keys).toEqual(["document:R1:a.md", "documents:R1"]);
  });
});

describe("a read set is partial", () => {
  it.each<[string, Partial<Snapshot>, Need]>([
    ["when something could not be read", { blockedBy: { known: false, reason: "no" } }, { kind: "blocked_by" }],
    ["when no event tells of something", {}, { kind: "project_fields" }],
    ["when a commit is not there yet", {}, { kind: "link", ref: { kind: "commit", key: "acme/data@abcdef1" } }],
  ])("%s", (_why, over, need) => {
    expect(keysOf(over, need).partial).toBe(true);
  });

  it("and cut when it is too large", () => {
    const value = Array.from({ length: MOST_KEYS * 2 }, (_, index) => issue(index + 2, "R1", "acme/data"));
    const found = keysOf({ blockedBy: { known: true, value } }, { kind: "blocked_by" });
    expect(found.keys).toHaveLength(MOST_KEYS);
    expect(found.partial).toBe(true);
    expect(withKeys(found, ["teams:acme"]).keys).toHaveLength(MOST_KEYS);
  });

  it("of which equal ones have equal digests", () => {
    const files: Need[] = ["a.md", "b.md"].map((path) => ({ kind: "file", path }));
    expect(keysOf({}, ...files).digest).toBe(keysOf({}, ...files.toReversed()).digest);
    expect(keysOf({}, ...files).digest).not.toBe(keysOf({}, ...files.slice(1)).digest);
    expect(withKeys(keysOf({}, ...files), []).digest).toBe(keysOf({}, ...files).digest);
  });
});

describe("a key", () => {
  it("of a long or odd path is short, plain, and still its own", () => {
    const odd = ["x".repeat(4_000), "a\0b", "a\ud800b", `${"x".repeat(3_999)}y`];
    const keys = odd.map((path) => documentKey("R1", path));
    for (const key of keys) expect(key).toMatch(/^document:[0-9a-f]{64}$/);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("of an item is one of those that name it, however much is known of its repository", () => {
    const named = itemKeys("item", { repositoryId: "R1", repository: "Acme/Data" }, 7);
    expect(named).toContain(itemKey("item", { repositoryId: "R1", repository: "" }, 7));
    expect(named).toContain(itemKey("item", { repositoryId: "", repository: "acme/data" }, 7));
  });
});

describe("what others may rest on", () => {
  const told = (over: Partial<ReturnType<typeof emptyRecord>>) => standingOf(snapshot(), { ...emptyRecord(), stage: "todo", ...over });

  it("changes with the stage and the gates, each by itself", () => {
    const gates = { goal: { outcome: "pass" as const, since: { at: 0, afterComment: 0 } } };
    const before = told({});
    const changed = (now: Record<string, string>) => Object.keys(now).filter((key) => now[key] !== before[key]);
    expect(changed(told({ stage: "doing" }))).toEqual(["stage:R1#1", "stage:acme/data#1", "standing:R1#1"]);
    expect(changed(told({ gates }))).toEqual(["standing:R1#1"]);
    expect(changed(told({ seenComment: 7, told: ["x"], overdue: true }))).toEqual([]);
  });
});
