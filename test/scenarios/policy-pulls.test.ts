import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRepository, check, checks, openRig, READY, SMALL, smallContract, smallPolicy, type Rig } from "./rig.js";

let rig: Rig;
const SUCCESS = { status: "completed", conclusion: "success" };
const FAILURE = { status: "completed", conclusion: "failure" };
const ACTION = { status: "completed", conclusion: "action_required" };
const NAME = "baton/contracts";
const LOOSE = { "contracts/start.yml": smallContract().replace("min_words: 3", "min_words: 1") };
const TIGHT = { "contracts/start.yml": smallContract().replace("min_words: 3", "min_words: 50") };

beforeAll(async () => {
  rig = await openRig({ files: smallPolicy() });
});
afterAll(() => rig.close());

interface Wish {
  files?: Record<string, string>;
  deletions?: string[];
  by?: string;
  repo?: string;
  fork?: boolean;
  headSha?: string;
  base?: string;
}

let opened = 0;

/** Each has a commit of its own, unless told. */
async function pull({ by = "eli", repo = rig.repo, ...wish }: Wish): Promise<number> {
  opened += 1;
  const number = rig.hub.as(by).openPullRequest(repo, { title: `Change the policy ${opened}`, ...wish });
  await rig.quiet();
  return number;
}

async function review(by: string, number: number, state: "APPROVED" | "CHANGES_REQUESTED" = "APPROVED", repo = rig.repo): Promise<void> {
  rig.hub.as(by).review(repo, number, state);
  await rig.quiet();
}

async function repository(name: string, files: Record<string, string>): Promise<string> {
  const repo = addRepository(rig, name, files);
  await rig.quiet();
  return repo;
}

