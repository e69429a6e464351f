import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRepository, check, checks, openRig, ourLabels, READY, smallPolicy, SMALL, type Rig } from "./rig.js";

let rig: Rig;
const SUCCESS = { status: "completed", conclusion: "success" };
const FAILURE = { status: "completed", conclusion: "failure" };

beforeAll(async () => {
  rig = await openRig({ files: smallPolicy() });
});
afterAll(() => rig.close());

function early(): number {
  return rig.hub.as("pia").openIssue(rig.repo, { title: "Early", body: READY });
}

async function ready(): Promise<number> {
  const issue = early();
  await rig.quiet();
  rig.hub.as("pia").addLabel(rig.repo, issue, "stage: doing");
  await rig.quiet();
  rig.hub.as("ana").comment(rig.repo, issue, "/ack");
  await rig.quiet();
  expect(ourLabels(rig, issue)).toEqual(["stage: doing"]);
  return issue;
}

function pull(body: string, more: { headSha?: string; fork?: boolean; by?: string } = {}): number {
  const { by = "eli", ...wish } = more;
  return rig.hub.as(by).openPullRequest(rig.repo, { title: "Change", body, ...wish });
}

describe("checks of pull requests", () => {
  it("posts its checks on pull request heads, and comments on issues", async () => {
    const issue = early();
    const number = pull(`Closes #${issue}`);
    await rig.quiet();
    expect(check(rig, number)).toMatchObject(FAILURE);
    expect(checks(rig, rig.hub.headSha(rig.repo))).toEqual([]);
  });

  it("follows the head when more is pushed, at the same verdict", async () => {
    const number = pull(`Closes #${early()}`);
    await rig.quiet();
    const before = check(rig, number);
    const after = rig.hub.as("eli").pushToPullRequest(rig.repo, number, { "more.md": "more\n" });
    await rig.quiet();
    expect(check(rig, number)).toMatchObject({ ...FAILURE, headSha: after });
    expect(after).not.toBe(before.headSha);
  });

  it("finds a fork's pull request, whose events name none", async () => {
    const number = pull(`Closes #${early()}`, { fork: true, by: "eve" });
    await rig.quiet();
    const run = check(rig, number);
    expect(run).toMatchObject(FAILURE);
    rig.hub.as("olga").requestAction(rig.repo, run.id, "recheck");
    await rig.quiet();
    expect(check(rig, number)).toMatchObject(FAILURE);
  });

  it("says success for a pull request that is not governed, and says so", async () => {
    const number = pull("Nothing to close");
    await rig.quiet();
    expect(check(rig, number)).toMatchObject(SUCCESS);
    expect(check(rig, number).output.title).toMatch(/not governed/i);
  });

  it("never uses neutral or skipped", () => {
    const all = rig.hub.issues(rig.repo).flatMap((item) => (item.headSha ? checks(rig, item.number) : []));
    expect(all.length).toBeGreaterThan(3);
    expect(new Set(all.map((run) => run.conclusion))).toEqual(new Set(["success", "failure"]));
  });

  it.each(["requestAction", "rerequestCheck"] as const)("posts a completed check again on %s", async (press) => {
    const number = pull(`Closes #${early()}`);
    await rig.quiet();
    const { id } = check(rig, number);
    const from = rig.hub.requests.length;
    if (press === "requestAction") rig.hub.as("olga").requestAction(rig.repo, id, "recheck");
    else rig.hub.as("olga").rerequestCheck(rig.repo, id);
    await rig.quiet();
    expect(rig.hub.requests.slice(from).filter((one) => one.method === "PATCH" && one.path.includes("/check-runs/"))).toHaveLength(1);
    expect(check(rig, number)).toMatchObject(FAILURE);
  });
});

describe("one commit in several pull requests", () => {
  let good: number;
  let bad: number;
  let issue: number;

  it("shows the worst of them, once", async () => {
    issue = await ready();
    good = pull(`Closes #${issue}`);
    await rig.quiet();
    expect(check(rig, good)).toMatchObject(SUCCESS);
    bad = pull(`Closes #${early()}`, { headSha: rig.hub.issue(rig.repo, good).headSha ?? "" });
    await rig.quiet();
    expect(check(rig, good)).toMatchObject({ ...FAILURE, headSha: rig.hub.issue(rig.repo, bad).headSha });
  });

  it("does not flip between them, whichever is looked at", async () => {
    const from = rig.hub.requests.length;
    for (const number of [good, bad, good]) {
      rig.hub.as("eli").comment(rig.repo, number, "just talking");
      await rig.quiet();
      expect(check(rig, good)).toMatchObject(FAILURE);
    }
    expect(rig.hub.requests.summarise(from).writes).toBe(0);
  });

  it("turns green when the other moves on to another commit", async () => {
    rig.hub.as("eli").pushToPullRequest(rig.repo, bad, { "other.md": "other\n" });
    await rig.quiet();
    expect(check(rig, bad)).toMatchObject(FAILURE);
    expect(check(rig, good)).toMatchObject(SUCCESS);
  });

  it("turns green when the other is closed", async () => {
    const other = pull(`Closes #${early()}`, { headSha: rig.hub.issue(rig.repo, good).headSha ?? "" });
    await rig.quiet();
    expect(check(rig, good)).toMatchObject(FAILURE);
    rig.hub.as("eli").close(rig.repo, other);
    await rig.quiet();
    expect(check(rig, good)).toMatchObject(SUCCESS);
  });
});

