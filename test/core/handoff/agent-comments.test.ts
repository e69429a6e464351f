import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outgoing } from "../../../src/app/work/outgoing-comments.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import { agentsOf, type Agent } from "../../../src/core/policy/agents/agent.js";
import { firstBeyond, windowOf } from "../../../src/core/words/agent-comments.js";
import { commentMarker } from "../../../src/core/facts/writes.js";
import { CONFIG, CONTRACT, GOOD, World } from "./world.js";

const HOUR = 3_600_000;

const fileWith = (writes: string) => `
apiVersion: baton/v1
kind: Agent
id: scribe
name: Scribe
role: pm
accounts: [scribe]
process: Writes briefs.
oversight: { by: owner, when: weekly }
task: { error_tolerance: high, tools: single, independence: self_contained }
blast_radius:
  reads: all
  writes: { paths: [], ${writes} }
`;

function policyOf(writes: string) {
  const files = [
    { path: ".github/baton.yml", text: CONFIG },
    { path: "contracts/brief.yml", text: CONTRACT },
    { path: "contracts/agents/scribe.yml", text: fileWith(writes) },
  ];
  const { policy, problems } = parsePolicy(files, { repository: "acme/shop", commit: "c0ffee" });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

const LIMITED = policyOf("comments: { create: 2, within: 1h }");
const agentIn = (policy: typeof LIMITED) => agentsOf(policy)[0] as Agent;
const at = (...minutes: number[]) => minutes.map((minute, index) => ({ id: index + 1, at: 10 * HOUR + minute * 60_000 }));

describe("the first comment too many", () => {
  test.each([
    ["none as long as the limit holds", [0, 10], []],
    ["the third within an hour", [0, 10, 20], [3]],
    ["none when the first is an hour ago to the second", [0, 10, 60], []],
    ["one in each hour, however many there are", [0, 1, 2, 3, 4, 61, 62, 63], [3, 6]],
    ["also where the hour began with others'", [50, 55, 62], [3]],
  ])("is %s", (_what, minutes, expected) => {
    expect([...firstBeyond(agentIn(LIMITED), at(...minutes)).values()]).toEqual(expected);
  });
  test("is any of an agent that may write none", () => {
    expect([...firstBeyond(agentIn(policyOf("issues: { create: 1, within: 1h }")), at(0, 1)).values()]).toEqual([1]);
  });
});

/** Some items of one repository. */
class Repository {
  readonly items: World[];
  #written: { id: number; at: number }[] = [];
  constructor(count: number) {
    this.items = Array.from({ length: count }, () => {
      const world = new World(LIMITED, GOOD);
      world.now = 1_700_000_000_000;
      world.look();
      return world;
    });
  }

  say(index: number, minutes: number): void {
    const now = Math.max(...this.items.map((world) => world.now)) + minutes * 60_000 + 1000;
    for (const world of this.items) world.now = now;
    const world = this.items[index];
    const id = 1000 + this.#written.length;
    world?.comment("scribe", "Something new.");
    const said = world?.snapshot.comments.at(-1);
    if (said) Object.assign(said, { id, createdAt: now });
    this.#written.push({ id, at: now });
  }

  /** As GitHub lists it now; `told` where it lists what Baton said, too. */
  look(index: number, told: string[] = []) {
    const world = this.items[index];
    if (!world) throw new Error(`there is no item ${index}`);
    world.snapshot.agentComments = { scribe: { written: [...this.#written], told } };
    return world.look();
  }
}

const keysIn = (look: ReturnType<Repository["look"]>) => (look.overComments ?? []).map(({ key }) => key);

describe("an agent that writes more comments than it may", () => {
  test("is told of once, on the item where the limit was passed, with who looks after it", () => {
    const repository = new Repository(2);
    repository.say(0, 0);
    repository.say(1, 1);
    expect([...keysIn(repository.look(0)), ...keysIn(repository.look(1))]).toEqual([]);
    repository.say(1, 1);
    const beyond = repository.look(1);
    const [said] = outgoing(beyond, beyond.verdict, LIMITED, null);
    const key = `comments:scribe:${windowOf(agentIn(LIMITED), repository.items[1]?.now ?? 0)}`;
    expect(said).toMatchObject({ kind: "create_comment", key, body: expect.stringContaining(commentMarker(key)) });
    expect(said?.kind === "create_comment" ? said.body : "").toContain("may write 2 comments within 1h, and this one is beyond that");
    expect(said?.kind === "create_comment" ? said.body : "").toContain("a member of `owner`");
    expect(beyond.decisions).toMatchObject([{ kind: "agent_beyond", data: { agent: "scribe", work: "comments", why: ["limit"] } }]);
    expect(repository.look(1).decisions).toEqual([]);
    repository.say(0, 1);
    expect(keysIn(repository.look(0))).toEqual([]);
  });
  test("is not told of where Baton said it already, nor of another day's, nor before it was counted", () => {
    const [said, late, uncounted] = [new Repository(1), new Repository(1), new Repository(1)];
    for (const one of [said, late, uncounted]) for (let count = 0; count < 3; count += 1) one.say(0, 0);
    const window = windowOf(agentIn(LIMITED), said.items[0]?.now ?? 0);
    expect(keysIn(said.look(0, [`comments:scribe:${window}`]))).toEqual([]);
    const world = late.items[0];
    if (world) world.now += 2 * HOUR;
    expect(keysIn(late.look(0))).toEqual([]);
    expect(uncounted.items[0]?.look().overComments).toBeUndefined();
    expect(keysIn(uncounted.look(0))).toHaveLength(1);
  });
  test("is told of once in a window, whoever looks at what when, and not where it keeps to its limit", () => {
    const step = fc.record({
      item: fc.nat({ max: 2 }),
      minutes: fc.nat({ max: 25 }),
      looks: fc.array(fc.nat({ max: 2 }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const repository = new Repository(3);
        const said: string[] = [];
        const times: number[] = [];
        for (const { item, minutes, looks } of steps) {
          repository.say(item, minutes);
          times.push(repository.items[0]?.now ?? 0);
          for (const index of looks) said.push(...keysIn(repository.look(index)));
        }
        for (const index of [0, 1, 2]) said.push(...keysIn(repository.look(index)));
        expect(new Set(said).size).toBe(said.length);
        const isBeyond = times.some((time, index) => times.slice(0, index + 1).filter((one) => one > time - HOUR).length > 2);
        if (!isBeyond) expect(said).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
