import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addRepository,
  AWAITING,
  BLOCKED,
  check,
  DOING,
  living,
  openRig,
  ourLabels,
  READY,
  SMALL,
  smallContract,
  smallPolicy,
  type Rig,
} from "./rig.js";
import { requestHandoff } from "./steps.js";

const GOAL = "  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }";
const RESTS = `${GOAL}\n  - { id: rests, title: Rests on, check: requires_stage, section: Rests on, stage: doing }`;
const LAX = SMALL.replace("initial: todo", "initial: doing");
const STRICT = `${SMALL}pull_requests: { require_issue: true, allowed_stages: [doing, done] }\n`;
const trusting = (...names: string[]) => `${STRICT}trusts: [${names.join(", ")}]\n`;

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy({ config: STRICT, contract: smallContract(RESTS) }) });
});
afterAll(() => rig.close());

async function repository(name: string, files: Record<string, string>, visibility: "public" | "private" | "internal" = "public") {
  const repo = addRepository(rig, name, files, true, visibility);
  await rig.quiet();
  return repo;
}

async function guarded(name: string, config = STRICT, gates = RESTS, visibility: "public" | "private" | "internal" = "public") {
  return await repository(name, smallPolicy({ config, contract: smallContract(gates) }), visibility);
}

async function issue(repo: string, body = READY, labels: string[] = []): Promise<number> {
  const number = rig.hub.as("pia").openIssue(repo, { title: "A title", body, labels });
  await rig.quiet();
  return number;
}

const requested = (repo: string, body: string): Promise<number> => requestHandoff(rig, { repo, body });

const restingOn = (...references: string[]) => `${READY}\n\n## Rests on\n\n${references.map((one) => `- ${one}`).join("\n")}\n`;

async function closing(repo: string, reference: string) {
  const number = rig.hub.as("eli").openPullRequest(repo, { title: "Change", body: `Closes ${reference}` });
  await rig.quiet();
  return check(rig, number, "baton", repo);
}

describe("another repository's lax policy", () => {
  it.each([
    ["a lax one", smallPolicy({ config: LAX })],
    ["none", {}],
  ])("is not taken for ours where it has %s", async (kind, files) => {
    const repo = await guarded(`guarded-${kind.length}`);
    const lax = await repository(`lax-${kind.length}`, files);
    const there = await issue(lax, READY, ["stage: doing"]);
    const run = await closing(repo, `${lax}#${there}`);
    expect(run.conclusion).toBe("failure");
    expect(run.output.summary).toContain("not trusted");
    const number = await requested(repo, restingOn(`${lax}#${there}`));
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(living(rig, number, repo)).toContain("proves nothing here");
  });

  it("is not taken for ours where no issue is required either", async () => {
    const repo = await guarded("guarded-free", SMALL);
    const lax = await repository("lax-free", smallPolicy({ config: LAX }));
    expect((await closing(repo, `${lax}#${await issue(lax)}`)).conclusion).toBe("failure");
  });

  it("counts once it is trusted by name, whatever the letters' case", async () => {
    const repo = await guarded("guarded-trusting", trusting("ACME/Lax-Trusted"));
    const lax = await repository("lax-trusted", smallPolicy({ config: LAX }));
    const there = await issue(lax);
    expect(ourLabels(rig, there, lax)).toEqual(DOING);
    expect((await closing(repo, `${lax}#${there}`)).conclusion).toBe("success");
    const number = await requested(repo, restingOn(`${lax}#${there}`));
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    rig.hub.as("olga").push(repo, { files: { ".github/baton.yml": STRICT } });
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
  });

  it("does not count for a name that another repository took over", async () => {
    const repo = await guarded("guarded-pinned", trusting("acme/platform"));
    const platform = await repository("platform", smallPolicy({ config: LAX }));
    const there = await issue(platform);
    await issue(repo);
    rig.hub.as("olga").renameRepository(platform, "core");
    await rig.quiet();
    await repository("platform", smallPolicy({ config: LAX }));
    const theirs = await issue("acme/platform");
    const fooled = await requested(repo, restingOn(`acme/platform#${theirs}`));
    expect(ourLabels(rig, fooled, repo)).toEqual(BLOCKED);
    expect(living(rig, fooled, repo)).toContain("another repository had its name");
    expect((await closing(repo, `acme/platform#${theirs}`)).conclusion).toBe("failure");
    const right = await requested(repo, restingOn(`acme/core#${there}`));
    expect(ourLabels(rig, right, repo)).toEqual(AWAITING);
  });

  it("lets no sub-issue be completed for us", async () => {
    const gates = `${GOAL}\n  - { id: parts, title: Parts, check: sub_issues }`;
    const repo = await guarded("guarded-parts", STRICT, gates);
    const lax = await repository("lax-parts", {});
    const part = await issue(lax);
    const number = await issue(repo);
    rig.hub.as("pia").addSubIssue(repo, number, `${lax}#${part}`);
    rig.hub.as("pia").close(lax, part);
    rig.hub.as("pia").addLabel(repo, number, "stage: doing");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(living(rig, number, repo)).toContain("not trusted");
    const own = await issue(repo);
    rig.hub.as("pia").addSubIssue(repo, number, own);
    rig.hub.as("pia").close(repo, own);
    rig.hub.as("pia").comment(repo, number, "/recheck");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
  });

  it("lets no pull request there stand for one here", async () => {
    const gates = `${GOAL}\n  - { id: built, title: Built, check: linked_pr, state: ready }`;
    const repo = await guarded("guarded-pulls", STRICT, gates);
    const lax = await repository("lax-pulls", {});
    const number = await requested(repo, READY);
    rig.hub.as("eli").openPullRequest(lax, { title: "Theirs", body: `Closes ${repo}#${number}` });
    rig.hub.as("pia").comment(repo, number, "/recheck");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(living(rig, number, repo)).toContain("its repository is not trusted here");
  });
});

