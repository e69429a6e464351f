import { describe, expect, it } from "vitest";
import { agentWaitsOf } from "../../../src/core/shown/agent-waits.js";
import type { AgentRefusal } from "../../../src/core/record/agent-standing.js";
import type { PullRequestVerdict } from "../../../src/core/record/verdict.js";

const policy = { parts: { agent: [{ id: "scanner", oversight: { by: "pm", when: "before_use" } }] } };
const stand = (at: number | null) => ({ digest: "", since: { at, afterComment: 0 } });
const stands = { head: stand(3), text: stand(5) };
const check = (refusals: AgentRefusal[]) => ({ agents: { refusals, undeclared: [] } }) as unknown as PullRequestVerdict;
const told = (record: Parameters<typeof agentWaitsOf>[0]) =>
  agentWaitsOf(record, policy, 1).map(({ what, role, since }) => [what, role, since]);

describe("what of an agent's work waits for its overseer", () => {
  it("is what a word of theirs lifts, and nothing else that stands against a pull request", () => {
    const refusals: AgentRefusal[] = [
      { why: "too_many", agent: "Scanner", open: 3, most: 2 },
      { why: "destructive", agent: "Scanner", role: "owner", files: ["a"], total: 1 },
      { why: "unconfirmed", agent: "Scanner", role: "pm" },
    ];
    expect(told({ check: check(refusals), agents: stands })).toEqual([
      ["destructive", "owner", 3],
      ["agent", "pm", 5],
    ]);
  });

  it("is an issue that is held back, until it is released or closed, and as long as a file declares the agent", () => {
    const agentItem = { agent: "scanner", is: "over_limit" as const, released: false };
    const held = { check: null, agents: stands, agentItem };
    expect(told(held)).toEqual([["agent", "pm", 5]]);
    expect(told({ ...held, agentItem: { ...agentItem, released: true } })).toEqual([]);
    expect(told({ ...held, agentItem: { ...agentItem, agent: "gone" } })).toEqual([]);
    expect(told({ ...held, closed: true })).toEqual([]);
    expect(told({ ...held, agents: { head: stand(null), text: stand(null) } })).toEqual([["agent", "pm", 1]]);
  });
});
