import { describe, expect, test, vi } from "vitest";
import type { Policy, Stage } from "../../src/core/policy/types.js";
import type { Snapshot } from "../../src/core/facts/snapshot.js";
import { labelChanges } from "../../src/core/handoff/item-labels.js";
import { policyOf, World } from "../core/handoff/world.js";
import { board } from "./board.js";

// As if it were the line in the registry that the policy chose.
vi.mock("../../src/core/stages/sources.js", async () => {
  const { boardSource } = await import("./board.js");
  const shownStages = ({ policy, snapshot }: { policy: Policy; snapshot: Snapshot }) => boardSource.shown(snapshot.item, policy.lifecycle);
  return { stageSourceOf: () => boardSource, shownStages };
});

function moveCard(world: World, login: string, to: Stage["id"]): void {
  board.shown = [to];
  const actor = { login, id: world.accounts.get(login) ?? 0, type: "User" as const, isSelf: false };
  board.moves.push({ id: `move-${board.moves.length}`, to, at: Math.floor(world.now / 1000) * 1000, actor });
}

describe("stages that live elsewhere than in labels", () => {
  test("are wished for there, handed off as ever, and no label shows them", () => {
    const world = new World(policyOf());
    world.look();
    expect(world.record.stage).toBe("discover");
    world.tick().comment("omar", "/confirm priority");
    world.tick().comment("pm", "Ready, I think.");
    moveCard(world, "pm", "decide");
    world.look();
    expect(world.record.handoff).toMatchObject({ state: "awaiting", to: "decide" });
    expect(labelChanges([], world.policy, world.record)).toEqual({ add: ["handoff: awaiting ack"], remove: [] });
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  test("ask for nothing by a label that has a stage's name", () => {
    const world = new World(policyOf());
    world.look();
    world.tick().label("pm", "stage: decide").look();
    expect(world.record.handoff).toBeNull();
  });
});
