import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRepository, check, checks, openRig, ourLabels, SMALL, smallContract, smallPolicy, type Rig } from "./rig.js";

let rig: Rig;
const SUCCESS = { status: "completed", conclusion: "success" };
const FAILURE = { status: "completed", conclusion: "failure" };
const NAME = "baton/documents";
const GOOD = "# Brief\n\n## Goal\n\nCompare cohorts within minutes\n";
const BETTER = `${GOOD}and export them\n`;
const BAD = "# Brief\n\n## Goal\n\nTBD\n";
const CONTRACT = smallContract(
  "  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3, in: document }",
  'source_of_truth: { body: true, document: "docs/**/*.md" }',
);

beforeAll(async () => {
  rig = await openRig({
    files: { ...smallPolicy({ contract: CONTRACT }), "docs/brief.md": GOOD, "docs/other.md": GOOD, "docs/weak.md": BAD },
  });
});
afterAll(() => rig.close());

async function issue(title: string, path: string, repo = rig.repo): Promise<number> {
  const number = rig.hub.as("pia").openIssue(repo, { title, body: `See [the brief](${path}).\n` });
  await rig.quiet();
  return number;
}

let opened = 0;

async function pull(
  wish: { files?: Record<string, string>; deletions?: string[]; fork?: boolean; by?: string; base?: string },
  repo = rig.repo,
): Promise<number> {
  opened += 1;
  const { by = "eli", ...rest } = wish;
  const number = rig.hub.as(by).openPullRequest(repo, { title: `Change documents ${opened}`, ...rest });
  await rig.quiet();
  return number;
}

describe("a pull request that changes a document which an open item links", () => {
  let number: number;
  beforeAll(async () => {
    number = await issue("Cohorts @acme/all", "docs/brief.md");
  });

  it("fails when a gate that is green would turn red, with the item and what is needed", async () => {
    const run = check(rig, await pull({ files: { "docs/brief.md": BAD } }), NAME);
    expect(run).toMatchObject(FAILURE);
    expect(run.output.title).toBe(`Gates of #${number} Cohorts @acme/all would turn red`);
    expect(run.output.summary).toContain(`* ❌ #${number} \`Cohorts @acme/all\`: green → **red**`);
    expect(run.output.summary).toMatch(/✅ → ❌ Goal: .*Needed/);
    // What it says of the policy's own check is another matter.
    expect(checks(rig, run.headSha, "baton/contracts")).toEqual([]);
  });

  it.each<[string, Parameters<typeof pull>[0]]>([
    ["is deleted", { deletions: ["docs/brief.md"] }],
    ["is changed in a fork", { files: { "docs/brief.md": `${BAD}\nfork\n` }, fork: true, by: "eve" }],
  ])("fails when the document %s", async (_what, wish) => {
    expect(check(rig, await pull(wish), NAME)).toMatchObject(FAILURE);
  });

  it("passes when the gates stay as they are", async () => {
    const run = check(rig, await pull({ files: { "docs/brief.md": BETTER } }), NAME);
    expect(run).toMatchObject({ ...SUCCESS, output: { title: "The gates of 1 item stay as they are" } });
  });

  it("is answered anew for every commit, and by the button", async () => {
    const change = await pull({ files: { "docs/brief.md": `${BAD}\nfirst\n` } });
    expect(check(rig, change, NAME)).toMatchObject(FAILURE);
    rig.hub.as("eli").pushToPullRequest(rig.repo, change, { "docs/brief.md": BETTER });
    await rig.quiet();
    const run = check(rig, change, NAME);
    expect(run).toMatchObject(SUCCESS);
    rig.hub.as("olga").rerequestCheck(rig.repo, run.id);
    await rig.quiet();
    expect(check(rig, change, NAME)).toMatchObject(SUCCESS);
  });

  it("is answered anew when the document changes on the default branch", async () => {
    const weak = await issue("Weak", "docs/weak.md");
    const change = await pull({ files: { "docs/weak.md": `${BAD}\nTODO\n` } });
    expect(check(rig, change, NAME)).toMatchObject({ ...SUCCESS, output: { title: "The gates of 1 item stay as they are" } });
    rig.hub.as("olga").push(rig.repo, { files: { "docs/weak.md": GOOD } });
    await rig.quiet();
    expect(check(rig, change, NAME).output.title).toBe(`Gates of #${weak} Weak would turn red`);
  });

  it("says that it mends a gate", async () => {
    rig.hub.as("olga").push(rig.repo, { files: { "docs/weak2.md": BAD } });
    const weak = await issue("Weaker", "docs/weak2.md");
    const run = check(rig, await pull({ files: { "docs/weak2.md": GOOD } }), NAME);
    expect(run).toMatchObject(SUCCESS);
    expect(run.output.summary).toContain(`* ✅ #${weak} \`Weaker\`: red → **green**`);
  });
});

