import { readFileSync } from "node:fs";
import { buildSchema, NoDeprecatedCustomRule, parse, specifiedRules, validate } from "graphql";
import { describe, expect, it } from "vitest";
import {
  ASKED_QUERY,
  BODY_EDITS_QUERY,
  COMMIT_POLICY_QUERY,
  ITEM_QUERY,
  OPEN_ITEMS_QUERY,
  YOUNGEST_QUERY,
  pageQuery,
  pathsQuery,
  POLICY_QUERY,
  QUEUE_QUERY,
} from "../../src/github/query.js";
import { broughtByQuery, DEPLOYMENTS_QUERY } from "../../src/github/deployment-queries.js";
import { accountsQuery, holdingsQuery, objectsQuery } from "../../src/github/alias-queries.js";

const idl = readFileSync(new URL("../../node_modules/@octokit/graphql-schema/schema.graphql", import.meta.url), "utf8");
const schema = buildSchema(idl, { assumeValid: true });
const connections = [
  "labels",
  "assignees",
  "comments",
  "timelineItems",
  "closedByPullRequestsReferences",
  "subIssues",
  "closingIssuesReferences",
  "files",
  "reviews",
  "contexts",
] as const;

describe("queries against GitHub's published schema", () => {
  it.each([
    ["item", ITEM_QUERY],
    ["policy", POLICY_QUERY],
    ["policy of a commit", COMMIT_POLICY_QUERY],
    ["what gates ask of pull requests", ASKED_QUERY],
    ["paths", pathsQuery(3)],
    ["merge queue", QUEUE_QUERY],
    ["open items", OPEN_ITEMS_QUERY],
    ["versions of a body", BODY_EDITS_QUERY],
    ["objects", objectsQuery(2, 3)],
    ["accounts", accountsQuery(2)],
    ["holdings", holdingsQuery([2, 0])],
    ["youngest issues", YOUNGEST_QUERY],
    ["deployments", DEPLOYMENTS_QUERY],
    ["pull requests of commits", broughtByQuery(2)],
    ...connections.map((name): [string, string] => [`page of ${name}`, pageQuery(name)]),
  ])("%s", (_name, query) => {
    expect(validate(schema, parse(query), [...specifiedRules, NoDeprecatedCustomRule]).map((error) => error.message)).toEqual([]);
  });

  it("would notice a field that does not exist", () => {
    expect(validate(schema, parse(POLICY_QUERY.replace("defaultBranchRef", "mainBranch")))).not.toEqual([]);
  });
});
