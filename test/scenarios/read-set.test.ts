import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRepository, AWAITING, BLOCKED, DOING, openRig, ourLabels, READY, SMALL, smallContract, smallPolicy, type Rig } from "./rig.js";
import { openIssue, requestHandoff } from "./steps.js";

/** What stands elsewhere proves something here. */
const TRUSTING = `${SMALL}trusts: [acme/platform]\n`;
const GOAL = "  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }";
const gated = (...gates: string[]) =>
  smallPolicy({ config: TRUSTING, contract: smallContract([GOAL, ...gates.map((gate) => `  - { ${gate} }`)].join("\n")) });

let rig: Rig;
/** Where others' work is. */
let elsewhere: string;

beforeAll(async () => {
  rig = await openRig({ files: gated("id: free, title: Free, check: no_blockers") });
  elsewhere = addRepository(rig, "platform", smallPolicy());
  await rig.quiet();
});
afterAll(() => rig.close());

const opened = (repo: string, body = READY): Promise<number> => openIssue(rig, { repo, body });

const requested = (repo: string, body = READY, prepare?: (number: number) => void): Promise<number> =>
  requestHandoff(rig, { repo, body, ...(prepare && { prepare }) });

async function accepted(repo: string, body = READY): Promise<number> {
  const number = await requested(repo, body);
  rig.hub.as("ana").comment(repo, number, "/ack");
  await rig.quiet();
  expect(ourLabels(rig, number, repo)).toEqual(DOING);
  return number;
}

/** Does something elsewhere; returns the labels the item has afterwards. Nobody but Baton itself may have touched the item. */
async function after(repo: string, number: number, act: () => unknown): Promise<string[]> {
  const from = rig.hub.webhooks.log.length;
  await act();
  await rig.quiet();
  const told = rig.hub.webhooks.log.slice(from).map(({ event, body }) => ({ event, ...(JSON.parse(body) as Told) }));
  const onItem = told.filter((one) => one.repository?.full_name === repo && (one.issue ?? one.pull_request)?.number === number);
  expect(onItem.filter((one) => one.sender.login !== "baton[bot]")).toEqual([]);
  return ourLabels(rig, number, repo);
}

interface Told {
  repository?: { full_name: string };
  issue?: { number: number };
  pull_request?: { number: number };
  sender: { login: string };
}

const PLACES: [string, () => string][] = [
  ["the same repository", () => rig.repo],
  ["another repository", () => elsewhere],
];

describe("a blocked hand-off goes on, and back, by itself", () => {
  it.each(PLACES)("when a blocker in %s is closed and reopened", async (_where, place) => {
    const blocker = await opened(place());
    const number = await requested(rig.repo, READY, (waiting) =>
      rig.hub.as("pia").addBlockedBy(rig.repo, waiting, `${place()}#${blocker}`),
    );
    expect(ourLabels(rig, number)).toEqual(BLOCKED);
    expect(await after(rig.repo, number, () => rig.hub.as("pia").close(place(), blocker))).toEqual(AWAITING);
    expect(await after(rig.repo, number, () => rig.hub.as("pia").reopen(place(), blocker))).toEqual(BLOCKED);
  });

  it.each(PLACES)("when a sub-issue in %s is closed and reopened", async (_where, place) => {
    const part = await opened(place());
    const number = await requested(rig.repo, READY, (whole) => rig.hub.as("pia").addSubIssue(rig.repo, whole, `${place()}#${part}`));
    expect(ourLabels(rig, number)).toEqual(BLOCKED);
    expect(await after(rig.repo, number, () => rig.hub.as("pia").close(place(), part))).toEqual(AWAITING);
    expect(await after(rig.repo, number, () => rig.hub.as("pia").reopen(place(), part))).toEqual(BLOCKED);
  });

  it("when a blocker is deleted", async () => {
    const blocker = await opened(elsewhere);
    const number = await requested(rig.repo, READY, (waiting) =>
      rig.hub.as("pia").addBlockedBy(rig.repo, waiting, `${elsewhere}#${blocker}`),
    );
    expect(ourLabels(rig, number)).toEqual(BLOCKED);
    expect(await after(rig.repo, number, () => rig.hub.as("olga").deleteIssue(elsewhere, blocker))).toEqual(AWAITING);
  });

  it("but not when a blocker was moved, and then when it is closed where it is now", async () => {
    const blocker = await opened(rig.repo);
    const number = await requested(rig.repo, READY, (waiting) => rig.hub.as("pia").addBlockedBy(rig.repo, waiting, blocker));
    let moved = 0;
    const move = () => (moved = rig.hub.as("olga").transfer(rig.repo, blocker, elsewhere));
    expect(await after(rig.repo, number, move)).toEqual(BLOCKED);
    expect(await after(rig.repo, number, () => rig.hub.as("pia").close(elsewhere, moved))).toEqual(AWAITING);
  });
});

