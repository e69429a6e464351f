import { describe, expect, it } from "vitest";
import type { EventType } from "../../../src/core/handoff/events.js";
import { emptyRecord } from "../../../src/core/record/record.js";
import type { Refused, Rule } from "../../../src/core/handoff/rule.js";
import type { State } from "../../../src/core/record/state.js";
import { refusalOf, step } from "../../../src/core/handoff/step.js";
import { TABLE } from "../../../src/core/handoff/table.js";
import { readTexts } from "../../../src/core/content/item-texts.js";
import { policyOf, World } from "./world.js";

type Cell = Refused | Pick<Rule<never, never>, "does" | "to">;

const states = Object.keys(TABLE) as State[];
const events = Object.keys(TABLE.resting) as EventType[];
const cellOf = (state: State, event: EventType): Cell => TABLE[state][event];

describe("the table of the hand-off", () => {
  it("asks every state about every event", () => {
    for (const state of states) expect(Object.keys(TABLE[state]).toSorted()).toEqual(events.toSorted());
  });

  it("changes hands only out of a hand-off whose gates are green, or by force", () => {
    const accepting = states.filter((state) => refusalOf(state, "acknowledged") === null);
    expect(accepting).toEqual(["awaiting"]);
    expect(states.filter((state) => refusalOf(state, "forced") === null)).toEqual(["blocked", "awaiting", "rejected"]);
  });

  it("lets nothing that people say move a held one, but the word that lets it go on", () => {
    const moving: EventType[] = [
      "requested",
      "moved_back",
      "withdrawn",
      "rejected",
      "held",
      "code_given",
      "seconded",
      "forced",
      "acknowledged",
    ];
    for (const event of moving) expect(refusalOf("held", event), event).toBe("held");
    expect(refusalOf("held", "unheld")).toBeNull();
  });

  it("leads out of every state, in the end into rest", () => {
    for (const state of states) expect(reachable(state)).toContain("resting");
  });

  it("takes a rule at its word: one that leads elsewhere is a fault of ours", () => {
    const { snapshot } = new World();
    const facts = { record: emptyRecord(), policy: policyOf(), texts: readTexts(snapshot), now: 0 };
    const lost = { type: "boundary_gone" } as const;
    expect(step("resting", null, lost, facts)).toEqual({ refuses: "nothing_requested" });
    expect(() => step("held", { state: "blocked" } as never, { type: "override_lost" }, facts)).toThrow("held × override_lost");
  });
});

function reachable(from: State): State[] {
  const seen = new Set<State>([from]);
  for (const state of seen) for (const to of events.flatMap((event) => nextOf(cellOf(state, event)))) seen.add(to);
  return [...seen];
}

function nextOf(cell: Cell): State[] {
  return "refuses" in cell ? [] : cell.to.filter((to) => to !== "same");
}
