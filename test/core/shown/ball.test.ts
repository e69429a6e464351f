import { describe, expect, it } from "vitest";
import { holderOf } from "../../../src/core/handoff/holder.js";
import { stateOf, waitsOf } from "../../../src/core/shown/ball.js";
import type { ItemVerdict } from "../../../src/core/record/verdict.js";
import { person } from "../account.js";
import { ARCHITECT, awaiting, blocked, DUE, GREEN, handoff, RED, verdict } from "../../render/build.js";

const confirmation = RED.filter(({ spec }) => spec.id === "priority");
const held = verdict({ handoff: handoff({ state: "held", hold: { by: person("olga"), at: 5, commentId: 1, reason: "wait" } }) });
const rejection = { by: person("ana"), at: 7, commentId: 1, reason: "no", digest: "" };
const begins = verdict({ due: { what: "begin", at: DUE, overdue: false }, beginning: { by: ARCHITECT, signal: null } });
const led = (one: ItemVerdict): ItemVerdict => ({ ...one, engagement: { lead: [ARCHITECT], support: [], consult: [] } });

describe("who has the ball", () => {
  it.each<[string, ItemVerdict, string | null, string | null]>([
    ["the giver, while something is to be written", blocked(), "pm", null],
    ["whoever asked, where anybody may give", verdict({ handoff: handoff(), giver: null }), null, "petra"],
    [
      "the role of a confirmation, when nothing else is missing",
      verdict({ handoff: handoff(), gates: confirmation }),
      "portfolio-owner",
      null,
    ],
    ["the receivers, once they are asked", awaiting(), "architect", null],
    ["who holds it", held, null, "olga"],
    ["the giver again, after it was sent back", verdict({ handoff: handoff({ state: "rejected", rejection }) }), "pm", null],
    ["who leads the stage, when nothing is asked for", verdict(), "pm", null],
    ["who took it over, until they begin", begins, "architect", null],
    ["whoever leads the stage by the roles' files, when nothing is asked for", led(verdict()), "architect", null],
    ["the giver all the same, while something is to be written", led(blocked()), "pm", null],
    ["nobody, once it is closed", verdict({ closed: true }), null, null],
  ])("%s", (_what, one, role, login) => {
    const holder = holderOf(one);
    expect([holder.role, holder.person?.login ?? null]).toEqual([role, login]);
  });

  it("goes with the state of the hand-off", () => {
    expect([stateOf(verdict()), stateOf(blocked()), stateOf(awaiting()), stateOf(held)]).toEqual([
      "resting",
      "blocked",
      "awaiting",
      "held",
    ]);
  });
});

describe("what waits for whom", () => {
  const told = (one: ItemVerdict) => waitsOf(one, person("petra"), ({ spec }) => spec.id);

  it("is, of a blocked hand-off, what each role can supply", () => {
    expect(told(blocked())).toMatchObject([
      { what: "gate", role: "portfolio-owner", gates: ["priority"] },
      { what: "write", role: "pm", gates: ["evidence", "rationale"] },
    ]);
  });

  it("is the ack, for the receivers but not for who asked or acknowledged", () => {
    const ack = { by: person("ana"), inPlaceOf: null, at: 1, commentId: 1, digest: "", note: null };
    const [wait] = told(awaiting({ handoff: handoff({ state: "awaiting", acks: [ack] }) }));
    expect(wait).toMatchObject({ what: "ack", role: "architect", due: DUE });
    expect(wait?.except.map(({ login }) => login)).toEqual(["petra", "ana", "petra"]);
  });

  it("is a hold for who placed it, a text to mend for its giver, and work for who took it over", () => {
    expect(told(held)).toMatchObject([{ what: "hold", people: [{ login: "olga" }], since: 5 }]);
    expect(told(verdict({ handoff: handoff({ state: "rejected", rejection }) }))).toMatchObject([{ what: "mend", role: "pm", since: 7 }]);
    expect(told(begins)).toMatchObject([{ what: "begin", role: "architect", due: DUE }]);
  });

  it("is nothing while nobody asked, while it is only observed, and when it is closed", () => {
    expect(told(verdict({ gates: GREEN }))).toEqual([]);
    expect(told({ ...blocked(), observe: true })).toEqual([]);
    expect(told({ ...awaiting(), closed: true })).toEqual([]);
  });
});
