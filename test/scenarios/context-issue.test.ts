import { afterAll, beforeAll, expect, it } from "vitest";
import { liftEntry } from "../../src/core/ledger/lift.js";
import { openRig, READY, SMALL, smallContract, smallPolicy, type Rig } from "./rig.js";

const DAY = 86_400_000;
const FIGURES = "## Figures\n\n1,200 exports a week.\n";
const MARK = "<!-- baton:context -->";
const ANALYTICS = `apiVersion: baton/v1
kind: Role
id: analytics
name: Analytics
purpose: Says how the product is used.
people: { users: [ana] }
produces:
  - { id: usage, name: Usage report, to: all, by: { document: "docs/usage/**/*.md" }, cadence: 1w }
  - { id: costs, name: Costs, to: [giver], by: { document: docs/costs.md }, cadence: 8d }
`;

let now = Date.now();
let rig: Rig;

beforeAll(async () => {
  const files = {
    ...smallPolicy({ config: `${SMALL}context_issue: true\n`, contract: smallContract() }),
    "contracts/roles/analytics.yml": ANALYTICS,
    "docs/usage/may.md": FIGURES,
    "docs/costs.md": "# Costs\n",
  };
  rig = await openRig({ files, clock: { now: () => now }, now: () => now });
});
afterAll(async () => await rig.close());

const pages = () => rig.hub.issues(rig.repo).filter(({ title }) => title === "Baton: context between roles");
const page = () => pages().at(-1) ?? { number: 0, body: "", state: "open", labels: [] };
const writes = (from: number) =>
  rig.hub.requests.slice(from).filter(({ method, path }) => method !== "GET" && /\/issues(?:\/\d+)?$/.test(path)).length;

async function later(ms: number): Promise<void> {
  now += ms;
  rig.baton.wake();
  await rig.quiet();
}

async function push(change: { files?: Record<string, string>; deletions?: string[] }): Promise<void> {
  now += 60_000;
  rig.hub.as("pia").push(rig.repo, change);
  await rig.quiet();
}

it("is one issue, which says how things stand, is no work itself, and costs nothing while nothing happens", async () => {
  expect(pages()).toHaveLength(1);
  expect(page()).toMatchObject({ author: "baton[bot]", labels: [] });
  expect(page().body).toMatch(/Usage report.*fresh until/);
  const from = rig.hub.requests.length;
  await rig.baton.sweep();
  await rig.quiet();
  expect(writes(from)).toBe(0);
  expect(page().labels).toEqual([]);
});

it("is edited in place when a push brings a version, when time makes something stale, and once a day at most for time", async () => {
  const { number } = page();
  await push({ files: { "docs/usage/june.md": FIGURES.replace("1,200", "1,300") } });
  const from = rig.hub.requests.length;
  await later(7.5 * DAY);
  expect(page().body).toMatch(/Usage report.*\*\*stale\*\* since .*`analytics` \(`@ana`\)/);
  await later(DAY / 2);
  expect(page().body).not.toMatch(/Costs.*\*\*stale\*\*/);
  await later(DAY / 2);
  expect(page().body).toMatch(/Costs.*\*\*stale\*\*/);
  expect(writes(from)).toBe(2);
  await push({ files: { "docs/costs.md": "# Costs\n\nMore.\n" } });
  expect(page().body).toMatch(/Costs.*fresh until/);
  expect([page().number, pages().length]).toEqual([number, 1]);
});

it("is put right at once when somebody edits it, its mark included, and is no work even then", async () => {
  const { number, body } = page();
  const from = rig.hub.requests.length;
  rig.hub.as("pia").editBody(rig.repo, number, READY);
  await rig.quiet();
  expect(page()).toMatchObject({ number, body, labels: [] });
  expect(writes(from)).toBe(1);
});

it("stays closed, is made anew only when it is deleted, and is found again without the database; nobody else's is taken for it", async () => {
  const { number } = page();
  rig.hub.as("pia").close(rig.repo, number);
  await push({ files: { "docs/usage/july.md": FIGURES.replace("1,200", "1,400") } });
  expect(page()).toMatchObject({ number, state: "closed" });
  expect(page().body).toMatch(/Usage report.*fresh until/);
  const forged = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: `${MARK}\n${READY}` });
  await rig.restart({ loseStore: true });
  expect(pages().map((one) => one.number)).toEqual([number]);
  expect(rig.hub.issue(rig.repo, forged).labels).toEqual(["stage: todo"]);
  rig.hub.as("olga").deleteIssue(rig.repo, number);
  await rig.quiet();
  expect(pages()).toHaveLength(1);
  expect(page().number).toBeGreaterThan(forged);
});

it("is written by nobody in observe mode, and the ledger knows what turned", async () => {
  await push({ files: { ".github/baton.yml": `${SMALL.replace("block", "observe")}context_issue: true\n` } });
  const from = rig.hub.requests.length;
  await push({ deletions: ["docs/costs.md"] });
  expect(writes(from)).toBe(0);
  const told = (await rig.baton.store.ledger.entries(1, 500)).map((row) => liftEntry(row)).filter((entry) => entry.kind === "artefact");
  expect(told.map(({ data }) => [data.artefact, data.state])).toEqual([
    ["usage", "fresh"],
    ["costs", "fresh"],
    ["costs", "missing"],
  ]);
});