/** Takes a text and a reference; returns it with the reference left out, and numbers and moments alike. */
function without(text: string, reference: string): string {
  return text
    .replaceAll(reference, "REF")
    .replaceAll(/#\d+/g, "#N")
    .replaceAll(/content `[0-9a-f]+`/g, "content")
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, "TIME");
}

describe("an item of a private repository", () => {
  let secret: string;
  let hidden: number;
  beforeAll(async () => {
    secret = await repository("secret", smallPolicy({ config: LAX }), "private");
    hidden = await issue(secret);
    expect(ourLabels(rig, hidden, secret)).toEqual(DOING);
  });

  /** What a public repository says of each reference, the reference itself left out. */
  async function saidOf(name: string, config: string, gates: string, references: string[]): Promise<Set<string>> {
    const repo = await guarded(name, config, gates);
    const said = new Set<string>();
    for (const reference of references) {
      const number = await requested(repo, restingOn(reference));
      said.add(without(living(rig, number, repo), reference) + ourLabels(rig, number, repo).join());
    }
    return said;
  }

  const everyKind = () => [`${secret}#${hidden}`, `${secret}#999`, "acme/nowhere#1"];

  it.each([
    ["requires_stage", RESTS],
    ["links", `${GOAL}\n  - { id: rests, title: Rests on, check: links, section: Rests on, kinds: [issue] }`],
    ["not", `${GOAL}\n  - { id: rests, title: Rests on, check: not, checks: [{ check: links, section: Rests on, kinds: [issue] }] }`],
  ])("is spoken of in public as if it did not exist, by %s, trusted or not", async (kind, gates) => {
    for (const config of [STRICT, trusting("acme/secret")]) {
      const said = await saidOf(`open-${kind.length}-${config.length}`, config, gates, everyKind());
      expect(said.size).toBe(1);
      expect([...said][0]).toContain("is not visible here");
      expect([...said][0]).toContain("handoff: blocked");
    }
  });

  it("is closed by a public pull request as if it did not exist", async () => {
    const repo = await guarded("open-closing", trusting("acme/secret"));
    const runs = [];
    for (const reference of everyKind()) runs.push({ reference, ...(await closing(repo, reference)) });
    const said = runs.map(({ reference, conclusion, output }) =>
      without(`${conclusion} ${output.title} ${output.summary} ${output.text}`, reference),
    );
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toMatch(/^failure .*not visible here/);
    expect(said.join()).not.toContain("A title");
  });

  it.each(["sub_issues", "no_blockers"])("says nothing by %s, open or closed", async (kind) => {
    const repo = await guarded(`open-around-${kind.length}`, STRICT, `${GOAL}\n  - { id: around, title: Around, check: ${kind} }`);
    const number = await requested(repo, READY);
    const other = await issue(secret);
    if (kind === "sub_issues") rig.hub.as("pia").addSubIssue(repo, number, `${secret}#${other}`);
    else rig.hub.as("pia").addBlockedBy(repo, number, `${secret}#${other}`);
    const look = async () => {
      rig.hub.as("pia").comment(repo, number, "/recheck");
      await rig.quiet();
      return living(rig, number, repo);
    };
    const before = await look();
    rig.hub.as("pia").close(secret, other);
    expect(await look()).toBe(before);
    expect(before).toContain("one of them is not visible here");
    expect(before).not.toMatch(/secret|A title/);
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
  });

  it("does not show by a pull request that closes a public issue", async () => {
    const repo = await guarded("open-pulls", STRICT, `${GOAL}\n  - { id: built, title: Built, check: linked_pr, state: ready }`);
    const number = await requested(repo, READY);
    const before = living(rig, number, repo);
    rig.hub.as("eli").openPullRequest(secret, { title: "Secret plan", body: `Closes ${repo}#${number}` });
    rig.hub.as("pia").comment(repo, number, "/recheck");
    await rig.quiet();
    expect(living(rig, number, repo)).toBe(before);
  });

  it("does not show by where an issue moved", async () => {
    const gates = `${GOAL}\n  - { id: rests, title: Rests on, check: links, section: Rests on, kinds: [issue] }`;
    const repo = await guarded("open-moved", STRICT, gates);
    const other = await guarded("open-from", STRICT);
    const moved = await issue(other);
    rig.hub.as("olga").transfer(other, moved, secret);
    await rig.quiet();
    const number = await requested(repo, restingOn(`${other}#${moved}`));
    expect(living(rig, number, repo)).toContain("does not exist");
  });

  it("is not spoken of in another private repository, unless the organisation trusts its repository", async () => {
    const repo = await guarded("closed-naming", trusting("acme/secret"), RESTS, "private");
    const number = await requested(repo, restingOn(`${secret}#${hidden}`));
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(living(rig, number, repo)).toContain("is not visible here");
  });

  it("is not spoken of any more once its repository turns private", async () => {
    const turning = await repository("turning", smallPolicy({ config: LAX }));
    const there = await issue(turning);
    const repo = await guarded("open-turning", trusting("acme/turning"));
    const number = await requested(repo, restingOn(`${turning}#${there}`));
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    rig.hub.setVisibility(turning, "internal");
    await rig.quiet();
    rig.hub.as("pia").comment(repo, number, "/recheck");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(living(rig, number, repo)).toContain("is not visible here");
  });
});

