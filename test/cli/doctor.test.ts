import { contractHead } from "../support/contract-head.js";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { doctorCommand, type DoctorOptions } from "../../src/cli/doctor/command.js";
import { loginLists } from "../../src/core/policy/pins.js";
import { openStore } from "../../src/store/store.js";
import { startSandbox, type Hub, type SandboxOptions } from "../../src/sandbox/index.js";

const APP = parse(readFileSync(new URL("../../app.yml", import.meta.url), "utf8")) as {
  default_permissions: Record<string, "read" | "write">;
  default_events: string[];
};
const REPO = "acme/data";
const CONFIG = `version: 1
stages:
  - { id: draft, name: Draft, label: "stage: draft" }
  - { id: done, name: Done, label: "stage: done" }
initial: draft
enforcement: block
roles:
  giver: { users: [gil] }
  taker: { teams: [acme/takers] }
`;
const CONTRACT = `${contractHead({ id: "draft-to-done", name: "Draft", stage: "{ from: draft, to: done }", role: "{ from: giver, to: taker }", owner: "giver" })}context:
  - { id: text, check: section, section: Text }
trigger:
  acknowledge: { by: taker, within: 24h }
`;
const LABELS = ["stage: draft", "stage: done", "handoff: blocked", "handoff: awaiting ack", "handoff: overdue"];

let hub: Hub;
let receiver: Server;
let answer = 200;

