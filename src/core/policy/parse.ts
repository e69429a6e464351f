import type { ReadContract } from "./read-contract.js";
import { CHECKS } from "../checks/registry.js";
import { canonicalJson, sha256 } from "../basics/digest.js";
import type { Checks } from "./contract.js";
import { rolesOf } from "./roles-named.js";
import { FILE_KINDS } from "./file-kinds.js";
import { policyKind } from "./files.js";
import { contractFile } from "./kinds/contract.js";
import type { InForce, Reading, ReadPolicy, Standing } from "./kinds/kind.js";
import { inheritedFiles } from "./organisation/organisation.js";
import type { PolicyFile } from "./source-file.js";
import { policyPlaces } from "./organisation/places.js";
import type { Config, Contract, OrganisationRules, Policy, PolicyProblem, Role } from "./types.js";

export type { PolicyFile } from "./source-file.js";

export interface ParsedPolicy {
  /** Null exactly when a problem of severity `error` exists. */
  policy: Policy | null;
  problems: PolicyProblem[];
}

/** The policy files of one repository at one commit. */
export interface PolicySource {
  repository: string;
  commit: string;
  files: readonly PolicyFile[];
}

/** Takes the policy files of one commit (and, in tests, the kinds of check); returns the policy or what is wrong with it. Pure, never throws. */
export function parsePolicy(files: readonly PolicyFile[], source: Policy["source"], checks: Checks = CHECKS): ParsedPolicy {
  return assembled(readPolicy(files, checks), source);
}

/** Takes policy files as they were read; returns the policy or what is wrong with it. Pure, never throws. */
export function assembled(read: ReadPolicy, source: Policy["source"]): ParsedPolicy {
  const own = standing(read);
  const { problems } = own;
  if (!isSound(own)) return { policy: null, problems };
  const policy = assemble(inForce(own, null), own.read, source);
  return { policy: isOrganisations(source.repository) ? { ...policy, organisation: rulesOf(policy, policy.contracts) } : policy, problems };
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
  const found = readFiles(files, { problems: [], checks, above: null });
  const { config } = found;
  if (config) for (const { policy } of FILE_KINDS) policy?.check?.(found, config);
  return found;
}

const NO_TEMPLATES = { templateTexts: [], templateSections: [], forms: [], formFiles: [] };
const NOTHING_READ = { configFile: null, config: null, read: [], roles: [], ...NO_TEMPLATES };

function readFiles(files: readonly PolicyFile[], reading: Omit<Reading, "config">): ReadPolicy {
  const level: ReadPolicy = { ...NOTHING_READ, parts: {}, places: {}, problems: reading.problems };
  for (const kind of FILE_KINDS) {
    // A file that lies elsewhere was given as a contract.
    const own = files.filter(({ path }) => (policyKind(path) ?? contractFile) === kind);
    const { parts, places, ...found } = kind.policy?.read(own, { ...reading, config: level.config }) ?? {};
    Object.assign(level, found, { parts: { ...level.parts, ...parts }, places: { ...level.places, ...places } });
  }
  return level;
}

/** What an organisation and one of its repositories say, each as it was read, and what is in force of it. */
export interface Levels extends ParsedPolicy {
  above: ReadPolicy;
  own: ReadPolicy;
}

/**
 * Takes a repository's policy files and its organisation's; returns the policy that is in force for the repository: the organisation's, which the
 * repository may tighten. What would loosen it is a warning and does not count. Pure, never throws.
 */
export function mergeOrganisation(own: PolicySource, organisation: PolicySource, checks: Checks = CHECKS): ParsedPolicy {
  const { policy, problems } = mergeLevels(own, organisation, checks);
  return { policy, problems };
}

/** The same with both levels as they were read. */
export function mergeLevels(own: PolicySource, organisation: PolicySource, checks: Checks = CHECKS): Levels {
  const above = standing(readFiles(inheritedFiles(organisation.files), { problems: [], checks, above: null }));
  const below = standing(readFiles(own.files, { problems: [], checks, above: above.config }));
  const source = { repository: own.repository, commit: own.commit, organisation: organisation.commit };
  const policy = isWhole(above) && isWhole(below) ? merged(above, below, source) : null;
  const problems = [...above.problems, ...below.problems];
  return { above, own: below, policy: problems.some(({ severity }) => severity === "error") ? null : policy, problems };
}

function merged(above: Standing, below: Standing, source: Policy["source"]): Policy {
  const policy = assemble(inForce(below, above), [...above.read, ...below.read], source);
  const contracts = above.read.map(({ contract }) => contract);
  return { ...policy, organisation: rulesOf(above.config, contracts) };
}

/** What of two levels counts, kind by kind: the repository's own, under its organisation's where there is one. */
function inForce(own: Standing, above: Standing | null): InForce {
  const start: InForce = { config: own.config, contracts: [], ...NO_TEMPLATES, parts: {}, places: own.places };
  return FILE_KINDS.reduce((soFar, { policy }) => policy?.inForce(own, above, soFar) ?? soFar, start);
}

type MaybeStanding = Omit<Standing, "config"> & Pick<ReadPolicy, "config">;

function standing(read: ReadPolicy): MaybeStanding {
  return { ...read, places: { ...read.places, ...policyPlaces(read.configFile, read.read) } };
}

function isWhole(level: MaybeStanding): level is Standing {
  return level.config !== null;
}

function isSound(level: MaybeStanding): level is Standing {
  return isWhole(level) && level.problems.every((problem) => problem.severity !== "error");
}

/** `read` is where roles may be named; the contracts may be made of several of them. */
function assemble({ config, parts, ...found }: InForce, read: readonly ReadContract[], source: Policy["source"]): Policy {
  const named = read
    .flatMap(({ file, contract }) => rolesOf(file, contract))
    .map(({ role }): [string, Role] => [role, { id: role, users: [], teams: [] }]);
  const roles = { ...Object.fromEntries(named), ...config.roles };
  const more = Object.keys(parts).length > 0 ? { parts } : {};
  const digest = sha256(canonicalJson({ ...config, roles, ...more, contracts: found.contracts.map((contract) => contract.digest) }));
  return { ...config, roles, source, ...found, ...more, digest };
}
