import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { form } from "../../src/cli/form/form.js";
import { init, type InitOptions } from "../../src/cli/init/init.js";
import { terminalAsk } from "../../src/cli/init/prompt.js";
import { lint } from "../../src/cli/lint.js";
import { test } from "../../src/cli/test/test.js";
import { folderOf, listener } from "./workbench.js";

let dir: string;
let world = listener();
const run = async (options: InitOptions, answers?: string[]) => {
  world = listener();
  const asked: string[] = [];
  const ask =
    answers &&
    (async (question: string, proposal: string) => {
      asked.push(question);
      return await Promise.resolve(answers.shift() || proposal);
    });
  const code = await init(dir, options, { output: world.output, now: world.now, ask: ask ?? null });
  return { code, asked, ...world.said };
};
const read = (path: string) => readFileSync(join(dir, path), "utf8");

beforeEach(() => {
  dir = folderOf({});
});

describe("what baton init writes", () => {
  it.each<[string, InitOptions, string]>([
    ["by its own proposals", { yes: true, giver: "pm=paula", taker: "architect=ana" }, "discover-to-decide"],
    [
      "for teams",
      { yes: true, from: "Build", to: "Test", giver: "engineer=@acme/engineers, eli", taker: "qa=acme/quality" },
      "build-to-test",
    ],
    [
      "for stages of one's own",
      { yes: true, from: "Design: review!", to: "Façade work", giver: "Lead dev=lea", taker: "Lead dev=leo" },
      "design-review-to-facade-work",
    ],
    [
      "for names that YAML takes for something else",
      { yes: true, from: "yes", to: "null", giver: "on=1984", taker: "true=0x1f" },
      "yes-to-null",
    ],
    ["for a way back", { yes: true, from: "evaluate", to: "discover", giver: "pm=paula", taker: "pm=pia" }, "evaluate-to-discover"],
  ])("passes its own lint, tests, weakened contracts and form check: %s", async (_name, options, id) => {
    expect(await run(options)).toMatchObject({ code: 0, err: "" });
    const other = listener();
    expect([await lint(dir, { format: "text", strict: true }, other.output, other.paint), other.said]).toEqual([
      0,
      expect.objectContaining({ err: "" }),
    ]);
    expect([await test(dir, { format: "text", coverage: true, minCoverage: 100, mutate: true }, other), other.said.err]).toEqual([0, ""]);
    expect(await form({ dir, check: join(dir, `.github/ISSUE_TEMPLATE/${id}.yml`), format: "text" }, other.output)).toBe(0);
  });

  it("observes only, from today on, and puts people where they were said to be", async () => {
    await run({ yes: true, giver: "pm=paula,acme/data-pm", taker: "architect=@ana" });
    expect(read(".github/baton.yml")).toContain("enforcement: observe\n");
    expect(read(".github/baton.yml")).toContain("governs_since: 2026-11-01\n");
    expect(read(".github/baton.yml")).toContain("  pm: { users: [ paula ], teams: [ acme/data-pm ] }\n  architect: { users: [ ana ] }\n");
    expect(read("contracts/discover-to-decide.yml")).toContain("role: { from: pm, to: architect }\n");
  });

  it("ends with the next three commands, and names roles that nobody holds", async () => {
    const { out } = await run({ yes: true, taker: "architect=ana" });
    expect(out).toContain("Nobody is in pm yet: add them under `roles:` in .github/baton.yml.");
    expect(out.match(/^ {2}baton \w+/gm)).toEqual(["  baton test", "  baton check", "  baton lint"]);
  });
});

describe("a folder with a blank in its name", () => {
  it("is one word in the commands to go on with", async () => {
    dir = join(dir, "it's mine");
    expect((await run({ yes: true })).out).toContain("it'\\''s mine' --mutate");
  });
});

