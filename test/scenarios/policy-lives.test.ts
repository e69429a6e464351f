import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addRepository,
  AWAITING,
  BLOCKED,
  check,
  checks,
  living,
  DOING,
  livingComment,
  openRig,
  ourLabels,
  ownComments,
  READY,
  SMALL,
  smallContract,
  smallPolicy,
  TODO,
  type Rig,
} from "./rig.js";
import { openIssue, requestHandoff } from "./steps.js";

let rig: Rig;

beforeAll(async () => {
  rig = await openRig({ files: smallPolicy() });
});
afterAll(() => rig.close());

async function repository(name: string, files: Record<string, string>): Promise<string> {
  const repo = addRepository(rig, name, files);
  await rig.quiet();
  return repo;
}

const opened = (repo: string, body = READY, labels: string[] = []): Promise<number> => openIssue(rig, { repo, body, labels });

const requested = (repo: string, body = READY): Promise<number> => requestHandoff(rig, { repo, body });

async function act(run: () => unknown): Promise<void> {
  run();
  await rig.quiet();
}

describe("without a policy", () => {
  it("is silent: no comment, no label, no check", async () => {
    const repo = await repository("silent", {});
    const number = await opened(repo);
    const pull = rig.hub.as("eli").openPullRequest(repo, { title: "Change", body: `Closes #${number}` });
    await act(() => rig.hub.as("ana").comment(repo, number, "/ack"));
    expect(ownComments(rig, number, repo)).toEqual([]);
    expect(rig.hub.issue(repo, number).labels).toEqual([]);
    expect(rig.hub.issue(repo, number).comments[0]?.reactions).toEqual([]);
    expect(checks(rig, pull, "baton", repo)).toEqual([]);
  });

  it("starts with the push that brings one", async () => {
    const repo = await repository("late", {});
    const number = await opened(repo);
    await act(() => rig.hub.as("olga").push(repo, { files: smallPolicy() }));
    expect(ourLabels(rig, number, repo)).toEqual(TODO);
  });
});

describe("a policy that breaks", () => {
  let repo: string;
  let issue: number;
  let pull: number;

  beforeAll(async () => {
    repo = await repository("broken", smallPolicy());
    issue = await requested(repo);
    pull = rig.hub.as("eli").openPullRequest(repo, { title: "Change", body: `Closes #${issue}` });
    await rig.quiet();
  });

  it("says so on the commit that broke it, with file and line", async () => {
    const commit = rig.hub
      .as("olga")
      .push(repo, { files: { "contracts/start.yml": smallContract().replace("min_words: 3", "min_wrods: 3") } });
    await rig.quiet();
    const run = check(rig, commit, "baton/contracts", repo);
    expect(run).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(run.output.summary).toContain("contracts/start.yml");
    expect(run.output.summary).toMatch(/contracts\/start\.yml.{0,20}1[0-9]/);
    expect(run.output.summary).toContain("min_words");
  });

  it("stays in force as it last parsed, and every pull request says what is wrong", async () => {
    expect(ourLabels(rig, issue, repo)).toEqual(AWAITING);
    await act(() => rig.hub.as("eli").comment(repo, pull, "ping"));
    const { output } = check(rig, pull, "baton", repo);
    expect(output.summary).toContain("contracts/start.yml");
    await act(() => rig.hub.as("eli").addLabel(repo, issue, "stage: done"));
    expect(ourLabels(rig, issue, repo)).toEqual(AWAITING);
  });

  it("survives a restart while broken", async () => {
    await rig.restart();
    await act(() => rig.hub.as("pia").editBody(repo, issue, "## Goal\n\nTBD\n"));
    expect(ourLabels(rig, issue, repo)).toEqual(BLOCKED);
  });

  it("is whole again with the next push", async () => {
    await act(() => rig.hub.as("olga").push(repo, { files: { "contracts/start.yml": smallContract() } }));
    await act(() => rig.hub.as("pia").editBody(repo, issue, READY));
    await act(() => rig.hub.as("ana").comment(repo, issue, "/ack"));
    expect(ourLabels(rig, issue, repo)).toEqual(DOING);
    expect(check(rig, pull, "baton", repo)).toMatchObject({ conclusion: "success" });
    expect(check(rig, pull, "baton", repo).output.summary).not.toContain("contracts/start.yml");
  });

  it("that never parsed is red, and no silence", async () => {
    const other = await repository("never", { ".github/baton.yml": "version: 1\nenforcment: block\n" });
    const number = rig.hub.as("eli").openPullRequest(other, { title: "Change", body: "x" });
    await rig.quiet();
    expect(check(rig, rig.hub.headSha(other), "baton/contracts", other).conclusion).toBe("failure");
    expect(check(rig, number, "baton", other).conclusion).toBe("failure");
    await act(() => rig.hub.as("olga").push(other, { files: { ".github/baton.yml": SMALL } }));
    expect(check(rig, number, "baton", other).conclusion).toBe("success");
  });
});

