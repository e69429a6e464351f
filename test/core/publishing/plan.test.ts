import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Outgoing } from "../../../src/core/record/record.js";
import { findLiving, findOwn, LIVING, plan, textHash, type Desired } from "../../../src/core/publishing/plan.js";
import { commentMarker } from "../../../src/core/facts/writes.js";
import { policyOf, World } from "../handoff/world.js";

const BODY = `words\n\n${commentMarker(LIVING)}`;
const note = (key: string): Outgoing => ({ kind: "create_comment", key, body: `words\n\n${commentMarker(key)}` });

/** An item whose hand-off waits for an ack, with everything written. */
function settled(): Desired & { world: World } {
  const world = new World();
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  const id = says(world, BODY);
  const posted = { [LIVING]: { id, hash: "meaning" }, "living-text": { id, hash: textHash(BODY) } };
  return {
    world,
    snapshot: world.snapshot,
    policy: world.policy,
    record: world.record,
    verdict: world.last?.verdict ?? null,
    living: { meaning: "meaning", body: BODY },
    posted,
    tampered: false,
    style: (name) => ({ name, color: "ededed", description: "" }),
  };
}

/** This App writes a comment. */
function says(world: World, body: string): number {
  const id = world.comment("baton", body, "Bot");
  const author = world.snapshot.comments.at(-1)?.author;
  if (author) author.isSelf = true;
  return id;
}

const kinds = (desired: Desired) => plan(desired).map((write) => write.kind);

