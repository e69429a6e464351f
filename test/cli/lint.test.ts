import { contractHead } from "../support/contract-head.js";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { addLintCommand, lint, listRules, type LintOptions } from "../../src/cli/lint.js";
import { paintFor } from "../../src/cli/common/paint.js";
import { formatReport, isFormat } from "../../src/cli/common/report-formats.js";
import type { Report, ReportResult } from "../../src/cli/common/report.js";
import { sourceExcerpt, width } from "../../src/cli/common/source-excerpt.js";
import { temporaryFolder } from "../support/temporary.js";

let said: string;
let complained: string;
const output = { out: (text: string) => void (said += text), err: (text: string) => void (complained += text) };
const PLAIN = paintFor({}, {});

const CONFIG = `version: 1
stages:
  - { id: discover, name: Discover, label: "stage: discover" }
  - { id: decide, name: Decide, label: "stage: decide" }
roles:
  pm: { teams: [acme/pm] }
  architect: { users: [ana] }
`;
const CONTRACT = `${contractHead({ id: "brief", name: "Brief" })}context:
  - { id: problem, check: section, section: Problem, min_words: 10 }
trigger:
  acknowledge: { within: 24h }
`;

function repository(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
const policy = (contract: string) => repository({ ".github/baton.yml": CONFIG, "contracts/a.yml": contract });
const run = async (folder: string, options: Partial<LintOptions> = {}, paint = PLAIN) => {
  [said, complained] = ["", ""];
  return await lint(folder, { format: "text", ...options }, output, paint);
};
const WARNED = CONTRACT.replace("24h", "5m");
const BROKEN = CONTRACT.replace("min_words", "min_word");

beforeEach(() => {
  [said, complained] = ["", ""];
});

describe("the exit code", () => {
  test.each([
    ["a sound policy", CONTRACT, {}, 0],
    ["warnings only", WARNED, {}, 0],
    ["warnings only, strictly", WARNED, { strict: true }, 1],
    ["an error", BROKEN, {}, 1],
    ["an error, for machines", BROKEN, { format: "github" as const }, 1],
  ])("%s", async (_, contract, options, code) => {
    expect(await run(policy(contract), options)).toBe(code);
    expect(complained).toBe("");
  });

  test("2 where there is no policy", async () => {
    expect(await run(repository({ "README.md": "", ".github/ISSUE_TEMPLATE/a.md": "" }))).toBe(2);
    expect(said).toBe("");
    expect(complained).toMatch(
      /^baton lint: no policy in .*: neither \.github\/baton\.yml nor a contract under contracts\/\. `baton init` writes a first one; else give the repository's folder\.\n$/,
    );
  });

  test("2 where there is no folder, and the name cannot command the terminal", async () => {
    expect(await run("/nowhere/\u001b[2J")).toBe(2);
    expect(complained).toBe("baton lint: /nowhere/·[2J is no folder.\n");
  });

  test("2 where a file cannot be read", async () => {
    const folder = repository({ "contracts/a.yml": CONTRACT });
    mkdirSync(join(folder, ".github", "baton.yml"), { recursive: true });
    expect(await run(folder)).toBe(2);
    expect(complained).toMatch(/^baton lint: cannot read /);
  });
});

describe("files that are never read", () => {
  test.each([
    ["a JSON file among the contracts", "contracts/brief.json"],
    ["a contract in a folder below", "contracts/drafts/deep/brief.yml"],
    ["a configuration with the other ending", ".github/baton.yaml"],
    ["a configuration at the root", "baton.yml"],
    ["a configuration with a capital", ".github/Baton.yml"],
  ])("%s is told with its place, also where it is all there is", async (_, path) => {
    const text = path.includes("baton") || path.includes("Baton") ? CONFIG : CONTRACT;
    expect(await run(repository({ [path]: text }))).toBe(1);
    expect(said).toContain(`${path}:1:1 error ignored-file`);
    expect(complained).toBe("");
  });

  test("tests, documents and what has nothing to do with Baton are left alone", async () => {
    const beside = {
      "contracts/tests/a/b.yml": CONTRACT,
      "contracts/README.md": "x",
      "contracts/api/pact.yaml": "consumer: a\nprovider: b\n",
    };
    expect(await run(repository({ ".github/baton.yml": CONFIG, "contracts/a.yml": CONTRACT, ...beside }))).toBe(0);
    expect(said).toBe("1 configuration, 1 contract: nothing to mend.\n");
  });

  test("a configuration without contracts says what to do next", async () => {
    expect(await run(repository({ ".github/baton.yml": CONFIG }))).toBe(0);
    expect(said).toMatch(/warning no-contracts[^]*`baton init` writes a first one/);
  });
});

describe("tests that cannot be read", () => {
  const lintWith = async (text: string, options: Partial<LintOptions> = {}) =>
    await run(repository({ ".github/baton.yml": CONFIG, "contracts/a.yml": CONTRACT, "contracts/tests/a.yml": text }), options);

  test("are told with their place, also under an organisation and with a broken policy", async () => {
    expect(await lintWith("contract: brief\ncases: []\n")).toBe(1);
    expect(said).toMatch(/^contracts\/tests\/a\.yml:2:8 error invalid-value\n/);
    expect(said).toMatch(/\n1 configuration, 1 contract, 1 test file: 1 error, 0 warnings\.\n$/);
    const organisation = repository({ ".github/baton.yml": CONFIG });
    await lintWith("contract: brief\ncases: []\n", { organisation });
    expect(said).toContain("contracts/tests/a.yml:2:8 error invalid-value");
  });

  test("too large", async () => {
    expect(await lintWith(`# ${"x".repeat(300 * 1024)}\n`)).toBe(1);
    expect(said).toContain("needed: at most 32768 bytes");
  });
});

describe("the text", () => {
  test("shows the place, the line, what was found and needed, and one way to mend it", async () => {
    await run(policy(BROKEN));
    expect(said).toBe(
      [
        "contracts/a.yml:11:54 error unknown-key",
        " 11 │   - { id: problem, check: section, section: Problem, min_word: 10 }",
        "    │                                                      ^^^^^^^^",
        "   Found the unknown key `min_word`; needed: one of section, min_words, none_needs_reason, allow_none, pattern, id, title, check, level, when, in.",
        "   Did you mean `min_words`?",
        "",
        "1 configuration, 1 contract: 1 error, 0 warnings.",
        "",
      ].join("\n"),
    );
  });

  test("keeps the line it shows, with its number, within a terminal", async () => {
    const folder = policy(BROKEN.replace("min_word:", `pattern: "${"long ".repeat(30)}", min_word:`));
    await lint(folder, { format: "text" }, { ...output, columns: 80 }, PLAIN);
    const [line = "", marks = ""] = said.split("\n").filter((each) => each.includes("│"));
    expect([line.length <= 80, line.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1)]).toEqual([true, "min_word"]);
  });

  test("is one line where there is nothing to mend", async () => {
    await run(policy(CONTRACT));
    expect(said).toBe("1 configuration, 1 contract: nothing to mend.\n");
  });

  test("says why only warnings fail", async () => {
    await run(policy(WARNED), { strict: true });
    expect(said).toMatch(/1 configuration, 1 contract: 0 errors, 1 warning \(warnings fail with --strict\)\.\n$/);
  });

  test("marks the word below tabs and wide characters", async () => {
    await run(policy(CONTRACT.replace("name: Brief", 'name: "日本語\tfor @ana"')));
    const [, line, marks] = said.split("\n");
    expect(line).toBe(' 4 │ name: "日本語→   for @ana"');
    expect(marks).toBe(`   │ ${" ".repeat('name: "'.length + 6 + 4 + "for ".length)}^^^^`);
  });

  test("no text of a file commands the terminal", async () => {
    const hostile = "\u001b]0;owned\u0007\u009b2J\u202Eevil\u2028";
    for (const contract of [
      CONTRACT.replace("name: Brief", `name: "@ana ${hostile}"`),
      CONTRACT.replace("check: section", JSON.stringify(hostile) + ": 1, check: section"),
      CONTRACT.replace("check: section", `check: ${JSON.stringify(hostile)}`),
    ]) {
      expect(await run(policy(contract))).toBe(contract.includes("@ana") && !contract.includes("\u001b") ? 0 : 1);
      expect(said).not.toMatch(/[^\n\P{Cc}]|\p{Cf}|\u2028/u);
    }
  });

  test("is coloured on a terminal only, and not where NO_COLOR is set", async () => {
    await run(policy(BROKEN), {}, paintFor({ isTTY: true }, {}));
    expect(said).toContain("\u001b[");
    for (const paint of [paintFor({ isTTY: true }, { NO_COLOR: "1" }), paintFor({ isTTY: false }, {}), PLAIN]) {
      await run(policy(BROKEN), {}, paint);
      expect(said).not.toContain("\u001b[");
    }
  });
});

