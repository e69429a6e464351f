import { contractHead } from "../support/contract-head.js";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { weakerChecks } from "../../src/core/trial/weaken.js";
import { test as runTests, type TestOptions } from "../../src/cli/test/test.js";
import { folderOf, listener, shippedFiles } from "./workbench.js";

const CONTRACT = `${contractHead({ role: "{ to: architect }" })}context:
  - { id: goal, check: section, section: Goal, min_words: 3 }
  - { id: big, check: section, section: Size, when: { labels: { any: [big] } } }
  - { id: hint, level: warn, check: section, section: Hint }
trigger: { acknowledge: { within: 24h } }
`;

const HEAD = `contract: c
given: { body: "# Goal\\n\\none two three" }
cases:
`;

let world = listener();
const run = async (tests: string, options: Partial<TestOptions> = {}, more: Record<string, string> = {}) => {
  world = listener();
  const dir = folderOf({ "contracts/c.yml": CONTRACT, "contracts/tests/c.yml": tests, ...more });
  return await runTests(dir, { format: "text", coverage: false, ...options }, world);
};
const oneCase = (text: string) => `${HEAD}  - { name: one, ${text} }\n`;
const outcomeOf = async (text: string) => await run(oneCase(text));

describe("the shipped contracts", () => {
  it("hold their tests, each gate seen red and green, and no weakened contract goes unnoticed", async () => {
    world = listener();
    const code = await runTests(folderOf(shippedFiles()), { format: "text", coverage: true, minCoverage: 100, mutate: true }, world);
    expect(world.said.out).not.toMatch(/[✗!]/);
    expect(world.said.out).toMatch(
      /All \d+ cases hold\. 100 % of the gates' colours are covered\. (\d+) of \1 weakenings were noticed\.\n$/,
    );
    expect(code).toBe(0);
  }, 60_000);

  it("hold their tests beside roles, and agents whose work is to be seen first", async () => {
    world = listener();
    const code = await runTests(join(import.meta.dirname, "../.."), { format: "text", coverage: false }, world);
    expect(world.said.out).not.toMatch(/[✗!]/);
    expect(code).toBe(0);
  }, 60_000);
});

describe("expectations", () => {
  it.each<[string, string, number]>([
    ["a gate", "expect: { goal: pass }", 0],
    ["a gate that comes out otherwise", "expect: { goal: fail }", 1],
    ["what it says", 'expect: { goal: { outcome: pass, says: "3 WORDS" } }', 0],
    ["everything it says", 'expect: { goal: { outcome: pass, says: ["3 words", "line 3"] } }', 0],
    ["what it does not say", "expect: { goal: { outcome: pass, says: many words } }", 1],
    ["that all is green", "expect: { green: true }", 0],
    ["that something is not", "expect: { green: false }", 1],
    ["what is red", "expect: { red: [] }", 0],
    ["what is red and is not", "expect: { red: [goal] }", 1],
    ["a gate that does not apply", "expect: { big: skipped }", 0],
    ["a gate that applies", "given: { labels: [big] }, expect: { big: fail, red: [big] }", 0],
    ["a warning, which stands in nobody's way", "expect: { hint: fail, red: [], green: true }", 0],
  ])("%s", async (_name, text, code) => expect(await outcomeOf(text)).toBe(code));

  it("tell what was expected and found, with the words and the line, when they do not hold", async () => {
    expect(
      await run(`${HEAD}  - name: short\n    given:\n      replace: { Goal: one }\n    expect:\n      goal: pass\n      green: true\n`),
    ).toBe(1);
    expect(world.said.out).toContain(
      "  ✗ short\n      contracts/tests/c.yml:8\n        expected  `goal`: pass\n        found     fail: line 3: `Goal` has 1 word. Say it in 3 words or more.",
    );
    expect(world.said.out).toContain("      contracts/tests/c.yml:9\n        expected  green: true\n        found     `goal` is fail");
    expect(world.said.out).toContain("The one case does not hold.");
  });
});

