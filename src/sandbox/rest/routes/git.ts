import { changedPaths, entryAt, history, touches, withRenames } from "../../state/git.js";
import { linesOf } from "../../state/lines.js";
import { fullName, resolveCommit } from "../../state/repositories.js";
import type { Blob, Commit, Repository, Tree, TreeEntry } from "../../state/types.js";
import { iso } from "../../state/world.js";
import { userView } from "../../views/accounts.js";
import { commitView } from "../../views/repositories.js";
import { repoApi } from "../../views/shape.js";
import type { Call, Reply } from "../call.js";
import { HttpError, notFound } from "../errors.js";
import { repoRoute } from "../router.js";
import type { Route } from "../router.js";

const READ = ["contents:read"];
const INLINE_LIMIT = 1024 * 1024;

/** Files, trees, commits, comparisons and activity. */
export const gitRoutes: Route[] = [
  repoRoute("GET", "/git/blobs/:sha", READ, blob),
  repoRoute("GET", "/git/trees/*sha", READ, tree),
  repoRoute("GET", "/contents/*path", READ, contents),
  repoRoute("GET", "/commits", READ, commits),
  repoRoute("GET", "/commits/:ref", READ, oneCommit),
  repoRoute("GET", "/compare/*range", READ, compare),
  repoRoute("GET", "/branches/:branch", READ, branch),
  repoRoute("GET", "/activity", READ, activity),
];

function commitOf(call: Call, repository: Repository, ref: string | null | undefined): Commit {
  const commit = resolveCommit(call.world, repository, ref ?? repository.defaultBranch);
  if (!commit) throw notFound();
  return commit;
}

function blob(call: Call, repository: Repository): Reply {
  const sha = call.params["sha"] ?? "";
  const object = call.world.objects.get(sha);
  if (object?.type !== "Blob") throw notFound();
  const url = `${repoApi(call.world, repository)}/git/blobs/${sha}`;
  return {
    body: { sha, node_id: `B_${sha}`, size: object.content.length, url, content: object.content.toString("base64"), encoding: "base64" },
  };
}

function tree(call: Call, repository: Repository): Reply {
  const sha = call.params["sha"] ?? "";
  const object = call.world.objects.get(sha);
  const found = object?.type === "Tree" ? object : resolveCommit(call.world, repository, sha)?.tree;
  if (!found) throw notFound();
  const deep = call.query.get("recursive") !== null;
  return {
    body: {
      sha: found.oid,
      url: `${repoApi(call.world, repository)}/git/trees/${found.oid}`,
      tree: entries(found, "", deep),
      truncated: false,
    },
  };
}

function entries(of: Tree, prefix: string, deep: boolean): Record<string, unknown>[] {
  return of.entries.flatMap((entry) => {
    const path = prefix + entry.name;
    const size = entry.object?.type === "Blob" ? { size: entry.object.content.length } : {};
    const own = { path, mode: entry.mode, type: typeOf(entry), sha: entry.oid, ...size };
    return deep && entry.object?.type === "Tree" ? [own, ...entries(entry.object, `${path}/`, deep)] : [own];
  });
}

function typeOf(entry: TreeEntry): "tree" | "commit" | "blob" {
  if (entry.object?.type === "Tree") return "tree";
  return entry.mode === "160000" ? "commit" : "blob";
}

function contents(call: Call, repository: Repository): Reply {
  const commit = commitOf(call, repository, call.query.get("ref"));
  const path = call.params["path"] ?? "";
  const entry = entryAt(commit.tree, path);
  if (!entry && path.replaceAll("/", "") !== "") throw notFound();
  const folder = entry ? (entry.object?.type === "Tree" ? entry.object : null) : commit.tree;
  if (folder) return { body: folder.entries.map((one) => item(call, repository, one)) };
  if (!entry) throw notFound();
  return { body: { ...item(call, repository, entry), ...inline(entry.object) } };
}

