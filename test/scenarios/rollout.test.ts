import { afterEach, describe, expect, it } from "vitest";
import { startBaton } from "../../src/app/baton.js";
import { readSettings } from "../../src/app/settings/settings.js";
import { appEnvironment } from "../../src/cli/demo/stage.js";
import { doctorCommand, type DoctorOptions } from "../../src/cli/doctor/command.js";
import { startSandbox, type Hub } from "../../src/sandbox/index.js";
import { createLog } from "../../src/telemetry/log.js";
import { temporaryFolder } from "../support/temporary.js";
import { SMALL, smallPolicy } from "./small-policy.js";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Four repositories as they are before Baton: blocking, observing, governed from a day on, and without a policy. */
async function organisation(now: () => number, later: (days: number) => void): Promise<Hub> {
  const hub = await startSandbox({ now });
  closing.push(() => hub.close());
  hub.createOrganization("acme");
  hub.createUser("pia", "ana");
  hub.createTeam("acme", "architects", { members: ["ana"] });
  const day = new Date(now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const configs = [SMALL, SMALL.replace("block", "observe"), `${SMALL}governs_since: ${day}\n`];
  for (const [index, config] of configs.entries()) fill(hub, `r${index}`, smallPolicy({ config }), 3);
  fill(hub, "bare", {}, 2);
  later(10);
  for (const name of ["r0", "r2"]) hub.as("pia").openIssue(`acme/${name}`, { title: "Young" });
  later(1);
  await hub.idle();
  return hub;
}

function fill(hub: Hub, name: string, files: Record<string, string>, issues: number): void {
  const repo = hub.createRepository({
    owner: "acme",
    name,
    files: { "README.md": `# ${name}\n`, ...files },
    collaborators: { pia: "write" },
  });
  const pia = hub.as("pia");
  for (let n = 0; n < issues; n += 1) pia.openIssue(repo, { title: `Bare ${n}` });
  for (const label of ["stage: todo", "stage: doing"]) pia.openIssue(repo, { title: label, labels: [label] });
  for (const branch of ["one", "two"]) pia.openPullRequest(repo, { title: branch, files: { [`${branch}.txt`]: branch } });
}

async function ahead(hub: Hub, options: Partial<DoctorOptions> = {}): Promise<{ code: number; out: string }> {
  let out = "";
  const output = { out: (text: string) => void (out += text), err: (text: string) => void (out += text) };
  const env = { ...appEnvironment(hub), BATON_WRITES_PER_SECOND: "1", NO_COLOR: "1" };
  const code = await doctorCommand({ rollout: true, format: "json", ...options }, output, env, () => {});
  return { code, out };
}

interface Ahead {
  installations: { account: string; writes: { total: number }; repositories: { repository: string; writes: { total: number } | null }[] }[];
}

async function rolledOut(hub: Hub, now: () => number): Promise<{ written: number; styled: number }> {
  const read = readSettings({ ...appEnvironment(hub), BATON_DATA: temporaryFolder() });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const baton = await startBaton(read.settings, { log: createLog({ level: "silent" }), clock: { now } });
  closing.push(() => baton.stop());
  hub.webhooks.sendTo(`${baton.url}/api/github/webhooks`);
  for (let seen = -1; seen !== hub.requests.length;) {
    seen = hub.requests.length;
    await hub.idle();
    await baton.idle();
  }
  const written = [...(baton.requests() ?? new Map())].reduce((total, [, { writes }]) => total + Number(writes), 0);
  // Labels that somebody made without a look of their own get one when they are first put on.
  const styled = [...hub.requests].filter(({ method, path }) => method === "PATCH" && path.includes("/labels/")).length;
  return { written: written - styled, styled };
}

describe("baton doctor --rollout", () => {
  it("foretells what the App then writes", async () => {
    let at = Date.parse("2026-10-01T08:00:00Z");
    const now = () => at;
    const hub = await organisation(now, (days) => void (at += days * 86_400_000));
    const before = hub.requests.length;
    const { code, out } = await ahead(hub);
    expect(code).toBe(0);
    const methods = new Set(
      [...hub.requests]
        .slice(before)
        .map(({ method, path }) => `${method} ${path.includes("graphql") ? "graphql" : path.includes("access_tokens") ? "token" : "rest"}`),
    );
    expect([...methods].toSorted()).toEqual(["GET rest", "POST graphql", "POST token"]);
    const [{ repositories, writes } = { repositories: [], writes: { total: -1 } }] = (JSON.parse(out) as Ahead).installations;
    const of = (name: string) => repositories.find(({ repository }) => repository === `acme/${name}`)?.writes;
    // Three bare issues and a young one get label and comment, two with a stage a comment, two pull requests a check; four labels are made.
    expect(of("r0")).toEqual({ checks: 2, comments: 6, labels: 4, made: 4, total: 16 });
    expect(of("r1")).toEqual({ checks: 2, comments: 5, labels: 0, made: 0, total: 7 });
    expect(of("r2")).toEqual({ checks: 2, comments: 3, labels: 1, made: 4, total: 10 });
    expect(of("bare")).toBeNull();
    const { written, styled } = await rolledOut(hub, now);
    expect(written).toBe(writes.total);
    expect(styled).toBeLessThanOrEqual(4);
  });

  it("counts with a policy that is not there yet, and tells people", async () => {
    const hub = await organisation(Date.now, () => {});
    const folder = temporaryFolder();
    const { mkdirSync, writeFileSync } = await import("node:fs");
    for (const part of [".github", "contracts"]) mkdirSync(`${folder}/${part}`);
    for (const [path, text] of Object.entries(smallPolicy())) writeFileSync(`${folder}/${path}`, text);
    const alone = await ahead(hub, { format: "text", repo: "acme/bare" });
    expect(alone.out).toContain("1 repository without a policy: nothing");
    const { out } = await ahead(hub, { format: "text", repo: "acme/bare", contracts: folder });
    expect(out).toContain(
      "acme/bare (block): 4 open issues, 2 pull requests, 4 items governed: 12 writes (2 checks, 4 comments, 2 labels put on, 4 labels made)",
    );
    expect(out).toContain("takes about 1 minute at least, by the budget of writes (1 a second, 60 a minute and 400 an hour)");
    expect(out).toContain("Nothing was written now.");
  });

  it("tells which repositories it could not read, and refuses what does not go together", async () => {
    const hub = await organisation(Date.now, () => {});
    hub.createRepository({ owner: "acme", name: "broken", files: { ".github/baton.yml": "version: 1\nstages: 3\n" } });
    const { code, out } = await ahead(hub, { format: "text" });
    expect(code).toBe(1);
    expect(out).toMatch(/✗ acme\/broken could not be read: \.github\/baton\.yml:2/);
    expect((await ahead(hub, { format: "junit" })).code).toBe(2);
    expect((await ahead(hub, { rollout: false, contracts: "." })).code).toBe(2);
  });
});
