import {
  branchKey,
  documentKey,
  documentsKey,
  folderKeys,
  organisationPolicyKey,
  policyKey,
  type ReadKey,
  type Where,
} from "../../core/facts/read-keys.js";
import { isPolicyPath, isTemplatePath } from "../../core/policy/files.js";
import type { Payload } from "../payloads.js";
import { pushedPaths } from "../pushed.js";
import { atPlace, inRepository, whole, type GitHubEvent } from "./event.js";

/** Paths whose change may change what pull requests do to documents. */
const TEXT = /\.(md|mdx|markdown|txt|adoc|rst)$/i;

/** More folders than this are as good as all. */
const MOST_FOLDERS = 300;

export const push: GitHubEvent = {
  work: atPlace((payload, place) => (touchesRules(payload) ? [whole(place)] : [])),
  names: inRepository(pushKeys),
  doubts: ({ payload, owner }) =>
    owner !== null && payload.repository?.name.toLowerCase() === ".github" && maybePolicy(payload)
      ? [{ cache: "organisation_policy", scope: owner }]
      : [],
};

/** Who rests on a document has its key; a policy or a template is everybody's. */
function touchesRules(payload: Payload): boolean {
  const paths = pushedPaths(payload);
  return paths === "any" || paths.some((path) => isPolicyPath(path) || isTemplatePath(path));
}

function pushKeys(payload: Payload, where: Where): ReadKey[] {
  const { repositoryId, repository } = where;
  const paths = pushedPaths(payload);
  if (paths.length === 0) return [];
  const rules = paths === "any" || paths.some(isPolicyPath);
  const [owner = "", name = ""] = repository.split("/");
  const texts = paths === "any" || paths.some((path) => isPolicyPath(path) || isTemplatePath(path) || TEXT.test(path));
  return [
    ...(paths === "any" ? [documentsKey(repositoryId)] : fileKeys(repositoryId, paths)),
    ...(texts ? [branchKey(repositoryId)] : []),
    ...(rules ? [policyKey(repositoryId)] : []),
    ...(rules && name.toLowerCase() === ".github" ? [organisationPolicyKey(owner)] : []),
  ];
}

function fileKeys(repositoryId: string, paths: readonly string[]): ReadKey[] {
  const folders = folderKeys(repositoryId, paths);
  // Who rests on a folder rests on all documents, too.
  return [
    ...paths.map((path) => documentKey(repositoryId, path)),
    ...(folders.length > MOST_FOLDERS ? [documentsKey(repositoryId)] : folders),
  ];
}

function maybePolicy(payload: Payload): boolean {
  const commits = payload.commits ?? [];
  if (payload.forced || commits.length === 0 || commits.length >= 20) return true;
  return commits.some((commit) => [...(commit.added ?? []), ...(commit.modified ?? []), ...(commit.removed ?? [])].some(isPolicyPath));
}
