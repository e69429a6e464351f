import { ignoredAmong } from "../../core/lint/ignored.js";
import { CONFIG_PATH } from "../../core/policy/paths.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import { straysIn } from "./strays.js";
import { withoutDot } from "./without-dot.js";

const MOST = 5;

/** Takes a repository's folder and what was read in it; returns lines that tell what seems to be policy there and is never read, a few at most. */
export async function unreadLines(folder: string, read: readonly PolicyFile[]): Promise<string[]> {
  const hasConfig = read.some(({ path }) => path === CONFIG_PATH);
  const found = ignoredAmong(await straysIn(folder), hasConfig).map(
    ({ file, found: what, needed, fix }) => `${file.path}: found ${what}; needed: ${withoutDot(needed)}.${fix === null ? "" : ` ${fix}`}`,
  );
  const more = found.length > MOST ? [`${found.length - MOST} more: \`baton lint\` tells of all.`] : [];
  return [...found.slice(0, MOST), ...more];
}

/** Takes what was read of a repository; returns a line that says which stages and roles count where its configuration was not among it. */
export function withoutConfig(read: readonly PolicyFile[]): string[] {
  return read.some(({ path }) => path === CONFIG_PATH)
    ? []
    : [`No ${CONFIG_PATH} was read: the stages of the preset count, and nobody holds a role.`];
}
