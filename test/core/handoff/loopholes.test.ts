import { describe, expect, it } from "vitest";
import type { IssueRef } from "../../../src/core/facts/snapshot.js";
import { BAD, CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "./world.js";

const DAY = 86_400_000;

function awaiting(world = new World()): World {
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  return world;
}

describe("acks", () => {
  it.each([1, 2])("do not outlive a document that was unlinked after them (%i wanted)", (count) => {
    const contract = CONTRACT.replace("{ body: true }", '{ body: true, document: "docs/**/*.md" }').replace("count: 1", `count: ${count}`);
    const world = new World(policyOf(CONFIG, contract, NEXT_CONTRACT), `${GOOD}\n\nSee docs/a.md and docs/b.md.`);
    const document = (path: string) => ({ path, oid: `oid-${path}`, content: { known: true as const, value: `# ${path}\n\nWords.` } });
    world.snapshot.documents = [document("docs/a.md"), document("docs/b.md")];
    awaiting(world);
    expect(world.record.handoff?.state).toBe("awaiting");
    world.tick().comment("ana", "/ack");
    if (count === 2) world.look();
    world.tick().edit(`${GOOD}\n\nSee docs/a.md.`);
    world.snapshot.documents = [document("docs/a.md")];
    world.look();
    if (count === 2) {
      world.tick().comment("ben", "/ack");
      world.look();
    }
    expect(world.record.stage).toBe("discover");
  });

  it("written while a blocker was open do not count when it is unlinked, whatever was closed before", () => {
    const contract = CONTRACT.replace("gates:\n", "gates:\n  - { id: blockers, title: No blockers, check: no_blockers }\n");
    const world = new World(policyOf(CONFIG, contract, NEXT_CONTRACT));
    const blocker = (number: number, closedAt: number | null): IssueRef => ({
      nodeId: `B${number}`,
      repositoryId: "R1",
      repository: "acme/shop",
      number,
      title: "Blocker",
      state: closedAt === null ? "open" : "closed",
      stateReason: null,
      closedAt,
      url: "",
    });
    world.blockedBy = [blocker(5, world.now - DAY), blocker(6, null)];
    awaiting(world);
    expect(world.record.handoff?.state).toBe("blocked");
    world.tick().comment("ana", "/ack");
    world.blockedBy = [blocker(5, world.now - DAY)];
    world.tick().look();
    expect(world.record.stage).toBe("discover");
  });

  it("cannot be given to oneself through somebody else", () => {
    const world = new World();
    world.now = Date.parse("2026-11-20T12:00:00Z");
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().comment("pm2", "/handoff");
    world.tick().comment("pm2", "/delegate @zoe until 2026-11-25");
    world.tick().comment("zoe", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
    expect(world.replies()).toContain("refused:requester");
  });
});

describe("confirmations", () => {
  it("are spent with the hand-off they were given for", () => {
    const world = awaiting();
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().comment("ana", "/handoff discover");
    world.look();
    expect(world.record.stage).toBe("discover");
    world.tick().comment("pm", "/handoff");
    world.look();
    expect(world.record.handoff?.state).toBe("blocked");
    world.tick().comment("omar", "/confirm priority");
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
  });

  it("inside another check are answered as what they are", () => {
    const nested = CONTRACT.replace(
      "check: confirmed_by, role: owner, voided_by_edit_of: [Problem] }",
      "check: any, checks: [{ check: confirmed_by, role: owner }] }",
    );
    const world = new World(policyOf(CONFIG, nested, NEXT_CONTRACT));
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.look();
    expect(world.replies()).not.toContain("gate_takes_no_confirmation");
  });
});

describe("words that were taken back", () => {
  it("waive nothing any more", () => {
    const world = new World(policyOf(), BAD);
    world.now = Date.parse("2026-11-20T12:00:00Z");
    awaiting(world);
    const id = world.tick().comment("omar", "/waive evidence until 2026-11-25: later");
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
    world.deleteComment(id);
    world.tick().look();
    expect(world.record.handoff?.state).toBe("blocked");
  });

  it("are no first half of an override", () => {
    const world = new World(policyOf(), BAD);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("omar", "/override");
    const reply = world.look().answers[0]?.reply;
    const code = reply?.kind === "override_code" ? reply.code : "";
    const first = world.tick().comment("omar", `/override ${code}: hurry`);
    world.look();
    world.deleteComment(first);
    world.tick().comment("lea", `/override ${code}: agreed`);
    world.look();
    expect(world.record.stage).toBe("discover");
  });
});

describe("a rejection", () => {
  it("asks once, when the body was mended before the rejection was read", () => {
    const world = new World(policyOf(), BAD);
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("ana", "/reject the cohort size is missing");
    world.tick().edit(GOOD);
    expect(world.look().notices.map(({ what }) => what)).toEqual(["ask", "sent_back"]);
    expect(world.record.handoff?.state).toBe("awaiting");
  });
});

describe("pull requests", () => {
  it("are not governed by a stage label where no contract is made for them", () => {
    const issuesOnly = [CONTRACT, NEXT_CONTRACT].map((text) => text.replace("owner: pm", "applies_to: { subject: issue }\nowner: pm"));
    const world = new World(policyOf(CONFIG, ...issuesOnly), GOOD, ["stage: build"]);
    world.snapshot.item.kind = "pull_request";
    world.look();
    expect(world.last?.verdict).toBeNull();
  });
});
