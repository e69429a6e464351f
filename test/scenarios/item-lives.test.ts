import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addRepository,
  AWAITING,
  BLOCKED,
  check,
  living,
  DOING,
  livingComment,
  openRig,
  ourLabels,
  ownComments,
  READY,
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

const opened = (body = READY): Promise<number> => openIssue(rig, { body });

const requested = (body = READY): Promise<number> => requestHandoff(rig, { body });

async function say(login: string, number: number, text: string): Promise<number> {
  const id = rig.hub.as(login).comment(rig.repo, number, text);
  await rig.quiet();
  return id;
}

function reactions(number: number, id: number): string[] {
  const comment = rig.hub.issue(rig.repo, number).comments.find((one) => one.id === id);
  return (comment?.reactions ?? []).map((one) => one.content).toSorted();
}

describe("comments that are no acknowledgement", () => {
  it.each([
    ["edited into one", async (number: number) => rig.hub.as("ana").editComment(rig.repo, await say("ana", number, "looks fine"), "/ack")],
    [
      "edited into one by a maintainer",
      async (number: number) => rig.hub.as("olga").editComment(rig.repo, await say("ana", number, "looks fine"), "/ack"),
    ],
    ["quoted", (number: number) => say("ana", number, "> /ack\n\nWhat does that do?")],
    ["in a code block", (number: number) => say("ana", number, "```\n/ack\n```")],
    [
      "below a mail's tail",
      (number: number) => say("ana", number, "Thanks!\n\nOn Monday baton wrote:\n> /ack\n\n-----Original Message-----\n/ack"),
    ],
    ["in full-width letters", (number: number) => say("ana", number, "／ack")],
    ["with an invisible character in the word", (number: number) => say("ana", number, "/a\u200bck")],
  ])("an /ack %s", async (_how, act) => {
    const number = await requested();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    await act(number);
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    await say("ana", number, "/ack");
    expect(ourLabels(rig, number)).toEqual(DOING);
  });

  it("answers one in a list or in backticks with a hint, once, and leaves other bots' words alone", async () => {
    const number = await requested();
    const before = ownComments(rig, number).length;
    const id = await say("ana", number, "`/ack`");
    await say("ana", number, "/lgtm\n/azp run\n/tmp is full");
    await say("ana", number, "Whoever takes it over writes /ack:\n\n- /ack on its own line");
    expect(ownComments(rig, number).slice(before)).toHaveLength(1);
    expect(ownComments(rig, number).at(-1)?.body).toContain("a command is a line of its own");
    expect(reactions(number, id)).toEqual(["eyes"]);
  });

  it("answers an edited command with a reason, once", async () => {
    const number = await requested();
    const id = await say("ana", number, "hm");
    const before = ownComments(rig, number).length;
    rig.hub.as("ana").editComment(rig.repo, id, "/ack");
    await rig.quiet();
    rig.hub.as("ana").editComment(rig.repo, id, "/ack now");
    await rig.quiet();
    expect(ownComments(rig, number).slice(before)).toHaveLength(1);
    expect(ownComments(rig, number).at(-1)?.body).toMatch(/edited/i);
  });

  it("an /ack that was deleted before anybody looked", async () => {
    const number = await requested();
    rig.hub.webhooks.hold();
    const id = rig.hub.as("ana").comment(rig.repo, number, "/ack");
    rig.hub.as("ana").deleteComment(rig.repo, id);
    rig.hub.webhooks.release();
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
  });

  it("a bot's /ack", async () => {
    const number = await requested();
    rig.hub.createUser("helper[bot]");
    rig.hub.changeMembership("acme", "architects", "helper[bot]", "active");
    const before = ownComments(rig, number).length;
    await say("helper[bot]", number, "/ack");
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    expect(ownComments(rig, number)).toHaveLength(before);
  });

  it("a ticked box: boxes are no store", async () => {
    const number = await requested(`${READY}\n- [ ] acknowledged by architect\n`);
    rig.hub.as("ana").editBody(rig.repo, number, `${READY}\n- [x] acknowledged by architect\n`);
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
  });
});

describe("an acknowledgement", () => {
  it.each([
    ["after a sentence", "Fine by me.\n\n/ack"],
    ["after an invisible character, with an unusual space", "\u200b/ack\u00a0merci"],
    ["below a quoted comment", "> Can you take it over?\n\n/ack yes"],
  ])("counts %s", async (_how, text) => {
    const number = await requested();
    await say("ana", number, text);
    expect(ourLabels(rig, number)).toEqual(DOING);
  });
});

