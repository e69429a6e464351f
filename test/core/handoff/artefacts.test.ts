import { describe, expect, test } from "vitest";
import type { Artefacts } from "../../../src/core/facts/artefact.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import { CONFIG, CONTRACT, NEXT_CONTRACT, World } from "./world.js";

const WEEK = 7 * 86_400_000;
const role = (id: string, more: string) => `apiVersion: baton/v1\nkind: Role\nid: ${id}\nname: ${id}\npurpose: Works.\n${more}\n`;
const LEAD = role(
  "pm",
  `engagement: { discover: lead }
consumes: [{ artefact: report, from: analytics, cadence: 2w }]
workflows:
  - { id: discover, stage: discover, trigger: A cycle, steps: [{ id: read, do: Read the figures, done: { artefact: report } }] }`,
);
const ANALYTICS = role(
  "analytics",
  `produces:
  - { id: report, name: Report, to: [pm], by: { document: "docs/usage/*.md" }, cadence: 6w, checks: [{ check: section, section: Figures }] }`,
);
const gated = (contract: string, gate: string) => contract.replace("gates:\n", `gates:\n  - { ${gate} }\n`);

function policyWith(gate = "id: figures, title: Figures, check: artefact, artefact: report", next = NEXT_CONTRACT) {
  const texts = [CONFIG, gated(CONTRACT, gate).replace(/ {2}- \{ id: priority.*\n/, ""), next, LEAD, ANALYTICS];
  const paths = [".github/baton.yml", "contracts/0.yml", "contracts/1.yml", "contracts/roles/pm.yml", "contracts/roles/analytics.yml"];
  const { policy, problems } = parsePolicy(
    texts.map((text, index) => ({ path: paths[index] ?? "", text })),
    { repository: "acme/shop", commit: "c0ffee" },
  );
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

function publish(world: World, commit: string, text = "## Figures\n\n1,200 a week.\n"): void {
  const file = { path: "docs/usage/june.md", oid: `blob of ${commit}`, content: { known: true, value: text } as const };
  const artefacts: Artefacts = { report: { known: true, value: { commit, at: world.now, since: world.now, files: [file] } } };
  world.snapshot = { ...world.snapshot, artefacts };
}

/** A hand-off that is asked for, as the world is then. */
function asked(prepare: (world: World) => void, policy = policyWith()): World {
  const world = new World(policy);
  prepare(world);
  world.look();
  world.tick().label("pm", "stage: decide");
  world.look();
  return world;
}
const stateOf = (world: World) => world.look().verdict?.handoff?.state ?? world.record.stage;
const mark = (world: World) => world.look().verdict?.workflow?.steps[0]?.done;

describe("a hand-off waits for an artefact", () => {
  test("until it is published, and its producer supplies it", () => {
    const world = asked((one) => (one.snapshot = { ...one.snapshot, artefacts: { report: { known: true, value: null } } }));
    expect(stateOf(world)).toBe("blocked");
    expect(world.last?.verdict?.gates.find(({ spec }) => spec.id === "figures")?.supplier?.id).toBe("analytics");
    publish(world.tick(), "one");
    expect(stateOf(world)).toBe("awaiting");
  });

  test("which the ledger is told with the gate", () => {
    const world = asked((one) => (one.snapshot = { ...one.snapshot, artefacts: { report: { known: true, value: null } } }));
    const told = world.looks.flatMap(({ decisions }) => decisions.flatMap(({ kind, data }) => (kind === "blocked" ? data.gates : [])));
    expect(told.map(({ id, artefacts }) => [id, artefacts])).toContainEqual(["figures", ["report"]]);
  });

  test("and again once time alone made it stale, at the moment that it says", () => {
    const published = new World().now;
    const world = asked((one) => publish(one, "one"));
    expect(stateOf(world)).toBe("awaiting");
    const due = published + 2 * WEEK;
    world.now = due - WEEK;
    expect(Math.min(world.look().lookAgainAt ?? 0, due)).toBe(due);
    world.now = due - 1;
    expect(stateOf(world)).toBe("awaiting");
    world.now = due;
    expect(stateOf(world)).toBe("blocked");
  });

  test("that is unfit, or could not be read", () => {
    const unfit = asked((one) => publish(one, "one", "## Figures\n\nTBD\n"));
    expect(stateOf(unfit)).toBe("blocked");
    const unread = asked(() => {});
    expect(stateOf(unread)).toBe("blocked");
  });
});

describe("an acknowledgement is bound to the version", () => {
  test("and counts where that stands", () => {
    const world = asked((one) => publish(one, "one"));
    world.tick().comment("ana", "/ack");
    expect(stateOf(world)).toBe("decide");
  });

  test("and is void where another one came after it was written", () => {
    const world = asked((one) => publish(one, "one"));
    world.tick().comment("ana", "/ack");
    publish(world.tick(), "two", "## Figures\n\n900 a week.\n");
    expect(stateOf(world)).toBe("awaiting");
    world.tick().comment("ana", "/ack");
    expect(stateOf(world)).toBe("decide");
  });

  test("and where the same text came back with another commit", () => {
    const world = asked((one) => publish(one, "one"));
    world.tick().comment("ana", "/ack");
    publish(world.tick(), "back again");
    expect(stateOf(world)).toBe("awaiting");
  });
});

test("what travels with a hand-off is there once that was accepted for the item", () => {
  const brief = role("pm", `produces: [{ id: brief, name: Brief, to: all, by: { contract: discover-to-decide }, cadence: 1w }]`);
  const next = gated(NEXT_CONTRACT, "id: brief, title: Brief, check: artefact, artefact: brief").replace(/ {2}- \{ id: priority.*\n/, "");
  const files = [
    { path: ".github/baton.yml", text: CONFIG },
    { path: "contracts/0.yml", text: CONTRACT.replace(/gates:\n.*\n/, "") },
    { path: "contracts/1.yml", text: next },
    { path: "contracts/roles/pm.yml", text: brief },
  ];
  const { policy } = parsePolicy(files, { repository: "acme/shop", commit: "c0ffee" });
  if (!policy) throw new Error("the policy must parse");
  const world = asked(() => {}, policy);
  world.tick().comment("ana", "/ack");
  expect(stateOf(world)).toBe("decide");
  expect(world.last?.verdict?.gates.find(({ spec }) => spec.id === "brief")?.outcome).toBe("pass");
  world.now += WEEK;
  world.look();
  expect(world.last?.verdict?.gates.find(({ spec }) => spec.id === "brief")?.outcome).toBe("pending");
});

describe("a step that is done when an artefact is there", () => {
  test("has its mark by what is published", () => {
    const world = new World(policyWith("id: none, title: None, check: section, section: Problem"));
    expect(mark(world)).toBeNull();
    publish(world, "one");
    expect(mark(world)).toBe(true);
    world.now += 2 * WEEK;
    expect(mark(world)).toBe(false);
    publish(world, "two", "nothing");
    expect(mark(world)).toBe(false);
  });
});
