import { contractHead } from "../support/contract-head.js";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { form } from "../../src/cli/form/form.js";
import { init, type InitOptions } from "../../src/cli/init/init.js";
import { terminalAsk } from "../../src/cli/common/prompt.js";
import { lint } from "../../src/cli/lint.js";
import { test } from "../../src/cli/test/test.js";
import { calledAs } from "../../src/cli/common/called-as.js";
import { called } from "./called.js";
import { folderOf, listener, shippedFiles } from "./workbench.js";

const MINE = `${contractHead({ id: "mine", name: "Mine", stage: "{ from: build, to: discover }", role: "{ from: pm, to: pm }" })}context:
  - { id: goal, check: section, section: Goal }
trigger: { acknowledge: { within: 24h } }
`;

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

  it("ends with the next three commands, each on a line of its own, and names roles that nobody holds", async () => {
    const { out } = await run({ yes: true, taker: "architect=ana" });
    expect(out).toContain("Nobody is in pm yet: add them under `roles:` in .github/baton.yml.");
    expect(out.match(/^ {2}baton \w+/gm)).toEqual(["  baton test", "  baton check", "  baton lint"]);
  });
});

describe("the contract that ships for a boundary", () => {
  it.each<[string, InitOptions]>([
    ["of no other role", { from: "decide", to: "build", giver: "architect=ana", taker: "engineer=eli" }],
    ["for roles of other names", { from: "ship", to: "evaluate", giver: "ops=rita", taker: "product=acme/product" }],
    ["with a further role", { from: "discover", to: "decide", giver: "pm=pia", taker: "architect=ann", role: ["portfolio-owner=otto"] }],
    ["with a further role, renamed sides", { from: "build", to: "test", giver: "dev=eli", taker: "qa=quinn", role: ["architect=ann"] }],
  ])("is taken with its tests, and passes lint, tests and form check: %s", async (_name, options) => {
    expect(await run({ yes: true, ...options })).toMatchObject({ code: 0, err: "" });
    const id = `${options.from}-to-${options.to}`;
    const other = listener();
    expect([await lint(dir, { format: "text", strict: true }, other.output, other.paint), other.said.out]).toEqual([
      0,
      "1 configuration, 1 contract, 1 test file: nothing to mend.\n",
    ]);
    expect([await test(dir, { format: "text", coverage: true, minCoverage: 100 }, other), other.said.err]).toEqual([0, ""]);
    expect(await form({ dir, check: join(dir, `.github/ISSUE_TEMPLATE/${id}.yml`), format: "text" }, other.output)).toBe(0);
    expect(read(`contracts/${id}.yml`)).not.toContain("id: goal");
  });

  it("is checked without what only GitHub can tell, where it has gates that need it", async () => {
    const check = async (options: InitOptions) => /^ {2}baton check .*\n.*$/m.exec((await run({ yes: true, ...options })).out)?.[0];
    expect(await check({ from: "discover", to: "decide", giver: "pm=pia", taker: "architect=ann", startWith: "shipped" })).toMatch(
      /--skip-offline ISSUE\.md\n {6}hold a real issue against it, but for what only GitHub can tell$/,
    );
    expect(await check({ from: "decide", to: "build", giver: "pm=pia", taker: "architect=ann", startWith: "small" })).not.toContain(
      "--skip-offline",
    );
  });

  it("is not taken unasked while nobody could meet its gates, and says so", async () => {
    const { out } = await run({ yes: true, giver: "pm=pia", taker: "architect=ann" });
    expect(out).toContain("also needs portfolio-owner: `--role portfolio-owner=LOGIN` takes it instead");
    expect(read("contracts/discover-to-decide.yml")).toContain("id: goal");
  });
});

