import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { check, living, livingComment, openRig, ownComments, READY, SMALL, smallContract, type Rig } from "./rig.js";

const SCANNER = `apiVersion: baton/v1
kind: Agent
id: scanner
name: Scanner
role: giver
accounts: ["scanner[bot]"]
process: Says what is new.
oversight: { by: giver, when: weekly }
task: { error_tolerance: high, tools: single, independence: self_contained }
blast_radius:
  reads: all
  writes:
    paths: ["docs/market/**"]
    issues: { create: 2, within: 1d }
    comments: { create: 1, within: 1d }
    pull_requests: { open: 2, files: 3, lines: 100 }
`;
const FILES = {
  ".github/baton.yml": SMALL,
  "contracts/start.yml": smallContract(),
  "contracts/agents/scanner.yml": SCANNER,
  "docs/market/old.md": "# Old\n\nWhat was.\n",
};

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: FILES });
  rig.hub.createUser("scanner[bot]");
  rig.hub.setPermission(rig.repo, "scanner[bot]", "write");
});
afterAll(() => rig.close());

/** What waits for overseers, as the queue of the pages has it. */
async function waits(): Promise<unknown[]> {
  const { store } = rig.baton;
  const rows = await store.boardRows((await store.knownRepositories()).map(({ id }) => id));
  return [...rows.values()].flat().flatMap(({ row }) => row.waits.map(({ what, role }) => [row.number, what, role]));
}

describe("a pull request by an agent", () => {
  it("is red where it leaves the radius, waits for its overseer where it deletes, and goes on after the word for this commit", async () => {
    const { hub, repo } = rig;
    const bot = hub.as("scanner[bot]");
    const number = bot.openPullRequest(repo, { title: "News", files: { "docs/market/new.md": "# New\n", "contracts/start.yml": "x\n" } });
    await rig.quiet();
    expect(check(rig, number)).toMatchObject({ conclusion: "failure" });
    expect(check(rig, number).output.title).toBe("Scanner left its radius: contracts/start.yml");

    const second = bot.openPullRequest(repo, { title: "Tidy", files: {}, deletions: ["docs/market/old.md"] });
    await rig.quiet();
    expect(check(rig, second)).toMatchObject({ conclusion: "action_required" });
    expect(await waits()).toEqual([[second, "destructive", "giver"]]);
    hub.as("ana").comment(repo, second, "/confirm destructive");
    await rig.quiet();
    expect(check(rig, second)).toMatchObject({ conclusion: "action_required" });
    hub.as("pia").comment(repo, second, "/confirm destructive");
    await rig.quiet();
    expect(check(rig, second)).toMatchObject({ conclusion: "success" });
    expect(await waits()).toEqual([]);

    hub.as("pia").pushToPullRequest(repo, second, { "docs/market/more.md": "# More\n" });
    await rig.quiet();
    expect(check(rig, second)).toMatchObject({ conclusion: "action_required" });

    const third = bot.openPullRequest(repo, { title: "One more", files: { "docs/market/third.md": "# Third\n" } });
    await rig.quiet();
    expect(check(rig, third).output.title).toBe("This is the 3rd open pull request of Scanner, which may have 2");
    // Whichever is closed makes room, and takes it again when it is opened again.
    bot.close(repo, number);
    await rig.quiet();
    expect(check(rig, third)).toMatchObject({ conclusion: "success" });
    bot.reopen(repo, number);
    await rig.quiet();
    expect(check(rig, third)).toMatchObject({ conclusion: "failure" });
    hub.as("pia").review(repo, second, "COMMENTED", "/confirm destructive");
    await rig.quiet();
    expect(check(rig, second)).toMatchObject({ conclusion: "success" });
  });

  it("is the agent's for a push into somebody's branch", async () => {
    const { hub, repo } = rig;
    const number = hub.as("eli").openPullRequest(repo, { title: "Mine", files: { "src/a.ts": "a\n" } });
    await rig.quiet();
    expect(check(rig, number)).toMatchObject({ conclusion: "success" });
    hub.as("scanner[bot]").pushToPullRequest(repo, number, { "docs/market/x.md": "x\n" });
    await rig.quiet();
    expect(check(rig, number).output.title).toBe("Scanner left its radius: src/a.ts");
  });
});