describe("the least writes", () => {
  it("are none when GitHub says so already", () => expect(plan(settled())).toEqual([]));

  it("compare labels as GitHub does", () => {
    const desired = settled();
    desired.snapshot.item.labels = ["STAGE: Discover", "Handoff: Awaiting Ack"];
    expect(plan(desired)).toEqual([]);
  });

  it("are single labels, and none but the policy's", () => {
    const desired = settled();
    desired.snapshot.item.labels = ["bug", "stage: decide", "Handoff: Blocked", "stage:discover"];
    expect(plan(desired)).toEqual([
      { kind: "add_label", label: { name: "stage: discover", color: "ededed", description: "" } },
      { kind: "add_label", label: { name: "handoff: awaiting ack", color: "ededed", description: "" } },
      { kind: "remove_label", name: "stage: decide" },
      { kind: "remove_label", name: "Handoff: Blocked" },
    ]);
  });

  it("come in the order people wait for them: label, ask, reactions, replies, living comment", () => {
    const desired = settled();
    desired.snapshot.item.labels = [];
    const id = desired.world.comment("ana", "/ack");
    desired.record.outbox = [{ kind: "react", commentId: id, content: "eyes" }, note(`reply:${id}`), note("ask:1:5")];
    desired.living = { meaning: "another", body: `${BODY}!` };
    expect(plan(desired).map((write) => (write.kind === "create_comment" ? write.key : write.kind))).toEqual([
      "add_label",
      "add_label",
      "ask:1:5",
      "react",
      `reply:${id}`,
      "update_comment",
    ]);
  });

  it("do not say twice what is out already", () => {
    const desired = settled();
    const id = desired.world.comment("ana", "/ack");
    const comment = desired.snapshot.comments.at(-1);
    if (comment) comment.ownReactions = ["eyes"];
    desired.record.outbox = [
      note(`reply:${id}`),
      { kind: "react", commentId: id, content: "eyes" },
      { kind: "react", commentId: id, content: "+1" },
      { kind: "react", commentId: 1, content: "eyes" },
    ];
    says(desired.world, `words\n\n${commentMarker(`reply:${id}`)}`);
    expect(plan(desired)).toEqual([{ kind: "react", commentId: id, content: "+1" }]);
  });

  it("never take somebody else's comment with our marker for ours", () => {
    const desired = settled();
    desired.world.comment("eve", `${BODY}\n${commentMarker("ask:1:5")}`);
    desired.snapshot.comments.unshift(...desired.snapshot.comments.splice(-1));
    desired.record.outbox = [note("ask:1:5")];
    expect(findLiving(desired.snapshot.comments)?.author?.login).toBe("baton");
    expect(findOwn(desired.snapshot.comments, "ask:1:5")).toBeNull();
    expect(kinds(desired)).toEqual(["create_comment"]);
    desired.snapshot.comments = desired.snapshot.comments.filter((comment) => !comment.author?.isSelf);
    expect(kinds(desired)).toEqual(["create_comment", "create_comment"]);
  });

  it("put the living comment right when somebody altered it, and leave it when only wording would change", () => {
    const desired = settled();
    desired.living = { meaning: "meaning", body: `other words\n\n${commentMarker(LIVING)}` };
    expect(plan(desired)).toEqual([]);
    const comment = findLiving(desired.snapshot.comments);
    if (comment) comment.body += "\nforged";
    expect(plan(desired)).toEqual([{ kind: "update_comment", commentId: comment?.id, body: desired.living.body }]);
  });

  it("take GitHub's line ends for no alteration", () => {
    const desired = settled();
    const comment = findLiving(desired.snapshot.comments);
    if (comment) comment.body = comment.body.replaceAll("\n", "\r\n");
    expect(plan(desired)).toEqual([]);
  });

  it("do not write what an earlier run wrote and did not live to remember", () => {
    const desired = settled();
    desired.posted = {};
    expect(plan(desired)).toEqual([]);
  });

  it("write the living comment anew when it was deleted", () => {
    const desired = settled();
    desired.snapshot.comments = [];
    expect(plan(desired)).toEqual([{ kind: "create_comment", key: LIVING, body: BODY }]);
  });

  it.each(["observe", "closed"] as const)("touch no label while %s", (what) => {
    const desired = settled();
    desired.snapshot.item.labels = ["stage: ship", "handoff: overdue"];
    if (desired.verdict) desired.verdict = { ...desired.verdict, [what]: true };
    expect(kinds(desired).filter((kind) => kind.endsWith("label"))).toEqual([]);
  });

  it("touch no label outside the process", () => {
    const desired = { ...settled(), verdict: null, living: null };
    desired.snapshot.item.labels = ["stage: ship"];
    expect(plan(desired)).toEqual([]);
  });

  it("lead to a world in which there is nothing more to write, whatever labels were on", () => {
    const names = [
      "stage: discover",
      "Stage: Decide",
      "stage: ship",
      "handoff: blocked",
      "HANDOFF: AWAITING ACK",
      "handoff: overdue",
      "bug",
      "stage: unknown",
    ];
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...names)), (labels) => {
        const desired = settled();
        desired.snapshot.item.labels = [...labels];
        for (const write of plan(desired)) {
          if (write.kind === "add_label") desired.snapshot.item.labels.push(write.label.name);
          if (write.kind === "remove_label")
            desired.snapshot.item.labels = desired.snapshot.item.labels.filter((label) => label !== write.name);
        }
        expect(plan(desired)).toEqual([]);
        const foreign = (list: string[]) => list.filter((label) => ["bug", "stage: unknown"].includes(label));
        expect(foreign(desired.snapshot.item.labels)).toEqual(foreign(labels));
      }),
      { numRuns: 50 },
    );
  });

  it("know every label they may touch from the policy", () => {
    const allowed = new Set(policyOf().lifecycle.stages.map((stage) => stage.label));
    const desired = settled();
    desired.snapshot.item.labels = [...allowed, "help wanted"];
    const removed = plan(desired).flatMap((write) => (write.kind === "remove_label" ? [write.name] : []));
    expect(removed).not.toContain("help wanted");
    expect(removed).toHaveLength(allowed.size - 1);
  });

  it("is written again when its signed state is not ours any more, though its words are", () => {
    const desired = settled();
    expect(kinds(desired)).toEqual([]);
    expect(kinds({ ...desired, tampered: true, living: { meaning: "meaning", body: `${BODY} signed anew` } })).toEqual(["update_comment"]);
  });
});
