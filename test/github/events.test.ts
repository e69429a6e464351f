import { describe, expect, it } from "vitest";
import { invalidates, workFor } from "../../src/github/events.js";

const repository = { node_id: "R_1", name: "shop", owner: { login: "acme" }, default_branch: "main" };
const base = { installation: { id: 7 }, repository, sender: { login: "ana", type: "User" } };
const place = { installationId: 7, repositoryId: "R_1", owner: "acme", name: "shop" };
const item = (number: number, over: object = {}) => ({ ...place, kind: "item", number, ...over });
const whole = { ...place, kind: "repository" };
const commit = (sha: string, ref: string) => ({ ...place, kind: "commit", sha, ref });
const push = (over: object) => ({ ...base, ref: "refs/heads/main", commits: [], ...over });
const touched = (...modified: string[]) => push({ commits: [{ added: [], removed: [], modified }] });
const CALLBACK = "https://api.github.com/repos/acme/shop/actions/runs/9/deployment_protection_rule";
const asks = (over: object) => ({
  ...base,
  action: "requested",
  environment: "production",
  deployment_callback_url: CALLBACK,
  deployment: { id: 3, sha: "s", environment: "production" },
  ...over,
});
const elsewhere = { node_id: "R_2", name: "other", owner: { login: "acme" } };
const there = { repositoryId: "R_2", name: "other" };

describe("deliveries", () => {
  it.each([
    ["issues", { ...base, action: "edited", issue: { number: 1 } }, [item(1)]],
    ["issue_comment", { ...base, action: "created", issue: { number: 2 } }, [item(2)]],
    ["pull_request", { ...base, action: "synchronize", pull_request: { number: 3 } }, [item(3)]],
    ["pull_request_review", { ...base, action: "submitted", pull_request: { number: 3 } }, [item(3)]],
    [
      "issues",
      { ...base, action: "transferred", issue: { number: 1 }, changes: { new_issue: { number: 9 }, new_repository: elsewhere } },
      [item(1), item(9, there)],
    ],
    [
      "sub_issues",
      { ...base, action: "sub_issue_added", parent_issue: { number: 1 }, sub_issue: { number: 2 }, sub_issue_repo: elsewhere },
      [item(1), item(2, there)],
    ],
    [
      "issue_dependencies",
      { ...base, action: "blocked_by_added", blocked_issue: { number: 1 }, blocking_issue: { number: 2 }, blocking_issue_repo: elsewhere },
      [item(1), item(2, there)],
    ],
    ["label", { ...base, action: "edited", changes: { name: { from: "stage: build" } } }, [whole]],
    ["label", { ...base, action: "deleted" }, [whole]],
    ["deployment_protection_rule", asks({}), [{ ...place, kind: "deployment", id: 3, run: 9, environment: "production", sha: "s" }]],
    ["deployment_protection_rule", asks({ action: "other" }), []],
    ["deployment_protection_rule", asks({ deployment: null }), []],
    ["deployment_protection_rule", asks({ environment: "" }), []],
    ["deployment_protection_rule", asks({ environment: "e".repeat(256) }), []],
    ["deployment_protection_rule", asks({ deployment_callback_url: "https://elsewhere.example/runs/1" }), []],
    ["deployment_protection_rule", asks({ deployment_callback_url: `${CALLBACK}/../../2` }), []],
    ["deployment_status", { ...base, action: "created", deployment: { id: 3, sha: "s", environment: "production" } }, []],
    ["label", { ...base, action: "created" }, []],
    ["push", touched(".github/baton.yml"), [whole]],
    ["push", touched("src/a.ts", "contracts/x.yml"), [whole]],
    ["push", touched("docs/brief.md"), []],
    ["push", touched("src/a.ts"), []],
    ["push", { ...touched("contracts/x.yml"), ref: "refs/heads/topic" }, []],
    ["push", push({ forced: true, commits: [{ modified: ["src/a.ts"] }] }), [whole]],
    ["push", push({ commits: [] }), [whole]],
    [
      "check_run",
      { ...base, action: "rerequested", check_run: { head_sha: "s", pull_requests: [{ number: 4 }] } },
      [commit("s", "again ")],
    ],
    [
      "check_run",
      { ...base, action: "requested_action", check_run: { head_sha: "s", pull_requests: [], check_suite: { head_branch: "fork" } } },
      [commit("s", "again refs/heads/fork")],
    ],
    ["check_run", { ...base, action: "completed", check_run: { head_sha: "s", pull_requests: [{ number: 4 }] } }, [item(4)]],
    [
      "check_run",
      { ...base, action: "completed", check_run: { head_sha: "s", pull_requests: [], check_suite: { head_branch: "fork" } } },
      [commit("s", "refs/heads/fork")],
    ],
    ["check_run", { ...base, action: "created", check_run: { head_sha: "s", status: "completed" } }, [commit("s", "")]],
    ["check_run", { ...base, action: "created", check_run: { head_sha: "s", status: "in_progress" } }, []],
    [
      "check_run",
      {
        ...base,
        action: "completed",
        check_run: { head_sha: "s", check_suite: { head_branch: "gh-readonly-queue/main/pr-1-0123456789abcdef" } },
      },
      [],
    ],
    ["status", { ...base, sha: "s", state: "success" }, [commit("s", "")]],
    ["status", { ...base, sha: "s", state: "pending" }, []],
    ["push", touched(".github/ISSUE_TEMPLATE/brief.yml"), [whole]],
    [
      "check_suite",
      { ...base, action: "requested", check_suite: { head_sha: "s", head_branch: null, pull_requests: [] } },
      [commit("s", "")],
    ],
    [
      "merge_group",
      { ...base, action: "checks_requested", merge_group: { head_sha: "s", head_ref: "refs/heads/gh-readonly-queue/main/pr-1-s" } },
      [commit("s", "refs/heads/gh-readonly-queue/main/pr-1-s")],
    ],
    ["merge_group", { ...base, action: "destroyed", merge_group: { head_sha: "s", head_ref: "r" } }, []],
    ["repository", { ...base, action: "renamed" }, [whole]],
    ["installation", { action: "created", installation: { id: 7 }, repositories: [{ node_id: "R_1", full_name: "acme/shop" }] }, [whole]],
    ["installation", { action: "deleted", installation: { id: 7 }, repositories: [{ node_id: "R_1", full_name: "acme/shop" }] }, []],
    [
      "installation_repositories",
      { action: "added", installation: { id: 7 }, repositories_added: [{ node_id: "R_1", full_name: "acme/shop" }] },
      [whole],
    ],
    ["membership", { action: "added", installation: { id: 7 }, organization: { login: "acme" } }, []],
  ])("%s %#", (event, payload, expected) => {
    expect(workFor(event, payload)).toEqual(expected);
  });

  it.each([
    null,
    undefined,
    1,
    "x",
    [],
    {},
    { ...base, issue: { number: "1" } },
    { ...base, issue: { number: -1 } },
    { issue: { number: 1 }, repository },
    { ...base, repository: null, issue: { number: 1 } },
  ])("of a wrong shape are no hint: %j", (payload) => {
    for (const event of ["issues", "push", "installation", "check_run", "constructor", "__proto__", "star"])
      expect(workFor(event, payload)).toEqual([]);
    expect(invalidates("issues", payload)).toEqual([]);
  });
});

