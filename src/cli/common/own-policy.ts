import { dirname, relative, resolve, sep } from "node:path";
import { policyKind } from "../../core/policy/files.js";
import { contractFile } from "../../core/policy/kinds/contract.js";
import { parsePolicy } from "../../core/policy/parse.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import type { Contract, Policy, PolicyProblem } from "../../core/policy/types.js";
import { didYouMean } from "../../core/policy/complaints.js";
import { WrongCall } from "./call.js";
import { realFolder } from "./folder.js";
import { readText } from "./read-text.js";
import { repositoryAround } from "./repository-around.js";
import { unreadLines, withoutConfig } from "./unread.js";
import { withoutDot } from "./without-dot.js";
import { readWorkspace } from "./workspace.js";

/** What a repository is called where its name does not matter. */
const ANY_REPOSITORY = "own/repository";
const REPOSITORY = /^[\w.-]{1,100}\/[\w.-]{1,100}$/;

/** A policy with one of its contracts. */
export interface Chosen {
  policy: Policy;
  contract: Contract;
  /** The repository's folder: what was named, or what lies around the contract. */
  folder: string;
}

/** Takes a repository's folder; returns its policy. Throws a WrongCall when it has no contract, or one that does not parse. */
export async function ownPolicy(folder: string, repository = ANY_REPOSITORY): Promise<Policy> {
  realFolder(folder);
  const files = await readWorkspace(folder);
  if (files.some(isContract)) return await parsed(files, repository, folder);
  const unread = await unreadLines(folder, files);
  const here = folder === "." ? "the current folder" : folder;
  throw new WrongCall(
    unread.length > 0
      ? [`${here} has no contracts that are read:`, ...unread]
      : `${here} has no contracts: \`baton init\` writes a first one`,
  );
}

/** Takes a repository's folder; returns its policy, with contracts or without. Throws a WrongCall when it does not parse. */
export async function readPolicyIn(folder: string): Promise<Policy> {
  realFolder(folder);
  return await parsed(await readWorkspace(folder), ANY_REPOSITORY, folder);
}

/**
 * Takes a contract's path or id, and the repository's folder where one was named; returns the policy, the contract and the folder. A path needs
 * nothing but the file: the configuration that lies around it counts, not that of the current folder. Throws a WrongCall.
 */
export async function chosenContract(folder: string | undefined, name: string, repository = ANY_REPOSITORY): Promise<Chosen> {
  if (/[\\/]|\.ya?ml$/.test(name)) return await byPath(folder, name, repository);
  const here = folder ?? ".";
  return byId(here, await ownPolicy(here, repository), name);
}

async function byPath(given: string | undefined, name: string, repository: string): Promise<Chosen> {
  const text = await readText(name);
  const around = given ?? repositoryAround(dirname(name));
  const folder = around ?? ".";
  const inside = relative(resolve(folder), resolve(name)).split(sep).join("/");
  const file = { path: inside.startsWith("..") ? name : inside, text };
  const files = around === null ? [] : await readWorkspace(around);
  const policy =
    wholeAround(files, file, repository) ?? (await parsed([...files.filter((each) => !isContract(each)), file], repository, around));
  const contract = policy.contracts.find((each) => each.file === file.path);
  if (!contract) throw new WrongCall(`${name} holds no contract`);
  return { policy, contract, folder };
}

/** The policy that the file stands in, other contracts included: roles and agents name them. Null where mistakes of others would keep it from being read. */
function wholeAround(files: readonly PolicyFile[], file: PolicyFile, repository: string): Policy | null {
  const { policy } = parsePolicy([...files.filter(({ path }) => path !== file.path), file], { repository, commit: "" });
  return policy?.contracts.some((contract) => contract.file === file.path) ? policy : null;
}

function isContract({ path }: PolicyFile): boolean {
  return policyKind(path) === contractFile;
}

function byId(folder: string, policy: Policy, id: string): Chosen {
  return { policy, contract: contractIn(policy, id), folder };
}

/** Takes a policy and an id; returns its contract. Throws a WrongCall when there is none. */
export function contractIn(policy: Policy, id: string): Contract {
  const ids = policy.contracts.map((contract) => contract.id);
  const contract = policy.contracts.find((each) => each.id === id);
  if (!contract)
    throw new WrongCall(
      `there is no contract ${id}. ${didYouMean(id, ids) ?? `Known: ${ids.join(", ")}. \`baton lint\` tells of files that are never read.`}`,
    );
  return contract;
}

async function parsed(files: readonly PolicyFile[], repository: string, folder: string | null): Promise<Policy> {
  const { policy, problems } = parsePolicy(files, { repository, commit: "" });
  if (policy) return policy;
  throw new WrongCall(await refusal(files, problems, folder));
}

/** Takes what was read of a folder (null: a contract alone) and what is wrong in it; returns the errors in lines, and what was not read. */
export async function refusal(files: readonly PolicyFile[], problems: readonly PolicyProblem[], folder: string | null): Promise<string[]> {
  const lines = problems.filter((problem) => problem.severity === "error").map(problemLine);
  return folder === null ? lines : [...lines, ...withoutConfig(files), ...(await unreadLines(folder, files))];
}

/** A policy problem on one line: where, what was found, what is needed, how to mend it. */
export function problemLine({ file, line, column, found, needed, fix }: PolicyProblem): string {
  return `${file}:${line}:${column}: found ${found}; needed: ${withoutDot(needed)}.${fix === null ? "" : ` ${fix}`}`;
}

/** What CI says the repository is called: links to it by URL mean its own files. */
export function repositoryName(env: NodeJS.ProcessEnv): string {
  const name = env["GITHUB_REPOSITORY"] ?? "";
  return REPOSITORY.test(name) ? name : ANY_REPOSITORY;
}