describe("who may acknowledge", () => {
  it("takes a member of a nested team", async () => {
    const number = await requested();
    await say("ben", number, "/ack");
    expect(ourLabels(rig, number)).toEqual(DOING);
  });

  it("refuses a member whose invitation is pending, and takes them once they joined", async () => {
    rig.hub.createUser("nia");
    rig.hub.changeMembership("acme", "architects", "nia", "pending");
    const number = await requested();
    await say("nia", number, "/ack");
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    rig.hub.changeMembership("acme", "architects", "nia", "active");
    await say("nia", number, "/ack");
    expect(ourLabels(rig, number)).toEqual(DOING);
  });

  it("refuses who left the team while the hand-off waited", async () => {
    rig.hub.createUser("ugo");
    rig.hub.changeMembership("acme", "architects", "ugo", "active");
    const number = await requested();
    rig.hub.webhooks.hold();
    rig.hub.as("ugo").comment(rig.repo, number, "/ack");
    rig.hub.changeMembership("acme", "architects", "ugo", "removed");
    rig.hub.webhooks.release({ drop: (delivery) => delivery.event === "membership" });
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
  });

  it("refuses a deleted account, and shows its words without tripping", async () => {
    rig.hub.createUser("gus");
    rig.hub.changeMembership("acme", "architects", "gus", "active");
    const number = await requested();
    rig.hub.webhooks.hold();
    rig.hub.as("gus").comment(rig.repo, number, "/ack");
    rig.hub.deleteUser("gus");
    rig.hub.webhooks.release();
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    await say("ana", number, "/ack");
    expect(ourLabels(rig, number)).toEqual(DOING);
  });

  it("refuses everyone, with the reason, while the team cannot be read", async () => {
    const number = await requested();
    const { members: _members, ...without } = rig.hub.app.permissions;
    rig.hub.setInstallationPermissions(rig.repo, without);
    rig.hub.changeMembership("acme", "architects", "ana", "active");
    await say("ana", number, "/ack");
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    expect(ownComments(rig, number).at(-1)?.body).toMatch(/could not|cannot|unknown/i);
    rig.hub.setInstallationPermissions(rig.repo, { ...rig.hub.app.permissions });
    await say("ana", number, "/ack");
    expect(ourLabels(rig, number)).toEqual(DOING);
  });
});

describe("labels", () => {
  it("leaves people's own labels alone", async () => {
    const number = await opened();
    rig.hub.as("pia").addLabel(rig.repo, number, "bug", "customer: a");
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
    await rig.quiet();
    rig.hub.as("eli").addLabel(rig.repo, number, "urgent");
    await say("ana", number, "/ack");
    expect(rig.hub.issue(rig.repo, number).labels.toSorted()).toEqual(["bug", "customer: a", "stage: doing", "urgent"]);
    expect(rig.hub.requests.some((one) => one.method === "PUT" && one.path.includes("/labels"))).toBe(false);
  });

  it("creates missing labels with a colour and a description", () => {
    for (const name of [...TODO, "handoff: awaiting ack"]) {
      const label = rig.hub.labels(rig.repo).find((one) => one.name === name);
      expect(label?.description).not.toBe("");
      expect(label?.description ?? null).not.toBeNull();
    }
  });

  it("puts a removed stage label back, with the reason", async () => {
    const number = await opened();
    rig.hub.as("eli").removeLabel(rig.repo, number, "stage: todo");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(TODO);
    expect(living(rig, number)).toMatch(/It is back/);
  });

  it("takes hand-off labels off that people added", async () => {
    const number = await opened();
    rig.hub.as("eli").addLabel(rig.repo, number, "handoff: awaiting ack");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(TODO);
  });

  it("refuses a skipped stage and two stages at once", async () => {
    const number = await opened();
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: done");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(TODO);
    expect(living(rig, number)).toMatch(/Done/);
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing", "stage: done");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(TODO);
  });

  it("puts a renamed stage label back on every item", async () => {
    const numbers = [await opened(), await opened()];
    rig.hub.as("olga").renameLabel(rig.repo, "stage: todo", "state: open");
    await rig.quiet();
    for (const number of numbers) expect(rig.hub.issue(rig.repo, number).labels).toContain("stage: todo");
    rig.hub.as("olga").deleteLabel(rig.repo, "state: open");
    await rig.quiet();
    for (const number of numbers) expect(ourLabels(rig, number)).toEqual(TODO);
  });

  it("puts a deleted stage label back on every item", async () => {
    const number = await opened();
    rig.hub.as("olga").deleteLabel(rig.repo, "stage: todo");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(TODO);
    expect(rig.hub.labels(rig.repo).find((label) => label.name === "stage: todo")?.description).not.toBeNull();
  });
});

