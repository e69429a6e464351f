import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { defaultBranchOf } from "../../src/cli/common/clone.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "baton-clone-"));
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

async function clone(git: string, head: string): Promise<void> {
  await mkdir(join(git, "refs/remotes/origin"), { recursive: true });
  await writeFile(join(git, "refs/remotes/origin/HEAD"), head);
}

it("is called what the clone says, slashes included", async () => {
  await clone(join(folder, ".git"), "ref: refs/remotes/origin/release/2026\n");
  expect(defaultBranchOf(folder)).toBe("release/2026");
});

it("is what the clone says in its further work trees, too", async () => {
  await clone(join(folder, "git"), "ref: refs/remotes/origin/trunk\n");
  const tree = join(folder, "git/worktrees/more");
  await mkdir(tree, { recursive: true });
  await writeFile(join(tree, "commondir"), "../..\n");
  await mkdir(join(folder, "more"));
  await writeFile(join(folder, "more/.git"), `gitdir: ${tree}\n`);
  expect(defaultBranchOf(join(folder, "more"))).toBe("trunk");
});

it.each([null, "", "0123456789", "ref: refs/heads/x"])("is main where the clone says %j", async (head) => {
  if (head !== null) await clone(join(folder, ".git"), head);
  expect(defaultBranchOf(folder)).toBe("main");
});
