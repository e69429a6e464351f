import { afterAll, beforeAll, expect, it } from "vitest";
import { AWAITING, BLOCKED, DOING, living, openRig, ourLabels, READY, smallContract, smallPolicy, type Rig } from "./rig.js";

const DAY = 86_400_000;
const FIGURES = "## Figures\n\n1,200 exports a week.\n";
const GATES = `  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }
  - { id: figures, title: Figures are fresh, check: artefact, artefact: usage-report }`;
const ANALYTICS = `apiVersion: baton/v1
kind: Role
id: analytics
name: Analytics
purpose: Says how the product is used.
produces:
  - { id: usage-report, name: Usage report, to: all, by: { document: "docs/usage/**/*.md" }, cadence: 1w, checks: [{ check: section, section: Figures }] }
`;

let now = Date.now();
const published = new Date(now).toISOString().slice(0, 10);
let rig: Rig;

beforeAll(async () => {
  const files = {
    ...smallPolicy({ contract: smallContract(GATES) }),
    "contracts/roles/analytics.yml": ANALYTICS,
    "docs/usage/may.md": FIGURES,
  };
  rig = await openRig({ files, clock: { now: () => now }, now: () => now });
});
afterAll(async () => await rig.close());

async function later(days: number): Promise<void> {
  now += days * DAY;
  rig.baton.wake();
  await rig.quiet();
}

async function requested(): Promise<number> {
  const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY });
  await rig.quiet();
  rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
  await rig.quiet();
  return number;
}

async function push(change: { files?: Record<string, string>; deletions?: string[] }): Promise<void> {
  now += 60_000;
  rig.hub.as("pia").push(rig.repo, change);
  await rig.quiet();
}

it("holds a hand-off until a push brings a new version, which a move is not", async () => {
  await later(8);
  const number = await requested();
  expect(ourLabels(rig, number)).toEqual(BLOCKED);
  expect(living(rig, number)).toContain(`\`usage-report\` is of \`${published}\`: older than 1 week.`);
  await push({ files: { "docs/usage/2026/may.md": FIGURES }, deletions: ["docs/usage/may.md"] });
  expect(ourLabels(rig, number)).toEqual(BLOCKED);
  await push({ files: { "docs/usage/2026/june.md": FIGURES.replace("1,200", "1,300") } });
  expect(ourLabels(rig, number)).toEqual(AWAITING);
  rig.hub.as("ana").comment(rig.repo, number, "/ack");
  await rig.quiet();
  expect(ourLabels(rig, number)).toEqual(DOING);
});

it("takes the request back when time alone makes it stale, and when a push makes it unfit", async () => {
  const number = await requested();
  expect(ourLabels(rig, number)).toEqual(AWAITING);
  await push({ files: { "docs/usage/2026/july.md": "## Figures\n\nTBD\n" } });
  expect(ourLabels(rig, number)).toEqual(BLOCKED);
  await push({ files: { "docs/usage/2026/july.md": FIGURES.replace("1,200", "1,400") } });
  expect(ourLabels(rig, number)).toEqual(AWAITING);
  await later(7);
  expect(ourLabels(rig, number)).toEqual(BLOCKED);
});

it("asks GitHub for nothing more while the branch stands still", async () => {
  const number = await requested();
  const from = rig.hub.requests.length;
  rig.hub.as("pia").comment(rig.repo, number, "Looking at it");
  await rig.quiet();
  expect(rig.hub.requests.slice(from).filter(({ path }) => /\/(?:commits\/|git\/|activity)/.test(path))).toEqual([]);
  expect(rig.hub.requests.summarise(from)).toMatchObject({ graphql: 1, reads: 0 });
});
