import type { PolicyFiles } from "../core/ports.js";
import { TemporaryFault } from "../core/faults.js";
import type { PolicyProblem } from "../core/policy/types.js";
import { readText } from "./blobs.js";
import type { BlobCache } from "./blobs.js";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { COMMIT_POLICY_QUERY, POLICY_QUERY } from "./query.js";
import { policyCommit, repositoryShape, shaped } from "./shapes.js";
import { isTemplatePath } from "../core/policy/template-paths.js";
import type { ItemShape, PolicyCommit, RepositoryShape } from "./shapes.js";
import type { PolicySource } from "./rules.js";
import { z } from "zod";

const CONFIG = ".github/baton.yml";
const POLICY_CAP = 64 * 1024;
const MAX_FILES = 100;
const MAX_TEMPLATES = 20;
const CONTRACT = /^contracts\/[^/]+\.ya?ml$/;
const ON_COMMIT =
  /^repository\/(?:defaultBranchRef\/target|object|issueOrPullRequest\/commits\/nodes\/0\/commit)\/(?:config|contracts|templates|pullTemplate|pullTemplateLower)$/;
const commitAnswer = z.object({ repository: z.object({ object: policyCommit.nullable() }) });

type PullShape = Extract<ItemShape, { __typename: "PullRequest" }>;

/** A repository as its policy files are read from it. */
export interface PolicyHome {
  owner: string;
  name: string;
  nodeId: string;
}

/** Takes a repository as answered; returns its policy files at the default branch. An empty repository has none. */
export function policyFilesOf(repository: RepositoryShape): PolicyFiles {
  const target = repository.defaultBranchRef?.target;
  return target ? filesAt(target) : { commit: "", files: [] };
}

function filesAt(commit: PolicyCommit): PolicyFiles {
  const { config } = commit;
  const contracts = inFolder(commit.contracts, "contracts");
  const offered = [commit.pullTemplate, commit.pullTemplateLower, ...inFolder(commit.templates, "issue templates")];
  const templates = offered
    .filter((entry) => entry !== null && entry !== undefined)
    .filter(({ path }) => path !== null && isTemplatePath(path));
  const entries = [...(config ? [{ ...config, path: CONFIG }] : []), ...contracts, ...templates.slice(0, MAX_TEMPLATES)];
  const files = entries.flatMap(({ path, oid, size, mode, type }) => {
    if (path === null) throw new TemporaryFault("GitHub gave a policy file without its path");
    return type !== "tree" && (path === CONFIG || CONTRACT.test(path) || isTemplatePath(path))
      ? [{ path, oid, size: size ?? null, mode }]
      : [];
  });
  return { commit: commit.oid, files };
}

function inFolder(folder: PolicyCommit["contracts"], what: string) {
  if (folder?.type === "tree" && !folder.object?.entries) throw new TemporaryFault(`GitHub left out the list of ${what}`);
  return folder?.object?.entries ?? [];
}

/** Takes a pull request as answered; returns the policy files on its head, forks included, null when GitHub does not have the commit. */
export async function headPolicyFiles(client: Client, repository: Address, pull: PullShape): Promise<PolicyFiles | null> {
  const last = pull.commits.nodes?.at(-1)?.commit;
  if (last?.oid === pull.headRefOid) return filesAt(last);
  // Long pull requests list only their first commits.
  return await policyFilesAt(client, repository, pull.headRefOid);
}

/** Takes a commit; returns the policy files on it, null when GitHub does not have it. */
export async function policyFilesAt(client: Client, repository: Address, commit: string): Promise<PolicyFiles | null> {
  const variables = { owner: repository.owner, name: repository.name, commit };
  const answer = await client.graphql(COMMIT_POLICY_QUERY, variables, (path) => path === "repository/object" || isPolicyField(path));
  const { object } = shaped(commitAnswer, answer, "the commit's policy").repository;
  return object && filesAt(object);
}

/** Takes an owner and a name; returns the policy files there, or null when there is no such repository for us. */
export async function askPolicyFiles(
  client: Client,
  owner: string,
  name: string,
): Promise<{ home: PolicyHome & Pick<RepositoryShape, "visibility">; files: PolicyFiles } | null> {
  const query = client.graphql(POLICY_QUERY, { owner, name }, mayBeAbsent);
  const { repository } = shaped(z.object({ repository: repositoryShape.nullable() }), await query, "the organisation's policy");
  return (
    repository && {
      home: { owner: repository.owner.login, name: repository.name, nodeId: repository.id, visibility: repository.visibility },
      files: policyFilesOf(repository),
    }
  );
}

function mayBeAbsent(path: string): boolean {
  return path === "repository" || isPolicyField(path);
}

/** True for the parts of a repository that need not be there. */
export function isPolicyField(path: string): boolean {
  return ON_COMMIT.test(path);
}

/** Takes policy files; returns their texts, and a problem for each that cannot be read. A template that cannot be read is left out: it is no rule. */
export async function readPolicyFiles(
  client: Client,
  blobs: BlobCache,
  home: PolicyHome,
  found: PolicyFiles,
): Promise<{ source: PolicySource; problems: PolicyProblem[] }> {
  const files: { path: string; text: string }[] = [];
  const problems: PolicyProblem[] = [];
  const templates = found.files.filter((file) => isTemplatePath(file.path));
  const rules = found.files.filter((file) => !isTemplatePath(file.path));
  for (const file of [...rules.slice(0, MAX_FILES), ...templates.filter(({ size }) => size === null || size <= POLICY_CAP)]) {
    const text = await readText(client, blobs, home, { ...file, type: "blob" }, POLICY_CAP);
    if (text.known) files.push({ path: file.path, text: text.value });
    else if (!isTemplatePath(file.path)) problems.push(problem(file.path, text.reason));
  }
  const beyond = rules[MAX_FILES];
  if (beyond) problems.push(problem(beyond.path, `more than ${MAX_FILES} policy files`));
  return { source: { repository: `${home.owner}/${home.name}`, commit: found.commit, files }, problems };
}

function problem(file: string, found: string): PolicyProblem {
  return { file, line: 1, column: 1, key: "", found, needed: "a plain UTF-8 YAML file of at most 64 KB", fix: null, severity: "error" };
}