describe("a pull request that loosens the policy", () => {
  it("needs the owner's approval, says what it loosens, and is held back by `baton` as well", async () => {
    const number = await pull({ files: LOOSE });
    const run = check(rig, number, NAME);
    expect(run).toMatchObject(ACTION);
    expect(run.output.title).toBe("Loosens the policy (1 change): giver must approve");
    expect(run.output.summary).toContain("`min_words` of `goal` in `todo-to-doing`: `3` → `1` (`contracts/start.yml:11`)");
    expect(check(rig, number)).toMatchObject(ACTION);
    expect(check(rig, number).output.title).toContain("giver must approve");
  });

  it("may be merged once an owner approved, until there is a newer commit", async () => {
    const number = await pull({ files: LOOSE });
    await review("pia", number);
    expect(check(rig, number, NAME)).toMatchObject(SUCCESS);
    expect(check(rig, number, NAME).output.title).toContain("approved by giver");
    expect(check(rig, number)).toMatchObject(SUCCESS);
    rig.hub.as("eli").pushToPullRequest(rig.repo, number, { "more.md": "more\n" });
    await rig.quiet();
    expect(check(rig, number, NAME)).toMatchObject(ACTION);
    expect(check(rig, number)).toMatchObject(ACTION);
  });

  it.each([
    ["somebody who does not own it", "ana", "APPROVED"],
    ["an owner who asks for changes", "pia", "CHANGES_REQUESTED"],
  ] as const)("is not approved by %s", async (_who, by, state) => {
    const number = await pull({ files: LOOSE });
    await review(by, number, state);
    expect(check(rig, number, NAME)).toMatchObject(ACTION);
  });

  it("is not approved by its author, though she owns the policy", async () => {
    const number = await pull({ files: LOOSE, by: "pia" });
    expect(check(rig, number, NAME)).toMatchObject(ACTION);
  });

  it("cannot make its own friends owners: who they are, the default branch says", async () => {
    const number = await pull({ files: { ".github/baton.yml": SMALL.replace("users: [pia]", "users: [pia, ben]"), ...LOOSE } });
    await review("ben", number);
    const run = check(rig, number, NAME);
    expect(run).toMatchObject(ACTION);
    expect(run.output.summary).toContain("`roles.giver.users`");
    expect(check(rig, number)).toMatchObject(ACTION);
  });

  it.each<[string, Wish, string]>([
    ["deletes the contract", { deletions: ["contracts/start.yml"] }, "contract `todo-to-doing` removed"],
    ["deletes the whole policy", { deletions: ["contracts/start.yml", ".github/baton.yml"] }, "`enforcement`: `block` → `observe`"],
    [
      "deletes a gate",
      { files: { "contracts/start.yml": smallContract("  - { id: other, check: section, section: Goal, min_words: 3 }") } },
      "gate `goal` in `todo-to-doing` removed",
    ],
    ["only observes", { files: { ".github/baton.yml": SMALL.replace("enforcement: block", "enforcement: observe") } }, "`enforcement`"],
    ["comes from a fork", { files: LOOSE, fork: true, by: "eve" }, "`min_words`"],
  ])("is held back when it %s", async (_what, wish, words) => {
    const number = await pull(wish);
    expect(check(rig, number, NAME)).toMatchObject(ACTION);
    expect(check(rig, number, NAME).output.summary).toContain(words);
    expect(check(rig, number)).toMatchObject(ACTION);
  });

  it("is held back when it changes the template that a gate judges by", async () => {
    const gate = "  - { id: shape, check: template, file: docs/template.md }";
    const files = { ...smallPolicy({ contract: smallContract(gate) }), "docs/template.md": "## Goal\n\n## Risks\n" };
    const repo = await repository("templates", files);
    const number = await pull({ repo, files: { "docs/template.md": "## Goal\n" } });
    expect(check(rig, number, NAME, repo)).toMatchObject(ACTION);
    expect(check(rig, number, NAME, repo).output.summary).toContain("`file` of `shape` in `todo-to-doing`");
    expect(check(rig, number, "baton", repo)).toMatchObject(ACTION);
    await review("pia", number, "APPROVED", repo);
    expect(check(rig, number, "baton", repo)).toMatchObject(SUCCESS);
  });

  it("is held back again when the approval is dismissed, or the policy meanwhile asks for more", async () => {
    const repo = await repository("moving", smallPolicy());
    const number = await pull({ repo, files: LOOSE });
    for (const state of ["DISMISSED", "CHANGES_REQUESTED"] as const) {
      await review("pia", number, "APPROVED", repo);
      expect(checks(rig, number, NAME, repo).at(-1)).toMatchObject(SUCCESS);
      rig.hub.as("pia").review(repo, number, state);
      await rig.quiet();
      expect(checks(rig, number, NAME, repo).at(-1)).toMatchObject(ACTION);
      expect(check(rig, number, "baton", repo)).toMatchObject(ACTION);
    }
    const stricter = await pull({ repo, files: { "contracts/start.yml": smallContract().replace("min_words: 3", "min_words: 5") } });
    expect(check(rig, stricter, "baton", repo)).toMatchObject(SUCCESS);
    rig.hub.as("olga").push(repo, { files: { "contracts/start.yml": smallContract().replace("min_words: 3", "min_words: 9") } });
    await rig.quiet();
    expect(check(rig, stricter, "baton", repo)).toMatchObject(ACTION);
  });

  it("is held back although the policy governs only younger ones", async () => {
    const repo = await repository("younger", smallPolicy({ config: `${SMALL}governs_since: 2999-01-01\n` }));
    const number = await pull({ files: LOOSE, repo });
    expect(check(rig, number, "baton", repo)).toMatchObject(ACTION);
  });

  it("says so when nobody could approve it", async () => {
    const repo = await repository("unheld", smallPolicy({ config: SMALL.replace("{ users: [pia] }", "{}") }));
    const number = await pull({ files: LOOSE, repo });
    expect(check(rig, number, NAME, repo)).toMatchObject(ACTION);
    expect(check(rig, number, NAME, repo).output.summary).toContain("Nobody holds `giver`");
  });

  it("passes where the policy only observes, and says what would have been", async () => {
    const repo = await repository("observing", smallPolicy({ config: SMALL.replace("enforcement: block", "enforcement: observe") }));
    const number = await pull({ files: LOOSE, repo });
    expect(check(rig, number, NAME, repo)).toMatchObject(SUCCESS);
    expect(check(rig, number, NAME, repo).output.title).toBe("Only observing: Loosens the policy (1 change): giver must approve");
    expect(check(rig, number, "baton", repo)).toMatchObject(SUCCESS);
  });
});

describe("a pull request with the commit of another", () => {
  it("does not take the other's result away", async () => {
    const first = await pull({ files: LOOSE });
    const headSha = rig.hub.issue(rig.repo, first).headSha ?? "";
    const second = await pull({ headSha, by: "ben" });
    await review("pia", second);
    expect(check(rig, second, NAME)).toMatchObject(ACTION);
    await review("pia", first);
    expect(check(rig, first)).toMatchObject(SUCCESS);
  });

  it("does not take it away by going to another branch", async () => {
    const first = await pull({ files: LOOSE });
    const headSha = rig.hub.issue(rig.repo, first).headSha ?? "";
    const second = await pull({ headSha, by: "ben" });
    await review("pia", first);
    expect(check(rig, headSha, NAME)).toMatchObject(ACTION);
    rig.hub.as("eli").retarget(rig.repo, first, "change-1");
    await rig.quiet();
    expect(checks(rig, headSha, NAME).at(-1)).toMatchObject(ACTION);
    expect(check(rig, second)).toMatchObject(ACTION);
  });
});

