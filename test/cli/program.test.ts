import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { describe, expect, it, vi } from "vitest";
import { createProgram } from "../../src/cli/program.js";
import { called } from "./called.js";
import { folderOf, shippedFiles } from "./workbench.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

describe("a call that is not understood", () => {
  it.each([
    ["no command", []],
    ["a command that does not exist", ["publish"]],
    ["help on a command that does not exist", ["help", "publish"]],
    ["an option that does not exist", ["schema", "--nonsense"]],
    ["a word too many", ["demo", "again"]],
    ["a word too few", ["resync"]],
    ["an act that there is not", ["demo", "--act", "third"]],
    ["an act in a browser", ["demo", "--act", "roles", "--serve"]],
    ["a port that is none", ["demo", "--port", "x"]],
    ["an entry that is none", ["audit", "export", "--from", "x"]],
    ["half a command", ["admin"]],
    ["one and all", ["admin", "replay", "3", "--all"]],
    ["an option of start that does not exist", ["start", "--prot", "1"]],
  ])("ends with 2, and says nothing where results go: %s", async (_name, words) => {
    const { code, out, err } = await called(words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).not.toBe("");
  });

  it("is answered with what was probably meant, in few lines", async () => {
    const command = await called(["lnt"]);
    expect(command.err).toBe("error: unknown command 'lnt'\n(Did you mean lint?)\n--help says what there is.\n");
    const option = await called(["schema", "--wrote", "x"]);
    expect(option.err).toContain("(Did you mean --write?)");
  });
});

describe("the repository's folder", () => {
  const dir = folderOf(shippedFiles());
  const readers = [["lint"], ["agents"], ["test", "--contract", "decide-to-build"], ["init", "--yes", "--giver", "pm", "--taker", "qa"]];

  it.each(readers)("is the word or --dir of %s, and one alone", async (...words) => {
    const first = await called([...words, dir]);
    expect(await called([...words, "--dir", dir])).toEqual(first);
    expect(await called([...words, dir, "--dir", dir])).toEqual(first);
    expect(await called([...words, ".", "--dir", dir])).toEqual({
      code: 2,
      out: "",
      err: `baton: two folders are named, . and ${dir}: give one, as a word or with --dir\n`,
    });
  });

  it.each([
    ["check", "--contract", "decide-to-build", `${dir}/contracts/decide-to-build.yml`],
    ["form", "--contract", "decide-to-build"],
    ["roles"],
    ["simulate", "--recording", "nothing.json"],
    ["doctor", "--rollout"],
  ])("is --dir of %s", async (...words) => {
    const { err } = await called([...words, "--dir", dir]);
    expect(err).not.toMatch(/unknown option|which contracts to try/);
  });
});

describe("help", () => {
  it("names every command, and what the exit codes mean", async () => {
    const { code, out } = await called(["--help"]);
    expect(code).toBe(0);
    for (const name of [
      "init",
      "lint",
      "check",
      "test",
      "simulate",
      "form",
      "schema",
      "demo",
      "start",
      "doctor",
      "audit",
      "admin",
      "resync",
    ])
      expect(out).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(out).toMatch(/Ends with 0, with 1 when .+, with 2 when /);
  });

  it("of one command tells the exit codes, too", async () => {
    expect((await called(["form", "--help"])).out).toContain("with 2 when");
  });
});

describe("the examples in the help of each command", () => {
  /** Every command with what it holds, as `audit verify`; nothing is done when one is called. */
  async function commands(): Promise<{ program: Command; all: { name: string; command: Command }[] }> {
    const program = await createProgram([]);
    const below = (command: Command, before: string): { name: string; command: Command }[] =>
      command.commands.flatMap((each) => {
        const name = `${before}${each.name()}`;
        each.action(() => {});
        return [{ name, command: each }, ...below(each, `${name} `)];
      });
    return { program, all: below(program, "") };
  }

  it("are there, one to three of them, and are calls that are understood", async () => {
    const { all } = await commands();
    expect(all.length).toBeGreaterThan(14);
    for (const { name } of all) {
      const help = await called([...name.split(" "), "--help"]);
      const examples = /\nExamples:\n((?: {2}baton .+\n)+)/.exec(help.out)?.[1]?.trim().split("\n") ?? [];
      expect([name, examples.length > 0 && examples.length < 4]).toEqual([name, true]);
      for (const example of examples) {
        const words = example.trim().split(" ").slice(1);
        expect(`${words.join(" ")} `).toContain(`${name} `);
        const { program } = await commands();
        const exit = vi.spyOn(process, "exit").mockImplementation((code) => {
          throw new Error(`${example} ends with ${code}`);
        });
        try {
          await program.parseAsync(words, { from: "user" });
        } finally {
          exit.mockRestore();
        }
      }
    }
  });
});

it("says its version", async () => {
  const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as { version: string };
  expect(await called(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

it("does not break when nobody reads on, and keeps its exit code", async () => {
  const child = spawn(process.execPath, [`${ROOT}dist/cli/main.js`, "schema"]);
  child.stdout.destroy();
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect([code, err]).toEqual([0, ""]);
});
