import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { rules } from "../../app/judge/rules.js";
import type { PolicySource } from "../../core/policy/parse.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import type { Policy } from "../../core/policy/types.js";
import { WrongCall } from "../common/call.js";
import { realFolder } from "../common/folder.js";
import { repositoryAround } from "../common/repository-around.js";
import { problemLine } from "../common/own-policy.js";
import { isRulesFile, isTemplatePath } from "../../core/policy/files.js";
import { CONFIG_PATH, CONTRACTS } from "../../core/policy/paths.js";
import { readWorkspace } from "../common/workspace.js";
import type { Recording } from "./recording.js";

/**
 * Takes a folder and the policy in force; returns the policy that the folder would put in its place. The folder is a repository's, or holds
 * contracts alone: what it does not have (configuration, issue templates) stays as it is. Throws a WrongCall when it has no rules, or broken ones.
 */
export async function proposedPolicy(folder: string, { own, organisation }: Recording["policy"]): Promise<Policy> {
  const found = await rulesIn(folder);
  const has = (test: (path: string) => boolean) => found.some((file) => test(file.path));
  const kept = own.files.filter(
    ({ path }) => (path === CONFIG_PATH && !has((each) => each === CONFIG_PATH)) || (isTemplatePath(path) && !has(isTemplatePath)),
  );
  const { policy, problems } = parse({ repository: own.repository, commit: "", files: [...kept, ...found] }, organisation);
  if (policy) return policy;
  throw new WrongCall(problems.filter((problem) => problem.severity === "error").map(problemLine));
}

/** Takes the policy in force as texts; returns it, or null where there is none. Throws a WrongCall when it does not parse. */
export function policyInForce({ own, organisation }: Recording["policy"]): Policy | null {
  const governs = (files: readonly PolicyFile[]) => files.some(({ path }) => isRulesFile(path));
  if (!governs(own.files) && !governs(organisation?.files ?? [])) return null;
  const { policy, problems } = parse(own, organisation);
  if (policy) return policy;
  const lines = problems.filter((problem) => problem.severity === "error").map(problemLine);
  throw new WrongCall([`The policy of ${own.repository} does not parse, so there is nothing to compare with:`, ...lines]);
}

function parse(own: PolicySource, organisation: PolicySource | null): ReturnType<typeof rules.parse> {
  const written = (source: PolicySource) => ({ ...source, files: [...source.files] });
  return rules.parse(written(own), organisation && written(organisation));
}

async function rulesIn(folder: string): Promise<PolicyFile[]> {
  realFolder(folder);
  const files = await readWorkspace(folder);
  if (files.some(({ path }) => isRulesFile(path))) return files;
  const alone = await contractsIn(folder);
  const around = alone.length === 0 ? null : repositoryAround(folder);
  if (around !== null)
    return [...(await readWorkspace(around)).filter(({ path }) => path === CONFIG_PATH || isTemplatePath(path)), ...alone];
  if (alone.length === 0) throw new WrongCall(`${folder} holds neither ${CONFIG_PATH} nor contracts`);
  return alone;
}

async function contractsIn(folder: string): Promise<PolicyFile[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name)).map((entry) => entry.name);
    return await Promise.all(
      names.toSorted().map(async (name) => ({ path: `${CONTRACTS}/${name}`, text: await readFile(join(folder, name), "utf8") })),
    );
  } catch {
    return [];
  }
}
