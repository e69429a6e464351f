import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { called } from "./called.js";
import { temporaryFolder } from "../support/temporary.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PAGE = join(ROOT, ".github/docs/getting-started.md");
const STEP = /((?:^[^\n]*\n)?\n)```(\w+)\n([\s\S]*?)```\n/gm;

/** Runs a command of the page in the reader's folder; returns all it says. */
async function say(command: string, folder: string): Promise<string> {
  const [program, ...words] = command.split(" ");
  expect(program).toBe("baton");
  const { code, out, err } = await called(words, folder);
  expect(code, `${command}\n${err}`).toBeLessThan(2);
  return out + err;
}

/** True when the output is what is shown; a line `…` stands for any lines. */
function isShown(shown: string, output: string): boolean {
  const parts = shown.split(/^…\n/m).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*?")}$`).test(output);
}

/** The commands of a block, each followed by what it says now. */
async function told(block: string, folder: string): Promise<string> {
  let now = "";
  for (const part of block.split(/^(?=\$ )/m)) {
    const end = part.indexOf("\n") + 1;
    const output = await say(part.slice(2, end - 1), folder);
    now += part.slice(0, end) + (isShown(part.slice(end), output) ? part.slice(end) : output);
  }
  return now;
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
async function followed(page: string, folder: string): Promise<string> {
  let now = page;
  for (const [step, before = "", language, text = ""] of page.matchAll(STEP)) {
    if (language !== "console") {
      follow(before, text, folder);
      continue;
    }
    const anew = await told(text, folder);
    now = now.replace(step, () => step.replace(text, () => anew));
  }
  return now;
}

it(
  "a newcomer who follows the page sees what it shows (else: npx vitest run test/cli/getting-started.test.ts -u)",
  { timeout: 300_000 },
  async () => {
    const above = temporaryFolder();
    try {
      const clone = resolve(above, "baton");
      mkdirSync(clone);
      await expect(await followed(readFileSync(PAGE, "utf8"), clone)).toMatchFileSnapshot(PAGE);
    } finally {
      rmSync(above, { recursive: true, force: true });
    }
  },
);
