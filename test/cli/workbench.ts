import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../support/temporary.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** 1 November 2026, 9 o'clock. */
export const NOW = Date.UTC(2026, 10, 1, 9);

/** A new folder with files in it, by path. */
export function folderOf(files: Record<string, string | Buffer>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The shipped policy, with the tests of its contracts and its issue form. */
export function shippedFiles(): Record<string, string> {
  const inFolder = (folder: string) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".yml"))
      .map((name) => `${folder}/${name}`);
  const paths = [".github/baton.yml", ".github/ISSUE_TEMPLATE/problem-brief.yml", ...inFolder("contracts"), ...inFolder("contracts/tests")];
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, path), "utf8")]));
}

/** Where a command says what it has to say, without colours. */
export function listener() {
  const said = { out: "", err: "" };
  const output = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
  return { said, output, paint: (_style: unknown, text: string) => text, now: NOW };
}
