import { CHECKS } from "../checks/registry.js";
import { canonicalJson, sha256 } from "../digest.js";
import type { Config } from "./config.js";
import { readConfig } from "./config.js";
import type { Checks } from "./contract.js";
import { readContract } from "./contract.js";
import type { ReadContract } from "./cross-check.js";
import { crossCheck, rolesOf } from "./cross-check.js";
import { addOwnContracts } from "./organisation.js";
import type { PolicyFile, SourceFile } from "./source-file.js";
import { openFile } from "./source-file.js";
import { policyPlaces } from "./places.js";
import type { Policy, PolicyProblem, Role } from "./types.js";

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
  /** True when every file became part of it. */
  isWhole: boolean;
  problems: PolicyProblem[];
}

/** The policy files of one repository at one commit. */
export interface PolicySource {
  repository: string;
  commit: string;
  files: readonly PolicyFile[];
}

const TEMPLATE = /(^|:)\.github\/ISSUE_TEMPLATE\//;
const CONFIG = /(^|:)\.github\/baton\.yml$/;

/** Takes the policy files of one commit (and, in tests, the kinds of check); returns the policy or what is wrong with it. Pure, never throws. */
export function parsePolicy(files: readonly PolicyFile[], source: Policy["source"], checks: Checks = CHECKS): ParsedPolicy {
  const { configFile, config, read, problems } = readPolicy(files, checks);
  const broken = problems.some((problem) => problem.severity === "error");
  return { policy: config && !broken ? assemble(configFile, config, read, source) : null, problems };
}

/** Takes the policy files of one commit; returns what could be read of them, each with its file, and what is wrong. Pure, never throws. */
export function readPolicy(files: readonly PolicyFile[], checks: Checks = CHECKS): ReadPolicy {
  const problems: PolicyProblem[] = [];
  const configFile = files.find((file) => CONFIG.test(file.path));
  const contracts = files.filter((file) => file !== configFile && !TEMPLATE.test(file.path));
  const opened = configFile ? openFile(configFile, problems) : null;
  const config = configFile && !opened ? null : readConfig(opened);
  const read = contracts.flatMap((file) => readOne(file, problems, checks));
  if (config) crossCheck(read, config);
  return { configFile: opened, config, read, isWhole: config !== null && read.length === contracts.length, problems };
}

/**
 * Takes a repository's policy files and its organisation's; returns the policy that is in force for the repository. An own configuration
 * replaces the organisation's; without one, own contracts may only add boundaries. Pure, never throws.
 */
export function mergeOrganisation(own: PolicySource, organisation: PolicySource, checks: Checks = CHECKS): ParsedPolicy {
  const source = { repository: own.repository, commit: own.commit };
  if (own.files.some((file) => CONFIG.test(file.path))) return parsePolicy(own.files, source, checks);
  const { files, problems } = addOwnContracts(own.files, organisation.files);
  const parsed = parsePolicy(files, source, checks);
  return { policy: parsed.policy, problems: [...problems, ...parsed.problems] };
}

function readOne(file: PolicyFile, problems: PolicyProblem[], checks: Checks): ReadContract[] {
  const opened = openFile(file, problems);
  const contract = opened ? readContract(opened, checks) : null;
  return opened && contract ? [{ file: opened, contract }] : [];
}

function assemble(configFile: SourceFile | null, config: Config, read: readonly ReadContract[], source: Policy["source"]): Policy {
  const contracts = read.map(({ contract }) => contract);
  const named = read
    .flatMap(({ file, contract }) => rolesOf(file, contract))
    .map(({ role }): [string, Role] => [role, { id: role, users: [], teams: [] }]);
  const roles = { ...Object.fromEntries(named), ...config.roles };
  const digest = sha256(canonicalJson({ ...config, roles, contracts: contracts.map((contract) => contract.digest) }));
  return { ...config, roles, source, contracts, templateTexts: [], digest, places: policyPlaces(configFile, read) };
}