describe("an excerpt", () => {
  test.each([
    ["a quoted text", 'a: "b c" # d', 4, '"b c"'],
    ["a quoted text with an escaped quote", String.raw`a: "b\" c", d`, 4, String.raw`"b\" c"`],
    ["a text in single quotes", "a: 'it''s', d", 4, "'it''s'"],
    ["a plain word", "{ a: b, c: d }", 6, "b"],
    ["a plain word with a colon in it", "a: b:c d", 4, "b:c"],
    ["the end of the line", "a: ", 4, ""],
    ["a bracket", "a: []", 4, ""],
  ])("underlines %s", (_, text, column, word) => {
    const excerpt = sourceExcerpt(text, { line: 1, column });
    expect(excerpt?.mark).toBe("^".repeat(Math.max(1, word.length)));
    expect(excerpt?.indent).toBe(" ".repeat(column - 1));
    expect(excerpt?.line).toBe(text);
  });

  test("drops a byte order mark and a carriage return", () => {
    expect(sourceExcerpt("\uFEFFa: b\r\nc: d\r\n", { line: 1, column: 1 })).toEqual({ line: "a: b", indent: "", mark: "^" });
  });

  test("shows a tab as one", () => {
    expect(sourceExcerpt("a:\n\tb: c\n", { line: 2, column: 2 })).toEqual({ line: "→   b: c", indent: "    ", mark: "^" });
  });

  test("cuts what is too long, on both sides", () => {
    const { line = "", indent = "", mark = "" } = sourceExcerpt(`${"x".repeat(500)} y: ${"z".repeat(500)}`, { line: 1, column: 502 }) ?? {};
    expect(line.length).toBeLessThan(200);
    expect(line.slice(indent.length, indent.length + mark.length)).toBe("y");
  });

  test.each([0, 5, 12, 29])("stays within the columns that there are, with the mark below its word: number %i", (index) => {
    const words = Array.from({ length: 30 }, (_, at) => `w${String(at).padStart(2, "0")}`);
    const { line = "", indent = "", mark = "" } = sourceExcerpt(words.join(" "), { line: 1, column: index * 4 + 1 }, 40) ?? {};
    expect([line.length, line.slice(indent.length, indent.length + mark.length)]).toEqual([40, words[index]]);
    expect(width(sourceExcerpt("日本語 ".repeat(30), { line: 1, column: index * 4 + 1 }, 40)?.line ?? "")).toBeLessThanOrEqual(40);
  });

  test.each([
    ["beyond the end", "a", 9, 1],
    ["an empty line", "\n\n", 2, 1],
  ])("there is none %s", (_, text, line, column) => expect(sourceExcerpt(text, { line, column })).toBeNull());

  test("a column beyond the line is marked at its end", () => {
    expect(sourceExcerpt("ab", { line: 1, column: 99 })?.indent).toBe("  ");
  });
});