describe("asking", () => {
  it("asks for what is not given, and takes an empty answer for the proposal", async () => {
    const { code, asked } = await run({ taker: "qa=quinn" }, ["build", "", "engineer=eli"]);
    expect(code).toBe(0);
    expect(asked).toEqual([expect.stringContaining("leave"), expect.stringContaining("enter"), expect.stringContaining("hands it over")]);
    expect(existsSync(join(dir, "contracts/build-to-test.yml"))).toBe(true);
  });

  it("asks again after an answer that makes no sense, and says why", async () => {
    const { code, out } = await run({ giver: "pm", taker: "qa" }, ["...", "build", "build", "test"]);
    expect(code).toBe(0);
    expect(out).toContain("a stage needs a name with letters from a to z, or digits");
    expect(out).toContain("the work must enter another stage than it leaves");
  });

  it("gives up after some, and writes nothing", async () => {
    const { code, err } = await run({}, ["?", "?", "?", "?", "?"]);
    expect([code, err]).toEqual([2, "baton: no answer that could be used; nothing was written\n"]);
    expect(existsSync(join(dir, ".github"))).toBe(false);
  });

  it("reads a terminal, and takes its end for a no", async () => {
    const input = new PassThrough();
    const shown: string[] = [];
    const output = new PassThrough().on("data", (text) => shown.push(String(text)));
    const terminal = terminalAsk(input, output);
    const answer = async (question: string, proposal: string, typed: string) => {
      const asked = terminal.ask(question, proposal);
      input.write(typed);
      return await asked;
    };
    expect(await answer("From?", "discover", "build\n")).toBe("build");
    expect(await answer("To?", "test", "\n")).toBe("test");
    input.write("early\n");
    await new Promise((done) => setImmediate(done));
    expect(await terminal.ask("Early?", "late")).toBe("early");
    const last = terminal.ask("Who?", "pm");
    input.end();
    await expect(last).rejects.toThrow("nothing was written");
    await expect(terminal.ask("Who?", "pm")).rejects.toThrow("nothing was written");
    expect(shown.join("")).toContain("From? [discover] ");
  });
});

describe("names in other languages", () => {
  it("keep their letters, without marks, in ids and labels", async () => {
    await run({ yes: true, from: "Übergabe Größe", to: "Évaluation" });
    expect(read(".github/baton.yml")).toContain('{ id: ubergabe-grosse, name: Übergabe Größe, label: "stage: ubergabe-grosse" }');
    expect(existsSync(join(dir, "contracts/ubergabe-grosse-to-evaluation.yml"))).toBe(true);
  });
});

it("says what to do next in two columns, however long the names are", async () => {
  const { out } = await run({ yes: true, from: "a rather long name of a stage", to: "another one that is long" });
  const starts = out
    .split("\n")
    .filter((line) => line.startsWith("  baton "))
    .map((line) => line.search(/(?<= {2})(?:the tests|hold a|what is)/));
  expect(starts).toEqual([starts[0], starts[0], starts[0]]);
  expect(starts[0]).toBeGreaterThan(0);
});

describe("a wrong call", () => {
  it.each<[string, InitOptions, string]>([
    ["nobody to ask", { from: "build" }, "nobody can be asked here"],
    ["a stage without a name", { yes: true, from: "!" }, "a stage needs a name"],
    ["one stage on both sides", { yes: true, from: "build", to: "Build" }, "the work must enter another stage"],
    ["a role without a name", { yes: true, giver: "=paula" }, "a role needs a name"],
    ["a person in a role's place", { yes: true, taker: "@ana" }, "give the role first, then who holds it: architect=@ana"],
    ["a team in a role's place", { yes: true, taker: "acme/architects" }, "then who holds it: architect=acme/architects"],
    ["people that cannot be", { yes: true, giver: "pm=paula smith" }, '"paula smith" is neither a login nor a team'],
  ])("writes nothing and ends with 2: %s", async (_name, options, words) => {
    const { code, err } = await run(options);
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
    expect(existsSync(join(dir, "contracts"))).toBe(false);
  });

  it("asks nobody for what would not be written", async () => {
    expect((await run({ yes: true })).code).toBe(0);
    const { code, asked, err } = await run({}, ["build", "test", "engineer", "qa"]);
    expect([code, asked, err]).toEqual([2, [], expect.stringContaining("baton.yml exists; --force replaces it")]);
    expect((await run({ force: true }, ["build", "test", "engineer", "qa"])).code).toBe(0);
  });

  it("never replaces a file, or writes half of them, unless told", async () => {
    mkdirSync(join(dir, "contracts/tests"), { recursive: true });
    writeFileSync(join(dir, "contracts/tests/discover-to-decide.yml"), "mine");
    const { code, err } = await run({ yes: true });
    expect([code, err]).toEqual([2, expect.stringContaining("contracts/tests/discover-to-decide.yml exists; --force replaces it")]);
    expect(existsSync(join(dir, ".github"))).toBe(false);
    expect(read("contracts/tests/discover-to-decide.yml")).toBe("mine");
    expect((await run({ yes: true, force: true })).code).toBe(0);
    expect(read("contracts/tests/discover-to-decide.yml")).toContain("contract: discover-to-decide");
  });
});
