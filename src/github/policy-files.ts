import type { PolicyFiles } from "../core/ports.js";
import type { RepositoryInfo } from "../core/facts/snapshot.js";
import type { PolicyProblem } from "../core/policy/types.js";
import { isPolicyFile, isTemplatePath, POLICY_FOLDERS } from "../core/policy/files.js";
import { CONFIG_PATH } from "../core/policy/paths.js";
import { z } from "zod";
import { readText } from "./blobs.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import { folderIn, listingsOf, pathIn, rootOf, type Folder, type Listings } from "./folders.js";
import { COMMIT_POLICY_QUERY, POLICY_QUERY } from "./query.js";
import { foldersIn, policyCommit, policyFolders, repositoryShape, shaped } from "./shapes.js";
import type { ItemShape, PolicyCommit, RepositoryShape } from "./shapes.js";
import type { PolicySource } from "./rules.js";

const POLICY_CAP = 64 * 1024;
const MAX_FILES = 100;
const MAY_BE_ABSENT = new Set(
  ["defaultBranchRef/target", "object", ...POLICY_FOLDERS.map(({ alias }) => alias)].map((path) => `repository/${path}`),
);
const commitAnswer = z.object({ repository: z.object({ object: policyCommit.nullable(), ...policyFolders }) });

type PullShape = Extract<ItemShape, { __typename: "PullRequest" }>;

/** What finding policy files needs. */
export interface FilesDeps {
  client: Client;
  caches: Pick<Caches, "trees">;
}

/** A repository as its policy files are read from it. */
export interface PolicyHome {
  owner: string;
  name: string;
  nodeId: string;
}

/** Takes a repository as answered; returns its policy files at the default branch. An empty repository has none. */
export async function policyFilesOf(deps: FilesDeps, repository: RepositoryShape): Promise<PolicyFiles> {
  const target = repository.defaultBranchRef?.target;
  if (!target) return { commit: "", files: [] };
  const home = { owner: repository.owner.login, name: repository.name, nodeId: repository.id };
  return await filesOf(deps, home, target, repository);
}

/** Takes a pull request as answered; returns the policy files on its head, forks included, null when GitHub does not have the commit. */
export async function headPolicyFiles(deps: FilesDeps, home: PolicyHome, pull: PullShape): Promise<PolicyFiles | null> {
  const last = pull.commits.nodes?.at(-1)?.commit;
  // Long pull requests list only their first commits.
  if (last?.oid !== pull.headRefOid) return await policyFilesAt(deps, home, pull.headRefOid);
  // Folders that are the same as on the default branch are known already; others are asked for once.
  return await filesOf(deps, home, last, {});
}

/** Takes a commit; returns the policy files on it, null when GitHub does not have it. */
export async function policyFilesAt(deps: FilesDeps, home: PolicyHome, commit: string): Promise<PolicyFiles | null> {
  const answer = await askCommit(deps, home, commit);
  const { object } = answer;
  const listings = listingsOf(deps.caches.trees, home.nodeId);
  listings.learn(foldersIn(answer));
  return object && filesAt(object, listings);
}

/** Takes an owner and a name; returns the policy files there, or null when there is no such repository for us. */
export async function askPolicyFiles(
  deps: FilesDeps,
  owner: string,
  name: string,
): Promise<{ home: RepositoryInfo; files: PolicyFiles } | null> {
  const mayBeAbsent = (path: string) => path === "repository" || isPolicyField(path);
  const query = deps.client.graphql(POLICY_QUERY, { owner, name }, mayBeAbsent);
  const { repository } = shaped(z.object({ repository: repositoryShape.nullable() }), await query, "the organisation's policy");
  return repository && { home: infoOf(repository), files: await policyFilesOf(deps, repository) };
}

/** Takes a repository as answered; returns what is known of it. An empty one has no branch. */
export function infoOf(repository: RepositoryShape): RepositoryInfo {
  return {
    nodeId: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    defaultBranch: repository.defaultBranchRef?.name ?? "",
    headSha: repository.defaultBranchRef?.target.oid ?? "",
    pushedAt: repository.pushedAt,
    visibility: repository.visibility,
  };
}

