import { afterAll, describe, expect, it } from "vitest";
import { packed, unpacked } from "../../src/app/judge/message.js";
import { PolicyReceiver, PolicySender } from "../../src/app/judge/policies.js";
import { createJudgePool, type JudgePool } from "../../src/app/judge/pool.js";
import { TooMuch } from "../../src/core/basics/faults.js";
import { emptyRecord } from "../../src/core/record/record.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import type { Policy } from "../../src/core/policy/types.js";
import { blankSnapshot } from "../core/blank-snapshot.js";
import { disorder, SLOW } from "../slow-pattern.js";
import { SMALL, smallContract } from "../scenarios/rig.js";

const pools: JudgePool[] = [];
afterAll(() => Promise.all(pools.map((one) => one.close())));

function pool(limits: Partial<{ judgeMs: number; memoryMb: number }> = {}): JudgePool {
  const made = createJudgePool("key", { judgeMs: 10_000, memoryMb: 256, ...limits });
  pools.push(made);
  return made;
}

const SOURCE = { repository: "acme/app", commit: "c0ffee" };
const REPOSITORY = {
  nodeId: "R",
  owner: "acme",
  name: "app",
  defaultBranch: "main",
  headSha: "c0ffee",
  pushedAt: null,
  visibility: "private" as const,
};

function policyOf(contract: string): Policy {
  const files = { ".github/baton.yml": SMALL, "contracts/start.yml": contract };
  const { policy } = parsePolicy(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    SOURCE,
  );
  if (!policy) throw new Error("The policy does not parse");
  return policy;
}

function evaluation(body: string, contract = smallContract()) {
  const snapshot = blankSnapshot(body, null);
  return { snapshot, policy: policyOf(contract), record: emptyRecord(), handled: [], now: 1, firstSeen: 0 };
}

const slow = (length: number) => {
  const gate = `  - { id: odd, title: Odd, check: forbid, pattern: "${SLOW}" }`;
  return evaluation(`## Goal\n\n${disorder(length)}\n`, smallContract(gate));
};

describe("the threads that judge", () => {
  it("give what the job gives", async () => {
    const body = "See [it](docs/a.md) and [that](https://elsewhere.example/b.md)";
    const found = await pool().judge("R", "links", { item: { body, url: "https://github.com/acme/app/issues/1" }, repository: REPOSITORY });
    expect(found).toEqual(["docs/a.md"]);
  });

  it("evaluate an item, and remember its policy for the next one", async () => {
    const { judge } = pool();
    const input = evaluation("## Goal\n\nCompare cohorts within minutes\n");
    const [first, second] = [await judge("R", "evaluate", input), await judge("R", "evaluate", input)];
    expect(first.record.stage).toBe("todo");
    expect(second).toEqual(first);
  });

  it("throw what the job throws, and go on", async () => {
    const { judge } = pool();
    await expect(judge("R", "links", { item: null as never, repository: REPOSITORY })).rejects.toThrow(TypeError);
    expect(await judge("R", "lint", { own: { ...SOURCE, files: [] }, organisation: null })).toEqual([]);
  });

  it("refuse what takes too much processor time, say at which gate, and go on", async () => {
    const { judge } = pool({ judgeMs: 100 });
    const judged = judge("R", "evaluate", slow(60_000));
    await expect(judged).rejects.toThrow(TooMuch);
    await expect(judged).rejects.toThrow("judging took more than 0.1 s of processor time, at the gate odd");
    expect(await judge("R", "lint", { own: { ...SOURCE, files: [] }, organisation: null })).toEqual([]);
  });

  it("refuse what takes too much memory, and go on", async () => {
    const { judge } = pool({ memoryMb: 24 });
    const body = "- [a](b.md) `c` *d* **e**\n".repeat(9_000);
    await expect(judge("R", "evaluate", evaluation(body))).rejects.toThrow("judging took more than 24 MB of memory, at the description");
    expect(await judge("R", "lint", { own: { ...SOURCE, files: [] }, organisation: null })).toEqual([]);
  });

  it("do one place's work while another place has much of it", async () => {
    const { judge } = pool();
    const order: string[] = [];
    const heavy = [1, 2, 3].map((n) => judge("heavy", "evaluate", slow(20_000)).then(() => order.push(`heavy ${n}`)));
    const light = judge("light", "lint", { own: { ...SOURCE, files: [] }, organisation: null }).then(() => order.push("light"));
    await Promise.all([...heavy, light]);
    expect(order.indexOf("light")).toBeLessThan(2);
    expect(order.filter((one) => one !== "light")).toEqual(["heavy 1", "heavy 2", "heavy 3"]);
  });

  it("end what waits when the process stops", async () => {
    const made = pool();
    const waiting = Promise.allSettled([1, 2].map(() => made.judge("R", "evaluate", slow(60_000))));
    await made.close();
    expect((await waiting).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(made.judge("R", "evaluate", slow(10))).rejects.toThrow("stops");
  });
});

describe("a policy on its way to a thread", () => {
  it("is sent once, and whole again when it was forgotten", () => {
    const [sender, receiver] = [new PolicySender(), new PolicyReceiver()];
    const policies = Array.from({ length: 30 }, (_, n) => policyOf(smallContract().replace("1.0.0", `1.0.${n}`)));
    for (const policy of [...policies, ...policies.toReversed(), ...policies]) {
      const sent = sender.send(policy);
      expect(receiver.receive(structuredClone(sent))).toEqual(policy);
      expect(sender.send({ ...policy, source: { ...policy.source, commit: "later" } }).body, "known a moment ago").toBeNull();
    }
  });

  it("is another one when anything in it is", () => {
    const [sender, receiver] = [new PolicySender(), new PolicyReceiver()];
    const policy = policyOf(smallContract());
    const roles = { ...policy.roles, giver: { id: "giver", users: ["eve"], teams: [] } };
    const input = { before: { policy }, after: { policy: { ...policy, roles } }, policy, now: 1 };
    expect(unpacked(structuredClone(packed(input, sender)), receiver)).toEqual(input);
  });
});
