import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { undocumented } from "../../src/sandbox/rest/documented.js";
import { routes } from "../../src/sandbox/rest/routes.js";
import { startSandbox, type Hub } from "../../src/sandbox/index.js";

const folder = dirname(createRequire(import.meta.url).resolve("@octokit/openapi-types/package.json"));
const published = readFileSync(join(folder, "types.d.ts"), "utf8");
const part = (from: string, to: string) => published.slice(published.indexOf(from), published.indexOf(to, published.indexOf(from)));
const anonymous = (path: string) => path.replace(/\{[^}]*\}|[:*]\w+/g, "{}");

/** Operation by method and path, as published. */
const operations = new Map(
  [...part("export interface paths {", "export interface webhooks").matchAll(/\n {2}"(\/[^"]*)": \{([\s\S]*?)\n {2}\};/g)].flatMap(
    ([, path = "", body = ""]) =>
      [...body.matchAll(/\n {4}(get|post|put|patch|delete): operations\["([\w/-]+)"\]/g)].map(
        ([, method = "", name = ""]) => [`${method.toUpperCase()} ${anonymous(path)}`, name] as const,
      ),
  ),
);
const queries = new Map(
  [
    ...published
      .slice(published.indexOf("export interface operations {"))
      .matchAll(/\n {2}"([\w/-]+)": \{\n {4}parameters: \{\n([\s\S]*?)\n {4}\};/g),
  ].map(([, name = "", body = ""]) => {
    const query = /\n {6}query\??: \{\n([\s\S]*?)\n {6}\};/.exec(`\n${body}`)?.[1] ?? "";
    return [name, [...query.matchAll(/^ {8}"?([\w.-]+)"?\??:/gm)].map(([, one = ""]) => one)] as const;
  }),
);

describe("what the embedded GitHub answers to", () => {
  it.each(routes.map(({ method, pattern }) => [method, pattern]))("is published by GitHub: %s %s", (method, pattern) => {
    const name = operations.get(`${method} ${anonymous(pattern)}`);
    expect(name).toBeDefined();
    const known = queries.get(name ?? "") ?? [];
    expect(undocumented(method, pattern, known)).toEqual([]);
    expect(undocumented(method, pattern, ["anything", "since_ever"])).toHaveLength(2);
  });
});

describe("strictly", () => {
  const open: Hub[] = [];
  beforeAll(async () => {
    for (const strict of [true, false]) {
      const hub = await startSandbox({ strict });
      hub.createUser("paula");
      hub.createRepository({ owner: "paula", name: "web", files: { "contracts/a.yml": "id: a\n" } });
      open.push(hub);
    }
  });
  afterAll(async () => {
    for (const hub of open) await hub.close();
  });

  const ask = async (hub: Hub | undefined, path: string, query?: string) => {
    const headers = { authorization: `token ${hub?.tokenFor("paula") ?? ""}` };
    const body = query === undefined ? {} : { method: "POST", body: JSON.stringify({ query }) };
    const answer = await fetch(`${hub?.url ?? ""}/api/${path}`, { headers, ...body });
    return { status: answer.status, body: (await answer.json()) as { data?: unknown; errors?: { message: string }[] } };
  };
  const repository = (fields: string) => `{ repository(owner: "paula", name: "web") { ${fields} } }`;

  it("a folder is no file", async () => {
    const query = repository(`defaultBranchRef { target { ... on Commit { file(path: "contracts") { type } } } }`);
    const [strict, lenient] = await Promise.all(open.map(async (hub) => (await ask(hub, "graphql", query)).body.data));
    expect(strict).toEqual({ repository: { defaultBranchRef: { target: { file: null } } } });
    expect(lenient).toEqual({ repository: { defaultBranchRef: { target: { file: { type: "tree" } } } } });
  });

  it("deprecated fields are gone", async () => {
    const query = repository(`issues(first: 1) { nodes { databaseId } } pullRequests(first: 1) { nodes { databaseId } }`);
    expect((await ask(open[0], "graphql", query)).body.errors?.[0]?.message).toMatch(/deprecated/);
    expect((await ask(open[1], "graphql", query)).body.errors).toBeUndefined();
  });

  it("parameters that are not documented are not there", async () => {
    const path = "v3/repos/paula/web/commits?branch=main";
    expect((await ask(open[0], path)).status).toBe(404);
    expect((await ask(open[1], path)).status).toBe(200);
  });
});