describe("an item that rests on another's stage", () => {
  let repo: string;
  const restingOn = (reference: string) => `${READY}\n## Rests on\n\n- ${reference}\n`;
  beforeAll(async () => {
    repo = addRepository(rig, "dashboards", gated("id: base, title: Base, check: requires_stage, stage: doing, section: Rests on"));
    await rig.quiet();
  });

  it.each<[string, () => string]>([
    ["the same repository", () => repo],
    ["another repository", () => elsewhere],
  ])("goes on when that is accepted in %s, and is red again when it moves back", async (_where, place) => {
    const done = await accepted(elsewhere);
    const base = await requested(place(), restingOn(`${elsewhere}#${done}`));
    const number = await requested(repo, restingOn(`${place()}#${base}`));
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(await after(repo, number, () => rig.hub.as("ana").comment(place(), base, "/ack"))).toEqual(AWAITING);
    expect(await after(repo, number, () => rig.hub.as("pia").addLabel(place(), base, "stage: todo"))).toEqual(BLOCKED);
  });

  it.each<[string, (base: number) => unknown]>([
    ["deleted", (base) => rig.hub.as("olga").deleteIssue(elsewhere, base)],
    ["moved to another repository", (base) => rig.hub.as("olga").transfer(elsewhere, base, rig.repo)],
  ])("turns red when that is %s", async (_how, act) => {
    const base = await accepted(elsewhere);
    const number = await requested(repo, restingOn(`${elsewhere}#${base}`));
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    expect(await after(repo, number, () => act(base))).toEqual(BLOCKED);
  });

  it("comes to rest when it is rested on in return", async () => {
    const first = await opened(repo);
    const second = await requested(repo, restingOn(`#${first}`));
    rig.hub.as("pia").editBody(repo, first, restingOn(`#${second}`));
    rig.hub.as("pia").addLabel(repo, first, "stage: doing");
    await rig.quiet();
    const from = rig.hub.requests.length;
    await rig.baton.store.enqueue([await keyOf(repo, first), await keyOf(repo, second)], Date.now());
    await rig.quiet();
    expect(rig.hub.requests.summarise(from)).toMatchObject({ graphql: 2, writes: 0 });
  });
});

async function keyOf(repo: string, number: number) {
  const found = await rig.baton.store.findByNodeId(rig.hub.issue(repo, number).nodeId);
  if (!found) throw new Error("never looked at");
  return found.key;
}

describe("an issue whose pull requests are in another repository goes on", () => {
  const closing = (repo: string, number: number) => ({ title: "Change", body: `Closes ${repo}#${number}` });

  it("when one is opened there, and back when it is unlinked or given up", async () => {
    const repo = addRepository(rig, "open", gated("id: begun, title: Begun, check: linked_pr, state: open"));
    const number = await requested(repo);
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    let pull = 0;
    const open = () => (pull = rig.hub.as("eli").openPullRequest(elsewhere, closing(repo, number)));
    expect(await after(repo, number, open)).toEqual(AWAITING);
    expect(await after(repo, number, () => rig.hub.as("eli").editBody(elsewhere, pull, "Something else"))).toEqual(BLOCKED);
    expect(await after(repo, number, () => rig.hub.as("eli").editBody(elsewhere, pull, closing(repo, number).body))).toEqual(AWAITING);
    expect(await after(repo, number, () => rig.hub.as("eli").close(elsewhere, pull))).toEqual(BLOCKED);
  });

  it("when somebody of the role approves there", async () => {
    const repo = addRepository(rig, "approved", gated("id: seen, title: Seen, check: approvals, role: taker, count: 1"));
    const number = await requested(repo);
    const pull = rig.hub.as("eli").openPullRequest(elsewhere, closing(repo, number));
    await rig.quiet();
    expect(await after(repo, number, () => rig.hub.as("ana").review(elsewhere, pull, "APPROVED"))).toEqual(AWAITING);
    expect(await after(repo, number, () => rig.hub.changeMembership("acme", "architects", "ana", "removed"))).toEqual(BLOCKED);
    expect(await after(repo, number, () => rig.hub.changeMembership("acme", "architects", "ana", "active"))).toEqual(AWAITING);
  });

  it("when a check passes there, and back when it does not on a newer commit", async () => {
    const repo = addRepository(rig, "built", gated("id: built, title: Built, check: status, name: ci, app: ci, conclusion: success"));
    const number = await requested(repo);
    const pull = rig.hub.as("eli").openPullRequest(elsewhere, closing(repo, number));
    await rig.quiet();
    const head = rig.hub.issue(elsewhere, pull).headSha ?? "";
    const passes = () => rig.hub.reportCheck(elsewhere, head, { app: "ci", name: "ci", conclusion: "success" });
    expect(await after(repo, number, passes)).toEqual(AWAITING);
    expect(await after(repo, number, () => rig.hub.as("eli").pushToPullRequest(elsewhere, pull, { "a.txt": "b" }))).toEqual(BLOCKED);
  });
});

