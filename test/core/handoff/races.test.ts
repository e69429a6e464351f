import { rememberedKeys } from "../../../src/core/handoff/answered-keys.js";
import { acksIn } from "../../../src/core/record/state.js";
import { describe, expect, it } from "vitest";
import { BAD, CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "./world.js";

const TWO_ACKS = policyOf(CONFIG, CONTRACT.replace("count: 1", "count: 2"), NEXT_CONTRACT);
const STRICTER = policyOf(CONFIG, CONTRACT.replace("section: Evidence, min_words: 3", "section: Evidence, min_words: 2"), NEXT_CONTRACT);

function awaiting(policy = policyOf()): World {
  const world = new World(policy);
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  expect(world.record.handoff?.state).toBe("awaiting");
  return world;
}

describe("an ack, looked at with suspicion", () => {
  it("does not count at a second look after the text was changed and changed back around it", () => {
    const world = awaiting();
    world.tick().edit(BAD);
    world.tick().comment("ana", "/ack");
    world.tick().edit(GOOD);
    world.look();
    world.tick().look();
    expect(world.record.stage).toBe("discover");
  });

  it("counts while a gate that only warns is red", () => {
    const world = awaiting(
      policyOf(
        CONFIG,
        CONTRACT.replace("section: Evidence, min_words: 3", "section: Evidence, min_words: 300, level: warn"),
        NEXT_CONTRACT,
      ),
    );
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("is void when the contract changed after it, and can be given again", () => {
    const world = awaiting(TWO_ACKS);
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().policy = policyOf(CONFIG, CONTRACT.replace("count: 1", "count: 2").replace("min_words: 3", "min_words: 2"), NEXT_CONTRACT);
    world.look();
    expect(world.record.handoff?.voided[0]).toMatchObject({ by: { login: "ana" }, why: "content_changed", changed: ["the contract"] });
    world.tick().comment("ben", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
    expect(Object.keys(world.record.handedOff)).not.toContain("contract");
  });

  it("is void when the contract changed after it, before Baton looked", () => {
    const world = awaiting();
    world.tick().comment("ana", "/ack");
    world.tick().policy = STRICTER;
    world.look();
    expect(world.record.stage).toBe("discover");
    world.tick().look();
    expect(world.record.stage).toBe("discover");
  });

  it("stands when somebody confirms a gate once more", () => {
    const world = awaiting(TWO_ACKS);
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().comment("omar", "/confirm priority again");
    world.look();
    world.tick().comment("ben", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("that another receiver's rejection swept away is not called a stranger's", () => {
    const world = awaiting(TWO_ACKS);
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().comment("ben", "/reject unclear");
    world.look();
    expect(acksIn(world.record.handoff)).toEqual([]);
    expect(world.record.handoff?.voided.map((ack) => ack.why)).not.toContain("not_a_member");
    world.tick().comment("pm", "/handoff");
    world.look();
    world.tick().comment("ben", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it("in the second of the request is no proof: told to ack again, not that gates are red", () => {
    const world = new World();
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().label("pm", "stage: decide").comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
    expect(world.replies()).toContain("stale_word");
  });

  it("of whoever handed off again after a rejection does not count", () => {
    const world = awaiting();
    world.tick().comment("ana", "/reject no");
    world.look();
    world.tick().comment("pm2", "/handoff");
    world.tick().comment("pm2", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
    expect(world.replies()).toContain("refused:requester");
  });

  it("given while a blocker was open does not count after an irrelevant gate's text changed with it", () => {
    const world = awaiting(
      policyOf(CONFIG, CONTRACT.replace("trigger:", "  - { id: blockers, check: no_blockers }\ntrigger:"), NEXT_CONTRACT),
    );
    world.blockedBy = [
      {
        nodeId: "I9",
        repositoryId: "R1",
        repository: "acme/shop",
        number: 9,
        title: "x",
        state: "open",
        stateReason: null,
        closedAt: null,
        url: "",
      },
    ];
    world.tick().look();
    expect(world.record.handoff?.state).toBe("blocked");
    world.tick().edit(GOOD.replace("Sixty", "Seventy"));
    world.tick().comment("ana", "/ack");
    world.tick().blockedBy = [];
    world.look();
    world.tick().look();
    expect(world.record.stage).toBe("discover");
  });
});

describe("policies that change under an item", () => {
  const OWN = (stages: string) => CONFIG.replace("lifecycle: dpos", `stages:\n${stages}`);
  const STAGES = ["discover", "decide", "build"].map((id) => `  - { id: ${id}, name: ${id}, label: "stage: ${id}" }\n`);
  const FULL = policyOf(OWN(STAGES.join("")));

  it("drops the hand-off of a stage that is gone, and says so", () => {
    const world = awaiting(FULL);
    const LATER = CONTRACT.replace("from: discover", "from: first");
    world.tick().policy = policyOf(
      OWN(`  - { id: first, name: First, label: "stage: first" }\n${STAGES.slice(1).join("")}`).replace(
        "initial: discover",
        "initial: first",
      ),
      LATER,
      NEXT_CONTRACT,
    );
    world.look();
    expect(world.record).toMatchObject({ stage: "first", handoff: null });
    expect(world.record.remarks.map((remark) => remark.kind)).toContain("policy_changed");
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("first");
  });

  it.each(["open", "closed"] as const)("survives that the requested stage of an %s item is gone", (state) => {
    const world = awaiting(FULL);
    world.snapshot.item.state = state;
    world.tick().policy = policyOf(OWN([STAGES[0], STAGES[2]].join("")), CONTRACT.replace("to: decide", "to: build"));
    expect(world.look().verdict?.stage.id).toBe("discover");
    world.snapshot.item.state = "open";
    world.look();
    expect(world.record.handoff).toBeNull();
  });

  it("keeps the stage of a closed item whose stage is gone until it is open again", () => {
    const world = awaiting(FULL);
    world.tick().comment("ana", "/ack");
    world.look();
    world.snapshot.item.state = "closed";
    world.policy = policyOf(OWN([STAGES[0], STAGES[2]].join("")), CONTRACT.replace("to: decide", "to: build"));
    world.look();
    world.policy = FULL;
    world.snapshot.item.state = "open";
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("comes to rest in observe mode after blocking, with two labels on", () => {
    const world = new World();
    world.look();
    world.policy = policyOf(CONFIG.replace("enforcement: block", "enforcement: observe"));
    world.tick().label("pm", "stage: decide").look();
    expect(world.record.stage).toBe("decide");
    world.look();
    expect(world.record.stage).toBe("decide");
    world.tick().unlabel("pm", "stage: decide").look();
    expect(world.record.stage).toBe("discover");
  });

  it("comes to rest in observe mode when GitHub tells no label events", () => {
    const world = new World(policyOf(CONFIG.replace("enforcement: block", "enforcement: observe")), GOOD, [
      "stage: decide",
      "stage: build",
    ]);
    world.snapshot.labelEvents = [];
    world.look();
    expect(world.last?.moved).toBe(false);
    const stage = world.record.stage;
    expect(world.look().moved).toBe(false);
    expect(world.record.stage).toBe(stage);
  });
});

describe("acts between two looks", () => {
  it("keeps a request by label that came after the ack", () => {
    const world = awaiting();
    world.tick().comment("ana", "/ack");
    world.tick().label("ana", "stage: build");
    world.look();
    expect(world.record).toMatchObject({ stage: "decide", handoff: { to: "build", requestedBy: { login: "ana" } } });
  });

  it("notes the assignment that followed the ack before Baton looked", () => {
    const world = awaiting(policyOf(CONFIG, `${CONTRACT}  begin: { within: 48h, after: acknowledged, signal: assigned }\n`, NEXT_CONTRACT));
    world.tick().comment("ana", "/ack");
    world.tick();
    world.snapshot.assignedEvents.push({ assignee: "ana", at: Math.floor(world.now / 1000) * 1000 });
    world.tick(60_000).look();
    expect(world.record.begun).toMatchObject({ by: "ana", signal: "assigned" });
  });

  it("does not take an assignment from before the ack as the beginning", () => {
    const world = awaiting(policyOf(CONFIG, `${CONTRACT}  begin: { within: 48h, after: acknowledged, signal: assigned }\n`, NEXT_CONTRACT));
    world.snapshot.assignedEvents.push({ assignee: "ana", at: Math.floor(world.now / 1000) * 1000 });
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.begun).toBeNull();
  });
});

describe("a flood of commands", () => {
  it("does not make forgotten ones happen again", () => {
    const world = awaiting();
    world.tick().comment("pm", "/withdraw");
    world.look();
    world.tick().comment("pm", "/handoff");
    world.look();
    for (let count = 0; count < 60; count += 1) world.comment("eve", "/status\n".repeat(10));
    world.tick().look();
    world.handled = rememberedKeys(world.handled);
    expect(world.handled.length, "some are forgotten").toBeLessThan(600);
    world.tick().look();
    expect(world.last?.answered).toEqual([]);
    expect(world.record.handoff?.state).toBe("awaiting");
  });
});

describe("overriding, looked at with suspicion", () => {
  const blocked = () => {
    const world = new World(policyOf(), BAD);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    return world;
  };
  const codeOf = (world: World) => {
    const reply = world.last?.answers.at(-1)?.reply;
    return reply?.kind === "override_code" ? reply.code : "none";
  };

  it("gives a new code after the first person's was spoilt by an edit", () => {
    const world = blocked();
    world.tick().comment("omar", "/override");
    world.look();
    world.tick().comment("omar", `/override ${codeOf(world)}: hurry`);
    world.look();
    world.tick().edit(BAD.replace("Clients", "Some clients")).look();
    world.tick().comment("omar", "/override");
    world.look();
    expect(codeOf(world)).not.toBe("none");
  });

  it("takes no code when more gates are red than it named", () => {
    const world = blocked();
    const confirm = world.tick().comment("omar", "/confirm priority");
    world.look();
    world.tick().comment("omar", "/override");
    world.look();
    const code = codeOf(world);
    world.deleteComment(confirm);
    world.tick().comment("omar", `/override ${code}: hurry`);
    world.look();
    expect(world.replies()).toContain("override_wrong_code");
    expect(world.record.handoff?.override?.first).toBeNull();
  });

  it("does not let the second role go first, nor one person be both", () => {
    const world = blocked();
    world.tick().comment("lea", "/override");
    world.look();
    expect(world.replies()).toContain("refused:not_a_member");
    world.tick().comment("omar", "/override");
    world.look();
    const code = codeOf(world);
    world.tick().comment("lea", `/override ${code}: me first`);
    world.tick().comment("omar", `/override ${code}: hurry`);
    world.tick().comment("omar", `/override ${code}: hurry`);
    world.look();
    expect(world.record.stage).toBe("discover");
  });
});

describe("moving back", () => {
  it("is open to whoever may triage where the giving role is", () => {
    const world = awaiting(
      policyOf(
        CONFIG,
        CONTRACT.replace("role: { from: pm, to: architect }", "role: { to: architect }").replace("count: 1", "count: 1"),
        NEXT_CONTRACT,
      ),
    );
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().label("eve", "stage: discover").look();
    expect(world.record.stage).toBe("discover");
  });

  it("is not open to strangers of the boundary", () => {
    const world = awaiting();
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().label("eve", "stage: discover").look();
    expect(world.record.stage).toBe("decide");
    expect(world.snapshot.item.labels).toEqual(["stage: decide"]);
  });
});