describe("a policy that changes while a hand-off waits", () => {
  it("asks again: an ack for the old contract is none for the new", async () => {
    const repo = await repository("moving", smallPolicy());
    const issue = await requested(repo);
    rig.hub.webhooks.hold();
    rig.hub.as("ana").comment(repo, issue, "/ack");
    rig.hub.as("olga").push(repo, {
      files: { "contracts/start.yml": smallContract("  - { id: goal, title: Goal, check: section, section: Goal, min_words: 4 }") },
    });
    rig.hub.webhooks.release();
    await rig.quiet();
    expect(ourLabels(rig, issue, repo)).toEqual(AWAITING);
    await act(() => rig.hub.as("ana").comment(repo, issue, "/ack"));
    expect(ourLabels(rig, issue, repo)).toEqual(DOING);
  });

  it("blocks again when the new contract wants more", async () => {
    const repo = await repository("stricter", smallPolicy());
    const issue = await requested(repo);
    const more = smallContract(
      "  - { id: goal, title: Goal, check: section, section: Goal }\n  - { id: risk, title: Risks named, check: section, section: Risks }",
    );
    await act(() => rig.hub.as("olga").push(repo, { files: { "contracts/start.yml": more } }));
    expect(ourLabels(rig, issue, repo)).toEqual(BLOCKED);
    expect(living(rig, issue, repo)).toContain("Risks named");
  });

  it("withdraws, with the reason, when the contract is deleted", async () => {
    const repo = await repository("gone", smallPolicy());
    const issue = await requested(repo);
    await act(() => rig.hub.as("olga").push(repo, { deletions: ["contracts/start.yml"] }));
    expect(ourLabels(rig, issue, repo)).toEqual(TODO);
    expect(living(rig, issue, repo)).toMatch(/contract/i);
  });
});

describe("kinds of policy", () => {
  it("observes: comment and checks, success with the verdict in words, no labels", async () => {
    const repo = await repository("observing", smallPolicy({ config: SMALL.replace("block", "observe") }));
    const issue = await opened(repo, "## Goal\n\nTBD\n");
    const pull = rig.hub.as("eli").openPullRequest(repo, { title: "Change", body: `Closes #${issue}` });
    await act(() => rig.hub.as("pia").addLabel(repo, issue, "stage: done"));
    expect(ourLabels(rig, issue, repo)).toEqual(["stage: done"]);
    expect(livingComment(rig, issue, repo)).toBeDefined();
    expect(check(rig, pull, "baton", repo)).toMatchObject({ conclusion: "success" });
    expect(check(rig, pull, "baton", repo).output.title).toMatch(/observ/i);
  });

  it("with contracts only, observes and gives no first stage", async () => {
    const contract = smallContract().replace("from: todo, to: doing", "from: discover, to: decide");
    const repo = await repository("contracts-only", { "contracts/start.yml": contract });
    const plain = await opened(repo);
    expect(ownComments(rig, plain, repo)).toEqual([]);
    const staged = await opened(repo, READY, ["stage: discover"]);
    expect(livingComment(rig, staged, repo)).toBeDefined();
    expect(ourLabels(rig, staged, repo)).toEqual(["stage: discover"]);
  });

  it("a contract without gates is green, and still wants its acknowledgement", async () => {
    const repo = await repository("empty", smallPolicy({ contract: smallContract("  []").replace("context:\n  []", "context: []") }));
    const issue = await requested(repo, "");
    expect(ourLabels(rig, issue, repo)).toEqual(AWAITING);
    await act(() => rig.hub.as("ana").comment(repo, issue, "/ack"));
    expect(ourLabels(rig, issue, repo)).toEqual(DOING);
  });
});

