import { expect } from "vitest";
import { explore } from "./search.js";
import { storyOf } from "./story.js";
import { sorted } from "./violations.js";

const DEPTH = 4;
/** Milliseconds: some seconds of work, on a machine that may have other work to do. */
export const PATIENCE = 240_000;

/** Explores from the root, expects that every look was right, and tells how much was looked at. */
export function expectNothingFound(root: string): void {
  const before = process.cpuUsage();
  const { violations, states, looks } = explore({ depth: DEPTH, roots: [root] });
  const { user, system } = process.cpuUsage(before);
  const total = states.reduce((sum, each) => sum + each, 0);
  process.stdout.write(
    `${root}, depth ${DEPTH}: ${total} states, ${looks} looks, ${((user + system) / 1e6).toFixed(1)} s of processor time\n`,
  );
  expect(sorted(violations).map(({ kind, path }) => storyOf(kind, path))).toEqual([]);
  expect(states.at(-1)).toBeGreaterThan(1000);
}