describe("what is given", () => {
  it.each<[string, string]>([
    ["a section says something else", "given: { replace: { Goal: one } }, expect: { red: [goal] }"],
    ["a section is left out", "given: { remove: [Goal] }, expect: { red: [goal] }"],
    ["something is added", 'given: { append: "# Size\\n\\nlarge" , labels: [big] }, expect: { big: pass }'],
    ["the text is another", "given: { body: nothing }, expect: { red: [goal] }"],
    ["the text is in a file beside", "given: { body: { file: texts/a.md } }, expect: { red: [goal] }"],
    ["the text is in a file elsewhere in the repository", "given: { body: { file: ../../docs/b.md } }, expect: { green: true }"],
  ])("%s", async (_name, text) => {
    const more = { "contracts/tests/texts/a.md": "# Goal\n", "docs/b.md": "# Goal\r\n\r\na b c" };
    expect([await run(oneCase(text), {}, more), world.said.err]).toEqual([0, ""]);
  });

  it("is no comment, no label and nobody, unless it says so; what is elsewhere is unknown", async () => {
    const contract = CONTRACT.replace(
      "trigger:",
      "gates:\n  - { id: who, check: confirmed_by, role: pm }\n  - { id: free, check: metadata, milestone: false }\n  - { id: open, check: no_blockers }\ntrigger:",
    );
    const tests = oneCase("expect: { who: pending, free: pass, open: { outcome: error, says: not checkable offline } }");
    expect([await run(tests, {}, { "contracts/c.yml": contract }), world.said.out]).toEqual([
      0,
      expect.stringContaining("The one case holds."),
    ]);
  });
});

