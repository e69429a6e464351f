import { contractSchema } from "../policy/contract-schema.js";
import { FILE_KINDS } from "../policy/file-kinds.js";
import { foldersOf, isOfKind } from "../policy/files.js";
import { contractFile } from "../policy/kinds/contract.js";
import { CONFIG_PATH, CONTRACTS } from "../policy/paths.js";
import type { PolicyFile } from "../policy/source-file.js";
import { parseYaml } from "../yaml/yaml.js";
import { atTop } from "./at-top.js";
import { ignoredTest } from "./ignored-tests.js";
import type { LintFinding, LintRule } from "./rule.js";

const CONFIG = /^(?:\.github\/)?\.?baton\.(?:ya?ml|json)(?:\.txt)?$/i;
const CONTRACT = /^(?:\.github\/)?contracts?\/.*\.(?:ya?ml|json)(?:\.txt)?$/i;
/** Keys that other files under such a name seldom have; one alone proves nothing. */
const TELLING = new Set(
  Object.keys(contractSchema.shape).filter((key) => !["kind", "id", "name", "version", "owner", "notes"].includes(key)),
);
const KEY = /^[ \t]{0,4}["']?([A-Za-z_]{1,40})["']?[ \t]{0,4}:/gm;

/** Files that somebody meant for Baton, and that it never reads. */
export const ignoredFile: LintRule = {
  id: "ignored-file",
  summary: "A file looks like policy and is never read, because of its name or its place.",
  example: { in: "path", of: "", bad: `${CONTRACTS}/drafts/brief.yml`, good: `${CONTRACTS}/brief.yml` },
  severity: "error",
  needs: "contract",
  run: (policy) => ignoredAmong(policy.others, policy.configFile !== null || policy.hasConfig),
};

/** Takes files beside a policy, and whether a configuration is read; returns what to say of those that are meant for Baton, and that it never reads. */
export function ignoredAmong(others: readonly PolicyFile[], hasConfig: boolean): LintFinding[] {
  return others.flatMap((file) => judge(file, hasConfig));
}

/** True for a configuration under another name than the one that is read. */
export function isMisplacedConfig({ path }: PolicyFile): boolean {
  return CONFIG.test(path) && isNearPolicy(path);
}

/** Takes a path from the repository's root; true when policy may be meant by such a name, and none is read from it. */
export function isNearPolicy(path: string): boolean {
  if (FILE_KINDS.some((kind) => isOfKind(kind, path))) return false;
  return CONFIG.test(path) || (CONTRACT.test(path) && !OTHERS.some((folder) => path.startsWith(`${folder}/`)));
}

/** Folders of other kinds of file: what lies below them is theirs. */
const OTHERS = FILE_KINDS.filter((kind) => kind !== contractFile)
  .flatMap(foldersOf)
  .filter((folder) => folder.startsWith(`${CONTRACTS}/`));

/** True for a file that seems to be a contract, whatever it is called. */
export function isLikeContract({ path, text }: PolicyFile): boolean {
  return CONTRACT.test(path) && isNearPolicy(path) && isWordedSo(text);
}

/**
 * Takes the path of a file whose text is not at hand, and whether a configuration is read; returns the same of its name and place alone, as warnings: what
 * is in it may be no policy at all.
 */
export function ignoredByName(path: string, hasConfig: boolean): LintFinding[] {
  if (!isNearPolicy(path)) return [];
  if (CONFIG.test(path)) return [{ ...misplacedConfig({ path }, hasConfig), severity: "warning" }];
  if (!/\.json$/i.test(path)) return [{ ...misplacedContract({ path }, "a YAML file"), severity: "warning" }];
  return isBeside(path) && !/\.schema\.json$/i.test(path) ? [{ ...misplacedContract({ path }, "a JSON file"), severity: "warning" }] : [];
}

function judge(file: PolicyFile, hasConfig: boolean): LintFinding[] {
  const test = ignoredTest(file);
  if (test) return [test];
  if (!isNearPolicy(file.path)) return [];
  if (CONFIG.test(file.path)) return [misplacedConfig(file, hasConfig)];
  const isJson = /\.json$/i.test(file.path);
  if (isLikeContract(file)) return [{ ...misplacedContract(file, isJson ? "a JSON file" : "a contract"), severity: "error" }];
  // Next to the contracts a JSON file is taken for one, unless it is a schema that says so.
  return isJson && isBeside(file.path) && !/"\$schema"\s*:\s*"https?:\/\/json-schema\.org\//.test(file.text)
    ? [{ ...misplacedContract(file, "a JSON file"), severity: "warning" }]
    : [];
}

function isBeside(path: string): boolean {
  return path.startsWith(`${CONTRACTS}/`) && !path.slice(CONTRACTS.length + 1).includes("/");
}

function misplacedConfig(file: Pick<PolicyFile, "path">, there: boolean): LintFinding {
  return {
    ...atTop(file),
    found: "a configuration that is never read",
    needed: `the name \`${CONFIG_PATH}\`, letter by letter`,
    fix: there
      ? `\`${CONFIG_PATH}\` is there and counts: move what this one says into it, or remove this one.`
      : `Rename it to ${CONFIG_PATH}.`,
    severity: there ? "warning" : "error",
  };
}

function misplacedContract(file: Pick<PolicyFile, "path">, as: "a contract" | "a YAML file" | "a JSON file"): LintFinding {
  const name = `${CONTRACTS}/${(file.path.split("/").at(-1) ?? "").replace(/\.(?:ya?ml|json)(?:\.txt)?$/i, "")}.yml`;
  return {
    ...atTop(file),
    found: as === "a contract" ? "a contract that is never read" : `${as} among the contracts, which is never read`,
    needed: contractFile.paths.map((path) => `\`${path}\``).join(" or "),
    fix: FIX[as](name),
  };
}

const FIX = {
  "a contract": (name: string) => `Move it to ${name}.`,
  "a YAML file": (name: string) => `If it is a contract, move it to ${name}.`,
  "a JSON file": (name: string) => `If it is a contract, write it as YAML in ${name}.`,
};

function isWordedSo(text: string): boolean {
  if (/^[ \t{]{0,4}["']?apiVersion["']?\s{0,4}:\s{0,4}["']?baton\//m.test(text)) return true;
  const yaml = parseYaml(text);
  const keys = yaml.ok ? Object.keys(Object(yaml.data) as object) : [...text.matchAll(KEY)].map(([, key]) => key ?? "");
  return new Set(keys.filter((key) => TELLING.has(key))).size > 1;
}
