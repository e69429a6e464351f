import { describe, expect, it } from "vitest";
import { CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "./world.js";

const FREE = policyOf(CONFIG.replace("initial: discover\n", ""));

/** An item with a stage label from before Baton came. */
function labelled(policy = policyOf()): World {
  const world = new World(policy, GOOD, ["stage: build"]);
  world.tick(5000).firstSeen = world.now;
  return world;
}

describe("a stage label from before Baton", () => {
  it("is taken over at first sight", () => {
    const world = labelled();
    world.look();
    expect(world.record).toMatchObject({ stage: "build", stageBy: "adopted" });
  });

  it.each<[string, (world: World) => unknown]>([
    ["a comment of Baton", (world) => world.commentOfBaton("### 📍 In Discover")],
    ["a comment of Baton that was deleted", (world) => (world.snapshot.deletedOwnComments = 1)],
    ["a hand-off label", (world) => world.label("eve", "handoff: blocked")],
    ["a hand-off label that was taken off", (world) => world.label("eve", "handoff: blocked").unlabel("eve", "handoff: blocked")],
  ])("says nothing on an item that bears %s", (_what, act) => {
    const world = labelled();
    act(world);
    world.look();
    expect(world.record).toMatchObject({ stage: "discover", stageBy: "initial" });
  });

  it("says nothing where the policy never adopts", () => {
    const world = labelled(policyOf(`${CONFIG}adopt: never\n`));
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it("says nothing when it was another label before it was renamed", () => {
    const world = labelled();
    world.snapshot.item.labelsUpdated = { "stage: build": world.now + 1000 };
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it("says nothing on an item that Baton saw without it", () => {
    const world = new World(FREE);
    world.tick(5000).firstSeen = world.now;
    world.look();
    expect(world.record.stage).toBeNull();
    // An old label is renamed: its event is as old as ever.
    world.tick().label("eve", "stage: build");
    for (const event of world.snapshot.labelEvents) event.at = world.firstSeen - 60_000;
    world.look();
    expect(world.record).toMatchObject({ stage: "discover", stageBy: "initial" });
  });
});

describe("where no stage is the first", () => {
  it("nobody enters behind a contract whose label comes later", () => {
    const asking = CONTRACT.replace("owner: pm", "applies_to: { labels: { any: [problem-brief] } }\nowner: pm");
    const world = new World(policyOf(CONFIG.replace("initial: discover\n", ""), asking, NEXT_CONTRACT), GOOD, ["stage: decide"]);
    world.look();
    expect(world.record.stage).toBe("discover");
  });
});
