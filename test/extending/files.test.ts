import { mkdir, readFile, writeFile } from "node:fs/promises";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, test, vi } from "vitest";
import { print } from "../../src/cli/schema.js";
import { readWorkspace } from "../../src/cli/common/workspace.js";
import { policyKey } from "../../src/core/facts/read-keys.js";
import { comparePolicies } from "../../src/core/policy/compare/compare.js";
import { isPolicyPath } from "../../src/core/policy/files.js";
import { mergeOrganisation, parsePolicy } from "../../src/core/policy/parse.js";
import { SCHEMAS } from "../../src/core/policy/schemas.js";
import type { Policy } from "../../src/core/policy/types.js";
import { touchesPolicy } from "../../src/core/pulls/policy-change.js";
import { createCaches } from "../../src/github/caches.js";
import { namedBy, workFor } from "../../src/github/events.js";
import { policyFilesOf } from "../../src/github/policy-files.js";
import { COMMIT_POLICY_QUERY, ITEM_QUERY, POLICY_QUERY } from "../../src/github/query.js";
import { contractsPage } from "../../src/render/reference/contracts-page.js";
import { blankSnapshot } from "../core/blank-snapshot.js";
import { chartersOf } from "./charter.js";
import { mostOpenOf } from "./most-open.js";
import { entry, repositoryAnswer } from "../github/answers.js";
import { temporaryFolder } from "../support/temporary.js";

// The one line each.
vi.mock(import("../../src/core/policy/file-kinds.js"), async (original) => ({
  FILE_KINDS: [...(await original()).FILE_KINDS, (await import("./charter.js")).charterFile],
}));
vi.mock(import("../../src/core/policy/config/keys.js"), async (original) => {
  const { mostOpen } = await import("./most-open.js");
  return { CONFIG_KEYS: { ...(await original()).CONFIG_KEYS, mostOpen } };
});

