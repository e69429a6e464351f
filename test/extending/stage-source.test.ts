import { describe, expect, test, vi } from "vitest";
import type { Stage } from "../../src/core/policy/types.js";
import type { StageSource } from "../../src/core/stages/stage-source.js";
import { labelChanges } from "../../src/core/handoff/item-labels.js";
import { policyOf, World } from "../core/handoff/world.js";
import { board } from "./board.js";

vi.mock("../../src/core/stages/sources.js", async (original) => {
  const sources = await original<{ SOURCES: Record<string, StageSource> }>();
  const made = await import("./board.js");
  sources.SOURCES["label"] = made.boardSource;
  return sources;
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