describe("for machines", () => {
  test("JSON holds every problem with its place and rule, and what was clean", async () => {
    await run(policy(BROKEN), { format: "json" });
    const report = JSON.parse(said) as Report;
    expect(report.tool).toBe("baton lint");
    expect(report.results).toEqual([
      {
        group: ".github/baton.yml",
        name: "lint",
        outcome: "pass",
        file: ".github/baton.yml",
        line: null,
        column: null,
        found: "",
        needed: null,
        help: null,
      },
      expect.objectContaining({
        group: "contracts/a.yml",
        name: "unknown-key",
        outcome: "fail",
        line: 11,
        column: 54,
        help: "Did you mean `min_words`?",
        from: "repository",
        link: ".github/docs/rules.md#unknown-key",
      }),
    ]);
    expect(report.origins).toEqual([]);
  });

  test("JSON tells of each finding and of each part of the policy whose file it is written in", async () => {
    const organisation = repository({ ".github/baton.yml": `${CONFIG}enforcement: block\n`, "contracts/o.yml": WARNED });
    const own = repository({ ".github/baton.yml": "version: 1\nenforcement: observe\n" });
    await run(own, { format: "json", organisation });
    const { results, origins = [] } = JSON.parse(said) as Report;
    expect(results.flatMap(({ name, from, file }) => (from === undefined ? [] : [[name, from, file]]))).toContainEqual([
      "looser-than-organisation",
      "repository",
      ".github/baton.yml",
    ]);
    expect(origins.filter(({ contract }) => contract === "brief").map(({ from, file }) => [from, file])).toContainEqual([
      "organisation",
      ".github:contracts/o.yml",
    ]);
  });

  test("GitHub gets a workflow command per problem, at its place", async () => {
    await run(policy(WARNED), { format: "github" });
    expect(said).toMatch(/^::warning file=contracts\/a\.yml,line=13,col=26,title=deadline::Found 5m, [^\n]*\n$/);
    await run(policy(WARNED), { format: "github", strict: true });
    expect(said).toMatch(/^::error /);
  });

  test("JUnit gets a case per problem and one for a clean file", async () => {
    await run(policy(BROKEN), { format: "junit" });
    expect(said).toContain('<testsuites name="baton lint" tests="2" failures="1" errors="0" skipped="0">');
    expect(said).toContain('<testcase classname=".github/baton.yml" name="lint"/>');
    expect(said).toMatch(
      /<testcase classname="contracts\/a.yml" name="unknown-key"><failure message="Found the unknown key `min_word`\. [^"]*">contracts\/a.yml:11:54<\/failure>/,
    );
  });
});

