import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PAGE = join(ROOT, ".github/docs/getting-started.md");
const STEP = /((?:^[^\n]*\n)?\n)```(\w+)\n([\s\S]*?)```\n/gm;

/** Runs a command of the page in the reader's folder; returns all it says. */
function say(command: string, folder: string): string {
  const [program, ...args] = command.split(" ");
  expect([program, args[0]]).toEqual(["npx", "baton"]);
  const main = join(ROOT, "dist/cli/main.js");
  const ran = spawnSync(process.execPath, [main, ...args.slice(1)], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  expect(ran.status, `${command}\n${ran.stderr}`).toBeLessThan(2);
  return ran.stdout + ran.stderr;
}

/** True when the output is what is shown; a line `…` stands for any lines. */
function isShown(shown: string, output: string): boolean {
  const parts = shown.split(/^…\n/m).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*?")}$`).test(output);
}

/** The commands of a block, each followed by what it says now. */
function told(block: string, folder: string): string {
  return block
    .split(/^(?=\$ )/m)
    .map((part) => {
      const end = part.indexOf("\n") + 1;
      const output = say(part.slice(2, end - 1), folder);
      return part.slice(0, end) + (isShown(part.slice(end), output) ? part.slice(end) : output);
    })
    .join("");
}

function follow(before: string, text: string, folder: string): void {
  const saved = /Save this as `([^`]+)`/.exec(before)?.[1];
  const [, added, below] = /Add to `([^`]+)`, below the line that holds `([^`]+)`/.exec(before) ?? [];
  if (saved !== undefined) {
    mkdirSync(join(folder, saved, ".."), { recursive: true });
    writeFileSync(join(folder, saved), text);
  }
  if (added === undefined || below === undefined) return;
  const lines = readFileSync(join(folder, added), "utf8").split("\n");
  const at = lines.findIndex((line) => line.includes(below));
  expect(at, `${added} holds ${below}`).toBeGreaterThan(-1);
  writeFileSync(join(folder, added), lines.toSpliced(at + 1, 0, text.trimEnd()).join("\n"));
}

/** Does what the page says, in order; returns the page with what the commands say now. */
function followed(page: string, folder: string): string {
  return page.replace(STEP, (step: string, before: string, language: string, text: string) => {
    if (language === "console") return step.replace(text, () => told(text, folder));
    follow(before, text, folder);
    return step;
  });
}

it(
  "a newcomer who follows the page sees what it shows (else: npx vitest run test/cli/getting-started.test.ts -u)",
  { timeout: 300_000 },
  async () => {
    const above = mkdtempSync(join(tmpdir(), "baton-start-"));
    try {
      const clone = resolve(above, "baton");
      mkdirSync(clone);
      await expect(followed(readFileSync(PAGE, "utf8"), clone)).toMatchFileSnapshot(PAGE);
    } finally {
      rmSync(above, { recursive: true, force: true });
    }
  },
);
