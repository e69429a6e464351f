import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AWAITING, check, DOING, living, openRig, ourLabels, ownComments, READY, smallContract, smallPolicy, type Rig } from "./rig.js";

const TWO = smallContract().replace("{ by: taker, within: 24h }", "{ by: taker, count: 2, within: 24h }");
const TEN = (command: string) => Array.from({ length: 10 }, () => command).join("\n");

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy({ contract: TWO }) });
});
afterAll(() => rig.close());

async function awaiting(): Promise<number> {
  const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY });
  await rig.quiet();
  rig.hub.as("pia").comment(rig.repo, number, "/handoff");
  await rig.quiet();
  expect(ourLabels(rig, number)).toEqual(AWAITING);
  return number;
}

/** Writes while Baton is not looking, so that it finds everything at once. */
async function unseen(write: () => void): Promise<{ writes: number }> {
  await rig.baton.stop();
  // In the second of the request a tie proves nothing.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  write();
  const from = rig.hub.requests.length;
  await rig.restart();
  await rig.quiet();
  return rig.hub.requests.summarise(from);
}

describe("one person's flood of commands", () => {
  let number: number;
  let writes: number;
  beforeAll(async () => {
    number = await awaiting();
    rig.hub.as("ana").comment(rig.repo, number, "/ack");
    await rig.quiet();
    ({ writes } = await unseen(() => {
      for (let n = 0; n < 80; n += 1) rig.hub.as("eve").comment(rig.repo, number, TEN("/ack"));
      rig.hub.as("ben").comment(rig.repo, number, "/status");
    }));
  });

  it("takes nobody's acknowledgement away", () => {
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    expect(living(rig, number)).toContain("1 of 2");
    expect(living(rig, number)).not.toContain("void");
  });

  it("is answered with a handful of writes, which say what to do", () => {
    expect(writes).toBeLessThan(8);
    const bodies = ownComments(rig, number).map(({ body }) => body);
    expect(bodies.join("\n")).toContain("You wrote more than 50 commands here within an hour, so those from this comment on are not read.");
  });

  it("does not hide what somebody else commands", () => {
    expect(ownComments(rig, number).at(-1)?.body).toContain("`@ben` Here is where this stands.");
  });

  it("is told once, however it goes on", async () => {
    const before = ownComments(rig, number).length;
    for (let n = 0; n < 3; n += 1) {
      rig.hub.as("eve").comment(rig.repo, number, TEN("/help"));
      await rig.quiet();
    }
    expect(ownComments(rig, number)).toHaveLength(before);
  });

  it("does not keep others from acknowledging", async () => {
    rig.hub.as("ben").comment(rig.repo, number, "/ack");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(DOING);
  });

  it("is not answered again after the database was lost", async () => {
    const before = ownComments(rig, number).length;
    await rig.restart({ loseStore: true });
    expect(ownComments(rig, number)).toHaveLength(before);
    expect(ourLabels(rig, number)).toEqual(DOING);
  });
});

describe("many people's commands at once", () => {
  it("get one answer, and each takes its effect", async () => {
    const number = await awaiting();
    const { writes } = await unseen(() => {
      for (const who of ["eve", "omar", "lea", "eli", "quinn", "olga"]) rig.hub.as(who).comment(rig.repo, number, "/ack");
      for (const who of ["ana", "ben"]) rig.hub.as(who).comment(rig.repo, number, "/ack");
    });
    expect(ourLabels(rig, number)).toEqual(DOING);
    const answers = ownComments(rig, number).filter(({ body }) => body.includes("came at once"));
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toContain(
      "Commands in 8 comments came at once, so this is one answer to all. 👍 2 of them did what they say.",
    );
    expect(answers[0]?.body).toContain("`@eve`");
    expect(writes).toBeLessThan(10);
  });

  it("are read to the last one, though not in one look", async () => {
    const number = await awaiting();
    await unseen(() => {
      for (const who of ["eve", "omar", "lea", "eli", "quinn", "olga", "pia"])
        for (let n = 0; n < 4; n += 1) rig.hub.as(who).comment(rig.repo, number, TEN("/ack"));
      for (const who of ["ana", "ben"]) rig.hub.as(who).comment(rig.repo, number, "/ack");
    });
    expect(ourLabels(rig, number)).toEqual(DOING);
  });
});

describe("the same command ten times in a comment", () => {
  it("is answered once", async () => {
    const number = await awaiting();
    rig.hub.as("ana").comment(rig.repo, number, TEN("/help"));
    await rig.quiet();
    const [answer] = ownComments(rig, number).slice(-1);
    expect(answer?.body.match(/\| Command \| Who \|/g)).toHaveLength(1);
  });
});

it("turns no pull request red", async () => {
  const pull = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Change" });
  await rig.quiet();
  for (let n = 0; n < 12; n += 1) rig.hub.as("eve").comment(rig.repo, pull, TEN("/help"));
  await rig.quiet();
  expect(check(rig, pull)).toMatchObject({ status: "completed", conclusion: "success" });
});
