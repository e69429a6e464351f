import { describe, expect, it } from "vitest";
import { BAD, GOOD, policyOf, World } from "./world.js";

function awaiting(): World {
  const world = new World();
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  return world;
}

const said = (world: World) => world.replies().at(-1);

describe("a held hand-off", () => {
  it.each(["pm", "ana", "omar"])("is stopped by %s, whom the contract names, for everybody", (login) => {
    const world = awaiting();
    world.tick().comment(login, "/hold legal has to look first");
    world.look();
    expect(world.record.handoff).toMatchObject({ state: "held", hold: { by: { login }, reason: "legal has to look first" } });
    expect(world.snapshot.item.labels).toEqual(["stage: discover", "handoff: blocked"]);
    world.tick().comment("ben", "/ack");
    world.look();
    expect([world.record.stage, said(world)]).toEqual(["discover", "held"]);
  });

  it("is not stopped by a stranger, nor without a reason, nor where nothing is asked for", () => {
    const world = awaiting();
    world.tick().comment("eve", "/hold no");
    world.look();
    expect(said(world)).toBe("refused:not_a_member");
    world.tick().comment("ana", "/hold");
    world.look();
    expect([said(world), world.record.handoff?.state]).toEqual(["usage", "awaiting"]);
    const resting = new World();
    resting.look();
    resting.tick().comment("ana", "/hold wait");
    resting.look();
    expect(said(resting)).toBe("no_handoff");
  });

  it.each([
    ["pm", "/withdraw"],
    ["pm", "/handoff"],
    ["ana", "/reject no"],
    ["ben", "/ack"],
    ["omar", "/override"],
    ["ana", "/hold me too"],
  ])("takes no %s %s", (login, text) => {
    const world = awaiting();
    world.tick().comment("pm", "/hold wait");
    world.look();
    world.tick().comment(login, text);
    world.look();
    expect([world.record.handoff?.state, said(world)]).toEqual(["held", "held"]);
  });

  it("takes no label for another stage either, and says so", () => {
    const world = awaiting();
    world.tick().comment("pm", "/hold wait");
    world.look();
    world.tick().label("pm", "stage: decide").look();
    expect(world.record.handoff?.state).toBe("held");
    expect(world.record.remarks[0]?.kind).toBe("hold_stands");
    expect(world.snapshot.item.labels).toEqual(["stage: discover", "handoff: blocked"]);
  });

  it("goes on when its holder, or the override role, lets it; the receivers are asked anew", () => {
    const world = awaiting();
    world.tick().comment("ana", "/hold wait");
    world.look();
    world.tick().comment("pm", "/unhold");
    world.look();
    expect([world.record.handoff?.state, said(world)]).toEqual(["held", "refused:not_a_member"]);
    world.tick().comment("ana", "/unhold");
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
    world.tick().comment("ben", "/hold again");
    world.look();
    world.tick().comment("omar", "/unhold");
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
    expect(world.looks.flatMap((look) => look.notices).filter((notice) => notice.what === "ask")).toHaveLength(3);
  });

  it("never counts an ack that was given meanwhile", () => {
    const world = awaiting();
    world.tick().comment("pm", "/hold wait");
    world.look();
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().comment("pm", "/unhold");
    world.look();
    world.tick().look();
    expect(world.record.stage).toBe("discover");
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("is blocked when it goes on while a gate is red", () => {
    const world = awaiting();
    world.tick().comment("pm", "/hold wait");
    world.look();
    world.tick().edit(BAD).look();
    expect(world.record.handoff?.state).toBe("held");
    world.tick().comment("pm", "/unhold");
    world.look();
    expect(world.record.handoff?.state).toBe("blocked");
    world.tick().edit(GOOD).look();
    expect(world.record.handoff?.state).toBe("awaiting");
  });

  it("answers an unhold of what nobody holds", () => {
    const world = awaiting();
    world.tick().comment("ana", "/unhold");
    world.look();
    expect(said(world)).toBe("not_held");
  });

  it("is dropped with its contract", () => {
    const world = awaiting();
    world.tick().comment("ana", "/hold wait");
    world.look();
    world.tick().policy = { ...policyOf(), contracts: [] };
    world.look();
    expect(world.record.handoff).toBeNull();
  });
});