describe("documents", () => {
  let repo: string;
  const GOAL = "# Brief\n\n## Goal\n\nCompare cohorts within minutes\n";
  const body = (path: string) => `The brief is [here](${path}).\n`;

  beforeAll(async () => {
    const contract = smallContract(
      "  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3, in: document }",
      'source_of_truth: { body: true, document: "docs/**/*.md" }',
    );
    const files = {
      "docs/good.md": GOAL,
      "docs/lfs.md": "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 3\n",
      "docs/big.md": `${GOAL}${"words and more words\n".repeat(60_000)}`,
      "other/outside.md": GOAL,
    };
    repo = await repository("documents", { ...smallPolicy({ contract }), ...files });
    const odd = { "docs/utf16.md": Buffer.from(`\ufeff${GOAL}`, "utf16le"), "docs/link.md": { symlink: "../../etc/passwd" } };
    rig.hub.as("olga").push(repo, { files: odd });
    await rig.quiet();
  });

  it("judges the linked document, and voids the ack when it is edited afterwards", async () => {
    const issue = await requested(repo, body("docs/good.md"));
    expect(ourLabels(rig, issue, repo)).toEqual(AWAITING);
    rig.hub.webhooks.hold();
    rig.hub.as("ana").comment(repo, issue, "/ack");
    rig.hub.as("olga").push(repo, { files: { "docs/good.md": GOAL.replace("minutes", "weeks") } });
    rig.hub.webhooks.release();
    await rig.quiet();
    expect(ourLabels(rig, issue, repo)).toEqual(AWAITING);
    await act(() => rig.hub.as("ana").comment(repo, issue, "/ack"));
    expect(ourLabels(rig, issue, repo)).toEqual(DOING);
    await act(() => rig.hub.as("olga").push(repo, { files: { "docs/good.md": GOAL.replace("minutes", "months") } }));
    expect(ourLabels(rig, issue, repo)).toEqual(DOING);
    expect(living(rig, issue, repo)).toMatch(/changed/i);
  });

  it.each(["docs/lfs.md", "docs/big.md", "docs/utf16.md", "docs/link.md", "docs/missing.md", "other/outside.md", "docs/%2e%2e/README.md"])(
    "is red, with the reason, for %s",
    async (path) => {
      const issue = await requested(repo, body(path));
      expect(ourLabels(rig, issue, repo)).toEqual(BLOCKED);
      expect(living(rig, issue, repo)).not.toContain("root:");
      await act(() => rig.hub.as("ana").comment(repo, issue, "/ack"));
      expect(ourLabels(rig, issue, repo)).toEqual(BLOCKED);
    },
  );
});

describe("an organisation's policy", () => {
  it("holds where a repository has none, and follows its pushes", async () => {
    const home = await repository(".github", smallPolicy());
    const repo = await repository("heir", {});
    const issue = await requested(repo);
    expect(ourLabels(rig, issue, repo)).toEqual(AWAITING);
    const more = smallContract("  - { id: risk, title: Risks named, check: section, section: Risks }");
    await act(() => rig.hub.as("olga").push(home, { files: { "contracts/start.yml": more } }));
    await rig.baton.sweep();
    await act(() => rig.hub.as("eli").comment(repo, issue, "and now?"));
    expect(ourLabels(rig, issue, repo)).toEqual(BLOCKED);
  });
});