describe("a merge group", () => {
  it("is judged by the policy that it would merge, whatever its pull requests do alone", async () => {
    const repo = await repository("queued", smallPolicy({ contract: LOOSE["contracts/start.yml"] }));
    const number = await pull({ repo, files: { "contracts/README.md": "# Contracts\n" } });
    const approved = await pull({ repo, files: { "contracts/start.yml": smallContract().replace("min_words: 3", "min_words: 2") } });
    rig.hub.as("olga").push(repo, { files: { "contracts/start.yml": smallContract() } });
    await rig.quiet();
    await review("pia", approved, "APPROVED", repo);
    for (const one of [number, approved]) expect(check(rig, one, "baton", repo)).toMatchObject(SUCCESS);
    // The embedded GitHub merges old files over new ones: what comes of it is not what either was judged as.
    const odd = rig.hub.as("eli").enqueue(repo, number);
    const good = rig.hub.as("eli").enqueue(repo, approved);
    await rig.quiet();
    expect(check(rig, odd, "baton", repo)).toMatchObject(FAILURE);
    expect(check(rig, odd, "baton", repo).output.title).toContain("loosens the policy in more than its pull requests do (1 change)");
    expect(check(rig, good, "baton", repo)).toMatchObject(SUCCESS);
  });
});

describe("a pull request into another branch", () => {
  it("is judged once it is for the default branch, and not any more when it leaves", async () => {
    const number = await pull({ files: LOOSE, base: "change-1" });
    expect(checks(rig, number, NAME)).toEqual([]);
    expect(check(rig, number)).toMatchObject(SUCCESS);
    rig.hub.as("eli").retarget(rig.repo, number, "main");
    await rig.quiet();
    expect(check(rig, number, NAME)).toMatchObject(ACTION);
    expect(check(rig, number)).toMatchObject(ACTION);
    rig.hub.as("eli").retarget(rig.repo, number, "change-1");
    await rig.quiet();
    expect(checks(rig, number, NAME).at(-1)).toMatchObject({
      ...SUCCESS,
      output: { title: "This pull request does not touch the policy" },
    });
    expect(check(rig, number)).toMatchObject(SUCCESS);
  });
});

describe("a pull request that tightens the policy", () => {
  it("passes, and names the open items that would flip", async () => {
    const issue = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts @acme/all", body: READY });
    await rig.quiet();
    const number = await pull({ files: TIGHT });
    const run = check(rig, number, NAME);
    expect(run).toMatchObject(SUCCESS);
    expect(run.output.title).toBe("1 change, and nothing is loosened");
    expect(run.output.summary).toContain(`* ❌ #${issue} \`Cohorts @acme/all\`: green → **red**`);
    expect(run.output.summary).toMatch(/✅ → ❌ Goal: .*Needed/);
    expect(run.output.summary).toContain("Breaking for items in flight");
    expect(check(rig, number)).toMatchObject(SUCCESS);
  });
});