describe("the formats", () => {
  const result = (over: Partial<ReportResult>): ReportResult => ({
    group: "g",
    name: "n",
    outcome: "fail",
    file: "f",
    line: 1,
    column: 2,
    found: "x",
    needed: null,
    help: null,
    ...over,
  });
  const report = (...results: ReportResult[]): Report => ({ tool: "t", results, summary: "" });

  test("XML holds no markup and no character that XML forbids", () => {
    const text = formatReport(report(result({ group: `a"<&>'b`, name: "]]>\u0000\u001b\uFFFE\uD800🙂", found: "one\ntwo <b>" })), "junit");
    expect(text).toContain(`name="a&quot;&lt;&amp;&gt;'b"`);
    expect(text).toContain(`name="]]&gt;···�🙂"`);
    expect(text).toContain(`message="one&#10;two &lt;b&gt;"`);
    // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
    expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
  });

  test("every opened element of XML is closed, whatever the outcome", () => {
    const text = formatReport(
      report(...(["pass", "fail", "error", "warning", "skipped"] as const).map((outcome) => result({ outcome }))),
      "junit",
    );
    const open = [...text.matchAll(/<([a-z-]+)(?:\s[^>]*[^/>]|)>/g)].map((match) => match[1]);
    const closed = [...text.matchAll(/<\/([a-z-]+)>/g)].map((match) => match[1]);
    expect(open.toSorted()).toEqual(closed.toSorted());
  });

  test("no text ends a workflow command, begins another one or adds a property", () => {
    const text = formatReport(
      report(result({ file: "a,b:c%", name: "n::error file=x::\r\n::set-env name=y::z", found: "50%\n::error::no" })),
      "github",
    );
    expect(text).toBe(
      "::error file=a%2Cb%3Ac%25,line=1,col=2,title=n%3A%3Aerror file=x%3A%3A%0D%0A%3A%3Aset-env name=y%3A%3Az::50%25%0A::error::no\n",
    );
  });

  test("what has no place has none in the command, and a pass is silent", () => {
    const text = formatReport(report(result({ file: null, line: null, column: null }), result({ outcome: "pass" })), "github");
    expect(text).toBe("::error title=n::x\n");
  });

  test("are four", () => {
    expect(["text", "json", "junit", "github", "xml", "constructor"].filter(isFormat)).toEqual(["text", "json", "junit", "github"]);
  });
});

describe("as a command", () => {
  test("a format that does not exist is a wrong call", async () => {
    const exit = vi.spyOn(process, "exit").mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    const program = new Command("baton").configureOutput({ writeErr: output.err });
    addLintCommand(program);
    await expect(program.parseAsync(["lint", "--format", "xml"], { from: "user" })).rejects.toThrow("exit 2");
    expect(complained).toContain("Allowed choices are text, json, junit, github.");
    exit.mockRestore();
  });

  test("this repository is clean", async () => {
    expect(await run(".", { strict: true })).toBe(0);
    expect(said).toMatch(/^1 configuration, \d+ roles, \d+ contracts, \d+ agents, \d+ test files: nothing to mend\.\n$/);
  });

  test("lists its rules, each on a line, and each once", () => {
    const lines = listRules().trim().split("\n");
    expect(new Set(lines.map((line) => line.split(" ")[0])).size).toBe(lines.length);
    for (const line of lines) expect(line).toMatch(/^[a-z-]+ +(?:error|warning) +\S.*\.$/);
  });
});

describe("under an organisation", () => {
  test("says what is looser, and what comes from where", async () => {
    const organisation = repository({
      ".github/baton.yml": CONFIG.replace("roles:", "enforcement: block\nroles:"),
      "contracts/brief.yml": CONTRACT,
    });
    const own = repository({
      ".github/baton.yml": "version: 1\nenforcement: observe\n",
      "contracts/ours.yml": CONTRACT.replace("id: brief", "id: ours").replace("id: problem", "id: extra"),
    });
    expect(await lint(own, { format: "text", organisation }, output, PLAIN)).toBe(0);
    expect(said).toContain("`enforcement: observe`, looser than the organisation's `block`");
    expect(said).toContain("organisation  enforcement: .github:.github/baton.yml:5\n");
    expect(said).toContain("organisation  gate problem of brief: .github:contracts/brief.yml:11\n");
    expect(said).toContain("repository    gate extra of brief: contracts/ours.yml:11\n");
  });

  test("tells when the organisation's folder is none", async () => {
    const own = repository({ ".github/baton.yml": CONFIG, "contracts/brief.yml": CONTRACT });
    expect(await lint(own, { format: "text", organisation: join(own, ".github/baton.yml") }, output, PLAIN)).toBe(2);
    expect(complained).toContain("is no folder");
  });
});