describe("a policy that is there", () => {
  it("gets a second contract, with the stages, roles and people that it lacks; comments stay", async () => {
    const config = `# Ours.
version: 1
stages: # in order
  - { id: discover, name: Discover, label: "stage: discover" }
  - { id: build, name: Build, label: "stage: build" } # the long one
roles:
  # Whoever knows the client.
  pm: { users: [ pia ] }
enforcement: observe # for now
`;
    dir = folderOf({ ".github/baton.yml": config, "contracts/mine.yml": MINE });
    expect(
      await run({ yes: true, from: "discover", to: "decide", giver: "pm=paula", taker: "architect=ann", startWith: "small" }),
    ).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringContaining("baton.yml: the stage decide; paula to the role pm; the role architect\n") as string,
    });
    const now = read(".github/baton.yml");
    for (const comment of ["# Ours.", "# in order", "# the long one", "# Whoever knows the client.", "# for now"])
      expect(now).toContain(comment);
    expect(now).toMatch(/id: discover,[^\n]*\n {2}- \{ id: decide,[^\n]*\n {2}- \{ id: build,/);
    expect(now).toContain("pm: { users: [ pia, paula ] }\n  architect: { users: [ ann ] }\n");
    expect(read("contracts/mine.yml")).toBe(MINE);
    const other = listener();
    expect([await test(dir, { format: "text", coverage: false }, other), other.said.err]).toEqual([0, ""]);
  });

  it("stays as it is when it lacks nothing, or cannot be read", async () => {
    const { ".github/baton.yml": config = "" } = shippedFiles();
    dir = folderOf({ ".github/baton.yml": config });
    expect((await run({ yes: true, from: "decide", to: "build", giver: "architect", taker: "engineer" })).code).toBe(0);
    expect(read(".github/baton.yml")).toBe(config);
    dir = folderOf({ ".github/baton.yml": "stages: [" });
    expect(await run({ yes: true })).toMatchObject({ code: 2, err: expect.stringContaining("cannot be read") as string });
    expect(read(".github/baton.yml")).toBe("stages: [");
  });
});

describe("what is known from a policy that is there", () => {
  const config = `version: 1
stages:
  - { id: discover, name: Discover, label: "stage: discover" }
  - { id: decide, name: Decide, label: "stage: decide" }
roles:
  pm: { users: [paula] }
  architect: { users: [ana], teams: [acme/architects] }
`;
  const there = {
    ".github/baton.yml": config,
    "contracts/mine.yml": MINE.replace("from: build, to: discover", "from: discover, to: decide"),
  };

  it("is proposed: the next boundary without a contract, and the people of its roles", async () => {
    dir = folderOf(there);
    const proposals: string[] = [];
    const ask = async (_question: string, proposal: string) => {
      proposals.push(proposal);
      return await Promise.resolve(proposal);
    };
    expect(await init(dir, {}, { output: world.output, now: world.now, ask })).toBe(0);
    expect(proposals.slice(0, 6)).toEqual(["decide", "build", "architect", "ana, acme/architects", "engineer", ""]);
    expect(read(".github/baton.yml")).toContain("architect: { users: [ ana ], teams: [ acme/architects ] }\n");
  });

  it("counts when it is told who holds nothing yet, wherever that is written", async () => {
    const role = "apiVersion: baton/v1\nkind: Role\nid: ops\nname: Ops\npurpose: Runs it.\npeople: { users: [rita] }\n";
    dir = folderOf({ ...there, "contracts/roles/ops.yml": role });
    const { code, err, out } = await run({ yes: true, from: "decide", to: "build", giver: "architect", taker: "ops", startWith: "small" });
    expect([code, err, out]).toEqual([0, "", expect.not.stringContaining("Nobody is in")]);
    expect(read(".github/baton.yml")).not.toContain("ops:");
  });

  it("is enough to add an agent alone, of a role that is there", async () => {
    dir = folderOf(there);
    const options: InitOptions = { agent: "scanner=scanner[bot]", writes: "docs/market/**", task: "yes yes no" };
    expect(await run(options)).toMatchObject({ code: 2, err: expect.stringContaining("say which role it works for") as string });
    expect(await run({ ...options, role: ["pn"] })).toMatchObject({
      code: 2,
      err: expect.stringContaining("Did you mean `pm`?") as string,
    });
    const { code, out } = await run({ ...options, role: ["pm"] });
    expect([code, out]).toEqual([0, expect.stringContaining("contracts/agents/scanner.yml")]);
    expect(read("contracts/agents/scanner.yml")).toContain("role: pm\n");
    expect(read(".github/baton.yml")).toBe(config);
    expect(existsSync(join(dir, "contracts/discover-to-decide.yml"))).toBe(false);
    const again = await run({ ...options, role: ["pm"], force: true }, []);
    expect([again.asked, again.out]).toEqual([[], expect.not.stringMatching(/One agent|Sort its tasks/)]);
    expect(await run({ ...options, role: ["pm"] })).toMatchObject({
      code: 2,
      err: expect.stringContaining("scanner.yml exists") as string,
    });
  });
});

describe("the line for editors", () => {
  it("names a schema that is there", async () => {
    await run({ yes: true, giver: "pm=pia", taker: "architect=ann" });
    for (const path of [".github/baton.yml", "contracts/discover-to-decide.yml", "contracts/tests/discover-to-decide.yml"]) {
      const schema = /^# yaml-language-server: \$schema=(\S+)$/m.exec(read(path))?.[1] ?? "";
      expect([path, existsSync(join(dir, path, "..", schema))]).toEqual([path, true]);
    }
  });
});

