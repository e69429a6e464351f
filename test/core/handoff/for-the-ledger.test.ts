import { describe, expect, it } from "vitest";
import { BAD, CONFIG, CONTRACT, GOOD, policyOf, World } from "./world.js";

const kinds = (world: World) => world.looks.flatMap(({ decisions }) => decisions.map(({ kind }) => kind));
const gates = (world: World) =>
  world.looks.flatMap(({ decisions }) =>
    decisions.flatMap(({ kind, data }) =>
      kind === "gates" || kind === "blocked" ? [[kind, data.gates.map(({ id, outcome }) => `${id} ${outcome}`)]] : [],
    ),
  );

describe("what the ledger is told so that a report can be made of it", () => {
  it("is when other gates are red, once", () => {
    const world = new World(policyOf(), BAD);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().look();
    world.tick().edit(GOOD).look();
    world.tick().comment("eve", "hello");
    world.look();
    expect(gates(world)).toEqual([
      ["blocked", ["evidence fail", "priority pending"]],
      ["gates", ["priority pending"]],
    ]);
  });

  it("is when the item is closed and when it is opened again, once each", () => {
    const world = new World();
    world.look();
    world.snapshot.item.state = "closed";
    world.tick().look();
    world.tick().look();
    world.snapshot.item.state = "open";
    world.tick().look();
    world.tick().look();
    expect(kinds(world)).toEqual(["governed", "closed", "reopened"]);
  });

  it("is nothing of an item that was closed before Baton came", () => {
    const world = new World();
    world.snapshot.item.state = "closed";
    world.look();
    expect(kinds(world)).toEqual([]);
  });

  it("is when the policy has no place for the item any more", () => {
    const world = new World();
    world.look();
    const stages =
      "stages:\n  - { id: decide, name: Decide, label: 'stage: decide' }\n  - { id: build, name: Build, label: 'stage: build' }\n";
    const config = CONFIG.replace("lifecycle: dpos\ninitial: discover\n", stages);
    const next = CONTRACT.replace("id: discover-to-decide", "id: decide-to-build").replace(
      "{ from: discover, to: decide }",
      "{ from: decide, to: build }",
    );
    world.policy = policyOf(config, next);
    world.tick().unlabel("pm", "stage: discover").look();
    expect(kinds(world)).toEqual(["governed", "released"]);
  });
});
