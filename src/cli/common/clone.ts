import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const ORIGIN = /^ref: refs\/remotes\/origin\/(\S{1,250})$/;

/** Takes a repository's folder; returns what the clone there says its default branch is called, `main` where it does not. */
export function defaultBranchOf(folder: string): string {
  const git = gitFolder(resolve(folder));
  const head = git && ORIGIN.exec(textAt(join(git, "refs", "remotes", "origin", "HEAD")) ?? "");
  return head?.[1] ?? "main";
}

const NAMED = /^(?:[a-z+]+:\/\/[^/]+\/|[^/:]+:)([\w.-]{1,100}\/[\w.-]{1,100}?)(?:\.git)?\/?$/i;

/** Takes a repository's folder; returns `owner/name` of the place it was cloned from, null where the clone does not tell. */
export function originOf(folder: string): string | null {
  const git = gitFolder(resolve(folder));
  const config = (git && textAt(join(git, "config"))) ?? "";
  const origin = config.split(/^\[/m).find((part) => part.startsWith('remote "origin"]'));
  return NAMED.exec(/^\s*url\s*=\s*(\S+)\s*$/m.exec(origin ?? "")?.[1] ?? "")?.[1] ?? null;
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
