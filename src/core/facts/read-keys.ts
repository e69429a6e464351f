import { sha256 } from "../basics/digest.js";
import { environmentKey, loginKey } from "../basics/names.js";

/**
 * What an answer may rest on, each as a short text. Who reads something keeps its key with the item; whatever changes it names the same key, a
 * delivery of GitHub's or a run of ours, and everything that keeps it is looked at again.
 */
export type ReadKey = string;

/** Most keys of one item; what is beyond is left to the sweep. */
export const MOST_KEYS = 500;
/** Longer keys cost an index more than they tell. */
const LONGEST_KEY = 200;
/** Folders of so many levels have keys of their own. */
const DEEPEST = 20;

/** A repository as far as it is known: by its node id, which survives renames, or only as somebody wrote it. */
export interface Where {
  /** Empty where only the name is known. */
  repositoryId: string;
  /** `owner/name` */
  repository: string;
}

/**
 * The parts of an item that others read of it, so that nobody is woken by what they do not judge: `item` is whether it exists, its title, its state and
 * whether it is a draft; `head` a pull request's newest commit; `stage` and `standing` are ours.
 */
export type ItemPart = "item" | "head" | "reviews" | "stage" | "standing";

/** The key of a part of an item, for who reads it. */
export function itemKey(part: ItemPart, where: Where, number: number): ReadKey {
  return spelt(part, `${where.repositoryId === "" ? nameOf(where) : where.repositoryId}#${number}`);
}

/** The keys under which a part of an item may be kept, for who changes it. */
export function itemKeys(part: ItemPart, where: Where, number: number): ReadKey[] {
  return eitherWay(where).map((place) => spelt(part, `${place}#${number}`));
}

/** The pull requests that close an issue: this one its issue always keeps. */
export function closersKey(repositoryId: string, number: number): ReadKey {
  return spelt("closers", `${repositoryId}#${number}`);
}

/** The pull requests that somebody opened in a repository: how many of them are open. */
export function pullsByKey(repositoryId: string, login: string): ReadKey {
  return spelt("pulls-by", `${repositoryId}:${loginKey(login)}`);
}

/** A repository as a whole: whether it is there, and who may see it. */
export function repositoryKey(where: Where): ReadKey {
  return spelt("repository", where.repositoryId === "" ? nameOf(where) : where.repositoryId);
}

/** The keys under which a repository may be kept. */
export function repositoryKeys(where: Where): ReadKey[] {
  return eitherWay(where).map((place) => spelt("repository", place));
}

/** What others than us report on a commit. */
export function commitKey(repositoryId: string, sha: string): ReadKey {
  return spelt("commit", `${repositoryId}@${sha}`);
}

/** What we say on a commit: the worst of its pull requests. */
export function verdictKey(repositoryId: string, sha: string): ReadKey {
  return spelt("verdict", `${repositoryId}@${sha}`);
}

/** What is reported of deployments to an environment. */
export function deploymentsKey(repositoryId: string, environment: string): ReadKey {
  return spelt("deployments", `${repositoryId}:${environmentKey(environment)}`);
}

/** A file of the default branch. */
export function documentKey(repositoryId: string, path: string): ReadKey {
  return spelt("document", `${repositoryId}:${path.normalize("NFC")}`);
}

/** Any file of the default branch: kept with every document, named by a push that does not tell what it touched. */
export function documentsKey(repositoryId: string): ReadKey {
  return spelt("documents", repositoryId);
}

/** Any file of the default branch in a folder, or in one below it; an empty name is the root. */
export function folderKey(repositoryId: string, folder: string): ReadKey {
  // What is deeper is in a folder that is named.
  return spelt("folder", `${repositoryId}:${folder.normalize("NFC").split("/").slice(0, DEEPEST).join("/")}`);
}

/** The keys under which folders are kept that files of the default branch are in, up to the root. */
export function folderKeys(repositoryId: string, paths: readonly string[]): ReadKey[] {
  const folders = paths.flatMap((path) => {
    const names = path.split("/").slice(0, -1).slice(0, DEEPEST);
    return Array.from({ length: names.length + 1 }, (_, depth) => names.slice(0, depth).join("/"));
  });
  return [...new Set(folders)].map((folder) => folderKey(repositoryId, folder));
}

/** Policy, templates and texts of the default branch, whichever. */
export function branchKey(repositoryId: string): ReadKey {
  return spelt("branch", repositoryId);
}

/** A repository's own policy. */
export function policyKey(repositoryId: string): ReadKey {
  return spelt("policy", repositoryId);
}

/** The policy of an organisation, which all its repositories are under. */
export function organisationPolicyKey(owner: string): ReadKey {
  return spelt("organisation-policy", owner.toLowerCase());
}

/** A team, `org/slug`: that it exists. */
export function teamKey(team: string): ReadKey {
  return spelt("team", team.replace(/^@/, "").toLowerCase());
}

/** Any team of an organisation: kept with every team, named where it is not told which others are concerned. */
export function teamsKey(organisation: string): ReadKey {
  return spelt("teams", organisation.toLowerCase());
}

/** Which teams of an organisation somebody is in. Not one team's key: a member of a child team is one of its parents', which no event names. */
export function memberKey(organisation: string, login: string): ReadKey {
  return spelt("member", `${organisation.toLowerCase()}:${loginKey(login)}`);
}

/** What somebody, or anybody, may do in a repository. */
export function accessKey(repositoryId: string, login?: string): ReadKey {
  return spelt("access", login === undefined ? repositoryId : `${repositoryId}:${loginKey(login)}`);
}

function nameOf({ repository }: Where): string {
  return repository.toLowerCase();
}

function eitherWay(where: Where): string[] {
  return [where.repositoryId, nameOf(where)].filter((place) => place !== "");
}

// A path or a branch may be named as somebody likes: what no index takes, or nobody could read, becomes a hash.
function spelt(kind: string, what: string): ReadKey {
  const plain = what.length <= LONGEST_KEY && what.isWellFormed() && !/\p{C}/u.test(what);
  return `${kind}:${plain ? what : sha256(what.toWellFormed())}`;
}