describe("a stranger's pull request", () => {
  const gates = (asked: string) => `${GOAL}\n  - { id: asked, title: Asked, check: ${asked} }`;

  it.each([
    ["linked_pr", "linked_pr, state: ready"],
    ["approvals", "approvals, role: taker"],
    ["status", "status, name: test, app: github-actions"],
  ])("counts for nothing by %s, from a fork or a branch, and is named", async (kind, asked) => {
    const repo = await guarded(`strange-${kind}`, STRICT, gates(asked));
    const number = await requested(repo, READY);
    const pull = rig.hub.as("eve").openPullRequest(repo, { title: "Mine", body: `Closes #${number}`, fork: true });
    rig.hub.as("ana").review(repo, pull, "APPROVED");
    rig.hub.reportCheck(repo, rig.hub.issue(repo, pull).headSha ?? "", { app: "github-actions", name: "test", conclusion: "success" });
    rig.hub.as("pia").comment(repo, number, "/recheck");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(living(rig, number, repo)).toMatch(/#\d+. by .eve. does not count: its author has no write access here/);
  });

  it.each([
    ["linked_pr", "linked_pr, state: merged"],
    ["approvals", "approvals, role: taker"],
    ["status", "status, name: test, app: github-actions"],
  ])("turns nothing red by %s", async (kind, asked) => {
    const repo = await guarded(`calm-${kind}`, STRICT, gates(asked));
    const number = await requested(repo, READY);
    const pull = rig.hub.as("eli").openPullRequest(repo, { title: "Ours", body: `For #${number}. Closes #${number}` });
    rig.hub.as("ana").review(repo, pull, "APPROVED");
    rig.hub.reportCheck(repo, rig.hub.issue(repo, pull).headSha ?? "", { app: "github-actions", name: "test", conclusion: "success" });
    if (kind === "linked_pr") {
      rig.hub.as("eli").mergePullRequest(repo, pull);
      rig.hub.as("pia").reopen(repo, number);
    }
    rig.hub.as("pia").comment(repo, number, "/recheck");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    for (let i = 0; i < 3; i += 1)
      rig.hub.as("eve").openPullRequest(repo, { title: "Mine", body: `Closes #${number}`, fork: true, draft: true });
    await rig.quiet();
    rig.hub.as("pia").comment(repo, number, "/recheck");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
  });

  it("neither counts nor stands in the way when nobody knows whose it is", async () => {
    const repo = await guarded("nobody", STRICT, gates("linked_pr, state: ready"));
    rig.hub.createUser("gone");
    rig.hub.setPermission(repo, "gone", "write");
    const number = await requested(repo, READY);
    rig.hub.as("gone").openPullRequest(repo, { title: "Mine", body: `Closes #${number}` });
    rig.hub.deleteUser("gone");
    rig.hub.as("pia").comment(repo, number, "/recheck");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(living(rig, number, repo)).toContain("is not known");
    rig.hub.as("eli").openPullRequest(repo, { title: "Ours", body: `Closes #${number}` });
    await rig.quiet();
    rig.hub.as("pia").comment(repo, number, "/recheck");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
  });
});
