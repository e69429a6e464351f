import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createHmac, createSign } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Hub } from "../../src/sandbox/index.js";

let hub: Hub;
beforeEach(async () => {
  hub = await startSandbox();
  hub.createOrganization("acme");
  hub.createUser("paula", "ana", "eve", "omar");
  hub.createTeam("acme", "data-pm", { members: ["paula"] });
  hub.createTeam("acme", "architects", { members: ["ana"], pending: ["eve"] });
  hub.createRepository({
    owner: "acme",
    name: "web",
    files: { "contracts/a.yml": "id: a\n", "README.md": "# web\n" },
    collaborators: { paula: "write", ana: "triage" },
  });
});
afterEach(() => hub.close());

function jwt(h: Hub, over: Record<string, unknown> = {}): string {
  const enc = (v: unknown) => Buffer.from(JSON.stringify(v)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const head = `${enc({ alg: "RS256", typ: "JWT" })}.${enc({ iss: h.app.id, iat: now - 30, exp: now + 500, ...over })}`;
  return `${head}.${createSign("RSA-SHA256").update(head).sign(h.app.privateKey, "base64url")}`;
}

async function token(body: unknown = {}): Promise<string> {
  const id = hub.installation("acme/web").id;
  const r = await call("POST", `/app/installations/${id}/access_tokens`, body, jwt(hub));
  expect(r.status).toBe(201);
  return (r.body as { token: string }).token;
}

async function call(method: string, path: string, body?: unknown, auth?: string, headers: Record<string, string> = {}) {
  const url = path === "/graphql" ? `${hub.url}/api/graphql` : `${hub.url}/api/v3${path}`;
  const r = await fetch(url, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: { ...(auth ? { authorization: `bearer ${auth}` } : {}), ...headers },
    redirect: "manual",
  });
  const text = await r.text();
  return { status: r.status, headers: r.headers, body: text === "" ? null : JSON.parse(text) };
}

describe("auth", () => {
  it("checks the App's signature, issuer and lifetime", async () => {
    expect((await call("GET", "/app", undefined, jwt(hub))).body.slug).toBe("baton");
    const now = Math.floor(Date.now() / 1000);
    expect((await call("GET", "/app", undefined, jwt(hub, { exp: now + 3000 }))).status).toBe(401);
    expect((await call("GET", "/app", undefined, jwt(hub, { exp: now - 1 }))).status).toBe(401);
    expect((await call("GET", "/app", undefined, jwt(hub, { iss: 1 }))).status).toBe(401);
    expect((await call("GET", "/app", undefined, `${jwt(hub).slice(0, -8)}AAAAAAAA`)).status).toBe(401);
  });
  it("refuses unknown tokens and missing permissions", async () => {
    expect((await call("GET", "/repos/acme/web", undefined, "ghs_nope")).status).toBe(401);
    const t = await token({ permissions: { issues: "read" } });
    const n = hub.as("paula").openIssue("acme/web", { title: "t" });
    expect((await call("GET", `/repos/acme/web/issues/${n}`, undefined, t)).status).toBe(200);
    const r = await call("POST", `/repos/acme/web/issues/${n}/comments`, { body: "x" }, t);
    expect([r.status, r.body.message]).toEqual([403, "Resource not accessible by integration"]);
  });
});