function item(call: Call, repository: Repository, entry: TreeEntry): Record<string, unknown> {
  const type = entry.mode === "120000" ? "symlink" : entry.mode === "160000" ? "submodule" : entry.object?.type === "Tree" ? "dir" : "file";
  const size = entry.object?.type === "Blob" ? entry.object.content.length : 0;
  const url = `${repoApi(call.world, repository)}/contents/${entry.path}`;
  return {
    type,
    name: entry.name,
    path: entry.path,
    sha: entry.oid,
    size,
    url,
    html_url: `${call.world.url}/${fullName(repository)}/blob/HEAD/${entry.path}`,
  };
}

function inline(object: Blob | Tree | null): Record<string, unknown> {
  if (object?.type !== "Blob") return {};
  if (object.content.length > INLINE_LIMIT) return { content: "", encoding: "none" };
  return { content: object.content.toString("base64"), encoding: "base64" };
}

function commits(call: Call, repository: Repository): Reply {
  const path = call.query.get("path");
  const since = Date.parse(call.query.get("since") ?? "") || 0;
  const until = Date.parse(call.query.get("until") ?? "") || Number.POSITIVE_INFINITY;
  const all = history(commitOf(call, repository, call.query.get("sha")));
  const wanted = (commit: Commit) => (path === null || touches(commit, path)) && commit.committedAt >= since && commit.committedAt <= until;
  return { items: all.filter(wanted).map((commit) => commitView(call.world, repository, commit)) };
}

/** With the files that it changes against its first parent, in pages. */
function oneCommit(call: Call, repository: Repository): Reply {
  const commit = commitOf(call, repository, call.params["ref"]);
  const base = commit.parents[0] ?? { ...commit, files: new Map() };
  const items = withRenames(base, commit).map((change) => {
    const { additions, deletions } = linesOf(call.world, [change], base, commit);
    const { path: filename, status, oid: sha, previous } = change;
    const lines = { additions, deletions, changes: additions + deletions };
    return { sha, filename, status, ...lines, ...(previous === undefined ? {} : { previous_filename: previous }) };
  });
  return { around: commitView(call.world, repository, commit), key: "files", items };
}

function compare(call: Call, repository: Repository): Reply {
  const [from, to] = (call.params["range"] ?? "").split("...");
  if (from === undefined || to === undefined) throw notFound();
  const [base, head] = [commitOf(call, repository, from), commitOf(call, repository, to)];
  const [baseLine, headLine] = [history(base), history(head)];
  const fork = headLine.find((commit) => baseLine.includes(commit));
  if (!fork) throw new HttpError(404, "No common ancestor between the two commits.");
  const ahead = headLine.filter((commit) => !baseLine.includes(commit));
  const behind = baseLine.filter((commit) => !headLine.includes(commit)).length;
  const status = ahead.length > 0 ? (behind > 0 ? "diverged" : "ahead") : behind > 0 ? "behind" : "identical";
  const [page, perPage] = [Number(call.query.get("page") ?? 1), Number(call.query.get("per_page") ?? 250)];
  // Only the first page tells files, and not all of them.
  const changes = page > 1 ? [] : changedPaths(fork, head).slice(0, 300);
  const files = changes.map((one) => ({ sha: one.oid, filename: one.path, status: one.status }));
  const view = (commit: Commit) => commitView(call.world, repository, commit);
  return {
    body: {
      status,
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      base_commit: view(base),
      merge_base_commit: view(fork),
      commits: ahead
        .toReversed()
        .slice((page - 1) * perPage, page * perPage)
        .map(view),
      files,
    },
  };
}

function branch(call: Call, repository: Repository): Reply {
  const name = call.params["branch"] ?? "";
  const commit = repository.branches.get(name);
  if (!commit) throw new HttpError(404, "Branch not found");
  return { body: { name, commit: commitView(call.world, repository, commit), protected: false } };
}

function activity(call: Call, repository: Repository): Reply {
  const ref = call.query.get("ref");
  const wanted = repository.activity.filter((one) => ref === null || one.ref === ref || one.ref === `refs/heads/${ref}`);
  return {
    byCursor: true,
    items: wanted.map((one) => ({
      id: one.id,
      node_id: one.nodeId,
      before: one.before,
      after: one.after,
      ref: one.ref,
      timestamp: iso(one.timestamp),
      activity_type: one.kind,
      actor: userView(call.world, one.actor),
    })),
  };
}
