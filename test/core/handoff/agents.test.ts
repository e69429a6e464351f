import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../../src/core/facts/actor.js";
import type { LinkedDocument } from "../../../src/core/facts/snapshot.js";
import type { Evaluation } from "../../../src/core/handoff/evaluate.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { heldLabels } from "../../../src/core/handoff/agent-item.js";
import { renderLivingComment } from "../../../src/render/living-comment.js";
import { renderAgentNews } from "../../../src/render/agent-news.js";
import { outgoing } from "../../../src/app/work/outgoing-comments.js";
import { CONFIG, CONTRACT, GOOD, World } from "./world.js";

/** A machine user: its account is one like a person's. */
const agentFile = (when: string, writes = "issues: { create: 2, within: 1d }") => `
apiVersion: baton/v1
kind: Agent
id: scribe
name: Scribe
role: pm
accounts: [scribe, scribe-two]
process: Writes briefs.
oversight: { by: owner, when: ${when} }
task: { error_tolerance: high, tools: single, independence: self_contained }
blast_radius:
  reads: all
${writes === "" ? "" : `  writes: { paths: [], ${writes} }`}
`;

function policyOf(agent: string, config = CONFIG, contract = CONTRACT): Policy {
  const files = [
    { path: ".github/baton.yml", text: config },
    { path: "contracts/brief.yml", text: contract },
    { path: "contracts/agents/scribe.yml", text: agent },
  ];
  const { policy, problems } = parsePolicy(files, { repository: "acme/shop", commit: "c0ffee" });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

function opened(agent: string, { by = "scribe", count = 0, alike = [] as number[], config = CONFIG } = {}): World {
  const world = new World(policyOf(agent, config), GOOD);
  const { author } = world.snapshot.item;
  Object.assign(author ?? {}, { login: by, id: world.accounts.get(by) ?? 4711 });
  world.snapshot.earlier = { count, alike };
  return world;
}

const outcome = ({ verdict }: Evaluation, gate: string) => verdict?.gates.find(({ spec }) => spec.id === gate)?.outcome;
const SECTION = (text: string) => `### Problem\n\n${text}\n\n### Evidence\n\nSixty exports were re-imported.\n`;

describe("what an agent wrote, to be seen before it is used", () => {
  test("counts for no gate until its overseer confirmed exactly that", () => {
    const world = opened(agentFile("before_use"));
    const first = world.look();
    expect([outcome(first, "problem"), outcome(first, "evidence")]).toEqual(["pending", "pending"]);
    expect(first.verdict?.gates[0]).toMatchObject({
      supplier: { id: "owner" },
      findings: [{ code: "agent_unseen", agent: "Scribe", role: "owner" }, {}],
    });
    world.tick().comment("pm", "/confirm agent");
    world.tick().comment("scribe", "/confirm agent");
    expect(outcome(world.look(), "problem")).toBe("pending");
    world.tick().comment("omar", "/confirm agent reads well");
    expect(outcome(world.look(), "problem")).toBe("pass");
    world.tick(5000).edit(SECTION("Clients rebuild their cohorts by hand."), "scribe");
    const edited = world.look();
    expect([outcome(edited, "problem"), outcome(edited, "evidence")]).toEqual(["pending", "pass"]);
  });

  test("of a person's brief waits in the section that the agent edited", () => {
    const world = opened(agentFile("before_use"), { by: "pm" });
    expect(outcome(world.look(), "problem")).toBe("pass");
    world.tick(5000).edit(SECTION("The agent says what it is."), "scribe");
    const edited = world.look();
    expect([outcome(edited, "problem"), outcome(edited, "evidence")]).toEqual(["pending", "pass"]);
    world.tick(5000).edit(SECTION("The agent says what that is."), "pm");
    expect(outcome(world.look(), "problem")).toBe("pending");
    world.tick(5000).edit(SECTION(""), "pm").tick(5000).edit(SECTION("A person says what it is."), "pm");
    expect(outcome(world.look(), "problem")).toBe("pass");
  });

  test("is doubted where nobody tells who wrote it", () => {
    const world = opened(agentFile("before_use"), { by: "pm" });
    world.tick(5000).edit(SECTION("Somebody says what it is."), "pm");
    world.tells = false;
    expect(outcome(world.look(), "problem")).toBe("pending");
    world.tick(5000).comment("omar", "/confirm agent");
    expect(outcome(world.look(), "problem")).toBe("pass");
  });

  test("counts at once where it is looked at afterwards", () => {
    const world = opened(agentFile("weekly"));
    expect(outcome(world.look(), "problem")).toBe("pass");
  });

  test("is of either of its accounts", () => {
    expect(outcome(opened(agentFile("before_use"), { by: "scribe-two" }).look(), "problem")).toBe("pending");
  });
});

describe("a document that an agent brought to the default branch", () => {
  const BRIEF = CONTRACT.replace("source_of_truth: { body: true }", 'source_of_truth: { body: true, document: "docs/*.md" }').replace(
    "section: Problem, min_words: 3",
    "section: Problem, min_words: 3, in: document",
  );
  const SCRIBE = { login: "scribe", id: 4711, type: "User", isSelf: false } as const;
  const linked = (writers: NonNullable<LinkedDocument["writers"]>, oid = "one"): LinkedDocument => ({
    path: "docs/a.md",
    oid,
    content: { known: true, value: `### Problem\n\nClients rebuild cohorts by hand, ${oid}.\n` },
    writers,
  });
  const worldWith = (document: LinkedDocument, when = "before_use") => {
    const world = new World(policyOf(agentFile(when), CONFIG, BRIEF), GOOD);
    world.snapshot.documents = [document];
    return world;
  };
  const by = (...value: Actor[]) => ({ known: true, value }) as const;
  test("counts for no gate until its overseer confirmed just that version", () => {
    const world = worldWith(linked(by(SCRIBE)));
    const first = world.look();
    expect([outcome(first, "problem"), outcome(first, "evidence")]).toEqual(["pending", "pass"]);
    expect(first.verdict?.gates[0]).toMatchObject({ supplier: { id: "owner" } });
    expect(first.verdict?.gates[0]?.findings[0]).toMatchObject({ code: "agent_unseen", agent: "Scribe", role: "owner" });
    world.tick().comment("pm", "/confirm agent");
    world.tick().comment("scribe", "/confirm agent");
    expect(outcome(world.look(), "problem")).toBe("pending");
    world.tick().comment("omar", "/confirm agent");
    const seen = world.look();
    expect(outcome(seen, "problem")).toBe("pass");
    expect(seen.decisions).toMatchObject([{ kind: "agent_confirmed", actor: { login: "omar" }, data: { agent: "scribe" } }]);
    world.tick(5000).snapshot.documents = [linked(by(SCRIBE), "two")];
    expect(outcome(world.look(), "problem")).toBe("pending");
    world.tick(5000).snapshot.documents = [linked(by(), "three")];
    expect(outcome(world.look(), "problem")).toBe("pass");
  });
  test.each([
    ["of an agent that is looked at afterwards", by(SCRIBE), "weekly", "pass"],
    ["that a person brought", by(), "before_use", "pass"],
    ["of which nobody tells who brought it", { known: false, reason: "it is not told" } as const, "before_use", "pending"],
  ])("%s is judged so", (_what, writers, when, expected) => {
    expect(outcome(worldWith(linked(writers), when).look(), "problem")).toBe(expected);
  });
});

describe("an agent's account", () => {
  test.each(["/handoff", "/ack", "/confirm priority", "/waive problem 1d: because", "/override", "/hold no", "/delegate @pm"])(
    "says nothing by %s",
    (word) => {
      const config = CONFIG.replace("users: [pm, pm2]", "users: [pm, pm2, scribe]").replace("users: [omar]", "users: [omar, scribe]");
      const world = opened(agentFile("weekly"), { by: "pm", config });
      world.look();
      world.tick().comment("scribe", word);
      world.look();
      expect(world.replies()).toEqual(["refused:agent"]);
    },
  );
  test("moves nothing by a stage's label", () => {
    const world = opened(agentFile("weekly"), { config: CONFIG.replace("users: [pm, pm2]", "users: [pm, pm2, scribe]") });
    world.look();
    world.tick().label("scribe", "stage: decide").look();
    expect(world.record).toMatchObject({ stage: "discover", handoff: null });
  });
});

describe("an issue beyond an agent's limit", () => {
  test("is in no stage, is said once, and is let in by its overseer's word about its text", () => {
    const world = opened(agentFile("weekly"), { count: 2, alike: [7] });
    world.snapshot.item.labels.push("stage: discover");
    const held = world.look();
    expect(held.verdict).toBeNull();
    expect(heldLabels(world.snapshot, world.policy, world.record)).toEqual({ add: ["agent: over limit"], remove: ["stage: discover"] });
    const [said] = outgoing(held, null, world.policy, null);
    expect(said).toMatchObject({ kind: "create_comment", key: "agent" });
    expect(said?.kind === "create_comment" ? said.body : "").toContain("may open 2 issues within 1d, and this is beyond that");
    expect(said?.kind === "create_comment" ? said.body : "").toContain("says the same as #7");
    expect(outgoing(world.look(), null, world.policy, null)).toEqual([]);
    world.tick().comment("pm", "/confirm agent");
    expect(world.look().verdict).toBeNull();
    world.tick().comment("omar", "/confirm agent");
    expect(world.look().verdict?.stage.id).toBe("discover");
    expect(outcome(world.look(), "problem")).toBe("pass");
    // It was let in for what it said: what it says now was not seen.
    world.tick(5000).edit(SECTION("Something else entirely, it is."), "scribe");
    const later = world.look();
    expect([later.verdict?.stage.id, outcome(later, "problem")]).toEqual(["discover", "pending"]);
  });
  test.each([
    ["the last within it", "issues: { create: 2, within: 1d }", 1, "within"],
    ["the first beyond it", "issues: { create: 2, within: 1d }", 2, "over_limit"],
    ["any, without a limit to be within", "comments: { create: 2, within: 1d }", 0, "read_only"],
    ["any, of one that may only read", "", 0, "read_only"],
  ])("is %s", (_what, writes, count, is) => {
    const world = opened(agentFile("weekly", writes), { count });
    expect(world.look().record.agentItem).toMatchObject({ is });
  });
  test("is also one that was not counted, and stays so when GitHub counts otherwise later", () => {
    const world = opened(agentFile("weekly"));
    delete world.snapshot.earlier;
    expect(world.look().verdict).toBeNull();
    world.snapshot.earlier = { count: 0, alike: [] };
    expect(world.look().verdict).toBeNull();
  });
  test("is none that was closed before anybody looked", () => {
    const world = opened(agentFile("weekly"), { count: 9 });
    world.snapshot.item.state = "closed";
    const look = world.look();
    expect([look.agentNews, look.record.agentItem]).toEqual([undefined, undefined]);
  });
  test("of a bot nobody declared is governed and says so, where that is only reported, and of one that needs no file is silent", () => {
    const said = (by: string, type: "Bot" | "User", config = CONFIG) => {
      const world = opened(agentFile("weekly"), { by, config });
      Object.assign(world.snapshot.item.author ?? {}, { type });
      const { verdict } = world.look();
      return verdict && renderLivingComment(verdict);
    };
    const words = "No file in `contracts/agents/` declares `stranger[bot]`, which opened this";
    expect(said("stranger", "Bot")).toContain(words);
    expect(said("stranger", "User")).not.toContain("contracts/agents/");
    expect(said("stranger", "Bot", `${CONFIG}agents: { exempt: ["stranger[bot]"] }\n`)).not.toContain("contracts/agents/");
  });
  test("is that of a bot nobody declared, where those are refused", () => {
    const world = opened(agentFile("weekly"), { by: "stranger", config: `${CONFIG}agents: { undeclared: refuse }\n` });
    Object.assign(world.snapshot.item.author ?? {}, { type: "Bot" });
    const held = world.look();
    expect(held.verdict).toBeNull();
    expect(held.agentNews && renderAgentNews(held.agentNews)).toContain("No file in `contracts/agents/` declares");
  });
});

describe("the ledger is told of an agent", () => {
  const told = (world: World) =>
    world.looks.flatMap(({ decisions }) =>
      decisions.flatMap((one) => (one.kind.startsWith("agent_") ? [[one.kind, one.actor?.login ?? null, one.data]] : [])),
    );
  test("that its issue is within its limit, and each word of its overseer about what it says, once", () => {
    const world = opened(agentFile("before_use"));
    world.look();
    world.tick().comment("omar", "/confirm agent");
    world.look();
    world.tick().comment("omar", "/confirm agent");
    world.look();
    expect(told(world)).toEqual([
      ["agent_within", "scribe", { agent: "scribe", work: "issue" }],
      ["agent_confirmed", "omar", { agent: "scribe", word: "agent", commentId: expect.any(Number) }],
    ]);
    world.tick(5000).edit(SECTION("Clients rebuild their cohorts by hand."), "scribe").look();
    world.tick(5000).comment("omar", "/confirm agent");
    world.look();
    world.look();
    expect(told(world).map(([kind]) => kind)).toEqual(["agent_within", "agent_confirmed", "agent_confirmed"]);
  });
  test("that what it wrote into a person's brief was confirmed", () => {
    const world = opened(agentFile("before_use"), { by: "pm" });
    world.look();
    world.tick(5000).edit(SECTION("The agent says what it is."), "scribe").look();
    world.tick(5000).comment("omar", "/confirm agent");
    world.look();
    world.look();
    expect(told(world)).toEqual([["agent_confirmed", "omar", expect.objectContaining({ agent: "scribe" })]]);
  });
  test.each([
    ["beyond its limit", "issues: { create: 2, within: 1d }", 2, ["limit"]],
    ["of one that may only read", "", 0, ["read_only"]],
  ])("that its issue is %s, once", (_what, writes, count, why) => {
    const world = opened(agentFile("weekly", writes), { count });
    world.look();
    world.look();
    expect(told(world)).toEqual([["agent_beyond", "scribe", { agent: "scribe", work: "issue", why, files: [] }]]);
  });
  test("nothing of what went on before its author was anybody's agent", () => {
    const world = opened(agentFile("weekly"), { count: 9 });
    const declared = world.policy;
    world.policy = policyOf(agentFile("weekly").replace("accounts: [scribe, scribe-two]", "accounts: [other]"));
    world.look();
    world.policy = declared;
    expect(world.look().verdict?.stage.id).toBe("discover");
    expect(told(world)).toEqual([]);
  });
  test("that a bot which nobody declared was refused", () => {
    const world = opened(agentFile("weekly"), { by: "stranger", config: `${CONFIG}agents: { undeclared: refuse }\n` });
    Object.assign(world.snapshot.item.author ?? {}, { type: "Bot" });
    world.look();
    world.look();
    expect(told(world)).toEqual([["agent_refused", "stranger", { agent: null, work: "issue", why: ["undeclared"] }]]);
  });
});

/** What somebody does; `look`: Baton hears of it. An event that is lost is an act without one, one that is repeated looks twice. */
const act = fc.oneof(
  fc.record({
    is: fc.constant("edit" as const),
    by: fc.constantFrom("scribe", "scribe-two", "pm"),
    text: fc.constantFrom("", "One way it is said.", "Another way it is said.", "A third way it is said."),
  }),
  fc.record({
    is: fc.constant("say" as const),
    by: fc.constantFrom("scribe", "pm", "omar", "scribe-two"),
    text: fc.constantFrom("/confirm agent", "/confirm destructive", "> /confirm agent"),
  }),
  fc.record({
    is: fc.constant("label" as const),
    by: fc.constantFrom("scribe", "pm"),
    text: fc.constantFrom("stage: decide", "agent: over limit"),
  }),
  fc.record({ is: fc.constant("look" as const), by: fc.constant("baton"), text: fc.constantFrom("once", "twice", "anew") }),
  fc.record({ is: fc.constant("untold" as const), by: fc.constant("github"), text: fc.constantFrom("yes", "no") }),
);

describe("no sequence of an agent's acts", () => {
  test("makes something of it count that its overseer did not confirm for exactly that content", () => {
    fc.assert(
      fc.property(fc.constantFrom("pm", "scribe"), fc.constantFrom(0, 2), fc.array(act, { maxLength: 14 }), (author, count, acts) => {
        const world = opened(agentFile("before_use"), { by: author, count });
        let [text, tainted, confirmed] = ["Clients rebuild cohorts by hand.", author === "scribe", false];
        const check = () => {
          world.tick(2000);
          const passed = outcome(world.look(), "problem") === "pass";
          if (passed && tainted) expect(confirmed).toBe(true);
          return world.looks.at(-1)?.decisions;
        };
        for (const one of [...acts, { is: "look" as const, by: "baton", text: "once" }]) {
          world.tick(2000);
          if (one.is === "edit") {
            world.edit(SECTION(one.text), one.by);
            if (one.text !== text) [text, confirmed, tainted] = [one.text, false, one.text !== "" && (tainted || one.by !== "pm")];
          } else if (one.is === "say") {
            world.comment(one.by, one.text, one.by === "scribe-two" ? "Bot" : "User");
            confirmed ||= one.by === "omar" && one.text === "/confirm agent";
          } else if (one.is === "label") world.label(one.by, one.text);
          else if (one.is === "untold") world.tells = one.text === "yes";
          else {
            if (one.text === "anew") world.record = { ...world.record, parts: {}, versions: null };
            check();
            if (one.text === "twice") expect(check()).toEqual([]);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test("lets more issues in than its limit, in whatever order they are looked at, but for what GitHub did not list yet", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 20 }), fc.nat({ max: 3 }), (order, lag) => {
        const policy = policyOf(agentFile("weekly"));
        const governed = new Set(
          order.filter((index) => {
            const world = opened(agentFile("weekly"), { count: Math.max(0, index - lag) });
            world.policy = policy;
            return world.look().verdict !== null;
          }),
        );
        expect(governed.size).toBeLessThanOrEqual(2 + lag);
      }),
      { numRuns: 15 },
    );
  });
});

describe("an agent that is assigned", () => {
  const assigned = (stages: string) => {
    const world = opened(`${agentFile("weekly")}stages: [${stages}]\n`, { by: "pm" });
    world.snapshot.assignedEvents.push({ assignee: "scribe-two", at: world.now });
    return world;
  };
  const told = (world: World) => {
    const look = world.look();
    return outgoing(look, look.verdict, world.policy, null);
  };
  test("outside its stages is taken off once, with what is missing", () => {
    const world = assigned("decide, build");
    const [off, said] = told(world);
    expect(off).toEqual({ kind: "unassign", accounts: ["scribe-two"] });
    expect(said?.kind === "create_comment" ? said.body : "").toContain("it may work in Decide or Build, and this is in **Discover**");
    expect(said?.kind === "create_comment" ? said.body : "").toContain("Missing before the next hand-off: Priority confirmed.");
    world.tick().snapshot.assignedEvents.push({ assignee: "scribe-two", at: world.now });
    expect(told(world)).toEqual([]);
    expect(world.looks.flatMap(({ decisions }) => decisions.filter(({ kind }) => kind === "agent_refused"))).toMatchObject([
      { actor: null, data: { agent: "scribe", work: "assignment", why: ["stage"] } },
    ]);
  });
  test("in its stages stays", () => expect(told(assigned("discover"))).toEqual([]));
});