describe("merge groups", () => {
  it("answers again when asked to", async () => {
    const number = pull("Nothing");
    await rig.quiet();
    const head = rig.hub.as("eli").enqueue(rig.repo, number);
    await rig.quiet();
    const from = rig.hub.requests.length;
    rig.hub.as("olga").rerequestCheck(rig.repo, check(rig, head).id);
    await rig.quiet();
    expect(rig.hub.requests.summarise(from).writes).toBe(1);
    expect(check(rig, head)).toMatchObject(SUCCESS);
  });

  it("answers a group whose pull requests may merge", async () => {
    const issue = await ready();
    const numbers = [pull(`Closes #${issue}`), pull("Nothing")];
    await rig.quiet();
    const head = rig.hub.as("eli").enqueue(rig.repo, ...numbers);
    await rig.quiet();
    expect(check(rig, head)).toMatchObject({ ...SUCCESS, headSha: head });
  });

  it("fails a batched group when one of two may not merge", async () => {
    const issue = await ready();
    const numbers = [pull(`Closes #${early()}`), pull(`Closes #${issue}`)];
    await rig.quiet();
    const head = rig.hub.as("eli").enqueue(rig.repo, ...numbers);
    await rig.quiet();
    expect(check(rig, head)).toMatchObject(FAILURE);
  });
});

describe("what pull requests are held to", () => {
  let repo: string;
  const open = (by: string, body: string) => rig.hub.as(by).openPullRequest(repo, { title: "Change", body });

  beforeAll(async () => {
    const rules = `pull_requests: { require_issue: true, exempt: { authors: ["dependabot[bot]"], labels: [no-issue] } }\n`;
    repo = addRepository(rig, "strict", smallPolicy({ config: SMALL + rules }));
    rig.hub.createUser("dependabot[bot]");
    rig.hub.setPermission(repo, "dependabot[bot]", "write");
    await rig.quiet();
  });

  it("asks for an issue where the policy requires one", async () => {
    const number = open("eli", "No link");
    await rig.quiet();
    const run = check(rig, number, "baton", repo);
    expect(run).toMatchObject(FAILURE);
    expect(run.output.summary).toContain("Closes #");
    const issue = rig.hub.as("pia").openIssue(repo, { title: "Why", body: READY });
    rig.hub.as("eli").editBody(repo, number, `Closes #${issue}`);
    await rig.quiet();
    expect(check(rig, number, "baton", repo)).toMatchObject(FAILURE);
    expect(check(rig, number, "baton", repo).output.summary).toContain(`#${issue}`);
  });

  it("lets an exempt author pass", async () => {
    const number = open("dependabot[bot]", "Bump");
    await rig.quiet();
    expect(check(rig, number, "baton", repo)).toMatchObject(SUCCESS);
  });

  it("lets nobody else's commit ride along with an exempt author", async () => {
    const number = open("dependabot[bot]", "Bump");
    await rig.quiet();
    expect(check(rig, number, "baton", repo)).toMatchObject(SUCCESS);
    rig.hub.as("eli").pushToPullRequest(repo, number, { "src/more.ts": "export {};" });
    await rig.quiet();
    const run = check(rig, number, "baton", repo);
    expect(run).toMatchObject(FAILURE);
    expect(run.output.summary).toMatch(/exempts pull requests of .*dependabot.*commit .* is not theirs/);
  });

  it("holds a pull request back whose issue was closed as not planned, and not one whose issue is done", async () => {
    const policy = smallPolicy({ config: `${SMALL}pull_requests: { require_issue: true, allowed_stages: [todo] }\n` });
    const place = addRepository(rig, "given-up", policy);
    const issue = rig.hub.as("pia").openIssue(place, { title: "Why", body: READY });
    const number = rig.hub.as("eli").openPullRequest(place, { title: "Change", body: `Closes #${issue}` });
    await rig.quiet();
    expect(check(rig, number, "baton", place)).toMatchObject(SUCCESS);
    rig.hub.as("pia").close(place, issue, "not_planned");
    await rig.quiet();
    expect(check(rig, number, "baton", place)).toMatchObject(FAILURE);
    expect(check(rig, number, "baton", place).output.title).toContain(`#${issue} was closed as not planned`);
    rig.hub.as("pia").reopen(place, issue);
    await rig.quiet();
    expect(check(rig, number, "baton", place)).toMatchObject(SUCCESS);
    rig.hub.as("pia").close(place, issue, "completed");
    await rig.quiet();
    expect(check(rig, number, "baton", place)).toMatchObject(SUCCESS);
  });

  it("lets an exempt label pass, and only while it is there", async () => {
    const number = open("eli", "No link");
    rig.hub.as("eli").addLabel(repo, number, "no-issue");
    await rig.quiet();
    expect(check(rig, number, "baton", repo)).toMatchObject(SUCCESS);
    rig.hub.as("eli").removeLabel(repo, number, "no-issue");
    await rig.quiet();
    expect(check(rig, number, "baton", repo)).toMatchObject(FAILURE);
  });
});

describe("a pull request that is handed over itself", () => {
  it("is acknowledged with a review", async () => {
    const number = pull(READY);
    rig.hub.as("eli").addLabel(rig.repo, number, "stage: todo");
    await rig.quiet();
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(["handoff: awaiting ack", "stage: todo"]);
    rig.hub.as("ana").review(rig.repo, number, "COMMENTED", "Reads well.\n\n/ack");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(["stage: doing"]);
  });
});

describe("where the policy is read", () => {
  it("is the default branch only: a pull request that deletes the contracts changes nothing", async () => {
    const issue = early();
    const files = { ".github/baton.yml": "version: 1\nenforcement: observe\n", "contracts/start.yml": "" };
    const number = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Loosen", body: `Closes #${issue}`, files });
    await rig.quiet();
    expect(check(rig, number)).toMatchObject(FAILURE);
    rig.hub.as("pia").addLabel(rig.repo, issue, "stage: done");
    await rig.quiet();
    expect(ourLabels(rig, issue)).toEqual(["stage: todo"]);
  });
});
