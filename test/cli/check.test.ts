import { contractHead } from "../support/contract-head.js";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { check, type CheckOptions } from "../../src/cli/check/check.js";
import { repositoryName } from "../../src/cli/common/own-policy.js";
import { paintFor } from "../../src/cli/common/paint.js";
import { createProgram } from "../../src/cli/program.js";
import { readText } from "../../src/cli/common/read-text.js";
import { BRIEF } from "../contracts/briefs.js";
import { folderOf, listener, shippedFiles } from "./workbench.js";

const DOCUMENT = `${contractHead({ id: "doc", name: "Documented", role: "{ to: architect }", source: '{ document: "docs/**/*.md" }' })}context:
  - { id: words, title: The document says it, check: section, section: Goal, in: document, min_words: 3 }
trigger: { acknowledge: { within: 24h } }
`;

let dir: string;
let world = listener();
const write = (name: string, text: string | Buffer) => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};
const run = async (files: string[], options: Partial<CheckOptions> = {}) => {
  world = listener();
  return await check(files, { contract: "discover-to-decide", dir, format: "text", ...options }, world);
};

beforeEach(() => {
  dir = folderOf(shippedFiles());
});

describe("baton check", () => {
  it("says red first, with the line, what is needed and who, then green, then the sum", async () => {
    const file = write("issue.md", BRIEF.replace(/Clients A, B and C renew.*/, "TBD"));
    expect(await run([file])).toBe(1);
    const { out } = world.said;
    expect(out).toContain(`✗ Business rationale given (business-rationale)\n    ${file}:13:1  \`Business rationale\` holds only \`TBD\`.`);
    expect(out).toContain("        Needed: Replace it with the real answer.\n    Who: whoever may edit the text");
    expect(out).toContain(
      "? Priority confirmed by the portfolio owner (priority)\n    The comments could not be judged: `not checkable offline`.",
    );
    expect(out).toContain("✓ Customer problem described: line 3: ");
    expect(out.indexOf("✗ Business")).toBeLessThan(out.indexOf("✓ Customer"));
    expect(out).toMatch(/\n3 of 8 gates are red, 2 of them for want of GitHub\. `--skip-offline` leaves out what needs GitHub\.\n$/);
  });

  it("is red for want of GitHub, unless that is left out", async () => {
    const file = write("issue.md", BRIEF);
    expect(await run([file])).toBe(1);
    expect(world.said.out).toContain("2 of 8 gates are red, all for want of GitHub.");
    expect(await run([file], { skipOffline: true })).toBe(0);
    expect(world.said.out).toContain("All 6 gates are green. 2 that need GitHub left out.");
    expect(world.said.out).toContain("- No blocking dependencies: left out, it needs GitHub");
    expect(world.said.out).not.toContain("--skip-offline");
  });

  it("takes CRLF, a byte order mark and a path instead of an id", async () => {
    const file = write("issue.md", `\uFEFF${BRIEF.replaceAll("\n", "\r\n")}`);
    expect(await run([file], { contract: join(dir, "contracts/discover-to-decide.yml"), skipOffline: true })).toBe(0);
  });

  it("takes a path beside roles and agents that name other contracts", async () => {
    const file = write("issue.md", BRIEF);
    const contract = join(import.meta.dirname, "../../contracts/discover-to-decide.yml");
    expect(await run([file], { contract, skipOffline: true })).toBe(0);
  });

  it("takes the policy that lies around the contract's file, not the one of the current folder", async () => {
    const config = "version: 1\nplaceholders: [xx]\n";
    const theirs = folderOf({
      ".github/baton.yml": config,
      "contracts/doc.yml": DOCUMENT.replace(", in: document", ""),
      "notes/issue.md": "## Goal\n\nxx\n",
    });
    const here = process.cwd();
    process.chdir(folderOf({ ".github/baton.yml": "version: 2\n", "contracts/a.yml": "no contract" }));
    try {
      for (const contract of [join(theirs, "contracts/doc.yml"), relative(process.cwd(), join(theirs, "contracts/doc.yml"))]) {
        world = listener();
        expect(await check([join(theirs, "notes/issue.md")], { contract, format: "text" }, world)).toBe(1);
        expect(world.said.out).toContain("`xx`");
      }
      const draft = folderOf({ "c.yml": DOCUMENT.replace(", in: document", "") });
      expect(await check([join(theirs, "notes/issue.md")], { contract: join(draft, "c.yml"), format: "text" }, listener())).toBe(1);
    } finally {
      process.chdir(here);
    }
  });

  it("takes a contract alone, without a configuration", async () => {
    const alone = folderOf({ "c.yml": DOCUMENT, "issue.md": "See docs/a.md", "docs/a.md": "# Goal\n\nWe want this." });
    expect(await run([join(alone, "issue.md")], { contract: join(alone, "c.yml"), dir: alone })).toBe(0);
  });

  it("judges ages by the time that is given", async () => {
    const file = write("issue.md", BRIEF);
    expect(await run([file], { skipOffline: true, now: "2027-11-01" })).toBe(1);
    expect(world.said.out).toContain("180d");
  });

  it("takes several files, each with its own table, and standard input among them", async () => {
    const [good, bad] = [write("good.md", BRIEF), write("bad.md", "")];
    expect(await run([good, bad, good], { skipOffline: true })).toBe(1);
    expect(world.said.out).toContain("1 of 2 files is red.");
    expect(await readText("-", Readable.from([Buffer.from("# A\n"), Buffer.from("b")]))).toBe("# A\nb");
  });

  it("asks for labels where a gate depends on them", async () => {
    const contract = write("c.yml", DOCUMENT.replace("in: document, min_words: 3", "when: { labels: { any: [big] } }"));
    const file = write("issue.md", "nothing");
    expect(await run([file], { contract })).toBe(1);
    expect(world.said.out).toContain("The labels could not be judged: `not checkable offline`.");
    expect(await run([file], { contract, labels: "small, blue" })).toBe(0);
    expect(await run([file], { contract, labels: "small,Big" })).toBe(1);
    expect(world.said.out).toContain("There is no heading `Goal`.");
  });
});