describe("a pull request that breaks the policy", () => {
  const broken = (count: number, id: string) => {
    const gates = Array.from({ length: count }, (_, index) => `  - { id: g${index}, check: section, section: Goal, min_wrods: 3 }`);
    return smallContract(gates.join("\n")).replace("id: todo-to-doing", `id: ${id}`);
  };

  it("fails with remarks at the lines, more than GitHub takes at once, and never twice", async () => {
    const repo = await repository("remarks", smallPolicy());
    const number = await pull({ repo, files: { "contracts/start.yml": broken(40, "a"), "contracts/more.yml": broken(35, "b") } });
    const run = check(rig, number, NAME, repo);
    expect(run).toMatchObject(FAILURE);
    expect(run.output.title).toMatch(/^Policy does not parse: contracts\/\w+\.yml:11 /);
    expect(run.output.annotations).toHaveLength(75);
    expect(run.output.annotations).toContainEqual(
      expect.objectContaining({ path: "contracts/start.yml", start_line: 50, end_line: 50, annotation_level: "failure" }),
    );
    rig.hub.as("olga").requestAction(repo, run.id, "recheck");
    await rig.quiet();
    expect(check(rig, number, NAME, repo).output.annotations).toHaveLength(75);
    expect(check(rig, number, "baton", repo)).toMatchObject(FAILURE);
    expect(check(rig, number, "baton", repo).output.title).toMatch(/^The policy would not parse: contracts\/\w+\.yml:11 /);
  });

  it.each(["error_after", "reset_after", "error_before"] as const)(
    "shows every remark though GitHub fails on the way: %s",
    async (kind) => {
      const repo = await repository(`failing-${kind.replace("_", "-")}`, smallPolicy());
      for (const method of ["POST", "PATCH"]) rig.hub.faults.add({ match: { method, path: /\/check-runs/ }, kind, times: 2 });
      const files = { "contracts/start.yml": broken(40, "a"), "contracts/b.yml": broken(40, "b"), "contracts/c.yml": broken(30, "c") };
      const number = await pull({ repo, files: { ...files, "kind.md": kind } });
      rig.hub.faults.clear();
      const runs = checks(rig, number, NAME, repo);
      for (const run of runs) expect(run).toMatchObject(FAILURE);
      expect(runs.at(-1)?.output.annotations).toHaveLength(110);
      expect(check(rig, number, "baton", repo)).toMatchObject(FAILURE);
    },
  );

  it("is held back though only its branch is old: what is merged is another policy, and may be looser", async () => {
    const repo = await repository("stale", smallPolicy());
    const number = await pull({ repo, files: { ".github/baton.yml": SMALL.replace("enforcement: block", "enforcement: observe") } });
    expect(check(rig, number, "baton", repo)).toMatchObject(ACTION);
    const config = SMALL.replace("initial:", '  - { id: kept, name: Kept, label: "stage: kept" }\ninitial:');
    const further = smallContract()
      .replace("{ from: todo, to: doing }", "{ from: done, to: kept }")
      .replace("id: todo-to-doing", "id: keep");
    rig.hub.as("olga").push(repo, { files: { ".github/baton.yml": config, "contracts/keep.yml": further } });
    await rig.quiet();
    expect(checks(rig, number, NAME, repo).at(-1)).toMatchObject(FAILURE);
    expect(check(rig, number, "baton", repo)).toMatchObject(FAILURE);
  });

  it("passes where the policy only observes", async () => {
    const repo = await repository("observed", smallPolicy({ config: SMALL.replace("enforcement: block", "enforcement: observe") }));
    const number = await pull({ repo, files: { "contracts/start.yml": broken(1, "a") } });
    expect(check(rig, number, "baton", repo)).toMatchObject(SUCCESS);
    expect(check(rig, number, NAME, repo)).toMatchObject(SUCCESS);
  });

  it("has other remarks on a run of their own once the policy it is held against is another", async () => {
    const repo = await repository("more-remarks", smallPolicy());
    const number = await pull({ repo, files: { "contracts/start.yml": broken(2, "a") } });
    expect(check(rig, number, NAME, repo).output.annotations).toHaveLength(2);
    rig.hub.as("olga").push(repo, { files: { "contracts/other.yml": broken(1, "b") } });
    await rig.quiet();
    const newest = checks(rig, number, NAME, repo).at(-1);
    expect(newest?.output.annotations).toHaveLength(3);
    expect(newest).toMatchObject(FAILURE);
  });
});

describe("a policy that never parsed", () => {
  const BROKEN = { ".github/baton.yml": "version: 1\nenforcment: block\n" };

  it("can be mended by a pull request, and every other is told so", async () => {
    const repo = await repository("never", BROKEN);
    const other = await pull({ repo, files: { "src/main.ts": "1\n" } });
    expect(check(rig, other, "baton", repo)).toMatchObject(FAILURE);
    expect(check(rig, other, "baton", repo).output.summary).toContain("A pull request with which it parses passes");
    expect(checks(rig, other, NAME, repo)).toEqual([]);
    const number = await pull({ repo, files: smallPolicy() });
    expect(check(rig, number, NAME, repo)).toMatchObject(SUCCESS);
    expect(check(rig, number, NAME, repo).output.title).toBe("Mends the policy: none was in force that this could loosen");
    expect(check(rig, number, "baton", repo)).toMatchObject(SUCCESS);
    const head = rig.hub.as("eli").enqueue(repo, number);
    await rig.quiet();
    expect(check(rig, head, "baton", repo)).toMatchObject(SUCCESS);
    rig.hub.as("olga").mergePullRequest(repo, number);
    await rig.quiet();
    expect(check(rig, other, "baton", repo)).toMatchObject(SUCCESS);
  });

  it("is not mended by one that breaks it otherwise, which is told where", async () => {
    const repo = await repository("never-again", BROKEN);
    const number = await pull({ repo, files: { ".github/baton.yml": "version: 1\nenforcement: blok\n" } });
    const run = check(rig, number, NAME, repo);
    expect(run).toMatchObject(FAILURE);
    expect(run.output.annotations).toEqual([expect.objectContaining({ path: ".github/baton.yml", start_line: 2 })]);
    expect(check(rig, number, "baton", repo)).toMatchObject(FAILURE);
    const from = rig.hub.requests.length;
    rig.hub.as("eli").comment(repo, number, "ping");
    await rig.quiet();
    expect(rig.hub.requests.summarise(from)).toMatchObject({ writes: 0 });
    rig.hub.as("olga").rerequestCheck(repo, run.id);
    await rig.quiet();
    expect(check(rig, number, NAME, repo)).toMatchObject(FAILURE);
    expect(check(rig, number, NAME, repo).output.annotations).toHaveLength(1);
  });
});