describe("content that was handed off", () => {
  it("is said to drift, which holds nothing back", async () => {
    const number = await issue("Handed off", "docs/other.md");
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
    await rig.quiet();
    rig.hub.as("ana").comment(rig.repo, number, "/ack");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(["stage: doing"]);
    const run = check(rig, await pull({ files: { "docs/other.md": BETTER } }), NAME);
    expect(run).toMatchObject(SUCCESS);
    expect(run.output.title).toBe(`Handed-off content of #${number} Handed off would drift`);
    expect(run.output.summary).toContain("would drift: `Goal`");
  });
});

describe("other pull requests", () => {
  it("have no such check when nothing links what they change", async () => {
    expect(checks(rig, await pull({ files: { "docs/unlinked.md": GOOD } }), NAME)).toEqual([]);
    expect(checks(rig, await pull({ files: { "src/main.ts": "1\n" } }), NAME)).toEqual([]);
  });

  it("pass where the policy only observes, and are told what would turn red", async () => {
    const config = SMALL.replace("enforcement: block", "enforcement: observe");
    const repo = addRepository(rig, "watched", { ...smallPolicy({ config, contract: CONTRACT }), "docs/brief.md": GOOD });
    await rig.quiet();
    await issue("Watched", "docs/brief.md", repo);
    const run = check(rig, await pull({ files: { "docs/brief.md": BAD } }, repo), NAME, repo);
    expect(run).toMatchObject(SUCCESS);
    expect(run.output.title).toMatch(/^Only observing: Gates of #\d+ Watched would turn red/);
  });

  it("cost no write when nothing changed", async () => {
    await issue("Quiet", "docs/quiet.md");
    const change = await pull({ files: { "docs/quiet.md": GOOD } });
    expect(checks(rig, change, NAME)).toHaveLength(1);
    const { key } = (await rig.baton.store.findByNodeId(rig.hub.issue(rig.repo, change).nodeId)) ?? {};
    if (!key) throw new Error("never looked at");
    const from = rig.hub.requests.length;
    await rig.baton.store.enqueue([key], Date.now());
    await rig.quiet();
    const { reads, graphql, writes } = rig.hub.requests.summarise(from);
    expect({ writes, few: reads + graphql <= 2 }).toEqual({ writes: 0, few: true });
  });

  it("lose the check's complaint when the item does not link the document any more", async () => {
    const number = await issue("Moves on", "docs/moving.md");
    rig.hub.as("olga").push(rig.repo, { files: { "docs/moving.md": GOOD } });
    await rig.quiet();
    const change = await pull({ files: { "docs/moving.md": BAD } });
    expect(check(rig, change, NAME)).toMatchObject(FAILURE);
    rig.hub.as("pia").editBody(rig.repo, number, "See [another](docs/other.md).");
    await rig.quiet();
    rig.hub.as("olga").rerequestCheck(rig.repo, check(rig, change, NAME).id);
    await rig.quiet();
    expect(check(rig, change, NAME)).toMatchObject({
      ...SUCCESS,
      output: { title: "No governed item links a document that this changes" },
    });
  });
});