/** True for the parts of a repository that need not be there. */
export function isPolicyField(path: string): boolean {
  return MAY_BE_ABSENT.has(path);
}

// A folder counts by the object id that the commit gives it: a listing of another moment is another folder's.
async function filesOf(deps: FilesDeps, home: PolicyHome, commit: PolicyCommit, answered: object): Promise<PolicyFiles> {
  const listings = listingsOf(deps.caches.trees, home.nodeId);
  listings.learn(foldersIn(answered));
  const found = filesAt(commit, listings);
  if (!found.unlisted?.some(({ mayPass }) => mayPass)) return found;
  listings.learn(foldersIn(await askCommit(deps, home, commit.oid)));
  return filesAt(commit, listings);
}

async function askCommit(deps: FilesDeps, { owner, name }: PolicyHome, commit: string) {
  const expressions = Object.fromEntries(POLICY_FOLDERS.map(({ alias, path }) => [alias, `${commit}:${path}`]));
  const answer = await deps.client.graphql(COMMIT_POLICY_QUERY, { owner, name, commit, ...expressions }, isPolicyField);
  return shaped(commitAnswer, answer, "the commit's policy").repository;
}

function filesAt(commit: PolicyCommit, listings: Listings): PolicyFiles {
  const root = rootOf(commit);
  const folders = POLICY_FOLDERS.map(({ path }) => path.split("/").reduce((folder, name) => folderIn(folder, name, listings), root));
  const files = folders.flatMap(filesIn).filter(({ path }) => isPolicyFile(path));
  const hasConfig = files.some(({ path }) => path === CONFIG_PATH);
  // What is no folder is nobody's policy, unless a policy says that there is one.
  const unlisted = folders.flatMap((folder) => (folder.is === "unlisted" && (folder.mayPass || hasConfig) ? [folder] : []));
  const distinct = [...new Map(unlisted.map(({ path, reason, mayPass }) => [path, { path, reason, mayPass }])).values()];
  return { commit: commit.oid, files, ...(distinct.length > 0 ? { unlisted: distinct } : {}) };
}

function filesIn(folder: Folder): PolicyFiles["files"] {
  if (folder.is !== "listed") return [];
  return folder.entries.flatMap((entry) =>
    entry.type === "tree" ? [] : [{ path: pathIn(folder, entry), oid: entry.oid, size: entry.size ?? null, mode: entry.mode }],
  );
}

/** Takes policy files; returns their texts, and a problem for each that cannot be read. A template that cannot be read is left out: it is no rule. */
export async function readPolicyFiles(
  { client, caches: { blobs } }: { client: Client; caches: Pick<Caches, "blobs"> },
  home: PolicyHome,
  found: PolicyFiles,
): Promise<{ source: PolicySource; problems: PolicyProblem[] }> {
  const files: { path: string; text: string }[] = [];
  const problems = (found.unlisted ?? []).map(({ path, reason }) => problem(path, reason, "a folder that can be listed"));
  const templates = found.files.filter((file) => isTemplatePath(file.path));
  const rules = found.files.filter((file) => !isTemplatePath(file.path));
  for (const file of [...rules.slice(0, MAX_FILES), ...templates.slice(0, MAX_FILES)]) {
    const text = await readText(client, blobs, home, { ...file, type: "blob" }, POLICY_CAP);
    if (text.known) files.push({ path: file.path, text: text.value });
    else if (!isTemplatePath(file.path)) problems.push(problem(file.path, text.reason));
  }
  const beyond = [...rules.slice(MAX_FILES, MAX_FILES + 1), ...templates.slice(MAX_FILES, MAX_FILES + 1)];
  for (const { path } of beyond) problems.push(problem(path, `more than ${MAX_FILES} files of its kind`, `at most ${MAX_FILES}`));
  return { source: { repository: `${home.owner}/${home.name}`, commit: found.commit, files }, problems };
}

function problem(file: string, found: string, needed = "a plain UTF-8 YAML file of at most 64 KB"): PolicyProblem {
  return { file, line: 1, column: 1, key: "", found, needed, fix: null, severity: "error" };
}