describe("our own deliveries", () => {
  const self = { slug: "baton" };
  const own = { ...base, issue: { number: 1 }, sender: { login: "baton[bot]", type: "Bot" } };

  it.each([
    ["issue_comment", "created", 0],
    ["issue_comment", "edited", 0],
    ["issue_comment", "deleted", 1],
    ["issues", "labeled", 0],
    ["issues", "unlabeled", 0],
    ["issues", "opened", 0],
    ["issues", "edited", 0],
    ["issues", "closed", 1],
  ])("%s %s", (event, action, count) => {
    expect(workFor(event, { ...own, action }, self)).toHaveLength(count);
    expect(workFor(event, { ...own, action })).toHaveLength(1);
  });

  it("are our own results, not those of others", () => {
    const result = (slug: string) => ({ ...base, action: "completed", check_run: { head_sha: "s", app: { slug } } });
    expect(workFor("check_run", result("baton"), self)).toEqual([]);
    expect(workFor("check_run", result("github-actions"), self)).toEqual([commit("s", "")]);
  });

  it.each([
    { login: "baton", type: "User" },
    { login: "baton[bot]", type: "User" },
    { login: "baton-fork[bot]", type: "Bot" },
    { login: "Baton[bot]", type: "Bot" },
  ])("are not those of $login ($type)", (sender) => {
    expect(workFor("issue_comment", { ...own, action: "created", sender }, self)).toHaveLength(1);
  });
});

describe("what deliveries make doubtful", () => {
  it.each([
    ["membership", { action: "removed", organization: { login: "acme" } }, ["memberships acme", "permissions acme", "teams acme"]],
    ["team", { action: "edited", organization: { login: "acme" } }, ["memberships acme", "permissions acme", "teams acme"]],
    ["organization", { action: "member_removed", organization: { login: "acme" } }, ["memberships acme", "permissions acme", "teams acme"]],
    ["member", { ...base, action: "edited" }, ["permissions acme/shop"]],
    ["label", { ...base, action: "deleted" }, ["labels acme/shop"]],
    ["push", { ...touched(".github/baton.yml"), repository: { ...repository, name: ".github" } }, ["organisation_policy acme"]],
    ["push", touched(".github/baton.yml"), []],
    ["issues", { ...base, action: "edited" }, []],
  ])("%s %#", (event, payload, expected) => {
    expect(invalidates(event, payload).map(({ cache, scope }) => `${cache} ${scope}`)).toEqual(expected);
  });
});
