import { ownEntry } from "../../../src/core/basics/own-entry.js";
import type { Permission } from "../../../src/core/facts/known-people.js";
import type { Actor } from "../../../src/core/facts/actor.js";
import { accountId } from "../account.js";
import { describe, expect, it } from "vitest";
import { isEmptyRole, mostTelling, refuseUnlessGiver, refuseUnlessMember, refuseUnlessTriage } from "../../../src/core/words/rights.js";
import type { Snapshot } from "../../../src/core/facts/snapshot.js";
import type { Pin } from "../../../src/core/policy/types.js";
import { CONFIG, policyOf, World } from "../handoff/world.js";

const policy = policyOf(
  `${CONFIG.replace("roles:", "roles:\n  nobody: { users: [] }")}acknowledgement: { self: false, bots: ["helper[bot]"] }\n`,
);
const actor = (login: string, type: Actor["type"] = "User"): Actor => ({ login, id: accountId(login), type, isSelf: false });
const snapshotWith = (people: Partial<Snapshot["people"]>): Snapshot => ({
  ...new World().snapshot,
  people: { memberships: {}, permissions: {}, accounts: {}, ...people },
});
const members = snapshotWith({
  memberships: {
    architect: { ana: { is: "member" }, eve: { is: "not_member" }, old: { is: "unknown", reason: "403" }, helper: { is: "member" } },
  },
});

describe("who holds a role", () => {
  it.each<[string, Actor | null, string | undefined]>([
    ["a member", actor("ana"), undefined],
    ["a member in other letters", actor("ANA"), undefined],
    ["a stranger", actor("eve"), "not_a_member"],
    ["somebody GitHub would not tell about", actor("old"), "membership_unknown"],
    ["somebody nobody looked up", actor("constructor"), "membership_unknown"],
    ["a deleted account", null, "ghost"],
    ["a bot", actor("ana", "Bot"), "bot"],
    ["an organisation", actor("ana", "Organization"), "bot"],
    ["a mannequin", actor("ana", "Mannequin"), "bot"],
    ["a bot that the policy lists", actor("helper[bot]", "Bot"), undefined],
  ])("%s", (_what, who, why) => expect(refuseUnlessMember(members, policy, "architect", who)?.why).toBe(why));

  it("is a bot where the policy lists one, and no person of its name", () => {
    const listed = policyOf(
      `${CONFIG.replace("users: [omar]", 'users: ["helper[bot]"]')}acknowledgement: { self: false, bots: ["helper[bot]"] }\n`,
    );
    const standing = snapshotWith({ memberships: { owner: { helper: { is: "not_member" } } } });
    expect(refuseUnlessMember(standing, listed, "owner", actor("helper", "Bot"))).toBeNull();
    expect(refuseUnlessMember(standing, listed, "owner", actor("helper"))?.why).toBe("not_a_member");
  });

  it.each<[string, Pin, string | undefined]>([
    ["the account that it was first", { known: true, value: accountId("helper[bot]") }, undefined],
    ["another account that took its name", { known: true, value: 99 }, "bot"],
    ["one that was not there at first", { known: true, value: null }, "bot"],
    ["one of which that is not known", { known: false, reason: "refused" }, "membership_unknown"],
  ])("is a listed bot that is %s, and no other", (_what, pin, why) => {
    const bot = actor("helper[bot]", "Bot");
    const pinned = { ...policy, pins: { "acknowledgement.bots": { "helper[bot]": pin } } };
    expect(refuseUnlessMember(members, pinned, "architect", bot)?.why).toBe(why);
    const listed = policyOf(
      `${CONFIG.replace("users: [omar]", 'users: ["helper[bot]"]')}acknowledgement: { self: false, bots: ["helper[bot]"] }\n`,
    );
    const own = { known: true, value: bot.id } as const;
    const pins = { "acknowledgement.bots": { "helper[bot]": own }, "roles.owner": { "helper[bot]": pin } };
    const refusal = refuseUnlessMember(snapshotWith({}), { ...listed, pins }, "owner", bot);
    expect(refusal === null).toBe(why === undefined);
  });

  it.each(["constructor", "__proto__", "unheard-of"])("nobody holds %s", (role) =>
    expect(refuseUnlessMember(members, policy, role, actor("ana"))?.why).toBe("membership_unknown"),
  );
});

describe("who may triage", () => {
  it.each<[Permission, string | undefined]>([
    ["none", "no_triage"],
    ["read", "no_triage"],
    ["triage", undefined],
    ["write", undefined],
    ["maintain", undefined],
    ["admin", undefined],
  ])("with %s", (value, why) =>
    expect(refuseUnlessTriage(snapshotWith({ permissions: { eve: { known: true, value } } }), policy, actor("Eve"))?.why).toBe(why),
  );

  it("nobody whose permission is unknown", () => {
    expect(refuseUnlessTriage(snapshotWith({ permissions: { eve: { known: false, reason: "500" } } }), policy, actor("eve"))?.why).toBe(
      "membership_unknown",
    );
    expect(refuseUnlessTriage(snapshotWith({}), policy, actor("eve"))?.why).toBe("membership_unknown");
  });

  it("stands in for a giving role that is nobody's, and for no other", () => {
    const snapshot = snapshotWith({
      permissions: { eve: { known: true, value: "write" } },
      memberships: { architect: { eve: { is: "not_member" } } },
    });
    expect(refuseUnlessGiver(snapshot, policy, null, actor("eve"))).toBeNull();
    expect(refuseUnlessGiver(snapshot, policy, "nobody", actor("eve"))).toBeNull();
    expect(refuseUnlessGiver(snapshot, policy, "architect", actor("eve"))?.why).toBe("not_a_member");
    expect([isEmptyRole(policy, "nobody"), isEmptyRole(policy, "toString"), isEmptyRole(policy, "pm")]).toEqual([true, true, false]);
  });
});

describe("refusals taken together", () => {
  it("let pass when one passes, and nobody when there is none", () => {
    expect(mostTelling([{ why: "not_a_member" }, null])).toBeNull();
    expect(mostTelling([])).toEqual({ why: "not_a_member" });
    expect(mostTelling([{ why: "not_a_member" }, { why: "membership_unknown", reason: "403" }])?.why).toBe("membership_unknown");
  });

  it("look names up as data only", () => {
    expect(ownEntry({}, "constructor")).toBeUndefined();
    expect(ownEntry(undefined, "x")).toBeUndefined();
  });
});
