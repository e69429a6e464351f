import { describe, expect, test, vi } from "vitest";
import type { Refusal } from "../../src/core/commands/refusal.js";
import { parseCommands } from "../../src/core/commands/parse.js";
import { wantedFacts } from "../../src/core/handoff/facts-needed.js";
import type { Evaluation } from "../../src/core/handoff/evaluate.js";
import type { CommandDefinition } from "../../src/core/handoff/commands/define.js";
import { vouches } from "../../src/core/handoff/commands/find.js";
import { comparePolicies } from "../../src/core/policy/compare/compare.js";
import { lintPolicy } from "../../src/core/lint/lint.js";
import { SCHEMAS } from "../../src/core/policy/schemas.js";
import { evidenceNeeded } from "../../src/core/words/look.js";
import type { WordsBy } from "../../src/render/by-kind.js";
import { helpWords } from "../../src/render/help.js";
import { renderReply } from "../../src/render/replies.js";
import { checksPage } from "../../src/render/reference/checks-page.js";
import { commandsPage } from "../../src/render/reference/commands-page.js";
import type { Reply } from "../../src/core/handoff/reply.js";
import { BAD, CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "../core/handoff/world.js";
import { freeze } from "./freeze.js";

// Each of these is the one line in the registry.
vi.mock("../../src/core/handoff/commands/registry.js", async (original) => {
  const registry = await original<{ COMMANDS: unknown[] }>();
  const made = await import("./freeze.js");
  return withLine(registry, "COMMANDS", made.freeze);
});
vi.mock("../../src/core/checks/registry.js", async (original) => {
  const registry = await original<{ CHECKS: unknown[] }>();
  const made = await import("./paragraphs.js");
  return withLine(registry, "CHECKS", made.paragraphs);
});
vi.mock("../../src/core/lint/rules.js", async (original) => {
  const registry = await original<{ RULES: unknown[] }>();
  const made = await import("./shouting.js");
  return withLine(registry, "RULES", made.shouting);
});

const { withLine } = vi.hoisted(() => ({
  withLine<L extends string, M extends Record<L, unknown[]>>(registry: M, list: L, line: unknown): M {
    registry[list].push(line);
    return registry;
  },
}));

const requested = () => {
  const world = new World(policyOf(), BAD);
  world.look();
  world.comment("pm", "/handoff");
  world.look();
  return world;
};
const saying = (login: string, text: string) => {
  const world = requested();
  world.comment(login, text);
  return world;
};
const repliesOf = ({ answers }: Evaluation) => answers.map(({ reply }) => renderReply(reply as Reply));

describe("a command that is a file and a line", () => {
  test("is read, and does what it says, under its other word as well", () => {
    expect(parseCommands("/FREEZE @zoe: ask her")).toEqual([{ name: "freeze", args: "@zoe: ask her" }]);
    for (const word of ["freeze", "pause"]) {
      const world = saying("omar", `/${word} @zoe: ask her`);
      expect(world.look().done).toHaveLength(1);
      expect(world.record.handoff?.state).toBe("held");
    }
  });

  test("is refused to whom it must be, with who may instead", () => {
    const look = saying("eve", "/freeze @zoe: ask her").look();
    expect(look.record.handoff?.state).toBe("blocked");
    expect(repliesOf(look)).toEqual(["`@eve` `/freeze` is for `owner` (`@omar`), and you are not in it."]);
    expect(look.decisions).toMatchObject([{ kind: "refused", data: { command: "freeze", why: "not_a_member" } }]);
  });

  test("has its facts asked for, and changes dated from it on", () => {
    const world = saying("omar", "/freeze @zoe: ask her");
    const { roles, accounts } = wantedFacts(world.snapshot, world.policy, world.record);
    expect(roles).toContainEqual({ login: "omar", roles: ["owner", "lead"] });
    expect(accounts).toEqual(["zoe"]);
    world.edit(GOOD).edit(BAD);
    const { snapshot, policy, record } = world;
    expect(evidenceNeeded({ snapshot, policy, record, vouches }, [])).toMatchObject({ body: true });
    expect(evidenceNeeded({ snapshot, policy, record, vouches: () => null }, [])).toBeNull();
  });

  test("does nothing on a closed item, where Baton observes, or in an edited comment, and says so", () => {
    const closed = saying("omar", "/freeze @zoe: ask her");
    closed.snapshot.item.state = "closed";
    expect(repliesOf(closed.look())).toEqual(["`@omar` `/freeze` does nothing while this is closed. Reopen it first."]);
    const observed = new World(policyOf(CONFIG.replace("enforcement: block", "enforcement: observe")));
    observed.comment("omar", "/freeze @zoe: ask her");
    expect(repliesOf(observed.look())[0]).toContain("Baton only observes here, so `/freeze` moves nothing.");
    const edited = requested();
    edited.editComment(edited.comment("omar", "/freeze @zoe"), "/freeze @zoe: ask her");
    expect(repliesOf(edited.look())[0]).toContain("so its `/freeze` does not count");
  });

  test("tells how to write it, and is suggested for what is nearly it", () => {
    expect(repliesOf(saying("omar", "/freeze").look())).toEqual([
      "`@omar` Write `/freeze @user: REASON`: the reason tells what to ask them.",
    ]);
    expect(repliesOf(saying("omar", "/freez").look())).toEqual(["`@omar` `/freez` is not a command; did you mean `/freeze`?"]);
  });

  test("stands in the help and in the reference", () => {
    const world = requested();
    const { verdict } = world.look();
    const roles = [{ id: "owner", users: ["omar"], teams: [] }];
    const row = "| `/freeze @user: REASON` | `owner` (`@omar`) | stop the hand-off until somebody was asked |";
    expect(helpWords(verdict, roles)).toContain(row);
    expect(commandsPage()).toMatch(
      /^\| `\/freeze @user: REASON`.*; the same: `\/pause` \| the override role \| stop .* asked \| no \| no \|$/m,
    );
  });
});

test("a command or a finding that lacks a piece does not compile", () => {
  const { roles: _roles, help: _help, worksWhen: _worksWhen, ...lacking } = freeze;
  // @ts-expect-error a command says whose membership is read, what it does and where it works
  const command: CommandDefinition = lacking;
  // @ts-expect-error every reason has words
  const words: WordsBy<"why", Refusal> = { author: () => "You wrote this." };
  expect([command.name, Object.keys(words)]).toEqual(["freeze", ["author"]]);
});

describe("a check that is a file and a line", () => {
  const under = (gate: string) =>
    policyOf(CONFIG, CONTRACT.replace("gates:\n", `gates:\n  - { id: long, title: Long enough, ${gate} }\n`), NEXT_CONTRACT);
  const outcomeOf = (gate: string, body: string) =>
    new World(under(gate), body).look().verdict?.gates.find(({ spec }) => spec.id === "long")?.outcome;
  const TWICE = GOOD.replace("### Evidence", "It takes a day.\n\n### Evidence");

  test("is accepted in a contract and judged, inside others too", () => {
    const gate = "check: paragraphs, section: Problem, least: 2";
    expect([outcomeOf(gate, GOOD), outcomeOf(gate, TWICE)]).toEqual(["fail", "pass"]);
    const inside = `check: not, checks: [{ ${gate} }]`;
    expect([outcomeOf(inside, GOOD), outcomeOf(inside, TWICE)]).toEqual(["pass", "fail"]);
  });

  test("is refused with parameters it does not take", () => {
    expect(() => under("check: paragraphs, section: Problem, least: none")).toThrow("least");
  });

  test("has a direction in which it is stricter", () => {
    const change = (before: number, after: number) =>
      comparePolicies(
        under(`check: paragraphs, section: Problem, least: ${before}`),
        under(`check: paragraphs, section: Problem, least: ${after}`),
      ).map(({ effect }) => effect);
    expect([change(2, 3), change(3, 2)]).toEqual([["tightened"], ["loosened"]]);
  });

  test("binds acks to what it reads", () => {
    const { record } = new World(under("check: paragraphs, section: Notes, least: 1")).look();
    expect(Object.keys(record.parts).some((key) => key.toLowerCase().includes("notes"))).toBe(true);
  });

  test("stands in the JSON Schema and in the reference, with its example", () => {
    const schema = JSON.stringify(SCHEMAS.get("contract")?.make());
    expect(schema).toContain('"check_paragraphs"');
    expect(schema).toContain("How many paragraphs it must have.");
    const page = checksPage();
    expect(page).toContain("\n## paragraphs\n");
    expect(page).toContain("Give 2 or more.");
  });
});

describe("a lint rule that is a file and a line", () => {
  const lint = (name: string) =>
    lintPolicy([
      { path: ".github/baton.yml", text: CONFIG },
      { path: "contracts/a.yml", text: CONTRACT.replace("name: Problem brief", `name: ${name}`) },
    ]).filter(({ rule }) => rule === "shouting");

  test("reports at the line", () => {
    expect(lint("Problem brief")).toEqual([]);
    expect(lint("PROBLEM BRIEF")).toMatchObject([{ file: "contracts/a.yml", line: 5, found: "PROBLEM BRIEF", severity: "warning" }]);
  });
});
