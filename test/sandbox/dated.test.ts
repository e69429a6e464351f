import { Probot } from "probot";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Evidence } from "../../src/core/facts/evidence.js";
import type { EvidenceNeeded } from "../../src/core/ports.js";
import { Requests } from "../../src/github/request-counts.js";
import { createCaches } from "../../src/github/caches.js";
import { createClient } from "../../src/github/client.js";
import { PolicyReadiness } from "../../src/github/last-good.js";
import { installationTransport, octokitClass } from "../../src/github/octokit.js";
import { createPacer } from "../../src/github/pacer.js";
import { createReader } from "../../src/github/reader.js";
import { startSandbox, type Hub } from "../../src/sandbox/index.js";
import { plainRules, policyOf } from "../github/answers.js";

const repo = "acme/web";
let hub: Hub;
let now = Date.UTC(2026, 0, 5, 10);
const later = (seconds: number) => (now += seconds * 1000);

beforeEach(async () => {
  hub = await startSandbox({ now: () => now });
  hub.createOrganization("acme");
  hub.createUser("paula", "eve");
  hub.createRepository({ owner: "acme", name: "web", files: { "docs/a.md": "one" }, collaborators: { paula: "admin" } });
});
afterEach(() => hub.close());

async function openReader() {
  const { id: appId, privateKey, webhookSecret: secret } = hub.app;
  const probot = new Probot({ appId, privateKey, secret, baseUrl: `${hub.url}/api/v3`, logLevel: "fatal", Octokit: octokitClass({}) });
  const installationId = hub.installation(repo).id;
  const requests = new Requests();
  const timing = { now: () => now, sleep: async () => {} };
  const transport = await installationTransport(probot, installationId);
  const client = createClient({ installationId, transport, pacer: createPacer(0, timing), requests, timing });
  return createReader({
    client,
    caches: createCaches(() => now),
    rules: plainRules(),
    lastGood: { load: async () => null, save: async () => {} },
    readiness: new PolicyReadiness(),
    repository: { owner: "acme", name: "web", nodeId: null },
    slug: hub.app.slug,
    pins: null,
    now: () => now,
  });
}

async function evidence(number: number, needed: EvidenceNeeded): Promise<Evidence> {
  const reader = await openReader();
  const read = await reader.item(number);
  if (!read) throw new Error("no item");
  const wanted = { needs: [], documents: [], people: { roles: [], permissions: [] }, policy: policyOf(repo, ""), fresh: false };
  return (await reader.complete(read, { ...wanted, evidence: needed })).evidence;
}

const BODY: EvidenceNeeded = { body: true, branch: null, organisation: null };
const branchSince = (since: number, ...paths: string[]): EvidenceNeeded => ({ ...BODY, body: false, branch: { since, paths } });

it("every version of a body is dated, there and back included", async () => {
  const number = hub.as("paula").openIssue(repo, { title: "t", body: "a" });
  const opened = now;
  const by = expect.objectContaining({ login: "paula" }) as unknown;
  expect((await evidence(number, BODY)).body).toEqual({ known: true, value: [{ at: opened, text: "a", by }] });
  later(10);
  hub.as("paula").editBody(repo, number, "b");
  later(10);
  hub.as("paula").editBody(repo, number, "a");
  const value = [
    { at: opened, text: "a", by },
    { at: opened + 10_000, text: "b", by },
    { at: opened + 20_000, text: "a", by },
  ];
  expect((await evidence(number, BODY)).body).toEqual({ known: true, value });
});

it("a hundred versions are read whole", async () => {
  const number = hub.as("paula").openIssue(repo, { title: "t", body: "0" });
  for (let n = 1; n <= 100; n += 1) hub.as("paula").editBody(repo, number, String(n));
  const { body } = await evidence(number, BODY);
  expect(body.known && body.value.map(({ text }) => text)).toEqual(Array.from({ length: 101 }, (_, n) => String(n)));
});

describe("the default branch", () => {
  it("is dated by pushes, merges and force pushes, each with the files that were asked about", async () => {
    const number = hub.as("paula").openIssue(repo, { title: "t" });
    const first = hub.headSha(repo);
    const since = later(10);
    const changed = hub.as("paula").push(repo, { files: { "docs/a.md": "two" } });
    const pull = hub.as("paula").openPullRequest(repo, { title: "p", files: { "contracts/c.yml": "c" } });
    later(10);
    const merged = hub.as("paula").mergePullRequest(repo, pull);
    later(10);
    hub.as("paula").forcePush(repo, first);
    const { branch } = await evidence(number, branchSince(since, "docs/a.md", "contracts"));
    const states = branch.known ? branch.value : [];
    expect(states.map(({ at, commit }) => [at, commit])).toEqual([
      [null, first],
      [since, changed],
      [since + 10_000, merged],
      [since + 20_000, first],
    ]);
    const ids = states.map(({ files }) => files);
    expect(new Set(ids.map((one) => one["docs/a.md"])).size).toBe(2);
    expect(ids[3]).toEqual(ids[0]);
    expect(ids.map((one) => one["contracts"] === null)).toEqual([true, true, false, true]);
  });

  it("begins with its creation in the very second, and is unknown before it", async () => {
    const number = hub.as("paula").openIssue(repo, { title: "t" });
    const { branch } = await evidence(number, branchSince(now, "docs/a.md"));
    expect(branch).toMatchObject({ known: true, value: [{ at: null, commit: hub.headSha(repo) }] });
    expect((await evidence(number, branchSince(now - 1000, "docs/a.md"))).branch.known).toBe(false);
  });

  it("is unknown where the App may not read contents", async () => {
    const number = hub.as("paula").openIssue(repo, { title: "t" });
    const reader = await openReader();
    const read = await reader.item(number);
    hub.setInstallationPermissions(repo, { metadata: "read", issues: "write" });
    const wanted = { needs: [], documents: [], people: { roles: [], permissions: [] }, policy: policyOf(repo, ""), fresh: false };
    const found = read && (await reader.complete(read, { ...wanted, evidence: branchSince(now, "docs/a.md") }));
    expect(found?.evidence.branch.known).toBe(false);
  });
});

describe("the organisation's policy", () => {
  const asked = (since: number): EvidenceNeeded => ({ body: false, branch: null, organisation: { since, paths: [".github/baton.yml"] } });

  it("has no states where there is none", async () => {
    const number = hub.as("paula").openIssue(repo, { title: "t" });
    expect((await evidence(number, asked(now))).organisation).toEqual({ known: true, value: [] });
  });

  it("is dated by the pushes to its repository", async () => {
    const files = { ".github/baton.yml": "version: 1\n" };
    const home = hub.createRepository({ owner: "acme", name: ".github", files, collaborators: { paula: "admin" } });
    const number = hub.as("paula").openIssue(repo, { title: "t" });
    const since = later(10);
    hub.as("paula").push(home, { files: { ".github/baton.yml": "version: 1 # changed\n" } });
    later(10);
    const back = hub.as("paula").push(home, { files });
    const { organisation } = await evidence(number, asked(since));
    expect(organisation).toMatchObject({ known: true, value: [{ at: null }, { at: since }, { at: since + 10_000, commit: back }] });
    const ids = organisation.known ? organisation.value.map((one) => one.files[".github/baton.yml"]) : [];
    expect(ids[0]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[1]);
  });
});
