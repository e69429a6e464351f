import { acksIn } from "../../../src/core/record/state.js";
import { describe, expect, it } from "vitest";
import { BAD, CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "./world.js";

const red = (world: World) => world.last?.verdict?.gates.filter((gate) => gate.outcome !== "pass").map((gate) => gate.spec.id);

/** A world whose hand-off waits for an ack. */
function awaiting(): World {
  const world = new World();
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  return world;
}

describe("an issue changes hands only when its contract is met", () => {
  it("gives a new issue its initial stage", () => {
    const world = new World();
    expect(world.look().verdict?.stage.id).toBe("discover");
    expect(world.snapshot.item.labels).toEqual(["stage: discover"]);
  });

  it("takes the label back and names the red gates", () => {
    const world = new World(policyOf(), BAD);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    expect(world.snapshot.item.labels).toEqual(["stage: discover", "handoff: blocked"]);
    expect(red(world)).toEqual(["evidence", "priority"]);
  });

  it("goes on by itself when the last gate turns green, and asks once", () => {
    const world = new World(policyOf(), BAD);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().edit(GOOD).look();
    expect(world.record.handoff?.state).toBe("blocked");
    world.tick().comment("omar", "/confirm priority");
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
    expect(world.snapshot.item.labels).toContain("handoff: awaiting ack");
    world.look();
    expect(world.looks.flatMap((look) => look.notices).filter((notice) => notice.what === "ask")).toHaveLength(1);
  });

  it("accepts on the receiver's ack, with a receipt", () => {
    const world = awaiting();
    const ack = world.tick().comment("ana", "/ack looks right");
    world.look();
    expect(world.record.stage).toBe("decide");
    expect(world.looks.flatMap((look) => look.done)).toContain(ack);
    expect(world.replies()).toEqual([]);
    expect(world.snapshot.item.labels).toEqual(["stage: decide"]);
    expect(world.record.receipts[0]).toMatchObject({
      kind: "accepted",
      from: "discover",
      to: "decide",
      requestedBy: { login: "pm" },
      acknowledgedBy: [{ by: { login: "ana" } }],
    });
    expect(world.record.receipts[0]?.gates.map((gate) => gate.outcome)).toEqual(["pass", "pass", "pass"]);
  });

  it.each([
    ["pm", "refused:author"],
    ["eve", "refused:not_a_member"],
  ])("refuses %s's ack", (login, reply) => {
    const world = awaiting();
    world.tick().comment(login, "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
    expect(world.replies()).toContain(reply);
  });

  it("refuses the requester's ack even when they are in the receiving role", () => {
    const world = new World();
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().comment("pm2", "/handoff");
    world.tick().comment("pm2", "/ack");
    world.look();
    expect(world.replies()).toContain("refused:requester");
    expect(world.record.stage).toBe("discover");
  });

  it("refuses a bot's ack", () => {
    const world = awaiting();
    world.tick().comment("ana", "/ack", "Bot");
    world.look();
    expect(world.record.stage).toBe("discover");
    expect(world.last?.decisions).toMatchObject([{ kind: "refused", data: { command: "ack" } }]);
    // Two bots that answer each other never end.
    expect(world.replies()).toEqual([]);
  });
});

describe("an ack counts for the content it saw", () => {
  it("is void when the content changed right after it, before Baton looked, and names the section", () => {
    const world = awaiting();
    world.comment("ana", "/ack");
    world.edit(GOOD.replace("Sixty", "Some sixty"));
    world.look();
    expect(world.record.stage).toBe("discover");
    expect(world.record.handoff?.voided[0]).toMatchObject({ by: { login: "ana" }, why: "content_changed", changed: ["Evidence"] });
    expect(world.record.handoff?.state).toBe("awaiting");
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("stays when a section that no gate reads was edited", () => {
    const world = awaiting();
    world.comment("ana", "/ack");
    world.tick().edit(GOOD.replace("nothing yet", "something"));
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("counts for new content when it was written after the edit", () => {
    const world = awaiting();
    world.tick().edit(GOOD.replace("Sixty", "Some sixty"));
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("given while a gate is red never counts later", () => {
    const world = new World();
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.look();
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
    expect(world.replies()).toContain("gates_not_green");
  });

  it("does not count when the text was changed and changed back around it", () => {
    const world = awaiting();
    world.tick().edit(BAD);
    world.tick().comment("ana", "/ack");
    world.tick().edit(GOOD);
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it.each(["edit", "delete"])("is void after %s of the comment, while a second ack is awaited", (how) => {
    const world = new World(policyOf(CONFIG, CONTRACT.replace("count: 1", "count: 2"), NEXT_CONTRACT));
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().label("pm", "stage: decide").look();
    const ack = world.tick().comment("ana", "/ack");
    world.look();
    expect(acksIn(world.record.handoff)).toHaveLength(1);
    world.tick();
    if (how === "edit") world.editComment(ack, "/ack!");
    else world.deleteComment(ack);
    world.look();
    world.tick().comment("ben", "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
    expect(world.record.handoff?.voided[0]?.by.login).toBe("ana");
  });

  it("is no ack when an older comment was edited into one", () => {
    const world = awaiting();
    const id = world.tick().comment("ana", "interesting");
    world.look();
    world.tick().editComment(id, "/ack");
    world.look();
    expect(world.record.stage).toBe("discover");
    expect(world.replies()).toContain("edited");
  });
});

describe("confirmations", () => {
  it("are void after an edit of the section they are about", () => {
    const world = new World();
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.look();
    world.tick().edit(GOOD.replace("by hand", "by themselves"));
    world.look();
    expect(red(world)).toEqual(["priority"]);
  });

  it("survive an edit of another section", () => {
    const world = new World();
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.look();
    world.tick().edit(GOOD.replace("Sixty", "Seventy"));
    world.look();
    expect(red(world)).toEqual([]);
  });

  it("of an unknown gate are answered with what was meant", () => {
    const world = new World();
    world.comment("omar", "/confirm prioriti");
    world.look();
    expect(world.last?.answers[0]?.reply).toMatchObject({ kind: "unknown_gate", suggestion: "priority" });
  });
});

describe("labels are requests", () => {
  it.each(["stage: build", "stage: ship"])("puts back a skipped stage: %s", (label) => {
    const world = new World();
    world.look();
    world.tick().label("pm", label).look();
    expect(world.snapshot.item.labels).toEqual(["stage: discover"]);
    expect(world.record.remarks[0]).toMatchObject({ kind: "skipped_stage", next: "decide" });
  });

  it("restores two stage labels put on at once", () => {
    const world = new World();
    world.look();
    world.tick().label("pm", "stage: decide").label("pm", "stage: build").look();
    expect(world.snapshot.item.labels).toEqual(["stage: discover"]);
    expect(world.record.remarks[0]?.kind).toBe("two_stages");
    expect(world.record.handoff).toBeNull();
  });

  it("restores a stage label that was removed, whatever its case", () => {
    const world = new World();
    world.look();
    world.tick().unlabel("pm", "Stage: Discover").look();
    expect(world.snapshot.item.labels).toEqual(["stage: discover"]);
    expect(world.record.remarks[0]?.kind).toBe("label_restored");
  });

  it("reads a replaced label as a request", () => {
    const world = new World();
    world.look();
    world.tick().unlabel("pm", "stage: discover").label("pm", "stage: decide").look();
    expect(world.snapshot.item.labels).toEqual(["stage: discover", "handoff: blocked"]);
    expect(world.record.handoff?.to).toBe("decide");
  });

  it("refuses somebody outside the giving role", () => {
    const world = new World();
    world.look();
    world.tick().label("eve", "stage: decide").look();
    expect(world.snapshot.item.labels).toEqual(["stage: discover"]);
    expect(world.record.handoff).toBeNull();
    expect(world.record.remarks[0]).toMatchObject({ kind: "not_giver", by: "eve" });
  });

  it("refuses a boundary without a contract", () => {
    const world = new World(policyOf(CONFIG, NEXT_CONTRACT));
    world.look();
    world.tick().label("pm", "stage: decide").look();
    expect(world.snapshot.item.labels).toEqual(["stage: discover"]);
    expect(world.record.remarks[0]?.kind).toBe("no_contract");
  });

  it("moves back without a contract, and needs the contract again afterwards", () => {
    const world = awaiting();
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().label("ana", "stage: discover").look();
    expect(world.record.stage).toBe("discover");
    expect(world.snapshot.item.labels).toEqual(["stage: discover"]);
    world.tick().label("pm", "stage: decide").look();
    expect(world.record.handoff?.state).toBe("blocked");
    world.look();
    expect(world.record.stage).toBe("discover");
  });

  it("forbids moving back when the policy does", () => {
    const world = new World(policyOf(`${CONFIG}backward: forbid\n`));
    world.look();
    world.tick().comment("omar", "/confirm priority");
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().comment("ana", "/handoff discover");
    world.look();
    expect(world.record.stage).toBe("decide");
    expect(world.replies()).toContain("backward_forbidden");
  });

  it("adopts a label from before Baton, and gates one from after", () => {
    const before = new World(policyOf(), GOOD, ["stage: build"]);
    before.firstSeen = before.now + 5000;
    before.look();
    expect(before.record).toMatchObject({ stage: "build", stageBy: "adopted" });
    const after = new World(policyOf(), GOOD, ["stage: build"]);
    after.look();
    expect(after.record.stage).toBe("discover");
    expect(after.snapshot.item.labels).toEqual(["stage: discover"]);
  });
});

describe("sending back, withdrawing, overriding", () => {
  it("rejects with a reason, blocks, and lifts when the body changes", () => {
    const world = awaiting();
    world.tick().comment("ana", "/reject the cohort size is missing");
    world.look();
    expect(world.record.handoff).toMatchObject({ state: "rejected", rejection: { reason: "the cohort size is missing" } });
    expect(world.snapshot.item.labels).toContain("handoff: blocked");
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.replies()).toContain("rejected_already");
    world.tick().edit(`${GOOD}\n\nCohort size: 40`);
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
    world.look();
    expect(world.record.stage).toBe("discover");
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.record.stage).toBe("decide");
  });

  it("lifts a rejection when the giver hands off again", () => {
    const world = awaiting();
    world.tick().comment("ana", "/nack unclear");
    world.look();
    world.tick().comment("pm", "/handoff");
    world.look();
    expect(world.record.handoff?.state).toBe("awaiting");
  });

  it("withdraws", () => {
    const world = awaiting();
    world.tick().comment("pm", "/withdraw");
    world.look();
    expect(world.record.handoff).toBeNull();
    expect(world.snapshot.item.labels).toEqual(["stage: discover"]);
  });

  it("overrides only with the code, a reason and a second person", () => {
    const world = new World(policyOf(), BAD);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("omar", "/override guess: because");
    world.look();
    expect(world.replies()).toContain("override_wrong_code");
    world.tick().comment("omar", "/override");
    const reply = world.look().answers[0]?.reply;
    expect(reply).toMatchObject({ kind: "override_code", bypassed: ["Evidence", "Priority confirmed"] });
    const code = reply?.kind === "override_code" ? reply.code : "";
    world.tick().comment("omar", `/override ${code}: the audit is tomorrow`);
    world.look();
    expect(world.record.stage).toBe("discover");
    world.tick().comment("lea", `/override ${code}: agreed`);
    world.look();
    expect(world.record.stage).toBe("decide");
    expect(world.record.receipts[0]).toMatchObject({
      kind: "overridden",
      reason: "the audit is tomorrow",
      by: [{ login: "omar" }, { login: "lea" }],
    });
  });

  it("takes no code for content that changed", () => {
    const world = new World(policyOf(CONFIG.replace(", second: lead", "")), BAD);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("omar", "/override");
    const reply = world.look().answers[0]?.reply;
    const code = reply?.kind === "override_code" ? reply.code : "";
    world.tick().edit(BAD.replace("Clients", "Some clients"));
    world.tick().comment("omar", `/override ${code}: hurry`);
    world.look();
    expect(world.record.stage).toBe("discover");
  });
});

describe("the rest of a life", () => {
  it("observes: reports and reverts nothing", () => {
    const world = new World(policyOf(CONFIG.replace("enforcement: block", "enforcement: observe")), BAD);
    world.look();
    expect(world.snapshot.item.labels).toEqual([]);
    world.tick().label("pm", "stage: decide").look();
    expect(world.snapshot.item.labels).toEqual(["stage: decide"]);
    expect(world.record).toMatchObject({ stage: "decide", stageBy: "observed" });
    expect(world.record.receipts[0]?.gates.map((gate) => gate.outcome)).toContain("fail");
  });

  it("only reports items older than governs_since", () => {
    const world = new World(policyOf(`${CONFIG}governs_since: 2030-01-01\n`), BAD, ["stage: discover"]);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    expect(world.last?.verdict).toMatchObject({ observe: true, observeReason: "older" });
    expect(world.snapshot.item.labels).toContain("stage: decide");
  });

  it("keeps its stage through closing and reopening", () => {
    const world = awaiting();
    world.snapshot.item.state = "closed";
    world.tick().comment("ana", "/ack");
    world.look();
    expect(world.replies()).toContain("closed");
    world.snapshot.item.state = "open";
    world.look();
    expect(world.record).toMatchObject({ stage: "discover", handoff: { state: "awaiting" } });
  });

  it("reports handed-off content that changes afterwards", () => {
    const world = awaiting();
    world.tick().comment("ana", "/ack");
    world.look();
    world.tick().edit(GOOD.replace("Sixty", "No"));
    world.look();
    expect(world.last?.verdict?.drift).toEqual([{ part: "Evidence" }]);
    expect(world.record.stage).toBe("decide");
  });

  it("leaves items alone that nobody put into the process", () => {
    const world = new World(policyOf(CONFIG.replace("initial: discover\n", "")));
    world.comment("pm", "/ack");
    world.comment("pm", "/lgtm");
    world.look();
    expect(world.last?.verdict).toBeNull();
    expect(world.replies()).toEqual(["not_governed"]);
  });

  it("lets work begin, where no stage is the initial one, only before the first contract", () => {
    const world = new World(policyOf(CONFIG.replace("initial: discover\n", "")), GOOD, ["stage: build"]);
    world.look();
    expect(world.record.stage).toBe("discover");
    expect(world.snapshot.item.labels).toEqual(["stage: discover"]);
    const free = new World(policyOf(CONFIG.replace("initial: discover\n", "")), GOOD, ["stage: ship"]);
    free.look();
    expect(free.record.stage).toBe("ship");
  });

  it("answers unknown commands with what was meant", () => {
    const world = awaiting();
    world.tick().comment("ana", "/akc");
    world.look();
    expect(world.last?.answers[0]?.reply).toMatchObject({ kind: "unknown_command", suggestion: "ack" });
  });

  it("decides nothing new when it looks again", () => {
    const world = awaiting();
    world.tick().comment("ana", "/ack");
    world.look();
    const before = structuredClone(world.record);
    const again = world.look();
    expect(again.record).toEqual(before);
    expect([again.answers, again.notices, again.decisions]).toEqual([[], [], []]);
  });
});
