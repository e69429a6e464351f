import type { PolicyFiles } from "../core/ports.js";
import { TemporaryFault } from "../core/faults.js";
import type { PolicyProblem } from "../core/policy/types.js";
import { readText } from "./blobs.js";
import type { BlobCache } from "./blobs.js";
import type { Client } from "./client.js";
import { POLICY_QUERY } from "./query.js";
import { repositoryShape, shaped } from "./shapes.js";
import type { RepositoryShape } from "./shapes.js";
import type { PolicySource } from "./rules.js";
import { z } from "zod";

export const CONFIG = ".github/baton.yml";
const POLICY_CAP = 64 * 1024;
const MAX_FILES = 100;
const CONTRACT = /^contracts\/[^/]+\.ya?ml$/;

/** A repository as its policy files are read from it. */
export interface PolicyHome {
  owner: string;
  name: string;
  nodeId: string;
}

/** Takes a repository as answered; returns its policy files at the default branch. An empty repository has none. */
export function policyFilesOf(repository: RepositoryShape): PolicyFiles {
  const target = repository.defaultBranchRef?.target;
  if (!target) return { commit: "", files: [] };
  const { config, contracts } = target;
  if (contracts?.type === "tree" && !contracts.object?.entries) throw new TemporaryFault("GitHub left out the list of contracts");
  const entries = [...(config ? [{ ...config, path: CONFIG }] : []), ...(contracts?.object?.entries ?? [])];
  const files = entries.flatMap(({ path, oid, size, mode, type }) => {
    if (path === null) throw new TemporaryFault("GitHub gave a policy file without its path");
    return type !== "tree" && (path === CONFIG || CONTRACT.test(path)) ? [{ path, oid, size: size ?? null, mode }] : [];
  });
  return { commit: target.oid, files };
}

/** Takes an owner and a name; returns the policy files there, or null when there is no such repository for us. */
export async function askPolicyFiles(
  client: Client,
  owner: string,
  name: string,
): Promise<{ home: PolicyHome; files: PolicyFiles } | null> {
  const query = client.graphql(POLICY_QUERY, { owner, name }, mayBeAbsent);
  const { repository } = shaped(z.object({ repository: repositoryShape.nullable() }), await query, "the organisation's policy");
  return (
    repository && {
      home: { owner: repository.owner.login, name: repository.name, nodeId: repository.id },
      files: policyFilesOf(repository),
    }
  );
}

function mayBeAbsent(path: string): boolean {
  return path === "repository" || isPolicyField(path);
}

/** True for the parts of a repository that need not be there. */
export function isPolicyField(path: string): boolean {
  return path === "repository/defaultBranchRef/target/config" || path === "repository/defaultBranchRef/target/contracts";
}

/** Takes policy files; returns their texts, and a problem for each that cannot be read. */
export async function readPolicyFiles(
  client: Client,
  blobs: BlobCache,
  home: PolicyHome,
  found: PolicyFiles,
): Promise<{ source: PolicySource; problems: PolicyProblem[] }> {
  const source: PolicySource = { repository: `${home.owner}/${home.name}`, commit: found.commit, files: [] };
  const problems: PolicyProblem[] = [];
  for (const file of found.files.slice(0, MAX_FILES)) {
    const text = await readText(client, blobs, home, { ...file, type: "blob" }, POLICY_CAP);
    if (text.known) source.files.push({ path: file.path, text: text.value });
    else problems.push(problem(file.path, text.reason));
  }
  const beyond = found.files[MAX_FILES];
  if (beyond) problems.push(problem(beyond.path, `more than ${MAX_FILES} policy files`));
  return { source, problems };
}

function problem(file: string, found: string): PolicyProblem {
  return { file, line: 1, column: 1, key: "", found, needed: "a plain UTF-8 YAML file of at most 64 KB", fix: null, severity: "error" };
}
