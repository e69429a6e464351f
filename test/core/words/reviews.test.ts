import { describe, expect, it } from "vitest";
import { BAD, GOOD, policyOf, World } from "../handoff/world.js";

function ready(body = GOOD): World {
  const world = new World(policyOf(), body);
  world.snapshot.item.kind = "pull_request";
  world.label("pm", "stage: discover");
  world.tick().look();
  expect(world.record.stage).toBe("discover");
  return world;
}

function awaiting(): World {
  const world = ready();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  expect(world.record.handoff?.state).toBe("awaiting");
  return world;
}

describe("what is written with a review", () => {
  it("is read for commands, once each", () => {
    const world = ready();
    world.tick().review("omar", "Good.\n\n/confirm priority");
    world.tick().review("pm", "/handoff");
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
    world.tick().review("pm", "/withdraw");
    world.look();
    expect(world.record.handoff?.state).not.toBe("awaiting");
    const before = world.record;
    world.tick().look();
    expect(world.record).toEqual(before);
  });

  it("acknowledges what stood when it was submitted", () => {
    const world = awaiting();
    world.tick().review("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("acknowledges nothing that changed after it, however the numbers of reviews and comments compare", () => {
    const world = awaiting();
    world.tick().review("ana", "/ack");
    world.tick().edit(BAD);
    world.tick().edit(GOOD);
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it("acknowledges nothing in the second in which something changed, unless Baton had looked by then", () => {
    const unseen = awaiting();
    unseen.tick().edit(GOOD.replace("Sixty", "Seventy"));
    unseen.review("ana", "/ack");
    unseen.look();
    expect(unseen.record.stage).toBe("discover");
    const seen = awaiting();
    seen.tick().edit(GOOD.replace("Sixty", "Seventy"));
    seen.look();
    seen.review("ana", "/ack");
    seen.look();
    expect(seen.record.stage).toBe("decide");
  });

  it("is void when it is edited or hidden", () => {
    const world = awaiting();
    const id = world.tick().review("ana", "/ack");
    world.hide(id, true);
    world.look();
    expect(world.record.stage).toBe("discover");
    world.hide(id, false);
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it("dates no gate: an ack between a confirmation in a review and the look that finds it given by a member counts for nothing", () => {
    const world = ready();
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("ana", "/ack");
    world.tick().review("omar", "/confirm priority");
    world.look();
    expect(world.record.stage).toBe("discover");
  });
});
