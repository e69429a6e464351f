import type { PathChange } from "./git.js";
import type { Commit } from "./git-types.js";
import type { World } from "./world.js";

/** How many lines changes add and take away. A line that only moved counts as neither, where Git may count it as both. */
export function linesOf(world: World, changes: readonly PathChange[], base: Commit, head: Commit): Lines {
  const at = (commit: Commit, path: string) => lines(world, commit.files.get(path)?.oid);
  const counts = changes.map(({ path, previous }) => between(at(base, previous ?? path), at(head, path)));
  const sum = (of: (one: Lines) => number) => counts.reduce((all, one) => all + of(one), 0);
  return { additions: sum((one) => one.additions), deletions: sum((one) => one.deletions) };
}

interface Lines {
  additions: number;
  deletions: number;
}

function between(before: readonly string[], after: readonly string[]): Lines {
  const left = new Map<string, number>();
  for (const line of before) left.set(line, (left.get(line) ?? 0) + 1);
  let additions = 0;
  for (const line of after) {
    const there = left.get(line) ?? 0;
    if (there === 0) additions += 1;
    else left.set(line, there - 1);
  }
  return { additions, deletions: [...left.values()].reduce((all, one) => all + one, 0) };
}

function lines(world: World, oid: string | undefined): string[] {
  const blob = oid === undefined ? undefined : world.objects.get(oid);
  return blob?.type !== "Blob" || blob.content.length === 0 ? [] : blob.content.toString("utf8").replace(/\n$/, "").split("\n");
}