describe("a mistake in a test", () => {
  it.each<[string, string, string]>([
    [
      "an unknown gate",
      "expect: { gaol: pass }",
      'c.yml:4:28: found the unknown gate "gaol"; needed: one of goal, big, hint, green, red. Did you mean `goal`?',
    ],
    ["an unknown gate in a list", "expect: { red: [gaol] }", 'c.yml:4:34: found the unknown gate "gaol"'],
    [
      "a mistyped key",
      "expekt: { goal: pass }",
      "c.yml:4:18: found the unknown key `expekt`; needed: one of name, given, expect. Did you mean `expect`?",
    ],
    ["a mistyped key of what is given", "given: { lables: [a] }, expect: { goal: pass }", "Did you mean `labels`?"],
    ["a mistyped outcome", "expect: { goal: red }", "needed: one of pass, fail, pending, error, skipped, or a mapping of keys"],
    ["no expectation", "expect: {}", "at least one gate"],
    [
      "a section that is not there",
      "given: { replace: { Gaol: x } }, expect: { goal: pass }",
      'found the section "Gaol", which the text does not have; needed: a section of the text: Goal. Did you mean `Goal`?',
    ],
    ["a file that is not there", "given: { body: { file: a.md } }, expect: { goal: pass }", "a.md: which does not exist"],
    ["a file outside", "given: { body: { file: ../../../etc/passwd } }, expect: { goal: pass }", "it leads out of the repository"],
    ["a time that is none", "given: { clock: noon }, expect: { goal: pass }", "a time such as 2026-11-01"],
    ["a reference that is none", "given: { blocked_by: [{ issue: seven }] }, expect: { goal: pass }", "a reference such as #7"],
  ])("keeps its case from running, and is told where it is: %s", async (_name, text, words) => {
    expect(await outcomeOf(text)).toBe(1);
    expect(world.said.out).toContain(words);
    expect([world.said.err, world.said.out]).toEqual(["", expect.stringContaining("No case ran. One test file has mistakes")]);
  });

  it.each<[string, string, string]>([
    [
      "another contract",
      HEAD.replace("contract: c", "contract: d") + "  - { name: one, expect: { goal: pass } }\n",
      'c.yml:1:11: found the unknown contract "d"',
    ],
    ["no text", "contract: c\ncases:\n  - { name: one, expect: { goal: pass } }\n", "c.yml:3:5: found no text"],
    [
      "two cases of a name",
      `${HEAD}  - { name: one, expect: { goal: pass } }\n  - { name: one, expect: { goal: pass } }\n`,
      'found "one" a second time',
    ],
    ["no YAML", "contract: [\n", "c.yml:"],
    ["an anchor", "contract: &a c\n", "found an anchor"],
    ["nothing", "", "c.yml:1:1"],
  ])("concerns the whole file: %s", async (_name, tests, words) => {
    expect(await run(tests)).toBe(1);
    expect(world.said.out).toContain(words);
  });

  const gone = `${HEAD}  - { name: kept, expect: { goal: pass } }\n  - { name: lost, expect: { gaol: pass } }\n  - { name: lost too, expect: { red: [gaol] } }\n`;

  it("leaves every other case of its file to run, and is one error however often it is made", async () => {
    expect(await run(gone)).toBe(1);
    expect(world.said.out.match(/found /g)).toHaveLength(1);
    expect(world.said.out).toContain(
      '  ✗ contracts/tests/c.yml:5:29: found the unknown gate "gaol", in 2 places; needed: one of goal, big,',
    );
    expect(world.said.out).toContain("Did you mean `goal`?\n  ✓ kept\n");
    expect(world.said.out).toMatch(/The one case holds\. One test file has mistakes: what they touch did not run\.\n$/);
  });

  it("says of cases with one name, which run, no more than that they have it", async () => {
    await run(`${HEAD}  - { name: one, expect: { goal: pass } }\n  - { name: one, expect: { goal: pass } }\n`);
    expect(world.said.out).toMatch(/All 2 cases hold\. One test file has mistakes\.\n$/);
  });

  it("leaves every other file to run, and is no gap of theirs", async () => {
    const more = { "contracts/tests/b.yml": gone.replace("contract: c", "contract: gone") };
    expect(await run(oneCase("expect: { goal: fail }"), { coverage: true }, more)).toBe(1);
    expect(world.said.out).toContain(
      'contracts/tests/b.yml\n  ✗ contracts/tests/b.yml:1:11: found the unknown contract "gone"; needed: a contract: c. Name one that is there, or remove this file.\n',
    );
    expect(world.said.out).toContain("  ✗ one\n");
    await run(gone, { coverage: true, minCoverage: 100 });
    expect(world.said.out).not.toContain("coverage");
  });

  it("is to lie where none is read, alone or beside others", async () => {
    const lost = oneCase("expect: { goal: pass }");
    expect(await run(lost, {}, { "tests/a.yml": lost })).toBe(1);
    expect(world.said.out).toContain("found a test of a contract that is never read; needed: `contracts/tests/*.yml` or");
    expect(world.said.out).toContain("The one case holds. One test file has mistakes");
    world = listener();
    const alone = folderOf({ "contracts/c.yml": CONTRACT, "contracts/tests/below/a.yml": lost });
    expect(await runTests(alone, { format: "text", coverage: false }, world)).toBe(1);
    expect(world.said.out).toContain("Move it to contracts/tests/a.yml.");
  });

  it("is an error of every format, and of the contract that is asked for only", async () => {
    const more = { "contracts/tests/b.yml": gone, "contracts/tests/d.yml": "contract: [\n" };
    await run(oneCase("expect: { goal: pass }"), { format: "github" }, more);
    expect(world.said.out).toContain("::error file=contracts/tests/b.yml,line=5,col=29,title=unknown-gate::Found the unknown gate");
    await run(gone, { format: "junit" });
    expect(world.said.out).toContain('errors="1"');
    const other = CONTRACT.replace("id: c", "id: other").replace("discover, to: decide", "decide, to: build");
    const two = { "contracts/o.yml": other, "contracts/tests/o.yml": gone.replace("contract: c", "contract: other") };
    expect([await run(oneCase("expect: { goal: pass }"), { contract: "c" }, two), world.said.out]).toEqual([
      0,
      expect.not.stringContaining("gaol"),
    ]);
    expect([await run(gone, { contract: "c", mutate: true }), world.said.out]).toEqual([1, expect.not.stringContaining("weakenings")]);
  });

  it("keeps a case from running that is wrong beyond the mistakes that are told of a file", async () => {
    const wrong = Array.from({ length: 120 }, (_, at) => `  - { name: n${at}, given: { remove: [Gaol] }, expect: { goal: pass } }\n`);
    expect(await run(HEAD + wrong.join(""))).toBe(1);
    expect(world.said.out).toContain("No case ran.");
  });

  it("is to have no tests, no contracts, or broken ones", async () => {
    const of = async (files: Record<string, string>) => {
      world = listener();
      expect(await runTests(folderOf(files), { format: "text", coverage: true }, world)).toBe(2);
      return world.said.err;
    };
    expect(await of({ "contracts/c.yml": CONTRACT })).toContain("has no tests");
    expect(await of({})).toContain("has no contracts");
    expect(await of({ "contracts/c.yml": `${CONTRACT}oops: 1\n`, "contracts/tests/c.yml": HEAD })).toContain(
      "contracts/c.yml:15:1: found the unknown key `oops`",
    );
  });
});

describe("coverage", () => {
  const tests = oneCase("expect: { goal: pass, big: skipped }");

  it("tells which gates no case expects red, or green, without failing", async () => {
    expect(await run(tests, { coverage: true })).toBe(0);
    expect(world.said.out).toContain(
      "! contracts/c.yml:11  16 % covered. `goal` (line 11): No test expects it red. `big` (line 12): No test expects anything of it. `hint` (line 13): No test expects anything of it.",
    );
  });

  it("fails below a percentage that is asked for", async () => {
    expect(await run(tests, { minCoverage: 17 })).toBe(1);
    expect(await run(tests, { minCoverage: 16 })).toBe(0);
  });

  it("counts what `red` and `green` say of every gate", async () => {
    const both = `${HEAD}  - { name: one, given: { labels: [big] }, expect: { red: [big] } }\n  - { name: two, given: { body: "" }, expect: { red: [goal] } }\n`;
    await run(both, { coverage: true });
    expect(world.said.out).toContain("`big` (line 12): No test expects it green.");
    expect(world.said.out).not.toContain("`goal`");
  });
});

