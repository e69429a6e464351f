import { describe, expect, it } from "vitest";
import { namedBy } from "../../src/github/events.js";

const repository = { node_id: "R_1", name: "Shop", owner: { login: "Acme" }, default_branch: "main" };
const base = { installation: { id: 7 }, repository, organization: { login: "Acme" }, sender: { login: "ana", type: "User" } };
const push = (over: object) => ({ ...base, ref: "refs/heads/main", commits: [], ...over });
const touched = (...modified: string[]) => push({ commits: [{ added: [], removed: [], modified }] });
const item = (part: string, number: number) => [`${part}:R_1#${number}`, `${part}:acme/shop#${number}`];
const issue = { number: 1 };
const pull_request = { number: 3 };
const repositoryKeys = ["repository:R_1", "repository:acme/shop"];

describe("deliveries name what they change", () => {
  it.each([
    ["issues", { ...base, action: "closed", issue }, item("item", 1)],
    ["issues", { ...base, action: "reopened", issue }, item("item", 1)],
    ["issues", { ...base, action: "deleted", issue }, item("item", 1)],
    ["issues", { ...base, action: "transferred", issue }, item("item", 1)],
    ["issues", { ...base, action: "opened", issue }, item("item", 1)],
    ["issues", { ...base, action: "edited", issue, changes: { title: { from: "a" } } }, item("item", 1)],
    ["issues", { ...base, action: "edited", issue, changes: { body: { from: "a" } } }, []],
    ["issues", { ...base, action: "labeled", issue }, []],
    ["issue_comment", { ...base, action: "created", issue }, []],
    ["pull_request", { ...base, action: "closed", pull_request }, item("item", 3)],
    [
      "pull_request",
      { ...base, action: "reopened", pull_request: { ...pull_request, user: { login: "Scanner[bot]" } } },
      [...item("item", 3), "pulls-by:R_1:scanner"],
    ],
    [
      "pull_request",
      { ...base, action: "closed", pull_request: { ...pull_request, user: { login: "zoe" } } },
      [...item("item", 3), "pulls-by:R_1:zoe"],
    ],
    ["pull_request", { ...base, action: "opened", pull_request: { ...pull_request, user: { login: "zoe" } } }, item("item", 3)],
    ["pull_request", { ...base, action: "converted_to_draft", pull_request }, item("item", 3)],
    ["pull_request", { ...base, action: "edited", pull_request, changes: { base: { ref: { from: "x" } } } }, item("item", 3)],
    ["pull_request", { ...base, action: "synchronize", pull_request }, item("head", 3)],
    ["pull_request", { ...base, action: "labeled", pull_request }, []],
    ["pull_request_review", { ...base, action: "dismissed", pull_request }, item("reviews", 3)],
    ["check_run", { ...base, action: "completed", check_run: { head_sha: "s" } }, ["commit:R_1@s"]],
    ["check_run", { ...base, action: "created", check_run: { head_sha: "s" } }, ["commit:R_1@s"]],
    ["check_run", { ...base, action: "rerequested", check_run: { head_sha: "s" } }, []],
    ["status", { ...base, sha: "s", state: "success" }, ["commit:R_1@s"]],
    ["push", touched("src/a.ts"), ["document:R_1:src/a.ts", "folder:R_1:", "folder:R_1:src"]],
    ["push", touched("docs/a.md"), ["document:R_1:docs/a.md", "folder:R_1:", "folder:R_1:docs", "branch:R_1"]],
    [
      "push",
      touched("contracts/a.yml"),
      ["document:R_1:contracts/a.yml", "folder:R_1:", "folder:R_1:contracts", "branch:R_1", "policy:R_1"],
    ],
    ["push", push({ commits: [] }), ["documents:R_1", "branch:R_1", "policy:R_1"]],
    ["push", push({ forced: true, commits: [{ modified: ["a"] }] }), ["documents:R_1", "branch:R_1", "policy:R_1"]],
    ["push", { ...touched("docs/a.md"), ref: "refs/heads/topic" }, []],
    [
      "push",
      { ...touched("contracts/a.yml"), repository: { ...repository, name: ".github" } },
      ["document:R_1:contracts/a.yml", "folder:R_1:", "folder:R_1:contracts", "branch:R_1", "policy:R_1", "organisation-policy:acme"],
    ],
    ["repository", { ...base, action: "deleted" }, repositoryKeys],
    ["repository", { ...base, action: "privatized" }, [...repositoryKeys, "access:R_1"]],
    [
      "repository",
      { ...base, action: "renamed", changes: { repository: { name: { from: "Old" } } } },
      [...repositoryKeys, "repository:acme/old"],
    ],
    ["member", { ...base, action: "removed", member: { login: "Zoe" } }, ["access:R_1:zoe"]],
    ["membership", { ...base, repository: undefined, action: "added", member: { login: "Zoe" }, team: { slug: "a" } }, ["member:acme:zoe"]],
    [
      "organization",
      { ...base, repository: undefined, action: "member_removed", membership: { user: { login: "Zoe" } } },
      ["member:acme:zoe"],
    ],
    ["membership", { ...base, repository: undefined, action: "added", member: 1, team: 1 }, ["teams:acme"]],
    ["team", { ...base, repository: undefined, action: "created", team: { slug: "A" } }, ["team:acme/a"]],
    ["team", { ...base, repository: undefined, action: "deleted", team: { slug: "a" } }, ["teams:acme"]],
    ["team", { ...base, repository: undefined, action: "edited", team: { slug: "a" }, changes: { name: { from: "b" } } }, ["teams:acme"]],
    ["team", { ...base, repository: undefined, action: "edited", team: { slug: "a" }, changes: { description: { from: "b" } } }, []],
    ["team", { ...base, action: "removed_from_repository", team: { slug: "a" } }, ["access:R_1"]],
    [
      "installation_repositories",
      { action: "removed", installation: { id: 7 }, repositories_removed: [{ node_id: "R_1", full_name: "Acme/Shop" }] },
      repositoryKeys,
    ],
    [
      "installation",
      { action: "deleted", installation: { id: 7 }, repositories: [{ node_id: "R_1", full_name: "Acme/Shop" }] },
      repositoryKeys,
    ],
  ])("%s %#", (event, payload, expected) => {
    expect(namedBy(event, payload)).toEqual(expected);
  });

  it("and every path up to a bound, beyond which they name all documents", () => {
    const paths = (count: number) => touched(...Array.from({ length: count }, (_, index) => `src/${index}.ts`));
    expect(namedBy("push", paths(300))).toHaveLength(300 + 2);
    expect(namedBy("push", paths(301))).toEqual(["documents:R_1", "branch:R_1", "policy:R_1"]);
  });

  it("and all documents in place of more folders than that", () => {
    const deep = Array.from({ length: 100 }, (_, index) => `${"d/".repeat(3)}${index}/${"e/".repeat(3)}a.ts`);
    const named = namedBy("push", touched(...deep));
    expect(named).toHaveLength(100 + 1);
    expect(named).toContain("documents:R_1");
  });

  it("but not what we report ourselves", () => {
    const result = (slug: string) => ({ ...base, action: "completed", check_run: { head_sha: "s", app: { slug } } });
    expect(namedBy("check_run", result("baton"), { slug: "baton" })).toEqual([]);
    expect(namedBy("check_run", result("ci"), { slug: "baton" })).toEqual(["commit:R_1@s"]);
  });

  it.each([null, 1, "x", [], {}, { ...base, issue: { number: -1 }, action: "closed" }, { issue, action: "closed" }])(
    "and nothing when they have a wrong shape: %j",
    (payload) => {
      for (const event of ["issues", "push", "installation", "constructor", "__proto__", "star"])
        expect(namedBy(event, payload)).toEqual([]);
    },
  );
});
