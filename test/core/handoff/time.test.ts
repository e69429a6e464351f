import { describe, expect, it } from "vitest";
import { BAD, CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "./world.js";

const HOUR = 3_600_000;
const notices = (world: World) =>
  world.looks
    .flatMap((look) => look.notices)
    .filter((notice) => notice.what === "deadline")
    .map((notice) => notice.share);

/** A hand-off that waits for an ack, of a contract that gives 24 hours. */
function awaiting(config = CONFIG, contract = CONTRACT): World {
  const world = new World(policyOf(config, contract, NEXT_CONTRACT));
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  return world;
}

describe("deadlines", () => {
  it("remind at 50, 75 and 100 percent, each once, and then mark the item overdue", () => {
    const world = awaiting();
    expect(world.last?.lookAgainAt).toBe(world.now + 12 * HOUR);
    for (const hours of [11, 1, 1, 5, 0, 6, 5]) world.tick(hours * HOUR).look();
    expect(notices(world)).toEqual([50, 75, 100]);
    expect(world.snapshot.item.labels).toContain("handoff: overdue");
    expect(world.last?.verdict?.due).toMatchObject({ what: "acknowledge", overdue: true });
    expect(world.last?.lookAgainAt).toBeNull();
  });

  it("send only the latest notice after being away across several", () => {
    const world = awaiting();
    world.tick(30 * HOUR).look();
    world.look();
    expect(notices(world)).toEqual([100]);
  });

  it("count in the contract's calendar", () => {
    const world = new World(
      policyOf(`${CONFIG}calendar: { timezone: Europe/Berlin, days: [mon, tue, wed, thu, fri], hours: "09:00-17:00" }\n`),
    );
    world.now = Date.parse("2026-11-20T15:00:00Z"); // Friday, an hour before closing
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().label("pm", "stage: decide").look();
    const due = world.last?.verdict?.due?.at ?? 0;
    expect(new Date(due).toISOString().slice(0, 13)).toBe("2026-11-25T15"); // 1 h + 8 h + 8 h + 7 h
  });

  it("stop when the ball changes sides, and start anew when it comes back", () => {
    const world = awaiting();
    world
      .tick(13 * HOUR)
      .edit(BAD)
      .look();
    expect(world.last?.lookAgainAt).toBeNull();
    world
      .tick(20 * HOUR)
      .edit(GOOD)
      .look();
    expect(notices(world)).toEqual([]);
    world.tick(13 * HOUR).look();
    expect(notices(world)).toEqual([50]);
  });

  it("take the overdue mark off with the ack, and start the begin clock", () => {
    const world = awaiting(CONFIG, `${CONTRACT}  begin: { within: 48h, after: acknowledged, signal: assigned }\n`);
    world.tick(30 * HOUR).look();
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.snapshot.item.labels).toEqual(["stage: decide"]);
    expect(world.last?.verdict?.due).toMatchObject({ what: "begin", overdue: false });
    world.tick(49 * HOUR).look();
    expect(world.snapshot.item.labels).toContain("handoff: overdue");
    world.tick().comment("ana", "/begin");
    world.look();
    expect(world.snapshot.item.labels).toEqual(["stage: decide"]);
  });
});

describe("/waive", () => {
  const blocked = (): World => {
    const world = new World(policyOf(), BAD);
    world.now = Date.parse("2026-11-20T12:00:00Z");
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().label("pm", "stage: decide").look();
    return world;
  };

  it("lets one gate pass, says so on the receipt, and the hand-off goes on", () => {
    const world = blocked();
    world.tick().comment("omar", "/waive evidence until 2026-11-22: the study ends next week");
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.receipts[0]?.gates.find((gate) => gate.id === "evidence")).toMatchObject({
      outcome: "fail",
      waivedBy: { login: "omar" },
    });
  });

  it("ends with its day", () => {
    const world = blocked();
    world.tick().comment("omar", "/waive evidence until 2026-11-20: today only");
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
    world.now = Date.parse("2026-11-21T00:00:00Z");
    world.look();
    expect(world.record.handoff?.state).toBe("blocked");
  });

  it("is looked at again when it ends", () => {
    const world = new World(policyOf(), BAD);
    world.now = Date.parse("2026-11-20T12:00:00Z");
    world.look();
    world.comment("omar", "/waive evidence until 2026-11-20: today only");
    world.look();
    expect(world.last?.lookAgainAt).toBe(Date.parse("2026-11-21T00:00:00Z"));
  });

  it("holds only for the content it was given for", () => {
    const world = blocked();
    world.tick().comment("omar", "/waive evidence until 2026-11-22: later");
    world.look();
    world.tick().edit(BAD.replace("TBD", "n/a")).look();
    expect(world.record.handoff?.state).toBe("blocked");
  });

  it.each([
    ["ana", "/waive evidence until 2026-11-22: please", "refused:not_a_member"],
    ["omar", "/waive evidence", "bad_arguments"],
    ["omar", "/waive evidence until 2026-11-01: late", "bad_arguments"],
    ["omar", "/waive evidense until 2026-11-22: typo", "unknown_gate"],
    ["omar", "/waive problem until 2026-11-22: it is green", "nothing_to_waive"],
  ])("by %s: %s", (login, text, reply) => {
    const world = blocked();
    world.tick().comment(login, text);
    world.look();
    expect(world.replies()).toContain(reply);
    expect(world.record.handoff?.state).toBe("blocked");
  });
});

describe("/delegate", () => {
  const delegated = (text = "/delegate @eve until 2026-11-22"): World => {
    const world = new World();
    world.now = Date.parse("2026-11-20T12:00:00Z");
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("ana", text);
    world.look();
    return world;
  };

  it("lets someone else acknowledge in a member's place", () => {
    const world = delegated();
    world.tick().comment("eve", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
    expect(world.record.receipts[0]?.acknowledgedBy).toMatchObject([{ by: { login: "eve" } }]);
  });

  it("does not outlive its day", () => {
    const world = delegated("/delegate @eve until 2026-11-20");
    world.now = Date.parse("2026-11-21T08:00:00Z");
    world.comment("eve", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it("makes no author a receiver", () => {
    const world = delegated("/delegate @pm until 2026-11-22");
    world.tick().comment("pm", "/ack");
    world.look();
    expect(world.replies()).toContain("refused:author");
  });

  it("is no second voice", () => {
    const world = new World(policyOf(CONFIG, CONTRACT.replace("count: 1", "count: 2"), NEXT_CONTRACT));
    world.now = Date.parse("2026-11-20T12:00:00Z");
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("ana", "/delegate @eve until 2026-11-22");
    world.tick().comment("ana", "/ack");
    world.tick().comment("eve", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
    world.tick().comment("ben", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("is refused to strangers", () => {
    const world = delegated();
    world.tick().comment("mallory", "/delegate @mallory until 2026-11-22");
    world.look();
    expect(world.replies()).toContain("refused:not_a_member");
  });
});