/** An organisation with a repository in which everything is as it should be, unless a part is changed. */
async function setUp(parts: { app?: SandboxOptions["app"]; config?: string; contract?: string; install?: boolean } = {}): Promise<void> {
  hub = await startSandbox({ app: { permissions: APP.default_permissions, events: APP.default_events, ...parts.app } });
  receiver = createServer((_request, response) => void response.writeHead(answer).end("{}")).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  hub.webhooks.sendTo(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/github/webhooks`);
  hub.createOrganization("acme");
  hub.createTeam("acme", "takers", { members: ["tom"] });
  hub.createUser("gil");
  hub.createRepository({
    owner: "acme",
    name: "data",
    collaborators: { gil: "admin" },
    install: parts.install ?? true,
    files: { ".github/baton.yml": parts.config ?? CONFIG, "contracts/draft.yml": parts.contract ?? CONTRACT },
  });
  hub.requireChecks(REPO, [{ context: "baton", integrationId: hub.app.id }]);
  await labels(LABELS);
  hub.as("gil").openIssue(REPO, { title: "One" });
  await hub.idle();
}

async function labels(names: string[]): Promise<void> {
  const headers = { authorization: `Bearer ${hub.tokenFor("gil")}`, "content-type": "application/json" };
  for (const name of names) {
    const made = await fetch(`${hub.url}/api/v3/repos/${REPO}/labels`, {
      method: "POST",
      headers,
      body: JSON.stringify({ name, color: "ededed" }),
    });
    expect(made.status).toBe(201);
  }
}

async function ids(): Promise<{ nodeId: string; gil: number }> {
  const headers = { authorization: `Bearer ${hub.tokenFor("gil")}` };
  const get = async (path: string) =>
    (await (await fetch(`${hub.url}/api/v3${path}`, { headers })).json()) as { id: number; node_id: string };
  return { nodeId: (await get(`/repos/${REPO}`)).node_id, gil: (await get("/users/gil")).id };
}

function appEnv(): Record<string, string> {
  const { id, privateKey, webhookSecret } = hub.app;
  return {
    APP_ID: String(id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GHE_HOST: hub.host,
    GHE_PROTOCOL: "http",
    NO_COLOR: "1",
  };
}

function tokenEnv(): Record<string, string> {
  return { GITHUB_TOKEN: hub.tokenFor("gil"), GHE_HOST: hub.host, GHE_PROTOCOL: "http", NO_COLOR: "1" };
}

async function run(env: Record<string, string>, options: Partial<DoctorOptions> = {}): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const output = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  const code = await doctorCommand({ repo: REPO, format: "text", ...options }, output, env);
  return { code, out, err };
}

beforeEach(() => {
  answer = 200;
});
afterEach(async () => {
  await hub?.close();
  receiver?.close();
});

describe("baton doctor", () => {
  it("finds nothing wrong where all is well, and says what it looked at", async () => {
    await setUp();
    const { code, out } = await run(appEnv());
    expect(out).not.toMatch(/[✗!] /);
    for (const group of ["Settings", "App", "Webhooks", "Installation", "Policy", "Labels", "Roles", "Required check"])
      expect(out).toMatch(new RegExp(`^${group}\\n  ✓ `, "m"));
    expect(out).toContain("Nothing is wrong.");
    expect(code).toBe(0);
  });

  it.each<[string, Parameters<typeof setUp>[0], (() => void | Promise<void>) | null, string, RegExp]>([
    [
      "a permission that the App lacks",
      { app: { permissions: { ...APP.default_permissions, checks: "read" } } },
      null,
      "✗ permissions: checks is read",
      /Needed: checks: write\. Change it on http.*\/permissions\./,
    ],
    [
      "a permission that the installation has not accepted",
      {},
      () => hub.setInstallationPermissions(REPO, { ...APP.default_permissions, issues: "read" }),
      "✗ permissions: issues is read",
      /New permissions must be accepted there/,
    ],
    [
      "a suspended installation",
      {},
      () => hub.suspendInstallation(REPO),
      "✗ repository: the installation is suspended",
      /installations\/\d+/,
    ],
    [
      "an App that is not installed",
      { install: false },
      null,
      "✗ repository: the App is not installed in acme/data",
      /\/installations\/new/,
    ],
    [
      "no required check",
      {},
      () => hub.requireChecks(REPO, []),
      "✗ baton: nothing requires the check `baton` on main",
      /acme\/data\/settings\/rules/,
    ],
    [
      "another required check",
      {},
      () => hub.requireChecks(REPO, [{ context: "build", integrationId: null }]),
      "✗ baton: nothing requires",
      /this App \(id 4711\)/,
    ],
    [
      "a required check that anybody can fake",
      {},
      () => hub.requireChecks(REPO, [{ context: "baton", integrationId: null }]),
      "✗ baton: `baton` is required on main from any source",
      /this App \(id 4711\)/,
    ],
    [
      "a required check of another App",
      {},
      () => hub.requireChecks(REPO, [{ context: "baton", integrationId: 99 }]),
      "from another App, id 99",
      /this App \(id 4711\)/,
    ],
    [
      "a team that is not there",
      { config: CONFIG.replace("acme/takers", "acme/gone") },
      null,
      "✗ taker: the team acme/gone cannot be seen",
      /members: read/,
    ],
    [
      "a team without members",
      {},
      () => hub.changeMembership("acme", "takers", "tom", "removed"),
      "✗ taker: the team acme/takers has no members",
      /\/orgs\/acme\/teams\/takers/,
    ],
    [
      "a user who is not there",
      { config: CONFIG.replace("gil", "nobody-here") },
      null,
      "✗ giver: there is no user nobody-here",
      /baton\.yml/,
    ],
    ["a policy that does not parse", { config: CONFIG.replace("version: 1", "version: 7") }, null, "✗ .github/baton.yml:1", /Needed: /],
    ["no address for webhooks", {}, () => hub.webhooks.sendTo(null), "✗ address: no address is set", /api\/github\/webhooks/],
    [
      "a webhook that fails",
      {},
      async () => {
        answer = 401;
        hub.as("gil").openIssue(REPO, { title: "Two" });
        await hub.idle();
      },
      "did not arrive, most recently issues: 401",
      /the same secret in WEBHOOK_SECRET/,
    ],
  ])("finds %s, and says how to mend it", async (_what, parts, spoil, found, help) => {
    await setUp(parts);
    await spoil?.();
    const { code, out } = await run(appEnv());
    expect(out).toContain(found);
    expect(out.slice(out.indexOf(found))).toMatch(help);
    expect(code).toBe(1);
  });

  it("finds missing labels", async () => {
    await setUp({ config: CONFIG.replace("stage: done", "stage: finished") });
    const { code, out } = await run(appEnv());
    expect(out).toContain("✗ labels: not there: stage: finished");
    expect(code).toBe(1);
  });

  it("finds a login that another account took since it was first read, whatever its database is", async () => {
    await setUp();
    const folder = await mkdtemp(join(tmpdir(), "baton-doctor-"));
    const env = { ...appEnv(), BATON_DATA: folder };
    try {
      expect((await run(env)).code).toBe(0);
      const store = await openStore({ folder });
      const role = (id: string, users: string[], teams: string[]) => ({ id, users, teams });
      const pullRequests = { requireIssue: false, allowedStages: [], exempt: { authors: [], labels: [] } };
      const roles = { giver: role("giver", ["gil"], []), taker: role("taker", [], ["acme/takers"]) };
      const [giver] = loginLists({ roles, acknowledgement: { self: false, bots: [] }, pullRequests });
      const { nodeId, gil } = await ids();
      const pin = { list: giver?.list ?? "", definition: giver?.definition ?? "", login: "gil", at: 0 };
      await store.savePins(nodeId, [{ ...pin, account: gil }]);
      await store.close();
      expect((await run(env)).code).toBe(0);
      hub.renameUser("gil", "gill");
      hub.createUser("gil");
      const { code, out } = await run(env);
      expect(out).toContain("✗ giver: the login gil names another account than when this was first read");
      expect(code).toBe(1);
      expect((await run(appEnv())).out).not.toContain("another account");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("only remarks on what may be meant so: more permissions than needed, an empty role, no required check while observing", async () => {
    const config = CONFIG.replace("enforcement: block", "enforcement: observe").replace("{ users: [gil] }", "{}");
    await setUp({ config, app: { permissions: { ...APP.default_permissions, actions: "write" } } });
    hub.requireChecks(REPO, []);
    const { code, out } = await run(appEnv());
    expect(out).toContain("! permissions: it may actions: write");
    expect(out).toContain("! giver: nobody holds it");
    expect(out).toContain("! baton: nothing requires");
    expect(code).toBe(0);
  });

  it("remarks that an exempt author's name can be used by whoever may push, and tells since when the policy governs", async () => {
    const exempt = 'pull_requests: { exempt: { authors: ["dependabot[bot]"] } }\n';
    await setUp({ config: `${CONFIG}${exempt}governs_since: 2026-01-01\n` });
    const { code, out } = await run(appEnv());
    expect(out).toMatch(/! authors: whoever may push to their pull requests can commit in the name of dependabot\[bot\]/);
    expect(out).toMatch(/✓ governs_since: only reported: items opened before 2026-01-01/);
    expect(code).toBe(0);
  });

  it("looks with somebody's token at what a token can see, and says what it cannot", async () => {
    await setUp();
    const { code, out } = await run(tokenEnv());
    expect(out).toContain("– credentials: only the App can tell of itself");
    expect(out).toContain("✓ baton: `baton` is required on main, from the App of id 4711 only");
    expect(code).toBe(0);
  });

  it("says of a token that GitHub refuses that it is the token", async () => {
    await setUp();
    const { code, out } = await run({ ...tokenEnv(), GITHUB_TOKEN: "ghp_wrong" });
    expect(out).toContain("Needed: credentials that GitHub takes. Check the token, or the App's id and private key.");
    expect(out).not.toMatch(/permission contents|Try again later|ghp_wrong/);
    expect(code).toBe(1);
  });

  it("reports for machines, with the place of what is wrong in a file", async () => {
    await setUp({ contract: CONTRACT.replace("check: section", "check: sektion") });
    const { code, out } = await run(appEnv(), { format: "github" });
    expect(out).toMatch(/^::error file=contracts\/draft\.yml,line=11,/m);
    expect(code).toBe(1);
  });

  it("names settings that are wrong without showing them, and refuses a wrong key", async () => {
    await setUp();
    const short = await run({ ...appEnv(), WEBHOOK_SECRET: "tooshort" });
    expect(short.out).toMatch(/✗ WEBHOOK_SECRET: 8 characters/);
    expect(short.out).not.toContain("tooshort");
    expect(short.code).toBe(1);
    const stranger = await run({ ...appEnv(), APP_ID: "99" });
    expect(stranger.out).toMatch(/✗ credentials: /);
    expect(stranger.code).toBe(1);
  });

  it.each<[string, Record<string, string>, Partial<DoctorOptions>, RegExp]>([
    ["nothing to look with", {}, {}, /neither the App's settings .* nor GITHUB_TOKEN/],
    ["a token without a repository", { GITHUB_TOKEN: "x" }, { repo: undefined }, /--repo OWNER\/NAME/],
    ["a name that is none", { GITHUB_TOKEN: "x" }, { repo: "acme" }, /owner\/name/],
  ])("ends with 2 for %s", async (_what, env, options, said) => {
    const { code, out, err } = await run(env, options);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(said);
  });
});