describe("documents", () => {
  beforeEach(() => {
    write("contracts/doc.yml", DOCUMENT.replace("discover, to: decide", "decide, to: discover"));
    mkdirSync(join(dir, "docs"));
  });
  const judged = async (body: string, options: Partial<CheckOptions> = {}) =>
    await run([write("issue.md", body)], { contract: join(dir, "contracts/doc.yml"), ...options });

  it("are read in the folder, and findings name their line", async () => {
    write("docs/a.md", "# Goal\n\nshort");
    expect(await judged("[a](docs/a.md)")).toBe(1);
    expect(world.said.out).toContain("docs/a.md:3:1  `Goal` has 1 word.");
    expect(await judged("[a](docs/a.md)", { documents: folderOf({ "docs/a.md": "# Goal\n\nlong enough now" }) })).toBe(0);
  });

  it("are never read through a symbolic link, and never outside", async () => {
    const outside = folderOf({ "docs/secret.md": "# Goal\n\nthe secret words here" });
    symlinkSync(join(outside, "docs/secret.md"), join(dir, "docs/link.md"));
    symlinkSync(join(outside, "docs"), join(dir, "docs/away"));
    for (const path of [
      "docs/link.md",
      "docs/away/secret.md",
      `docs/../../${outside.split("/").at(-1)}/docs/secret.md`,
      join(outside, "docs/secret.md"),
    ]) {
      expect(await judged(`[a](${path})`)).toBe(1);
      expect(world.said.out).not.toContain("secret words");
    }
    expect(await judged("[a](docs/link.md)")).toBe(1);
    expect(world.said.out).toContain("it is a symbolic link");
  });

  it("that are no text, or too large, are errors", async () => {
    write("docs/a.md", Buffer.from([0x23, 0xff, 0xfe]));
    write("docs/b.md", "a".repeat(1024 * 1024 + 1));
    expect(await judged("docs/a.md docs/b.md")).toBe(1);
    expect(world.said.out).toContain("it is no UTF-8 text");
    expect(world.said.out).toContain("it is larger than 1024 KB");
  });
});

