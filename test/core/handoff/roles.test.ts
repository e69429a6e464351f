import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { renderConsult } from "../../../src/render/ask.js";
import { helpWords } from "../../../src/render/help.js";
import { renderLivingComment } from "../../../src/render/living-comment.js";
import { CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "./world.js";

const PM = `apiVersion: baton/v1
kind: Role
id: pm
name: Data PM
purpose: Works on problems worth solving.
engagement: { discover: lead, decide: support }
consumes: [{ artefact: usage, from: { external: Analytics } }]
produces:
  - { id: brief, name: Brief, to: [architect], by: { contract: discover-to-decide } }
workflows:
  - id: discover
    stage: discover
    trigger: A new cycle
    steps:
      - { id: gather, do: Pull the figures, done: { artefact: usage } }
      - { id: think, do: Think, agents: [feedback-river] }
      - { id: frame, do: Draft the problem, done: { section: Problem } }
      - { id: notes, do: Note what is open, done: { section: Open questions } }
      - { id: priority, do: Have it confirmed, done: { gate: priority } }
      - { id: share, do: Have the brief complete, done: { artefact: brief } }
      - { id: handoff, do: Hand it over, done: { contract: discover-to-decide } }
`;
const ARCHITECT = `apiVersion: baton/v1
kind: Role
id: architect
name: Architect
purpose: Shapes.
engagement: { discover: consult, decide: lead }
workflows:
  - id: decide
    stage: decide
    trigger: A brief was taken over
    steps:
      - { id: shape, do: Shape it, done: { section: Approach } }
`;

function withRoles(...roles: string[]): Policy {
  return withFiles(CONFIG, ...roles);
}

function withFiles(config: string, ...roles: string[]): Policy {
  const texts: [string, string][] = [
    [".github/baton.yml", config],
    ["contracts/0.yml", CONTRACT],
    ["contracts/1.yml", NEXT_CONTRACT],
    ...roles.map((text, index): [string, string] => [`contracts/roles/${index}.yml`, text]),
  ];
  const { policy, problems } = parsePolicy(
    texts.map(([path, text]) => ({ path, text })),
    { repository: "acme/shop", commit: "c0ffee" },
  );
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

const POLICY = withRoles(PM, ARCHITECT);
function look(world: World) {
  const { verdict, notices } = world.look();
  if (!verdict) throw new Error("nothing is governed");
  return { verdict, notices, text: renderLivingComment(verdict) };
}
const marksOf = (world: World) => look(world).verdict.workflow?.steps.map(({ done }) => (done === null ? "" : done ? "✅" : "○"));
const requested = (world: World) => world.tick().label("pm", "stage: decide");
const accepted = (world: World) => {
  world.look();
  world.tick().comment("omar", "/confirm priority");
  requested(world).look();
  world.tick().comment("ana", "/ack");
  return world;
};

describe("who takes part in a stage", () => {
  test("is told in the living comment and in /help, with who holds the ball", () => {
    const { verdict, text } = look(new World(POLICY));
    const line = "👥 Discover: **lead** `pm` (`@pm`, `@pm2`), who holds the ball · **consult** `architect`";
    expect(text).toContain(line);
    expect(helpWords(verdict, [])).toContain(line);
  });

  test("between hand-offs the lead holds the ball, and no longer once one is asked for", () => {
    const world = new World(POLICY);
    world.look();
    expect(look(requested(world)).text).toContain("👥 Discover: **lead** `pm` (`@pm`, `@pm2`) · **consult** `architect`");
  });

  test("is not told where no role's file says so", () => {
    const { verdict, text } = look(new World(policyOf()));
    expect(verdict).not.toHaveProperty("engagement");
    expect(text).not.toContain("👥");
  });
});

describe("who is to be consulted", () => {
  const told = (world: World) => world.looks.flatMap(({ notices }) => notices.filter(({ what }) => what === "consult"));

  test("is told once, by name and without a ping, when a hand-off out of the stage is asked for", () => {
    const world = new World(POLICY);
    world.look();
    requested(world).look();
    const [notice, ...more] = told(world);
    expect(more).toEqual([]);
    const words = renderConsult(look(world).verdict, notice?.consult ?? { roles: [], from: "", to: "", by: "" });
    expect(words).toContain("`architect` (`@ana`, `@ben`, `@pm2`): `@pm` asked for Discover → Decide");
    expect(words.replaceAll(/`[^`]*`/g, "")).not.toContain("@");
  });

  test("a second request in the same stay is found to be told by its key", () => {
    const world = new World(POLICY);
    world.look();
    requested(world).look();
    world.tick().comment("pm", "/withdraw");
    world.look();
    requested(world).look();
    expect(new Set(told(world).map(({ key }) => key)).size).toBe(1);
  });

  test("nobody is where no role is consulted", () => {
    const world = new World(withRoles(PM));
    world.look();
    requested(world).look();
    expect(told(world)).toEqual([]);
  });
});

describe("who holds a role by its own file", () => {
  const config = CONFIG.replace(/ {2}architect: .*\n/, "");
  const held = (people: string) => withFiles(config, PM, ARCHITECT.replace("engagement:", `people: { users: [${people}] }\nengagement:`));

  test("may acknowledge", () => {
    const world = accepted(new World(held("ana, ben")));
    expect(look(world).verdict.stage.id).toBe("decide");
  });

  test("acknowledges nothing when the file was changed there and back around the word, unseen", () => {
    const world = new World(held("ana, ben"));
    world.look();
    world.tick().comment("omar", "/confirm priority");
    requested(world).look();
    world.tick().comment("ana", "/ack");
    world.tick().policy = held("ben");
    world.tick().policy = held("ana, ben");
    world.tick();
    expect(look(world).verdict.stage.id).toBe("discover");
    world.tick().comment("ana", "/ack");
    expect(look(world).verdict.stage.id).toBe("decide");
  });
});

describe("a workflow", () => {
  test("shows each step by what GitHub shows of it, and the first that is open as the next one", () => {
    const world = new World(POLICY);
    expect(marksOf(world)).toEqual(["", "", "✅", "○", "○", "✅", "○"]);
    const { text } = look(world);
    expect(text).toContain("**How `pm` works here** (A new cycle)");
    expect(text).toContain("* ○ **Note what is open**");
    expect(text).toContain("* Think (`feedback-river`)");
  });

  test("goes by evidence: an edit, a confirmation", () => {
    const world = new World(POLICY, GOOD.replace("Clients rebuild cohorts by hand.", "TBD"));
    expect(marksOf(world)).toEqual(["", "", "○", "○", "○", "○", "○"]);
    world.tick().edit(`${GOOD}\n\n### Open questions\n\nWhether the archive counts.`);
    world.tick().comment("omar", "/confirm priority");
    expect(marksOf(world)).toEqual(["", "", "✅", "✅", "✅", "✅", "○"]);
  });

  test("folds what is beyond five steps", () => {
    const { text } = look(new World(POLICY));
    const shown = text.split("**How `pm` works here**")[1]?.split("<details>")[0] ?? "";
    expect(shown.match(/^\* /gm)).toHaveLength(5);
    expect(text).toContain("<summary>All 7 steps</summary>");
  });

  test("is the holder's own: the next stage has another's, and the receiver of a hand-off has none for this stage", () => {
    const world = new World(POLICY);
    world.look();
    world.tick().comment("omar", "/confirm priority");
    requested(world);
    expect(look(world).verdict.handoff?.state).toBe("awaiting");
    expect(look(world).verdict.workflow).toBeUndefined();
    const later = accepted(new World(POLICY));
    expect(look(later).verdict.workflow).toMatchObject({ role: { id: "architect" }, steps: [{ do: "Shape it", done: false }] });
  });

  test("while only a confirmation is missing, the ball is with who can give it", () => {
    const world = new World(POLICY);
    world.look();
    requested(world);
    expect(look(world).verdict).toMatchObject({ handoff: { state: "blocked" } });
    expect(look(world).verdict.workflow).toBeUndefined();
  });

  test("is not shown when the item is closed", () => {
    const world = new World(POLICY);
    world.look();
    world.snapshot.item.state = "closed";
    expect(look(world).verdict.workflow).toBeUndefined();
    expect(look(world).text).not.toContain("works here");
  });
});
