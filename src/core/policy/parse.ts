import type { ReadContract } from "./read-contract.js";
import { CHECKS } from "../checks/registry.js";
import { canonicalJson, sha256 } from "../basics/digest.js";
import type { Config } from "./types.js";
import { readConfig } from "./config.js";
import type { Checks } from "./contract.js";
import { readContract } from "./contract.js";
import { crossCheck, rolesOf } from "./cross-check.js";
import { inheritedFiles } from "./organisation/organisation.js";
import { mergeConfig } from "./organisation/config.js";
import { mergeContracts, type PlacedContracts } from "./organisation/contracts.js";
import type { PolicyFile, SourceFile } from "./source-file.js";
import { openFile } from "./source-file.js";
import { isTemplatePath } from "./template-paths.js";
import { policyPlaces } from "./organisation/places.js";
import type { Contract, OrganisationRules, Policy, PolicyProblem, Role } from "./types.js";
import { templateTexts } from "../content/template-texts.js";

export type { PolicyFile } from "./source-file.js";

export interface ParsedPolicy {
  /** Null exactly when a problem of severity `error` exists. */
  policy: Policy | null;
  problems: PolicyProblem[];
}

/** Policy files as far as they could be read. */
export interface ReadPolicy {
  /** Null where there is no configuration, or it is no YAML. */
  configFile: SourceFile | null;
  config: Config | null;
  read: ReadContract[];
  /** What the issue templates among the files put before everybody. */
  templateTexts: string[];
  problems: PolicyProblem[];
}

/** The policy files of one repository at one commit. */
export interface PolicySource {
  repository: string;
  commit: string;
  files: readonly PolicyFile[];
}

const CONFIG = /(^|:)\.github\/baton\.yml$/;

/** Takes the policy files of one commit (and, in tests, the kinds of check); returns the policy or what is wrong with it. Pure, never throws. */
export function parsePolicy(files: readonly PolicyFile[], source: Policy["source"], checks: Checks = CHECKS): ParsedPolicy {
  const { configFile, config, read, templateTexts: texts, problems } = readPolicy(files, checks);
  const broken = problems.some((problem) => problem.severity === "error");
  const found = { contracts: read.map(({ contract }) => contract), places: policyPlaces(configFile, read) };
  if (!config || broken) return { policy: null, problems };
  const policy = assemble(config, read, { ...found, templateTexts: texts }, source);
  return { policy: isOrganisations(source.repository) ? { ...policy, organisation: rulesOf(config, found.contracts) } : policy, problems };
}

function isOrganisations(repository: string): boolean {
  return /^[^/]+\/\.github$/i.test(repository);
}

function rulesOf({ enforcement, lifecycle, trusts }: Config, contracts: readonly Contract[]): OrganisationRules {
  const entered = contracts.map(({ stage }) => stage.to);
  return { enforcement, trusts, guarded: [...new Set([...entered, ...(lifecycle.initial === null ? [] : [lifecycle.initial])])] };
}

/** Takes the policy files of one commit; returns what could be read of them, each with its file, and what is wrong. Pure, never throws. */
export function readPolicy(files: readonly PolicyFile[], checks: Checks = CHECKS): ReadPolicy {
  const found = readFiles(files, checks);
  if (found.config) crossCheck(found.read, found.config);
  return found;
}

function readFiles(files: readonly PolicyFile[], checks: Checks, above: Config | null = null): ReadPolicy {
  const problems: PolicyProblem[] = [];
  const configFile = files.find((file) => CONFIG.test(file.path));
  const contracts = files.filter((file) => file !== configFile && !isTemplatePath(file.path));
  const opened = configFile ? openFile(configFile, problems) : null;
  const config = configFile && !opened ? null : readConfig(opened, above);
  const read = contracts.flatMap((file) => readOne(file, problems, checks));
  return { configFile: opened, config, read, templateTexts: templateTexts(files.filter((file) => isTemplatePath(file.path))), problems };
}

/**
 * Takes a repository's policy files and its organisation's; returns the policy that is in force for the repository: the organisation's, which the
 * repository may tighten. What would loosen it is a warning and does not count. Pure, never throws.
 */
export function mergeOrganisation(own: PolicySource, organisation: PolicySource, checks: Checks = CHECKS): ParsedPolicy {
  const above = readFiles(inheritedFiles(organisation.files), checks);
  const below = readFiles(own.files, checks, above.config);
  const policy =
    above.config && below.config
      ? merged(above, below, { repository: own.repository, commit: own.commit, organisation: organisation.commit })
      : null;
  const problems = [...above.problems, ...below.problems];
  return { policy: problems.some((problem) => problem.severity === "error") ? null : policy, problems };
}

function merged(above: ReadPolicy, below: ReadPolicy, source: Policy["source"]): Policy | null {
  if (!above.config || !below.config) return null;
  const ownPlaces = policyPlaces(below.configFile, below.read);
  const inherited = { configFile: above.configFile, config: above.config, places: policyPlaces(above.configFile, above.read) };
  const own = { configFile: below.configFile, config: below.config, places: ownPlaces };
  const contracts = above.read.map(({ contract }) => contract);
  const { config, places } = mergeConfig(inherited, contracts, own);
  crossCheck(above.read, config);
  crossCheck(below.read, config, contracts);
  const found = mergeContracts({ contracts, places }, below.read, ownPlaces, config);
  const texts = [...new Set([...above.templateTexts, ...below.templateTexts])];
  const policy = assemble(config, [...above.read, ...below.read], { ...found, templateTexts: texts }, source);
  return { ...policy, organisation: rulesOf(above.config, contracts) };
}

function readOne(file: PolicyFile, problems: PolicyProblem[], checks: Checks): ReadContract[] {
  const opened = openFile(file, problems);
  const contract = opened ? readContract(opened, checks) : null;
  return opened && contract ? [{ file: opened, contract }] : [];
}

/** `read` is where roles may be named; the contracts may be made of several of them. */
function assemble(
  config: Config,
  read: readonly ReadContract[],
  found: PlacedContracts & Pick<Policy, "templateTexts">,
  source: Policy["source"],
): Policy {
  const named = read
    .flatMap(({ file, contract }) => rolesOf(file, contract))
    .map(({ role }): [string, Role] => [role, { id: role, users: [], teams: [] }]);
  const roles = { ...Object.fromEntries(named), ...config.roles };
  const digest = sha256(canonicalJson({ ...config, roles, contracts: found.contracts.map((contract) => contract.digest) }));
  return { ...config, roles, source, ...found, digest };
}