describe("a wrong call", () => {
  it.each<[string, () => { files?: string[]; options?: Partial<CheckOptions> }, string]>([
    ["no such file", () => ({ files: ["nothere.md"] }), "nothere.md: there is no such file"],
    ["a folder", () => ({ files: [dir] }), "is a folder; a file is needed"],
    ["no UTF-8", () => ({ files: [write("a.md", Buffer.from([0xc3, 0x28]))] }), "is not valid UTF-8 text"],
    ["more than a megabyte", () => ({ files: [write("a.md", "a".repeat(1024 * 1024 + 1))] }), "is larger than 1024 KB"],
    [
      "a mistyped id",
      () => ({ options: { contract: "discover-to-decid" } }),
      "there is no contract discover-to-decid. Did you mean `discover-to-decide`?",
    ],
    ["no such contract", () => ({ options: { contract: "contracts/none.yml" } }), "contracts/none.yml: there is no such file"],
    ["a broken contract", () => ({ options: { contract: write("c.yml", "kind: Contract\n") } }), "c.yml:1:1: found"],
    ["no such folder of documents", () => ({ options: { documents: join(dir, "none") } }), "there is no such folder"],
    ["no time", () => ({ options: { now: "soon" } }), "--now soon: a time such as"],
    ["a folder that is not there", () => ({ options: { dir: "/nonexistent" } }), "/nonexistent: there is no such folder"],
    ["a folder without contracts", () => ({ options: { dir: folderOf({}) } }), "has no contracts"],
  ])("is said on one line, with exit code 2: %s", async (_name, given, words) => {
    const { files, options } = given();
    expect(await run(files ?? [write("issue.md", BRIEF)], options)).toBe(2);
    expect(world.said.out).toBe("");
    expect(world.said.err).toContain(words);
    expect(world.said.err).toMatch(/^(?:baton: [^\n]+\n)+$/);
  });

  it("names every file that cannot be read, and judges none", async () => {
    expect(await run([write("issue.md", BRIEF), "a.md", "b.md"])).toBe(2);
    expect(world.said.err).toBe("baton: a.md: there is no such file\nbaton: b.md: there is no such file\n");
  });
});

describe("the command line", () => {
  it.each([
    ["a missing contract", ["check", "a.md"], 2],
    ["an unknown option", ["check", "a.md", "--contract", "c", "--oops"], 2],
    ["an unknown format", ["check", "a.md", "--contract", "c", "--format", "xml"], 2],
    ["no file", ["check", "--contract", "c"], 2],
    ["a call for help", ["check", "--help"], 0],
  ])("ends with the code that such a call has: %s", async (_name, words, code) => {
    const program = await createProgram(["check"]);
    for (const each of [program, ...program.commands]) each.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
    const exit = vi.spyOn(process, "exit").mockImplementation((given) => {
      throw new Error(`exit ${given ?? ""}`);
    });
    await expect(program.parseAsync(words, { from: "user" })).rejects.toThrow(`exit ${code}`);
    exit.mockRestore();
  });

  it("knows the repository by the name that CI gives it", () => {
    expect(repositoryName({ GITHUB_REPOSITORY: "acme/data" })).toBe("acme/data");
    expect(repositoryName({ GITHUB_REPOSITORY: "no name" })).toBe(repositoryName({}));
  });
});

describe("formats", () => {
  it("are JSON, JUnit and GitHub's annotations at the line", async () => {
    const file = write("issue.md", BRIEF.replace(/Clients A, B and C renew.*/, "TBD"));
    await run([file], { format: "json" });
    const report = JSON.parse(world.said.out);
    expect(report.results).toHaveLength(8);
    expect(report.results[2]).toMatchObject({
      name: "Business rationale given",
      outcome: "fail",
      file,
      line: 13,
      help: "Who: whoever may edit the text.",
    });
    expect(report.results[5]).toMatchObject({ outcome: "error", help: "Who: Baton judges it on GitHub." });
    await run([file], { format: "junit" });
    expect(world.said.out).toContain('tests="8" failures="1" errors="2" skipped="0"');
    await run([file], { format: "github" });
    expect(world.said.out).toContain(`::error file=${file},line=13,col=1,title=Business rationale given::`);
  });
});

describe("the terminal", () => {
  it("is coloured only where colours are seen and wanted", () => {
    expect(paintFor({ isTTY: true }, {})("red", "a")).toBe("\u001b[31ma\u001b[39m");
    expect(paintFor({ isTTY: true }, { NO_COLOR: "1" })("red", "a")).toBe("a");
    expect(paintFor({}, {})("red", "a")).toBe("a");
  });

  it("is not commanded by what people wrote", async () => {
    const evil = "\u001b]0;owned\u0007\u001b[2J";
    const contract = readFileSync(join(dir, "contracts/discover-to-decide.yml"), "utf8").replace(
      "Problem brief hand-off",
      '"Problem \\e[2J brief"',
    );
    const file = write("issue.md", `### Evidence\n\n- ${evil}quote: a\n\n### Customer problem\n\n${evil}`);
    for (const format of ["text", "junit"] as const) {
      await run([file], { contract: write("c.yml", contract), format });
      expect(world.said.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    }
  });

  it("is given a body of a megabyte without harm", async () => {
    expect(await run([write("issue.md", "### Evidence\n- a\n".repeat(61_000))], { skipOffline: true })).toBe(1);
    expect(world.said.out).toContain("characters");
  });
});