describe("other pull requests", () => {
  it("that do not touch the policy have no such check", async () => {
    const number = await pull({ files: { "src/main.ts": "1\n" } });
    expect(checks(rig, number, NAME)).toEqual([]);
  });

  it("that change files beside the policy's are told that nothing changes", async () => {
    const number = await pull({ files: { "contracts/README.md": "# Contracts\n" } });
    expect(check(rig, number, NAME)).toMatchObject({ ...SUCCESS, output: { title: "Nothing that the policy demands changes" } });
  });

  it("that change only files that look like policy are warned at each, and pass", async () => {
    const number = await pull({ files: { ".github/baton.yaml": "version: 1\n" } });
    const run = check(rig, number, NAME);
    expect(run).toMatchObject({ ...SUCCESS, output: { title: "Changes no policy: a file that looks like it is never read" } });
    expect(run.output.annotations).toEqual([
      expect.objectContaining({
        path: ".github/baton.yaml",
        start_line: 1,
        annotation_level: "warning",
        title: "ignored-file",
        message: expect.stringContaining("Found a configuration that is never read.") as string,
      }),
    ]);
    expect(run.output.text).toContain("found a configuration that is never read");
    const tight = await pull({ files: { ...TIGHT, "contracts/drafts/later.yml": "kind: contract\n" } });
    expect(check(rig, tight, NAME).output.annotations).toContainEqual(
      expect.objectContaining({ path: "contracts/drafts/later.yml", annotation_level: "warning" }),
    );
    expect(check(rig, tight, NAME)).toMatchObject(SUCCESS);
  });

  it("cost no write when nothing changed, and are answered again by the button", async () => {
    const number = await pull({ files: LOOSE });
    const { key } = (await rig.baton.store.findByNodeId(rig.hub.issue(rig.repo, number).nodeId)) ?? {};
    if (!key) throw new Error("never looked at");
    const from = rig.hub.requests.length;
    await rig.baton.store.enqueue([key], Date.now());
    await rig.quiet();
    expect(rig.hub.requests.summarise(from)).toMatchObject({ writes: 0 });
    rig.hub.as("olga").rerequestCheck(rig.repo, check(rig, number, NAME).id);
    await rig.quiet();
    expect(check(rig, number, NAME)).toMatchObject(ACTION);
  });

  it("are told that a repository may not loosen its organisation's policy, and where that is said", async () => {
    const organisation = addRepository(rig, ".github", smallPolicy());
    const repo = await repository("under", { "src/a.ts": "1\n" });
    const number = await pull({ repo, files: { ".github/baton.yml": "version: 1\nenforcement: observe\n", ...LOOSE } });
    const run = check(rig, number, NAME, repo);
    expect(run).toMatchObject(SUCCESS);
    expect(run.output.title).toBe("Nothing that the policy demands changes");
    expect(run.output.annotations).toEqual([
      expect.objectContaining({
        path: ".github/baton.yml",
        start_line: 2,
        annotation_level: "warning",
        message: expect.stringContaining(".github:.github/baton.yml:7") as string,
      }),
      expect.objectContaining({
        path: "contracts/start.yml",
        start_line: 11,
        message: expect.stringContaining(".github:contracts/start.yml:11") as string,
      }),
    ]);
    expect(run.output.text).toContain("From the organisation");
    expect(run.output.text).toContain("* `enforcement`: `.github:.github/baton.yml:7`");
    expect(organisation).toBe("acme/.github");
  });
});
