import type { Account } from "../state/account-types.js";
import { findAccount } from "../state/accounts.js";
import { findComment } from "../state/comments.js";
import { findRepository } from "../state/repositories.js";
import type { CheckRun, Comment, Issue, Repository } from "../state/types.js";
import type { World } from "../state/world.js";

/** The repository of `owner/name`. Throws when there is none. */
export function repositoryOf(world: World, name: string): Repository {
  const [owner = "", repo = ""] = name.split("/");
  const found = findRepository(world, owner, repo);
  if (!found) throw new Error(`No repository ${name}`);
  return found;
}

/** The issue or pull request of a number. Throws when there is none. */
export function issueOf(world: World, repo: string, number: number): Issue {
  const found = repositoryOf(world, repo).issues.get(number);
  if (!found) throw new Error(`No item ${repo}#${number}`);
  return found;
}

/** The comment of an id. Throws when there is none. */
export function commentOf(world: World, repo: string, id: number): Comment {
  const found = findComment(repositoryOf(world, repo).issues.values(), id);
  if (!found) throw new Error(`No comment ${id} in ${repo}`);
  return found;
}

/** The check run of an id. Throws when there is none. */
export function checkRunOf(world: World, repo: string, id: number): CheckRun {
  const found = repositoryOf(world, repo).checkRuns.find((run) => run.id === id);
  if (!found) throw new Error(`No check run ${id} in ${repo}`);
  return found;
}

/** The account of a login. Throws when there is none. */
export function accountOf(world: World, login: string): Account {
  const found = findAccount(world, login);
  if (!found) throw new Error(`No account ${login}`);
  return found;
}
