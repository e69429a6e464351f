import { describe, expect, it } from "vitest";
import { acksIn } from "../../../src/core/record/state.js";
import { accountId } from "../account.js";
import { BAD, CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "../handoff/world.js";

const LOOSE = policyOf(CONFIG, CONTRACT.replace("section: Evidence, min_words: 3", "section: Evidence, min_words: 1"), NEXT_CONTRACT);
const TWO_ACKS = policyOf(CONFIG, CONTRACT.replace("count: 1", "count: 2"), NEXT_CONTRACT);
const INVITING = policyOf(CONFIG.replace("[ana, ben, pm2]", "[ana, ben, pm2, eve]"), CONTRACT, NEXT_CONTRACT);
const WHEN = CONTRACT.replace("section: Evidence, min_words: 3 }", "section: Evidence, min_words: 3, when: { labels: { any: [deep] } } }");

const REWORDED = policyOf(CONFIG, CONTRACT.replace("voided_by_edit_of: [Problem]", "voided_by_edit_of: [Evidence]"), NEXT_CONTRACT);

function outcomeOf(world: World, id: string): string | undefined {
  return world.last?.verdict?.gates.find((gate) => gate.spec.id === id)?.outcome;
}

function awaiting(policy = policyOf()): World {
  const world = new World(policy);
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  expect(world.record.handoff?.state).toBe("awaiting");
  return world;
}

/** An ack, with something done before and after it that comes to nothing, before anybody looks. */
function around(world: World, before: () => void, after: () => void): void {
  world.tick();
  before();
  world.tick().comment("ana", "/ack");
  world.tick();
  after();
  world.look();
}

describe("what was changed and changed back around a word voids it", () => {
  it("a contract", () => {
    const world = awaiting();
    const own = world.policy;
    around(
      world,
      () => (world.policy = LOOSE),
      () => (world.policy = own),
    );
    expect(world.record.stage).toBe("discover");
    // What the contract asked of a confirmation in between, GitHub does not tell: it is given again, too.
    world.tick().comment("omar", "/confirm priority");
    world.look();
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("a document", () => {
    const contract = CONTRACT.replace("{ body: true }", '{ body: true, document: "docs/**/*.md" }');
    const world = new World(policyOf(CONFIG, contract, NEXT_CONTRACT), `${GOOD}\n\nSee docs/a.md.`);
    const put = (value: string) => {
      world.snapshot.documents = [{ path: "docs/a.md", oid: value, content: { known: true, value } }];
      world.peek();
    };
    put("# One");
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().label("pm", "stage: decide").look();
    expect(world.record.handoff?.state).toBe("awaiting");
    around(
      world,
      () => put("# Two"),
      () => put("# One"),
    );
    expect(world.record.stage).toBe("discover");
  });

  it("a label that a condition reads", () => {
    const world = awaiting(policyOf(CONFIG, WHEN, NEXT_CONTRACT));
    around(
      world,
      () => world.label("eve", "deep"),
      () => world.unlabel("eve", "deep"),
    );
    expect(world.record.stage).toBe("discover");
  });

  it("the role that may speak", () => {
    const world = awaiting();
    const own = world.policy;
    around(
      world,
      () => (world.policy = INVITING),
      () => (world.policy = own),
    );
    expect(world.record.stage).toBe("discover");
  });

  it("a section that a confirmation is about", () => {
    const world = new World();
    world.look();
    world.tick().edit(GOOD.replace("by hand", "by night"));
    world.tick().comment("omar", "/confirm priority");
    world.tick().edit(GOOD);
    world.look();
    expect(world.last?.verdict?.gates.find((gate) => gate.spec.id === "priority")?.outcome).toBe("pending");
  });

  it("after an ack that counted already, while a second one is awaited", () => {
    const world = awaiting(TWO_ACKS);
    world.tick().comment("ana", "/ack");
    world.look();
    expect(acksIn(world.record.handoff)).toHaveLength(1);
    world.tick().edit(BAD);
    world.tick().edit(GOOD);
    world.look();
    world.tick().comment("ben", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
  });
});

describe("what has nothing to do with a word leaves it alone", () => {
  it.each<[string, (world: World) => void]>([
    ["two edits of a section that nobody reads", (world) => void world.edit(`${GOOD} x`).tick().edit(GOOD)],
    ["a label that no condition reads", (world) => void world.label("eve", "later")],
    ["a push that touches no policy and no document", (world) => void (world.policy = { ...world.policy })],
  ])("%s", (_what, act) => {
    const world = awaiting(policyOf(CONFIG, WHEN, NEXT_CONTRACT));
    around(
      world,
      () => act(world),
      () => act(world),
    );
    expect(world.record.stage).toBe("decide");
  });

  it("what changed before the word is what its writer saw", () => {
    const world = awaiting();
    world.tick().edit(BAD);
    world.tick().edit(GOOD);
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("two pushes, each seen, of which the first changed the contract but not what the confirmed gate asks", () => {
    const world = awaiting();
    world.tick();
    world.policy = LOOSE;
    world.look();
    expect(outcomeOf(world, "priority")).toBe("pass");
    world.tick();
    world.policy = { ...world.policy };
    world.look();
    expect(outcomeOf(world, "priority")).toBe("pass");
  });

  it("unless the branch left the commit that was seen and came back to it", () => {
    const world = awaiting();
    const own = world.policy;
    world.tick();
    world.policy = { ...own };
    world.look();
    const head = world.snapshot.repository.headSha;
    world.tick();
    world.policy = REWORDED;
    world.tick();
    world.policy = own;
    world.renameHead(head);
    world.look();
    expect(outcomeOf(world, "priority")).toBe("pending");
  });
});

describe("a word from before the first look", () => {
  const unseen = (policy = policyOf()) => {
    const world = new World(policy);
    world.tick().comment("omar", "/confirm priority");
    world.tick().comment("pm", "/handoff");
    world.tick().comment("ana", "/ack");
    return world;
  };

  it("counts when everything stood since before it", () => {
    const world = unseen();
    world.tick().look();
    expect(world.record.stage).toBe("decide");
  });

  it.each<[string, (world: World) => unknown]>([
    ["the contract was loosened after it", (world) => (world.policy = LOOSE)],
    ["somebody was taken into the role after it", (world) => (world.policy = INVITING)],
    ["the text was edited after it", (world) => world.edit(GOOD.replace("Sixty", "Seventy"))],
  ])("is void when %s", (_what, act) => {
    const world = unseen();
    world.tick();
    act(world);
    world.tick().look();
    expect(world.record.stage).toBe("discover");
  });

  it("is void where GitHub does not tell what changed", () => {
    const world = unseen();
    world.tick().policy = LOOSE;
    world.tells = false;
    world.tick().look();
    expect(world.record.stage).toBe("discover");
    expect(world.replies()).toEqual(["gates_not_green"]);
    expect(world.last?.verdict?.gates.find((gate) => gate.spec.id === "priority")?.findings[1]).toMatchObject({ why: { is: "older" } });
  });
});

describe("a waiver", () => {
  it("holds for nothing that was edited after it, before Baton looked", () => {
    const world = new World(policyOf(), BAD);
    world.now = Date.parse("2026-11-20T12:00:00Z");
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("omar", "/waive evidence until 2026-11-25: later");
    world.tick().edit(BAD.replace("TBD", "to be defined"));
    world.look();
    expect([world.record.waivers, world.replies().at(-1)]).toEqual([[], "stale_word"]);
  });

  it("is not for the author to give, even in the override role", () => {
    const world = new World(policyOf(CONFIG.replace("users: [omar]", "users: [omar, pm]")), BAD);
    world.now = Date.parse("2026-11-20T12:00:00Z");
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("pm", "/waive evidence until 2026-11-25: mine");
    world.look();
    expect([world.record.waivers, world.replies().at(-1)]).toEqual([[], "refused:author"]);
  });
});

describe("people are accounts", () => {
  it("a requester who takes another name is still the requester", () => {
    const world = awaiting(policyOf(CONFIG.replace("[ana, ben, pm2]", "[ana, ben, renamed]").replace("[pm, pm2]", "[pm, ana]")));
    world.rename("pm", "renamed");
    world.tick().comment("renamed", "/ack");
    world.look();
    expect([world.record.stage, world.replies().at(-1)]).toEqual(["discover", "refused:author"]);
  });

  it("a code that was told is spent when what it was told for changes, though it changes back before Baton looks", () => {
    const world = new World(policyOf(CONFIG), BAD);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("omar", "/override");
    world.look();
    const reply = world.last?.answers.at(-1)?.reply;
    const code = reply?.kind === "override_code" ? reply.code : "none";
    world.tick().edit(`${BAD}\nMore.\n`);
    world.tick().edit(BAD);
    world.tick().comment("omar", `/override ${code}: hurry`);
    world.look();
    expect(world.replies()).toContain("override_wrong_code");
    world.tick().comment("lea", `/override ${code}: agreed`);
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it("one account is not both halves of an override", () => {
    const world = new World(policyOf(CONFIG.replace("lead: { users: [lea] }", "lead: { users: [lea, omar2] }")), BAD);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("omar", "/override");
    world.look();
    const reply = world.last?.answers.at(-1)?.reply;
    const code = reply?.kind === "override_code" ? reply.code : "none";
    world.tick().comment("omar", `/override ${code}: hurry`);
    world.look();
    world.rename("omar", "omar2");
    world.tick().comment("omar2", `/override ${code}: agreed`);
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it("whoever takes a freed name is somebody else's delegate no more", () => {
    const world = awaiting();
    world.now = Date.parse("2026-11-20T12:00:00Z");
    world.tick().comment("ana", "/delegate @zoe until 2026-11-25");
    world.look();
    expect(world.record.delegations[0]?.to).toEqual({ id: accountId("zoe"), login: "zoe" });
    world.rename("zoe", "elsewhere");
    world.accounts.set("zoe", 4711);
    world.tick().comment("zoe", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it("nobody is delegated to who has no account", () => {
    const world = awaiting();
    world.now = Date.parse("2026-11-20T12:00:00Z");
    world.tick().comment("ana", "/delegate @nobody-at-all until 2026-11-25");
    world.look();
    expect([world.record.delegations, world.replies().at(-1)]).toEqual([[], "bad_arguments"]);
  });
});

describe("a hidden comment", () => {
  it("that nobody read yet is no command, and none when it is shown again", () => {
    const world = awaiting();
    const id = world.tick().comment("ana", "/ack");
    world.hide(id, true);
    world.look();
    world.hide(id, false);
    world.tick().look();
    expect([world.record.stage, world.replies()]).toEqual(["discover", []]);
  });

  it("that counted is void when it is hidden before the acceptance", () => {
    const world = awaiting(TWO_ACKS);
    const id = world.tick().comment("ana", "/ack");
    world.look();
    world.hide(id, true);
    world.tick().comment("ben", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
    expect(world.record.handoff?.voided[0]).toMatchObject({ by: { login: "ana" }, why: "comment_hidden" });
  });
});