describe("rest", () => {
  it("labels, comments, reacts, checks", async () => {
    const t = await token();
    const n = hub.as("paula").openIssue("acme/web", { title: "t", body: "b" });
    expect((await call("POST", `/repos/acme/web/issues/${n}/labels`, { labels: ["stage: x"] }, t)).status).toBe(200);
    expect(hub.issue("acme/web", n).labels).toEqual(["stage: x"]);
    expect((await call("DELETE", `/repos/acme/web/issues/${n}/labels/stage%3A%20x`, undefined, t)).status).toBe(200);
    expect((await call("DELETE", `/repos/acme/web/issues/${n}/labels/stage%3A%20x`, undefined, t)).status).toBe(404);
    const c = await call("POST", `/repos/acme/web/issues/${n}/comments`, { body: "hi" }, t);
    expect([c.status, c.body.user.login]).toEqual([201, "baton[bot]"]);
    expect((await call("POST", `/repos/acme/web/issues/comments/${c.body.id}/reactions`, { content: "eyes" }, t)).status).toBe(201);
    expect((await call("POST", `/repos/acme/web/issues/comments/${c.body.id}/reactions`, { content: "eyes" }, t)).status).toBe(200);
    const first = await call("GET", `/repos/acme/web/issues/${n}`, undefined, t);
    const again = await call("GET", `/repos/acme/web/issues/${n}`, undefined, t, { "if-none-match": first.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
    const bad = await call(
      "POST",
      "/repos/acme/web/check-runs",
      {
        name: "baton",
        head_sha: hub.headSha("acme/web"),
        conclusion: "success",
        actions: [{ label: "x".repeat(21), description: "d", identifier: "i" }],
      },
      t,
    );
    expect(bad.status).toBe(422);
    const ok = await call(
      "POST",
      "/repos/acme/web/check-runs",
      { name: "baton", head_sha: hub.headSha("acme/web"), conclusion: "success" },
      t,
    );
    expect([ok.status, ok.body.status]).toEqual([201, "completed"]);
  });
});

describe("graphql", () => {
  it("answers the item with its policy tree, and rejects what GitHub's schema does not know", async () => {
    const t = await token();
    const n = hub.as("paula").openIssue("acme/web", { title: "t", body: "b", labels: ["bug"] });
    hub.as("paula").editBody("acme/web", n, "b2");
    const pr = hub.as("paula").openPullRequest("acme/web", { title: "p", body: `Closes #${n}` });
    const query = `query($n:Int!){repository(owner:"acme",name:"web"){id defaultBranchRef{target{... on Commit{oid file(path:"contracts"){type}}}}contracts:object(expression:"HEAD:contracts"){... on Tree{entries{name oid mode type object{... on Blob{text byteSize isTruncated}}}}}
      issueOrPullRequest(number:$n){__typename ... on Issue{body lastEditedAt userContentEdits(first:1){totalCount nodes{editor{login}}} labels(first:10){nodes{name}} comments(first:100){totalCount nodes{fullDatabaseId reactionGroups{content viewerHasReacted}}}
      timelineItems(first:50,itemTypes:[LABELED_EVENT]){nodes{__typename ... on LabeledEvent{label{name} actor{login}}}} closedByPullRequestsReferences(first:10,includeClosedPrs:true){nodes{number headRefOid state}}}}}}`;
    const r = await call("POST", "/graphql", { query, variables: { n } }, t);
    expect(r.body.errors).toBeUndefined();
    const issue = r.body.data.repository.issueOrPullRequest;
    expect(issue).toMatchObject({
      __typename: "Issue",
      body: "b2",
      labels: { nodes: [{ name: "bug" }] },
      userContentEdits: { totalCount: 2 },
      closedByPullRequestsReferences: { nodes: [{ number: pr }] },
    });
    expect(r.body.data.repository.contracts.entries[0]).toMatchObject({
      name: "a.yml",
      mode: 33188,
      oid: "5c42cb2eeaaaaae62250d3d0441ce12063ba7d3f",
      object: { text: "id: a\n" },
    });
    const bad = await call("POST", "/graphql", { query: '{repository(owner:"acme",name:"web"){nonsense}}' }, t);
    expect(bad.body.errors[0].message).toContain("nonsense");
    const gone = await call("POST", "/graphql", { query: '{repository(owner:"acme",name:"web"){issue(number:99){id}}}' }, t);
    expect(gone.body).toMatchObject({
      data: { repository: { issue: null } },
      errors: [{ type: "NOT_FOUND", path: ["repository", "issue"] }],
    });
    const tooMany = await call("POST", "/graphql", { query: '{repository(owner:"acme",name:"web"){labels(first:101){totalCount}}}' }, t);
    expect(tooMany.body.errors[0].type).toBe("EXCESSIVE_PAGINATION");
  });
});

describe("webhooks", () => {
  it("signs, keeps order, can hold back and shuffle", async () => {
    const got: { event: string; action: string; ok: boolean }[] = [];
    const sink = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req
        .on("data", (c: Buffer) => chunks.push(c))
        .on("end", () => {
          const raw = Buffer.concat(chunks);
          const want = `sha256=${createHmac("sha256", hub.app.webhookSecret).update(raw).digest("hex")}`;
          const body = JSON.parse(raw.toString()) as { action: string };
          got.push({ event: String(req.headers["x-github-event"]), action: body.action, ok: want === req.headers["x-hub-signature-256"] });
          res.writeHead(202).end();
        });
    });
    await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
    hub.webhooks.sendTo(`http://127.0.0.1:${(sink.address() as AddressInfo).port}/`);
    const n = hub.as("paula").openIssue("acme/web", { title: "t", labels: ["bug"] });
    hub.as("paula").comment("acme/web", n, "/ack");
    await hub.idle();
    expect(got.map((g) => `${g.event}.${g.action}`)).toEqual(["issues.opened", "issues.labeled", "issue_comment.created"]);
    expect(got.every((g) => g.ok)).toBe(true);
    hub.webhooks.hold();
    hub.as("paula").editBody("acme/web", n, "x");
    hub.as("paula").close("acme/web", n);
    await hub.idle();
    expect(got).toHaveLength(3);
    hub.webhooks.release({ order: "reverse", duplicate: true });
    await hub.idle();
    expect(got.slice(3).map((g) => g.action)).toEqual(["closed", "closed", "edited", "edited"]);
    sink.close();
  });
});

describe("faults", () => {
  it("error_after has its effect, error_before has none", async () => {
    const t = await token();
    const n = hub.as("paula").openIssue("acme/web", { title: "t" });
    for (const [kind, effect] of [
      ["error_before", 0],
      ["error_after", 1],
    ] as const) {
      hub.faults.add({ match: { method: "POST", path: /comments/ }, kind });
      expect((await call("POST", `/repos/acme/web/issues/${n}/comments`, { body: "x" }, t)).status).toBe(502);
      expect(hub.issue("acme/web", n).comments).toHaveLength(effect);
    }
    hub.faults.add({ kind: "reset_after", match: { method: "POST" } });
    await expect(call("POST", `/repos/acme/web/issues/${n}/comments`, { body: "x" }, t)).rejects.toThrow();
    expect(hub.issue("acme/web", n).comments).toHaveLength(2);
    hub.as("paula").editBody("acme/web", n, "new");
    hub.faults.add({ kind: "stale" });
    expect((await call("GET", `/repos/acme/web/issues/${n}`, undefined, t)).body.body).toBe(null);
    expect((await call("GET", `/repos/acme/web/issues/${n}`, undefined, t)).body.body).toBe("new");
  });
});
