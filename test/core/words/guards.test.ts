import { afterEach, describe, expect, it } from "vitest";
import { GUARDS } from "../../../src/core/words/guards.js";
import { BAD, CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "../handoff/world.js";

const DOCUMENT = CONTRACT.replace("{ body: true }", '{ body: true, document: "docs/**/*.md" }');
const WHEN = CONTRACT.replace("section: Evidence, min_words: 3 }", "section: Evidence, min_words: 3, when: { labels: { any: [deep] } } }");
const STRICTER = policyOf(CONFIG, CONTRACT.replace("section: Evidence, min_words: 3", "section: Evidence, min_words: 2"), NEXT_CONTRACT);
const INVITED = policyOf(CONFIG.replace("[ana, ben, pm2]", "[ana, ben, pm2, eve]"));

function awaiting(contract = CONTRACT, body = GOOD): World {
  const world = new World(policyOf(CONFIG, contract, NEXT_CONTRACT), body);
  if (body !== GOOD) put(world, "one");
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  expect(world.record.handoff?.state).toBe("awaiting");
  return world;
}

function put(world: World, value: string): void {
  world.snapshot.documents = [{ path: "docs/a.md", oid: value, content: { known: true, value } }];
  world.peek();
}

const ack = (world: World, login = "ana") => world.tick().comment(login, "/ack");
/** What nobody may see changes, and changes back, after the word. */
function there(world: World, ...acts: ((world: World) => unknown)[]): World {
  for (const act of acts) act(world.tick());
  return world;
}

/** For each guard a story that it alone keeps from ending in the next stage. */
const STORIES: Record<keyof typeof GUARDS, () => World> = {
  unedited: () => {
    const world = awaiting();
    world.editComment(ack(world), "/ack though I meant something else");
    return world;
  },
  shown: () => {
    const world = awaiting(CONTRACT.replace("count: 1", "count: 2"));
    const id = ack(world);
    world.look();
    world.hide(id, true);
    ack(world, "ben");
    return world;
  },
  other: () => {
    const world = new World();
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().comment("pm2", "/handoff");
    ack(world, "pm2");
    return world;
  },
  body: () => {
    const world = awaiting();
    ack(world);
    return there(
      world,
      () => world.edit(BAD),
      () => world.edit(GOOD),
    );
  },
  documents: () => {
    const world = awaiting(DOCUMENT, `${GOOD}\n\nSee docs/a.md.`);
    ack(world);
    return there(
      world,
      () => put(world, "two"),
      () => put(world, "one"),
    );
  },
  contract: () => {
    const world = awaiting();
    ack(world);
    return there(world, () => (world.policy = STRICTER));
  },
  labels: () => {
    const world = awaiting(WHEN);
    ack(world);
    return there(
      world,
      () => world.label("eve", "deep"),
      () => world.unlabel("eve", "deep"),
    );
  },
  roles: () => {
    const world = awaiting();
    ack(world, "eve");
    return there(world, () => (world.policy = INVITED));
  },
  order: () => {
    const world = new World();
    world.look();
    world.tick().comment("omar", "/confirm priority");
    // In the second of the request: a tie proves nothing.
    world.tick().label("pm", "stage: decide").comment("ana", "/ack");
    return world;
  },
};

const whole = { ...GUARDS };
afterEach(() => void Object.assign(GUARDS, whole));

describe.each(Object.entries(STORIES))("the guard of words: %s", (name, story) => {
  it("keeps out what nothing else would", () => {
    const kept = story();
    kept.look();
    expect(kept.record.stage).toBe("discover");
    delete GUARDS[name];
    const free = story();
    free.look();
    expect(free.record.stage).toBe("decide");
  });
});

it("every guard has its story", () => expect(Object.keys(STORIES).toSorted()).toEqual(Object.keys(GUARDS).toSorted()));
