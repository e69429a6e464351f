import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const ORIGIN = /^ref: refs\/remotes\/origin\/(\S{1,250})$/;

/** Takes a repository's folder; returns what the clone there says its default branch is called, `main` where it does not. */
export function defaultBranchOf(folder: string): string {
  const git = gitFolder(resolve(folder));
  const head = git && ORIGIN.exec(textAt(join(git, "refs", "remotes", "origin", "HEAD")) ?? "");
  return head?.[1] ?? "main";
}

/** A further work tree has a file in place of the folder, which says where the clone is. */
function gitFolder(folder: string): string | null {
  const pointer = /^gitdir: (.+)$/.exec(textAt(join(folder, ".git")) ?? "")?.[1];
  if (pointer === undefined) return join(folder, ".git");
  const tree = resolve(folder, pointer);
  const common = textAt(join(tree, "commondir"));
  return common === null ? dirname(dirname(tree)) : resolve(tree, common);
}

function textAt(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return null;
  }
}
