import { loginKey } from "../../../src/core/basics/names.js";
import { describe, expect, it } from "vitest";
import { accountId } from "../account.js";
import { evaluate } from "../../../src/core/handoff/evaluate.js";
import { readTexts } from "../../../src/core/content/item-texts.js";
import { type Snapshot } from "../../../src/core/facts/snapshot.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { wantedFacts } from "../../../src/core/handoff/facts-needed.js";
import { CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "./world.js";

const withGates = (gates: string) => policyOf(CONFIG, CONTRACT.replace("trigger:", `${gates}\ntrigger:`), NEXT_CONTRACT);

/** Roles to look up, by login. */
function rolesOf(world: World, policy: Policy = world.policy): Record<string, string[]> {
  const { roles } = wantedFacts(world.snapshot, policy, world.record);
  return Object.fromEntries(roles.map(({ login, roles: wanted }) => [login, [...wanted].toSorted()]));
}

const facts = (world: World) => wantedFacts(world.snapshot, world.policy, world.record);

describe("only what the next decision rests on is asked for", () => {
  it("nobody, while nobody acted", () => {
    const world = new World();
    world.look();
    world.comment("eve", "what is this?");
    expect(facts(world)).toEqual({ needs: [], documents: [], roles: [], permissions: [], accounts: [], ids: {}, reviewers: [] });
  });

  it.each([
    ["/ack", ["architect"]],
    ["/reject no", ["architect"]],
    ["/nack no", ["architect"]],
    ["/withdraw", ["pm"]],
    ["/handoff", ["pm"]],
    ["/status", []],
    ["/help", []],
    ["/override", ["lead", "owner"]],
    ["/lgtm", []],
  ])("for %s in the first stage", (text, roles) => {
    const world = new World();
    world.look();
    world.comment("Eve", text);
    expect(rolesOf(world)[loginKey("Eve")] ?? []).toEqual(roles);
  });

  it("with the account of whoever acts, which is no bot of that name", () => {
    const world = new World();
    world.look();
    world.comment("Eve", "/ack");
    world.comment("eve", "/ack");
    world.comment("joe", "hello");
    const [, bot] = world.snapshot.comments;
    if (bot?.author) bot.author = { ...bot.author, type: "Bot", id: 5 };
    expect(facts(world).ids).toEqual({ eve: accountId("eve") });
  });

  it("for /confirm the gates' roles, and the second of an override", () => {
    const world = new World();
    world.look();
    world.comment("eve", "/confirm priority");
    expect(rolesOf(world)["eve"]).toContain("owner");
    expect(rolesOf(world)["eve"]).not.toContain("architect");
  });

  it("not for quotes, for what this App wrote, nor for a deleted account", () => {
    const world = new World();
    world.look();
    world.comment("eve", "> /ack");
    world.comment("baton", "/ack");
    world.comment("gone", "/ack");
    const [, own, ghost] = world.snapshot.comments;
    if (own?.author) own.author.isSelf = true;
    if (ghost) ghost.author = null;
    expect(rolesOf(world)).toEqual({});
  });

  it("for a label only while it is on, and not for our own labels", () => {
    const world = new World();
    world.look();
    world.label("eve", "bug");
    expect(rolesOf(world)).toEqual({});
    world.label("eve", "Stage: Decide");
    expect(rolesOf(world)["eve"]).toContain("pm");
    world.unlabel("eve", "stage: decide");
    expect(rolesOf(world)).toEqual({});
  });

  it("one login once, whatever its case", () => {
    const world = new World();
    world.look();
    world.comment("Ana", "/ack");
    world.comment("ana", "/withdraw");
    expect(rolesOf(world)).toEqual({ ana: ["architect", "pm"] });
  });

  it("permissions only where the giving role is nobody's", () => {
    const world = new World(
      policyOf(CONFIG, CONTRACT.replace("role: { from: pm, to: architect }", "role: { to: architect }"), NEXT_CONTRACT),
    );
    world.look();
    world.comment("Eve", "/handoff");
    expect(facts(world).permissions).toEqual(["eve"]);
    const strict = new World();
    strict.look();
    strict.comment("Eve", "/handoff");
    expect(facts(strict).permissions).toEqual([]);
  });

  it("both sides of the boundary behind the item, for a move back", () => {
    const world = new World();
    world.look();
    world.record.stage = "decide";
    world.comment("eve", "/handoff discover");
    expect(rolesOf(world)["eve"]).toEqual(["architect", "pm"]);
  });

  it("dependencies only where a gate needs them, and not behind a condition that does not apply", () => {
    const world = new World(withGates("  - { id: blockers, check: no_blockers, when: { labels: { any: [risky] } } }"));
    world.look();
    expect(facts(world).needs).toEqual([]);
    world.label("pm", "Risky");
    expect(facts(world).needs.map((need) => need.kind)).toEqual(["blocked_by", "sub_issues"]);
  });

  it("assignees' roles where a gate wants one of the role assigned", () => {
    const world = new World(withGates("  - { id: assigned, check: metadata, assignee: { role: architect } }"), GOOD);
    world.look();
    world.snapshot.item.assignees = ["Ana"];
    expect(rolesOf(world)).toEqual({ ana: ["architect"] });
    expect(rolesOf(world, policyOf())).toEqual({});
  });

  it("everybody whose word the evaluation weighs is asked for", () => {
    const world = new World();
    world.look();
    const texts = ["/handoff", "/ack", "/reject no", "/confirm priority", "/override", "/withdraw"];
    for (const text of texts) world.tick().comment("eve", text);
    world.tick().label("eve", "stage: decide");
    const asked = facts(world);
    const people: Snapshot["people"] = { memberships: {}, permissions: {}, accounts: {} };
    for (const { login, roles } of asked.roles)
      for (const role of roles) people.memberships[role] = { ...people.memberships[role], [login]: { is: "not_member" } };
    const snapshot = { ...world.snapshot, people };
    const { record, policy, now } = world;
    const { answers } = evaluate({
      snapshot,
      texts: readTexts(snapshot),
      policy,
      record,
      handled: new Set(),
      now,
      firstSeen: 0,
      code: () => "none",
    });
    const whys = answers.flatMap(({ reply }) => (reply.kind === "refused" ? [reply.refusal.why] : []));
    expect(whys).toContain("not_a_member");
    expect(whys).not.toContain("membership_unknown");
    expect(Object.keys(people.memberships).toSorted()).toEqual(["architect", "lead", "owner", "pm"]);
  });
});