describe("an item's life", () => {
  it("closes mid-way and resumes at the accepted stage", async () => {
    const number = await requested();
    rig.hub.as("pia").close(rig.repo, number, "not_planned");
    await rig.quiet();
    const asked = ownComments(rig, number).length;
    await say("ana", number, "/ack");
    rig.hub.as("pia").reopen(rig.repo, number);
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    expect(ownComments(rig, number).length).toBeLessThanOrEqual(asked + 2);
    await say("ana", number, "/ack");
    expect(ourLabels(rig, number)).toEqual(DOING);
  });

  it("starts over in another repository", async () => {
    const other = addRepository(rig, "elsewhere", smallPolicy());
    await rig.quiet();
    const number = await requested();
    await say("ana", number, "/ack");
    expect(ourLabels(rig, number)).toEqual(DOING);
    const before = ownComments(rig, number).length;
    const there = rig.hub.as("pia").transfer(rig.repo, number, other);
    await rig.quiet();
    // The label came along and asks anew; what was accepted and acknowledged elsewhere counts for nothing here.
    expect(ourLabels(rig, there, other)).toEqual(AWAITING);
    expect(livingComment(rig, there, other)).toBeDefined();
    expect(ownComments(rig, there, other).length).toBeLessThanOrEqual(before + 1);
    rig.hub.as("ana").comment(other, there, "/ack");
    await rig.quiet();
    expect(ourLabels(rig, there, other)).toEqual(DOING);
  });

  it("keeps its stage when the repository is renamed", async () => {
    const repo = addRepository(rig, "before", smallPolicy());
    const number = rig.hub.as("pia").openIssue(repo, { title: "Stays", body: READY });
    await rig.quiet();
    rig.hub.as("pia").addLabel(repo, number, "stage: doing");
    await rig.quiet();
    rig.hub.as("olga").renameRepository(repo, "after");
    await rig.quiet();
    rig.hub.as("ana").comment("acme/after", number, "/ack");
    await rig.quiet();
    expect(ourLabels(rig, number, "acme/after")).toEqual(DOING);
    expect(livingComment(rig, number, "acme/after")).toBeDefined();
  });

  it("answers work that was queued under the old name", async () => {
    const repo = addRepository(rig, "old-name", smallPolicy());
    await rig.quiet();
    rig.hub.webhooks.hold();
    const number = rig.hub.as("pia").openIssue(repo, { title: "Renamed meanwhile", body: READY });
    rig.hub.as("olga").renameRepository(repo, "new-name");
    rig.hub.webhooks.release({ drop: (delivery) => delivery.event === "repository" });
    await rig.quiet();
    expect(ourLabels(rig, number, "acme/new-name")).toEqual(TODO);
  });

  it("survives a deleted issue", async () => {
    const number = await requested();
    rig.hub.as("olga").deleteIssue(rig.repo, number);
    await rig.quiet();
    expect(await rig.baton.store.deadLetters()).toEqual([]);
  });
});

describe("the race for the acknowledged content", () => {
  it("reads again before it accepts: an edit in between voids the ack", async () => {
    const number = await requested();
    // The second look is the one right before the acceptance: the edit slips in before it.
    rig.hub.webhooks.hold();
    rig.hub.as("ana").comment(rig.repo, number, "/ack");
    const from = rig.hub.requests.length;
    rig.hub.webhooks.release();
    const slip = setInterval(() => {
      if (rig.hub.requests.slice(from).some((one) => one.kind === "graphql")) {
        clearInterval(slip);
        rig.hub.as("pia").editBody(rig.repo, number, READY.replace("minutes", "weeks"));
      }
    }, 0);
    await rig.quiet();
    clearInterval(slip);
    const { receipts } = (await rig.baton.store.findByNodeId(rig.hub.issue(rig.repo, number).nodeId))?.item.record ?? { receipts: [] };
    // Either it was accepted before the edit, or not at all; never with the edited words.
    if (receipts.length > 0) expect(living(rig, number)).toMatch(/changed|Goal/);
    else expect(ourLabels(rig, number)).toEqual(AWAITING);
  });
});