describe("an item goes on, and back, by itself", () => {
  it("when a document that it links is pushed, changed and taken away", async () => {
    const gate = 'id: brief, title: Brief, check: document, path: "docs/**", checks: [{ check: section, section: Why, min_words: 2 }]';
    const repo = addRepository(rig, "documented", gated(gate));
    const number = await requested(repo, `${READY}\nSee docs/brief.md and docs/other.md.\n`);
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    const good = "## Why\n\nBecause it is slow\n";
    const push = (files: Record<string, string>) => () => rig.hub.as("eli").push(repo, { files });
    expect(await after(repo, number, push({ "docs/brief.md": good }))).toEqual(BLOCKED);
    expect(await after(repo, number, push({ "docs/other.md": good }))).toEqual(AWAITING);
    expect(await after(repo, number, push({ "docs/brief.md": "## Why\n" }))).toEqual(BLOCKED);
    expect(await after(repo, number, push({ "docs/brief.md": good }))).toEqual(AWAITING);
    expect(await after(repo, number, () => rig.hub.as("eli").push(repo, { deletions: ["docs/brief.md"] }))).toEqual(BLOCKED);
  });

  it("when a file that it links, of whatever kind, is pushed", async () => {
    const repo = addRepository(rig, "linked", gated("id: plan, title: Plan, check: links, min: 1, kinds: [file]"));
    const number = await requested(repo, `${READY}\n[plan](plans/plan.pdf)\n`);
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(await after(repo, number, () => rig.hub.as("eli").push(repo, { files: { "plans/plan.pdf": "%PDF" } }))).toEqual(AWAITING);
  });

  it("when a linked issue elsewhere comes to be, and is deleted", async () => {
    const repo = addRepository(rig, "linking", gated("id: why, title: Why, check: links, min: 1, kinds: [issue]"));
    const next = (await opened(elsewhere)) + 1;
    const number = await requested(repo, `${READY}\nBecause of ${elsewhere}#${next}\n`);
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(await after(repo, number, () => opened(elsewhere))).toEqual(AWAITING);
    expect(await after(repo, number, () => rig.hub.as("olga").deleteIssue(elsewhere, next))).toEqual(BLOCKED);
  });

  it("when somebody becomes, and is no more, a member of the role's team or of one below it", async () => {
    const repo = addRepository(rig, "assigned", gated("id: who, title: Who, check: metadata, assignee: { role: taker }"));
    const number = await requested(repo, READY, (issue) => rig.hub.as("pia").assign(repo, issue, "quinn"));
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    for (const team of ["architects", "junior-architects"]) {
      const change = (state: "active" | "removed") => () => rig.hub.changeMembership("acme", team, "quinn", state);
      expect(await after(repo, number, change("active"))).toEqual(AWAITING);
      expect(await after(repo, number, change("removed"))).toEqual(BLOCKED);
    }
  });

  it("when the policy of its organisation changes", async () => {
    const shared = addRepository(rig, ".github", { ".github/baton.yml": SMALL, "contracts/start.yml": smallContract(GOAL) });
    const repo = addRepository(rig, "inheriting", {});
    await rig.quiet();
    const number = await requested(repo);
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    const rules = (gates: string) => () => rig.hub.as("olga").push(shared, { files: { "contracts/start.yml": smallContract(gates) } });
    expect(await after(repo, number, rules(GOAL.replace("min_words: 3", "min_words: 30")))).toEqual(BLOCKED);
    expect(await after(repo, number, rules(GOAL))).toEqual(AWAITING);
  });
});
