import { describe, expect, it } from "vitest";
import { World } from "./world.js";

type Look = boolean;

/** A confirmed item of somebody who neither asks nor receives; `pm2` may do both. */
function confirmed(): World {
  const world = new World();
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().look();
  return world;
}

function then(world: World, look: Look): void {
  if (look) world.look();
}

describe("whoever asked does not acknowledge, however seldom Baton looks", () => {
  it.each([true, false])("two people ask in one second, by comment and by label; looking in between: %s", (look) => {
    const world = confirmed();
    world.tick().comment("pm2", "/handoff");
    then(world, look);
    world.label("pm", "stage: decide");
    then(world, look);
    world.tick(60_000).comment("pm2", "/ack");
    world.look();
    expect([world.record.stage, world.replies().at(-1)]).toEqual(["discover", "refused:requester"]);
    world.tick(60_000).comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it.each([true, false])("asks again after a rejection, before the text is edited; looking in between: %s", (look) => {
    const world = confirmed();
    world.tick().comment("pm", "/handoff");
    world.look();
    world.tick().comment("ana", "/reject unclear");
    then(world, look);
    world.tick().comment("pm2", "/handoff");
    then(world, look);
    world.tick().edit(world.snapshot.item.body.replace("Sixty", "Seventy"));
    then(world, look);
    world.tick(60_000).comment("pm2", "/ack");
    world.look();
    expect([world.record.stage, world.replies().at(-1)]).toEqual(["discover", "refused:requester"]);
  });

  it.each([true, false])("asking once more for what is asked for makes nobody its requester; looking in between: %s", (look) => {
    const world = confirmed();
    world.tick().comment("pm", "/handoff");
    then(world, look);
    world.tick().comment("pm2", "/handoff");
    then(world, look);
    world.tick(60_000).comment("pm2", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });
});