describe("the command to go on with", () => {
  it.each([
    ["/usr/local/bin/baton", {}, "baton"],
    [join(process.cwd(), "dist/cli/main.js"), {}, "node dist/cli/main.js"],
    ["/cache/_npx/x/node_modules/.bin/baton", { npm_command: "exec" }, "npx @baton-app/baton"],
  ])("is what this one was called by: %s", (path, env, words) => expect(calledAs(path, env)).toBe(words));

  it("is one that works from where one stands", async () => {
    const { out } = await run({ yes: true, giver: "pm=pia", taker: "architect=ann" });
    const words = /^ {2}baton (test .+)$/m.exec(out)?.[1]?.split(" ") ?? [];
    expect((await called(words)).code).toBe(0);
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
    expect(asked).toEqual([
      expect.stringContaining("leave"),
      expect.stringContaining("enter"),
      expect.stringContaining("hands it over"),
      expect.stringContaining("Take the contract that ships for it"),
      expect.stringContaining("How does engineer take part?"),
      expect.stringContaining("How does qa take part?"),
      expect.stringContaining("Which agent works for engineer?"),
    ]);
    expect(existsSync(join(dir, "contracts/build-to-test.yml"))).toBe(true);
  });

  it("asks for a role and for its people, each by itself, and proposes the boundary's own roles", async () => {
    const proposals: string[] = [];
    const answers = ["test", "ship", "", "quinn, @acme/quality", "", "", "small"];
    const ask = async (_question: string, proposal: string) => {
      proposals.push(proposal);
      return await Promise.resolve(answers.shift() || proposal);
    };
    expect(await init(dir, {}, { output: world.output, now: world.now, ask })).toBe(0);
    expect(proposals).toEqual(["discover", "ship", "qa", "", "release-manager", "", "shipped", "", "", ""]);
    expect(read(".github/baton.yml")).toContain("  qa: { users: [ quinn ], teams: [ acme/quality ] }\n  release-manager: { users: [] }\n");
    expect(read("contracts/test-to-ship.yml")).toContain("id: goal");
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
    expect(await answer("Who is it?", "", "\n")).toBe("");
    input.write("early\n");
    await new Promise((done) => setImmediate(done));
    expect(await terminal.ask("Early?", "late")).toBe("early");
    const last = terminal.ask("Who?", "pm");
    input.end();
    await expect(last).rejects.toThrow("nothing was written");
    await expect(terminal.ask("Who?", "pm")).rejects.toThrow("nothing was written");
    expect(shown.join("")).toContain("From? [discover] ");
    expect(shown.join("")).toMatch(/Who is it\? (?!\[)/);
  });
});

describe("names in other languages", () => {
  it("keep their letters, without marks, in ids and labels", async () => {
    await run({ yes: true, from: "Übergabe Größe", to: "Évaluation" });
    expect(read(".github/baton.yml")).toContain('{ id: ubergabe-grosse, name: Übergabe Größe, label: "stage: ubergabe-grosse" }');
    expect(existsSync(join(dir, "contracts/ubergabe-grosse-to-evaluation.yml"))).toBe(true);
  });
});

it("says below each command what it is for, however long the names are", async () => {
  const { out } = await run({ yes: true, from: "a rather long name of a stage", to: "another one that is long" });
  const lines = (/\nNext:\n((?: {2}.+\n)+)/.exec(out)?.[1] ?? "").trimEnd().split("\n");
  const shown = lines.map((line) => /^(?: {2}baton (\w+)| {6}(the tests|hold a|what is) )/.exec(line)?.slice(1).join(""));
  expect(shown.join()).toBe("test,the tests,check,hold a,lint,what is");
});

describe("roles and an agent", () => {
  const asRead = async () => {
    const other = listener();
    expect([await lint(dir, { format: "text", strict: false }, other.output, other.paint), other.said.err]).toEqual([0, ""]);
    return Object.fromEntries(
      ["contracts/roles/pm.yml", "contracts/roles/architect.yml", "contracts/agents/market-scanner.yml"].map((path) => [
        path,
        existsSync(join(dir, path)) ? read(path) : null,
      ]),
    );
  };

  it("get files only where something was answered, and the task is sorted", async () => {
    const answers = ["", "", "pm=pia", "architect=ann", "small", "discover=lead, decide:support", "", "Market scanner"];
    const { code, out, err } = await run({}, [...answers, "Reads the news.", "docs/market/**", "yes yes yes"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Market Scanner works autonomously");
    expect(out).toMatch(/^ {2}baton roles --dir .+\n {6}who takes part .+\n {2}baton agents .+\n {6}what/m);
    const files = await asRead();
    expect(files["contracts/roles/pm.yml"]).toContain("engagement: { discover: lead, decide: support }\n");
    expect(files["contracts/roles/architect.yml"]).toBeNull();
    expect(files["contracts/agents/market-scanner.yml"]).toMatch(
      /role: pm\naccounts: \[ market-scanner\[bot\] \]|accounts: \[ "market-scanner\[bot\]" \]/,
    );
    expect(files["contracts/agents/market-scanner.yml"]).toContain(
      "mode: autonomous\nblast_radius:\n  reads: all\n  writes: { paths: [ docs/market/** ] }\n",
    );
  });

  it("are told by options, and an agent may only read, and works under a contract, until more was said", async () => {
    const engagement = ["pm=discover:lead", "architect=decide:lead,discover:consult"];
    const { code, out, err } = await run({
      yes: true,
      giver: "pm=pia",
      taker: "architect=ann",
      engagement,
      agent: "market-scanner=helper",
    });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Market Scanner works coordinated");
    const files = await asRead();
    expect(files["contracts/roles/architect.yml"]).toContain("engagement: { decide: lead, discover: consult }\n");
    expect(files["contracts/agents/market-scanner.yml"]).toContain("accounts: [ helper ]\n");
    expect(files["contracts/agents/market-scanner.yml"]).not.toContain("\n  writes:");
  });

  it("are not asked for again where a role has its file", async () => {
    await run({ yes: true, giver: "pm=pia", taker: "architect=ann", engagement: ["pm=discover:lead"] });
    const { asked } = await run({ from: "decide", to: "build", giver: "architect=ann", taker: "pm=pia" }, []);
    expect(asked.filter((question) => question.includes("take part"))).toEqual([expect.stringContaining("How does architect")]);
  });

  it.each<[string, InitOptions, string]>([
    ["a part that is none", { engagement: ["pm=discover:boss"] }, "say lead, support, consult, none"],
    ["a stage that is none", { engagement: ["pm=build:lead"] }, '"build" is no stage here: say it of discover and decide'],
    ["an agent without a name", { agent: "!" }, "an agent needs a name"],
    ["an account that cannot be", { agent: "scanner=a b" }, '"a b" is no account'],
    ["a radius over policy", { agent: "scanner", writes: "docs/**, .github/**" }, '".github/**" is no folder that an agent may write'],
    ["a part without its stage", { engagement: ["pm=lead"] }, "for a stage, such as discover=lead"],
    ["an account in a folder's place", { agent: "scanner", writes: "scanner=scanner[bot]" }, "is no folder that an agent may write"],
    ["a task in two words", { agent: "scanner", task: "yes no" }, "answer three times yes or no"],
    ["a radius of nobody", { writes: "docs/**" }, "--writes and --task go with --agent"],
  ])("write nothing after %s", async (_name, options, words) => {
    const { code, err } = await run({ yes: true, giver: "pm=pia", taker: "architect=ann", ...options });
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
    expect(existsSync(join(dir, "contracts"))).toBe(false);
  });
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

  it("replaces nothing that is there, unless told", async () => {
    expect((await run({ yes: true })).code).toBe(0);
    const { code, err } = await run({ yes: true });
    expect([code, err]).toEqual([2, expect.stringContaining("contracts/discover-to-decide.yml exists; --force replaces it")]);
    expect((await run({ force: true, from: "build", to: "test", giver: "engineer=eli", taker: "qa=quinn" }, [])).code).toBe(0);
    expect(read(".github/baton.yml")).toContain("id: discover,");
  });

  it("keeps the configuration that is there even when told to replace", async () => {
    const { ".github/baton.yml": config = "" } = shippedFiles();
    dir = folderOf({ ".github/baton.yml": config, "contracts/discover-to-decide.yml": MINE });
    expect((await run({ yes: true, force: true, giver: "pm=paula", taker: "architect=ana" })).out).not.toContain("Wrote .github/baton.yml");
    expect(read(".github/baton.yml")).toBe(config);
    expect(read("contracts/discover-to-decide.yml")).toContain("id: discover-to-decide");
  });

  it("refuses a hand-off that is there before it asks about it, and judges nothing that it would not write", async () => {
    dir = folderOf(shippedFiles());
    const { asked, err } = await run({}, ["discover", "decide"]);
    expect([asked.length, err]).toEqual([2, expect.stringContaining("contracts/discover-to-decide.yml exists; --force replaces it")]);
    expect((await run({ yes: true })).err).toMatch(/^baton: .+discover-to-decide\.yml exists/);
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