const PATH = ".github/charters/team.yml";
const CONFIG = ".github/baton.yml";
const source = (files: Record<string, string>, repository = "acme/shop") => ({
  repository,
  commit: "c1",
  files: Object.entries(files).map(([path, text]) => ({ path, text })),
});
const read = (files: Record<string, string>) => parsePolicy(source(files).files, { repository: "acme/shop", commit: "c1" });
function policyOf(files: Record<string, string>): Policy {
  const { policy, problems } = read(files);
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

describe("a made-up kind of policy file", () => {
  test.each([
    ["an item", ITEM_QUERY, `"HEAD:.github/charters"`],
    ["a policy", POLICY_QUERY, `"HEAD:.github/charters"`],
    ["a commit", COMMIT_POLICY_QUERY, "$github_charters"],
  ])("is asked for with %s", async (_what, query, expression) => {
    expect(query).toContain(`github_charters: object(expression: ${expression})`);
    const schema = buildSchema(await readFile("node_modules/@octokit/graphql-schema/schema.graphql", "utf8"), { assumeValid: true });
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });

  test("is found among what GitHub answers", async () => {
    const answered = repositoryAnswer(undefined, [entry(PATH, "b1"), entry(".github/charters/notes.md", "b2"), entry(CONFIG, "b3")]);
    const found = await policyFilesOf({ client: {} as never, caches: createCaches() }, answered as never);
    expect(found.files.map(({ path }) => path).toSorted()).toEqual([CONFIG, PATH]);
  });

  test("is policy: a pull request that changes it is held to it, and a push to it concerns the whole repository", () => {
    expect([PATH, ".github/charters/notes.md", "src/charters/team.yml"].map(isPolicyPath)).toEqual([true, false, false]);
    const blank = blankSnapshot("", null);
    const pull = { baseRef: blank.repository.defaultBranch, changedFiles: { known: true, value: [{ path: PATH, change: "modified" }] } };
    const snapshot = { ...blank, item: { ...blank.item, pullRequest: pull } } as never;
    const policyFiles = { commit: "c1", files: [] };
    expect(touchesPolicy({ snapshot, policyFiles, headPolicyFiles: policyFiles }, null)).toBe(true);
    const repository = { node_id: "R_1", name: "shop", owner: { login: "acme" }, default_branch: "main" };
    const pushed = { installation: { id: 7 }, repository, ref: "refs/heads/main", commits: [{ modified: [PATH] }] };
    expect(workFor("push", pushed)).toMatchObject([{ kind: "repository" }]);
    expect(namedBy("push", pushed)).toContain(policyKey("R_1"));
  });

  test("is read from a folder and made part of the policy", async () => {
    const folder = temporaryFolder();
    await mkdir(join(folder, ".github/charters"), { recursive: true });
    await writeFile(join(folder, PATH), "id: care\nstrict: true\n");
    const files = await readWorkspace(folder);
    expect(files.map(({ path }) => path)).toEqual([PATH]);
    const { policy } = parsePolicy(files, { repository: "acme/shop", commit: "c1" });
    expect(chartersOf(policy)).toEqual([{ id: "care", strict: true }]);
    expect(policy?.digest).not.toBe(policyOf({ [PATH]: "id: care" }).digest);
  });

  test("is told what is wrong with it, and no policy comes of it", () => {
    const { policy, problems } = read({ [PATH]: "id: care\nstrikt: true\n" });
    expect(policy).toBeNull();
    expect(problems).toMatchObject([{ file: PATH, line: 2, key: "strikt", fix: "Did you mean `strict`?" }]);
  });

  test("is merged with the organisation's", () => {
    const { policy } = mergeOrganisation(source({ [PATH]: "id: care" }), source({ [PATH]: "id: care\nstrict: true" }, "acme/.github"));
    expect(chartersOf(policy)).toEqual([{ id: "care", strict: true }]);
  });

  test("is compared", () => {
    expect(comparePolicies(policyOf({ [PATH]: "id: care\nstrict: true" }), policyOf({ [PATH]: "id: care" }))).toMatchObject([
      { effect: "loosened", what: "charters" },
    ]);
  });

  test("has a JSON Schema and a place in the reference", () => {
    let said = "";
    print("charter", { out: (text) => void (said += text), err: () => {} });
    expect(JSON.parse(said)).toMatchObject({ title: "Charter", properties: { strict: { description: "Whether it binds." } } });
    expect(contractsPage()).toContain("| Charters | `.github/charters/*.yml` | What a team promises. | `charter.schema.json` |");
  });
});

describe("a made-up key of the configuration", () => {
  const config = (most: number) => ({ [CONFIG]: `version: 1\nmost_open: ${most}\n` });

  test("is read, with its default, and refused when it is not what it takes", () => {
    expect(mostOpenOf(policyOf(config(3)))).toBe(3);
    expect(mostOpenOf(policyOf({}))).toBe(9);
    expect(read({ [CONFIG]: "version: 1\nmost_open: many\n" }).problems).toMatchObject([{ key: "most_open", needed: "a number" }]);
    expect(read({ [CONFIG]: "version: 1\nmost_opne: 3\n" }).problems).toMatchObject([{ fix: "Did you mean `most_open`?" }]);
  });

  test("is compared", () => {
    const effects = (before: number, after: number) =>
      comparePolicies(policyOf(config(before)), policyOf(config(after))).map(({ what, effect }) => [what, effect]);
    expect(effects(3, 4)).toEqual([["most_open", "loosened"]]);
    expect(effects(4, 3)).toEqual([["most_open", "tightened"]]);
    expect(effects(3, 3)).toEqual([]);
  });

  test("may be tightened by a repository, never loosened", () => {
    const under = (most: number) => mergeOrganisation(source(config(most)), source(config(5), "acme/.github"));
    expect(mostOpenOf(under(4).policy)).toBe(4);
    const loose = under(6);
    expect(mostOpenOf(loose.policy)).toBe(5);
    expect(loose.problems).toMatchObject([{ rule: "looser-than-organisation", key: "most_open" }]);
  });

  test("is in the JSON Schema and in the reference", () => {
    expect(SCHEMAS.get("config")?.make()["properties"]).toMatchObject({ most_open: { description: "How many hand-offs may be open." } });
    expect(contractsPage()).toContain("How many hand-offs may be open.");
  });
});

describe("each list has one home", () => {
  test.each([
    [
      "where policy files lie",
      /(?<!\\)["`](?:\.github\/(?:baton\.yml"|ISSUE_TEMPLATE)|contracts\/[\w$*{])|\/\^?contracts\\\//,
      ["src/core/policy/paths.ts"],
    ],
    ["kinds of policy file", /\bFILE_KINDS\b[^=\n]*= \[/, ["src/core/policy/file-kinds.ts"]],
    ["which paths are policy", /(?:function|const) is(?:Policy|Template)(?:Path|File)\b/, ["src/core/policy/files.ts"]],
    ["parts of the configuration", /\bCONFIG_KEYS\b[^=\n]*= \{/, ["src/core/policy/config/keys.ts"]],
    [
      "keys of the configuration",
      /\b(?:key: "|")?(?:governs_since|acknowledgement)(?:\.self)?["']?: (?:z|isoDate)\b|\bUNITS\b/,
      ["src/core/policy/config/people.ts", "src/core/policy/config/rules.ts"],
    ],
    ["the grammar of durations", /\[mhdw\]/, ["src/core/time/durations.ts"]],
    ["events of GitHub", /"(?:check_suite|pull_request_review|membership|installation_repositories)"/, ["src/github/events/table.ts"]],
    ["caches that events make doubtful", /\[\s*"memberships",\s*"permissions"/, ["src/github/events/doubts.ts"]],
  ])("%s", (_what, pattern, homes) => {
    expect(sources().flatMap(([path, text]) => (pattern.test(text) ? [path] : []))).toEqual(homes);
  });
});

/** The embedded GitHub shares nothing with the App, not even lists. */
function sources(): [string, string][] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("sandbox"))
    .toSorted()
    .map((path) => [`src/${path}`, readFileSync(join("src", path), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")]);
}
