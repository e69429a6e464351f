import type { Account } from "./account-types.js";
import { changeFiles, storeCommit } from "./git.js";
import { announceChecks } from "./checks.js";
import type { Activity, Commit, Files, Repository } from "./types.js";
import { nextId, register } from "./world.js";
import type { World } from "./world.js";

const DEFAULT_LABELS: [string, string, string][] = [
  ["bug", "d73a4a", "Something isn't working"],
  ["documentation", "0075ca", "Improvements or additions to documentation"],
  ["enhancement", "a2eeef", "New feature or request"],
];

interface NewRepository {
  owner: Account;
  name: string;
  visibility: Visibility;
  files: Files;
  /** When it was created and its files pushed; now when left out. */
  createdAt?: number;
}

/** Creates a repository with one commit on `main`; returns it. */
export function createRepository(world: World, wish: NewRepository): Repository {
  const at = wish.createdAt ?? world.now();
  const { id, nodeId } = nextId(world, "R");
  const repository: Repository = {
    type: "Repository",
    id,
    nodeId,
    owner: wish.owner,
    name: wish.name,
    ...seenBy(wish.visibility),
    createdAt: at,
    pushedAt: at,
    defaultBranch: "main",
    branches: new Map(),
    ...withoutHistory(),
    fork: false,
  };
  world.repositories.push(register(world, repository));
  for (const [name, color, description] of DEFAULT_LABELS) addDefaultLabel(world, repository, name, color, description);
  const files = changeFiles(world, null, wish.files);
  const first = storeCommit(world, { files, parents: [], message: "First commit", author: wish.owner, at });
  repository.branches.set("main", first);
  noteActivity(world, repository, wish.owner, "main", { before: null, after: first, kind: "branch_creation", at });
  return repository;
}

export type Visibility = "public" | "private" | "internal";

function seenBy(visibility: Visibility): Pick<Repository, "private" | "internal"> {
  return { private: visibility !== "public", internal: visibility === "internal" };
}

/** How a repository is called by who may see it. */
export function visibilityOf({ private: isPrivate, internal }: Pick<Repository, "private" | "internal">): Visibility {
  return internal ? "internal" : isPrivate ? "private" : "public";
}

/** Opens a repository to more people or to fewer, with its event. */
export function changeVisibility(world: World, repository: Repository, sender: Account, visibility: Visibility): void {
  if (visibilityOf(repository) === visibility) return;
  Object.assign(repository, seenBy(visibility));
  world.publish({ event: "repository", action: visibility === "public" ? "publicized" : "privatized", sender, repository });
}

/** What a new repository or fork begins without: labels, items, people's access, results and pushes. */
export function withoutHistory() {
  return {
    labels: [],
    milestones: [],
    issues: new Map(),
    deletedIssues: new Set<number>(),
    movedIssues: new Map(),
    nextNumber: 1,
    collaborators: new Map(),
    teams: new Map(),
    checkRuns: [],
    checkSuites: [],
    statuses: [],
    deployments: [],
    activity: [],
    queue: [],
  } satisfies Partial<Repository>;
}

function addDefaultLabel(world: World, repository: Repository, name: string, color: string, description: string): void {
  const label = {
    ...nextId(world, "LA"),
    type: "Label" as const,
    repository,
    name,
    color,
    description,
    isDefault: true,
    createdAt: world.now(),
    updatedAt: world.now(),
  };
  repository.labels.push(register(world, label));
}

/** `owner/name` of a repository. */
export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** Finds a repository by owner and name, letters' case aside; not by a former name. */
export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  return world.repositories.find((one) => fullName(one).toLowerCase() === wanted);
}

/** Renames a repository; its old name redirects from now on. */
export function renameRepository(world: World, repository: Repository, name: string, sender: Account): void {
  const from = repository.name;
  world.formerNames.set(fullName(repository).toLowerCase(), repository);
  repository.name = name;
  world.formerNames.delete(fullName(repository).toLowerCase());
  world.publish({ event: "repository", action: "renamed", sender, repository, changes: { repository: { name: { from } } } });
}

/** Commits files to a branch and announces the push; returns the commit. */
export function push(
  world: World,
  repository: Repository,
  actor: Account,
  wish: { branch: string; files: Files; deletions?: string[]; message: string },
): Commit {
  const before = repository.branches.get(wish.branch) ?? null;
  const files = changeFiles(world, before, wish.files, wish.deletions);
  const commit = storeCommit(world, { files, parents: before ? [before] : [], message: wish.message, author: actor });
  return moveBranch(world, repository, actor, wish.branch, commit);
}

/** Points a branch at a commit and announces it; returns the commit. */
export function moveBranch(
  world: World,
  repository: Repository,
  actor: Account,
  branch: string,
  after: Commit,
  kind: Activity["kind"] = "push",
): Commit {
  const before = repository.branches.get(branch) ?? null;
  repository.branches.set(branch, after);
  repository.pushedAt = world.now();
  noteActivity(world, repository, actor, branch, { before, after, kind: before ? kind : "branch_creation" });
  const moved = { ref: `refs/heads/${branch}`, before, after, forced: kind === "force_push" };
  world.publish({ event: "push", action: null, sender: actor, repository, push: moved });
  announceChecks(world, repository, after, branch, actor);
  return after;
}

/** Points a branch at a commit whatever it stood at. Throws when there is no such commit. */
export function forcePush(world: World, repository: Repository, actor: Account, branch: string, ref: string): void {
  const commit = resolveCommit(world, repository, ref);
  if (!commit) throw new Error(`No commit ${ref}`);
  moveBranch(world, repository, actor, branch, commit, "force_push");
}

/** Notes in the log of pushes where a branch went. */
export function noteActivity(
  world: World,
  repository: Repository,
  actor: Account,
  branch: string,
  { before, after, kind, at = world.now() }: { before: Commit | null; after: Commit; kind: Activity["kind"]; at?: number },
): void {
  const ends = { before: before?.oid ?? "0".repeat(40), after: after.oid };
  repository.activity.unshift({
    ...nextId(world, "ACT"),
    ...ends,
    ref: `refs/heads/${branch}`,
    timestamp: at,
    kind,
    actor,
  });
}

/** Resolves a branch, a `refs/heads/` name, `HEAD` or a commit id, in full or shortened; undefined when there is none. */
export function resolveCommit(world: World, repository: Repository, ref: string): Commit | undefined {
  const name = ref.replace(/^refs\/heads\/|^heads\//, "");
  const branch = repository.branches.get(ref === "HEAD" ? repository.defaultBranch : name);
  if (branch) return branch;
  if (!/^[0-9a-f]{7,40}$/.test(ref)) return undefined;
  const exact = world.objects.get(ref);
  if (exact) return exact.type === "Commit" ? exact : undefined;
  for (const object of world.objects.values()) if (object.type === "Commit" && object.oid.startsWith(ref)) return object;
  return undefined;
}