describe("size", () => {
  it("reads past the first page of comments", async () => {
    const number = await requested();
    rig.hub.webhooks.hold();
    for (let i = 0; i < 120; i += 1) rig.hub.as("eve").comment(rig.repo, number, `remark ${i}`);
    rig.hub.as("ana").comment(rig.repo, number, "/ack");
    rig.hub.webhooks.release({ drop: (delivery) => !delivery.body.includes("/ack") });
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(DOING);
    expect(livingComment(rig, number)).toBeDefined();
  });

  it("reads past the first page of label events", async () => {
    const number = await opened();
    rig.hub.webhooks.hold();
    for (let i = 0; i < 75; i += 1) {
      rig.hub.as("eli").addLabel(rig.repo, number, "urgent");
      rig.hub.as("eli").removeLabel(rig.repo, number, "urgent");
    }
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
    rig.hub.webhooks.release({ drop: (delivery) => !delivery.body.includes("stage: doing") });
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
  });

  it("stays within GitHub's limits whatever the body", async () => {
    const repo = addRepository(
      rig,
      "long",
      smallPolicy({
        contract: smallContract(
          "  - { id: words, title: No open words, check: forbid, words: [TBD] }\n  - { id: many, title: Items, check: items, section: Goal, min: 900, each: { attributed: true } }",
        ),
      }),
    );
    const body = `## Goal\n\n${Array.from({ length: 900 }, (_, i) => `- TBD ${i} ${"|<b>`@eve ".repeat(6)}`).join("\n")}`;
    const number = rig.hub.as("pia").openIssue(repo, { title: "x".repeat(250), body: body.slice(0, 65_000) });
    await rig.quiet();
    const pull = rig.hub.as("eli").openPullRequest(repo, { title: "y", body: `Closes #${number}` });
    await rig.quiet();
    expect(livingComment(rig, number, repo).body.length).toBeLessThan(60_000);
    expect(livingComment(rig, number, repo).body.replace(/(`+)[\s\S]*?\1/g, "")).not.toContain("@eve");
    expect(check(rig, pull, "baton", repo)).toMatchObject({ status: "completed", conclusion: "failure" });
  });

  it("does not take a line in a table for a front-matter fence", async () => {
    const number = await requested(
      "| a | b |\n|---|---|\n| 1 | 2 |\n---\n\n## Goal\n\nCompare cohorts within minutes\n\n---\n\nmore: here\n---\n",
    );
    expect(ourLabels(rig, number)).toEqual(AWAITING);
  });
});

describe("own events and other bots", () => {
  it("settles: its own writes cause no further writes", async () => {
    const number = await requested("## Goal\n\nTBD\n");
    expect(ourLabels(rig, number)).toEqual(BLOCKED);
    const from = rig.hub.requests.length;
    for (const delivery of rig.hub.webhooks.log.filter((one) => one.body.includes("baton[bot]")).slice(-10))
      rig.hub.webhooks.redeliver(delivery.id);
    await rig.quiet();
    expect(rig.hub.requests.summarise(from).writes).toBe(0);
  });

  it("does not fight a bot that insists for ever", async () => {
    rig.hub.createUser("stubborn[bot]");
    rig.hub.setPermission(rig.repo, "stubborn[bot]", "triage");
    const number = await opened();
    for (let i = 0; i < 12; i += 1) {
      rig.hub.as("stubborn[bot]").addLabel(rig.repo, number, "stage: done");
      await rig.quiet();
    }
    expect(ownComments(rig, number)).toHaveLength(1);
  });

  it("ignores a command in its own words", async () => {
    const number = await opened();
    rig.hub.setPermission(rig.repo, "baton[bot]", "write");
    const from = ownComments(rig, number).length;
    await say("baton[bot]", number, "/handoff doing");
    expect(ourLabels(rig, number)).toEqual(TODO);
    expect(ownComments(rig, number)).toHaveLength(from + 1);
  });

  it("answers a command once, with eyes and a thumb", async () => {
    const number = await requested();
    const id = await say("ana", number, "/ack with a note");
    expect(reactions(number, id)).toEqual(["+1", "eyes"]);
    const unknown = await say("eve", number, "/akc");
    expect(reactions(number, unknown)).toEqual(["eyes"]);
    expect(ownComments(rig, number).at(-1)?.body).toContain("/ack");
  });
});
