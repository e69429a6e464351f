import { entryAt, history, touches } from "../state/git.js";
import { fullName } from "../state/repositories.js";
import type { Blob, Commit, Issue, Repository, Tree, TreeEntry } from "../state/types.js";
import { iso } from "../state/world.js";
import { actorNode } from "./actors.js";
import { connection } from "./connection.js";
import type { PageArgs } from "./connection.js";
import { canSee } from "./context.js";
import type { Context } from "./context.js";
import { issueNode } from "./issue.js";
import { repositoryNode } from "./repository.js";
import { rollupNode } from "./rollup.js";

const TEXT_LIMIT = 512_000;

/** A git object of any kind. */
export function gitObjectNode(context: Context, repository: Repository, object: Blob | Tree | Commit | null | undefined): unknown {
  if (!object) return null;
  if (object.type === "Commit") return commitNode(context, repository, object);
  return object.type === "Tree" ? treeNode(context, repository, object) : blobNode(context, repository, object);
}

function shared(context: Context, repository: Repository, type: string, oid: string) {
  return {
    __typename: type,
    id: `${type}_${oid}`,
    oid,
    abbreviatedOid: oid.slice(0, 7),
    commitUrl: `${context.world.url}/${fullName(repository)}/commit/${oid}`,
    repository: () => repositoryNode(context, repository),
  };
}

function blobNode(context: Context, repository: Repository, blob: Blob): unknown {
  const isBinary = blob.content.includes(0);
  // GitHub sends no text of binary files, and cuts text that is too long.
  const text = isBinary ? null : blob.content.subarray(0, TEXT_LIMIT).toString("utf8");
  return {
    ...shared(context, repository, "Blob", blob.oid),
    byteSize: blob.content.length,
    isBinary,
    isTruncated: blob.content.length > TEXT_LIMIT,
    text,
  };
}

function treeNode(context: Context, repository: Repository, tree: Tree): unknown {
  return {
    ...shared(context, repository, "Tree", tree.oid),
    entries: () => (context.unlisted ? null : tree.entries.map((entry) => entryNode(context, repository, entry))),
  };
}

/** One entry of a tree. `mode` is the number whose octal form git shows. */
function entryNode(context: Context, repository: Repository, entry: TreeEntry | null): unknown {
  if (!entry) return null;
  const type = entry.object?.type === "Tree" ? "tree" : entry.mode === "160000" ? "commit" : "blob";
  return {
    __typename: "TreeEntry",
    name: entry.name,
    path: entry.path,
    mode: Number.parseInt(entry.mode, 8),
    type,
    oid: entry.oid,
    size: entry.object?.type === "Blob" ? entry.object.content.length : 0,
    extension: /\.[^.]*$/.exec(entry.name)?.[0] ?? "",
    object: () => gitObjectNode(context, repository, entry.object),
    repository: () => repositoryNode(context, repository),
  };
}

/** A commit with its files, its history and the pull requests it belongs to. */
export function commitNode(context: Context, repository: Repository, commit: Commit): unknown {
  const lines = (args: PageArgs & { path?: string | null }) =>
    history(commit).filter((one) => args.path == null || touches(one, args.path));
  return {
    ...shared(context, repository, "Commit", commit.oid),
    url: `${context.world.url}/${fullName(repository)}/commit/${commit.oid}`,
    message: commit.message,
    messageHeadline: commit.message.split("\n")[0],
    messageBody: commit.message.split("\n").slice(1).join("\n").trim(),
    committedDate: iso(commit.committedAt),
    authoredDate: iso(commit.committedAt),
    author: {
      name: commit.author.login,
      email: `${commit.author.login}@users.noreply.example`,
      user: () => actorNode(context, commit.author),
    },
    tree: () => treeNode(context, repository, commit.tree),
    file: ({ path }: { path: string }) => entryNode(context, repository, fileAt(context, commit, path)),
    history: connection(lines, (one) => commitNode(context, repository, one)),
    parents: connection(
      () => commit.parents,
      (one) => commitNode(context, repository, one),
    ),
    statusCheckRollup: () => rollupNode(context, repository, commit.oid),
    associatedPullRequests: connection(
      () => associated(context, repository, commit),
      (one) => issueNode(context, one),
    ),
  };
}

/** GitHub documents this for files; on github.com it knows folders, too. */
function fileAt({ world }: Context, commit: Commit, path: string): TreeEntry | null {
  const entry = entryAt(commit.tree, path);
  return world.strict && entry?.object?.type === "Tree" ? null : entry;
}

function associated(context: Context, repository: Repository, commit: Commit): Issue[] {
  const visible = context.world.repositories.filter((one) => one === repository && canSee(context, one));
  const all = visible.flatMap((one) => [...one.issues.values()]);
  return all.filter((one) => one.pull?.commits.includes(commit) === true || one.pull?.mergeCommit === commit);
}