describe("issues by an agent", () => {
  it("end at its limit, also right after a restart, and are let in by its overseer's word", async () => {
    const { hub, repo } = rig;
    const bot = hub.as("scanner[bot]");
    const open = (title: string) => bot.openIssue(repo, { title, body: READY, labels: ["stage: doing"] });
    const first = open("A rival lowers its prices");
    await rig.quiet();
    const second = open("A rival merges");
    await rig.quiet();
    await rig.restart({ loseStore: true });
    const third = open("A rival: lowers its prices!");
    await rig.quiet();
    expect([first, second, third].map((number) => hub.issue(repo, number).labels)).toEqual([
      ["stage: todo"],
      ["stage: todo"],
      ["agent: over limit"],
    ]);
    const said = ownComments(rig, third);
    expect(said.map(({ body }) => body)).toEqual([expect.stringContaining(`Its title says the same as #${first}`)]);
    expect(said[0]?.body).toContain("a member of `giver`");
    expect(await waits()).toContainEqual([third, "agent", "giver"]);
    hub.as("pia").comment(repo, third, "/confirm agent");
    await rig.quiet();
    expect(hub.issue(repo, third).labels).toEqual(["stage: todo"]);
    expect(living(rig, third)).toContain("Goal");
    bot.editBody(repo, third, "## Goal\n\nSomething nobody has seen yet\n");
    await rig.quiet();
    expect(living(rig, third)).toContain("nobody has confirmed that");
  });
});

describe("comments by an agent", () => {
  it("are counted over the repository, and one too many is said once, where it was written", async () => {
    const { hub, repo } = rig;
    const [first, second] = ["One", "Two"].map((title) => hub.as("eli").openIssue(repo, { title, body: READY, labels: ["stage: todo"] }));
    if (first === undefined || second === undefined) throw new Error("no issues");
    await rig.quiet();
    const before = livingComment(rig, first).body;
    const bot = hub.as("scanner[bot]");
    for (const number of [first, second, first, second]) {
      bot.comment(repo, number, "Something new.");
      await rig.quiet();
    }
    const told = () =>
      [first, second].map((number) => ownComments(rig, number).filter(({ body }) => body.includes("may write 1 comments")));
    expect(told().map((those) => those.length)).toEqual([0, 1]);
    expect(told()[1]?.[0]?.body).toContain("a member of `giver`");
    // What is remembered of comments is in no living comment: it would be edited for each of them.
    expect(livingComment(rig, first).body).toBe(before);
    await rig.restart({ loseStore: true });
    bot.comment(repo, first, "Something new.");
    await rig.quiet();
    expect(told().map((those) => those.length)).toEqual([0, 1]);
  });
});

describe("a document that an agent pushed without a pull request", () => {
  it("counts once its overseer confirmed it, and after the next push not yet", async () => {
    const contract = smallContract(
      "  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3, in: document }",
      'source_of_truth: { body: true, document: "docs/**/*.md" }',
    );
    const own = await openRig({
      files: {
        ...FILES,
        "contracts/start.yml": contract,
        "contracts/agents/scanner.yml": SCANNER.replace("when: weekly", "when: before_use"),
        "docs/brief.md": READY,
      },
    });
    try {
      const { hub, repo } = own;
      hub.createUser("scanner[bot]");
      hub.setPermission(repo, "scanner[bot]", "write");
      const number = hub.as("pia").openIssue(repo, { title: "Cohorts", body: "See [the brief](docs/brief.md).", labels: ["stage: todo"] });
      await own.quiet();
      expect(living(own, number)).not.toContain("nobody has confirmed that");
      hub.as("scanner[bot]").push(repo, { files: { "docs/brief.md": `${READY}and export them\n` } });
      await own.quiet();
      expect(living(own, number)).toContain("nobody has confirmed that");
      hub.as("pia").comment(repo, number, "/confirm agent");
      await own.quiet();
      expect(living(own, number)).not.toContain("nobody has confirmed that");
      hub.as("scanner[bot]").push(repo, { files: { "docs/brief.md": `${READY}and print them\n` } });
      await own.quiet();
      expect(living(own, number)).toContain("nobody has confirmed that");
      hub.as("eli").push(repo, { files: { "docs/brief.md": `${READY}and share them\n` } });
      await own.quiet();
      expect(living(own, number)).not.toContain("nobody has confirmed that");
    } finally {
      await own.close();
    }
  });
});