describe("weakened contracts", () => {
  const survivors = async (cases: string) => {
    const code = await run(HEAD + cases, { mutate: true });
    return [code, [...world.said.out.matchAll(/contracts\/c\.yml:(\d+) {2}(.*?) Needed/g)].map(([, line, words]) => `${line} ${words}`)];
  };
  const warned =
    "  - { name: no hint, expect: { hint: fail, big: skipped } }\n  - { name: big, given: { labels: [big] }, expect: { red: [big] } }\n";

  it("are noticed by a case that only just fails", async () => {
    const cases = "  - { name: two words, given: { replace: { Goal: one two } }, expect: { red: [goal] } }\n";
    expect(await survivors(cases + warned)).toEqual([0, []]);
  });

  it("are named with their line when nobody notices", async () => {
    expect(await survivors(`  - { name: none, given: { replace: { Goal: one } }, expect: { goal: fail } }\n${warned}`)).toEqual([
      1,
      ["11 No test notices when `goal` only warns.", "11 No test notices when `min_words` of `goal` is 2 instead of 3."],
    ]);
    expect(await survivors("  - { name: good, expect: { goal: pass, green: true } }\n")).toEqual([
      1,
      expect.arrayContaining([
        "11 No test notices when `goal` lets everything pass.",
        "13 No test notices when `hint` lets everything pass.",
      ]),
    ]);
  });

  it("say which case would have noticed", async () => {
    await run(`${HEAD}  - { name: none, given: { replace: { Goal: one } }, expect: { goal: fail } }\n`, { mutate: true });
    expect(world.said.out).toContain("only warns. Needed: A case that expects it to stop the hand-off: `red: [goal]`.");
    expect(world.said.out).toContain("is 2 instead of 3. Needed: A case with `goal: fail` whose text would just do with that.");
    expect(world.said.out).toMatch(/\d of \d weakenings were noticed\.\n$/);
  });

  it("name the default where nothing is written", () => {
    const all = weakerChecks({ kind: "measurable", in: "body", params: { section: "Goal", accept: ["threshold"] } });
    const weaker = all.find(({ what }) => what === "accept");
    expect(weaker).toMatchObject({ isDefault: true });
  });

  it("are tried of one contract alone, where that is asked for", async () => {
    const good = oneCase("expect: { goal: pass }");
    expect(await run(good, { contract: "c" })).toBe(0);
    expect(await run(good, { contract: "d" })).toBe(2);
    expect(world.said.err).toContain("there is no contract d. Known: c.");
  });

  it("are told of one contract after the other, since they take their time", async () => {
    const told: string[] = [];
    const dir = folderOf({ "contracts/c.yml": CONTRACT, "contracts/tests/c.yml": oneCase("expect: { goal: pass }") });
    const asked = { format: "text", coverage: false, mutate: true } as const;
    await runTests(dir, asked, { ...listener(), progress: (text) => void told.push(text) });
    expect(told).toEqual([expect.stringMatching(/^Weakening c in \d+ ways$/), ""]);
  });

  it("are not tried while cases do not hold", async () => {
    expect(await run(oneCase("expect: { goal: fail }"), { mutate: true })).toBe(1);
    expect(world.said.out).not.toContain("weakenings");
  });
});

describe("formats", () => {
  it("are JSON, JUnit and GitHub's annotations", async () => {
    const tests = oneCase("expect: { goal: fail }");
    expect(await run(tests, { format: "json" })).toBe(1);
    expect(JSON.parse(world.said.out).results[0]).toMatchObject({ group: "contracts/tests/c.yml", name: "one", outcome: "fail", line: 4 });
    await run(tests, { format: "junit" });
    expect(world.said.out).toContain('tests="1" failures="1"');
    await run(tests, { format: "github" });
    expect(world.said.out).toContain("::error file=contracts/tests/c.yml,line=4,title=one::Expected `goal`: fail; found pass");
  });
});

it("runs the tests of the repository that a path lies in", async () => {
  const dir = folderOf(shippedFiles());
  for (const path of ["contracts", "contracts/tests", "contracts/discover-to-decide.yml"]) {
    world = listener();
    expect([path, await runTests(join(dir, path), { format: "text", coverage: false }, world), world.said.err]).toEqual([path, 0, ""]);
  }
});
