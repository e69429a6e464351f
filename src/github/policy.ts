import type { PolicyFiles, PolicyRead, PolicyTexts } from "../core/ports.js";
import { TerminalFault, TooMuch } from "../core/faults.js";
import type { Policy, PolicyProblem, PolicyState } from "../core/policy/types.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import type { LastGoodPolicies, PolicyReadiness } from "./lastgood.js";
import { askPolicyFiles, readPolicyFiles } from "./policyfiles.js";
import type { PolicyHome } from "./policyfiles.js";
import { isTemplatePath } from "../core/policy/template-paths.js";
import type { Parsed, PolicySource, Rules } from "./rules.js";

/** What reading a policy needs. */
export interface PolicyDeps {
  client: Client;
  caches: Pick<Caches, "blobs" | "organisations" | "policies">;
  rules: Rules;
  lastGood: LastGoodPolicies;
  readiness: PolicyReadiness;
}

/** One place's policy files with where they are and what in them could not be read. */
interface Level {
  home: PolicyHome;
  source: PolicySource;
  problems: PolicyProblem[];
  /** Object ids: the same ids are the same content. */
  key: string;
  /** True where there is neither configuration nor contract. */
  empty: boolean;
}

/** What is known of an organisation's policy: its files, that there is no such repository, or that it is kept from us. */
type OrganisationFiles = { is: "found"; home: PolicyHome; files: PolicyFiles } | { is: "absent" } | { is: "refused" };

/** Takes an item as read; returns the rules it is under. A policy that does not parse leaves the last good one in force. */
export async function policyOf(deps: PolicyDeps, read: PolicyRead): Promise<PolicyState> {
  const home = read.snapshot.repository;
  const above: OrganisationFiles = isOrganisations(home) ? { is: "absent" } : await organisationFiles(deps, home.owner);
  if (above.is === "refused") return { kind: "none" };
  const organisation = above.is === "found" ? await levelOf(deps, above.home, above.files) : null;
  if (organisation && isUnreadable(deps, home.owner, organisation)) return { kind: "none" };
  const own = await levelOf(deps, home, read.policyFiles);
  if (own.empty && (organisation?.empty ?? true)) return { kind: "none" };
  return await judge(deps, own, organisation);
}

async function judge(deps: PolicyDeps, own: Level, organisation: Level | null): Promise<PolicyState> {
  const { policy, problems } = await parsed(deps, own, organisation);
  if (policy) {
    await remember(deps, own);
    if (organisation) await remember(deps, organisation);
    return { kind: "valid", policy, problems };
  }
  return { kind: "invalid", problems, commit: own.source.commit, lastGood: await lastGoodOf(deps, own, organisation) };
}

async function parsed(deps: PolicyDeps, own: Level, organisation: Level | null): Promise<Parsed> {
  const key = `${own.home.nodeId}:${own.key}|${organisation?.key ?? ""}`;
  const known = deps.caches.policies.get(key) as Parsed | undefined;
  const result = known ?? (await parseAnew(deps.rules, own, organisation));
  deps.caches.policies.set(key, result);
  return { ...result, policy: result.policy && atCommit(result.policy, own, organisation) };
}

async function parseAnew(rules: Rules, own: Level, organisation: Level | null): Promise<Parsed> {
  const unread = [...own.problems, ...(organisation?.problems ?? [])];
  const result = await parseWithin(rules, own.source, organisation?.source ?? null);
  return unread.length > 0 ? { policy: null, problems: [...unread, ...result.problems] } : result;
}

/** A policy that takes too much to be understood is one that does not parse. */
async function parseWithin(rules: Rules, own: PolicySource, organisation: PolicySource | null): Promise<Parsed> {
  try {
    return await rules.parse(own, organisation);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const file = own.files[0]?.path ?? organisation?.files[0]?.path ?? ".github/baton.yml";
    const place = { file, line: 1, column: 1, key: "", fix: null, severity: "error" } as const;
    return { policy: null, problems: [{ ...place, found: error.message, needed: "a policy that can be read in that time" }] };
  }
}

/** The same files may have been parsed at an earlier commit. */
function atCommit(policy: Policy, own: Level, organisation: Level | null): Policy {
  const level = organisation && policy.source.repository === organisation.source.repository ? organisation : own;
  return { ...policy, source: { repository: policy.source.repository, commit: level.source.commit } };
}

async function lastGoodOf(deps: PolicyDeps, own: Level, organisation: Level | null): Promise<Policy | null> {
  const ownBefore = await deps.lastGood.load(own.home.nodeId);
  const above = organisation && (await soundOrganisation(deps, organisation));
  if (!ownBefore && !organisation) return null;
  const { source } = own;
  const organisationSource = organisation && above && { ...organisation.source, files: above.files, commit: above.commit };
  // Where nothing of the repository's own ever parsed, the organisation's rules stand.
  const without = { ...source, files: source.files.filter((file) => isTemplatePath(file.path)) };
  const candidates = [ownBefore ? { ...source, ...ownBefore } : source, ...(organisation ? [without] : [])];
  for (const candidate of candidates) {
    const { policy } = await parseWithin(deps.rules, candidate, organisationSource);
    if (policy) return policy;
  }
  return null;
}

// Sound as it is now, it counts as it is now: only its own mistakes keep an older version in force.
async function soundOrganisation(deps: PolicyDeps, { home, source }: Level): Promise<Pick<PolicySource, "files" | "commit">> {
  if ((await parseWithin(deps.rules, source, null)).policy) return source;
  return (await deps.lastGood.load(home.nodeId)) ?? source;
}

async function remember(deps: PolicyDeps, level: Level): Promise<void> {
  const key = `saved ${level.home.nodeId}`;
  if (deps.caches.policies.get(key) === level.key) return;
  await deps.lastGood.save(level.home.nodeId, { files: [...level.source.files], commit: level.source.commit });
  deps.caches.policies.set(key, level.key);
}

async function levelOf(deps: PolicyDeps, home: PolicyHome, files: PolicyFiles): Promise<Level> {
  const { source, problems } = await readPolicyFiles(deps.client, deps.caches.blobs, home, files);
  return {
    home,
    source,
    problems,
    empty: files.files.every((file) => isTemplatePath(file.path)),
    key: files.files
      .map((file) => `${file.path}=${file.mode}=${file.oid}`)
      .toSorted()
      .join(","),
  };
}

async function organisationFiles(deps: PolicyDeps, owner: string): Promise<OrganisationFiles> {
  const key = owner.toLowerCase();
  const known = deps.caches.organisations.get(key) as OrganisationFiles | undefined;
  if (known) return known;
  try {
    const answer = await askPolicyFiles(deps.client, owner, ".github");
    const found: OrganisationFiles = answer ? { is: "found", home: answer.home, files: rulesOnly(answer.files) } : { is: "absent" };
    deps.readiness.note(owner, null);
    deps.caches.organisations.set(key, found);
    return found;
  } catch (error) {
    if (!(error instanceof TerminalFault)) throw error;
    deps.readiness.note(owner, error.message);
    // Not cached: the permission may be mended any moment.
    return { is: "refused" };
  }
}

// Each repository has its own templates.
function rulesOnly({ commit, files }: PolicyFiles): PolicyFiles {
  return { commit, files: files.filter((file) => !isTemplatePath(file.path)) };
}

/** Takes a repository and policy files of it, at any commit; returns their texts with the organisation's, whatever of the two is in force. */
export async function policyTextsOf(deps: PolicyDeps, read: PolicyRead): Promise<PolicyTexts> {
  const home = read.snapshot.repository;
  const own = await levelOf(deps, home, read.policyFiles);
  const above: OrganisationFiles = isOrganisations(home) ? { is: "absent" } : await organisationFiles(deps, home.owner);
  if (above.is === "refused")
    return { own: own.source, organisation: { known: false, reason: "the organisation's policy cannot be read" }, problems: own.problems };
  const organisation = above.is === "found" ? await levelOf(deps, above.home, above.files) : null;
  return {
    own: own.source,
    organisation: { known: true, value: organisation && !organisation.empty ? organisation.source : null },
    problems: [...own.problems, ...(organisation?.problems ?? [])],
  };
}

function isOrganisations({ name }: PolicyHome): boolean {
  return name.toLowerCase() === ".github";
}

/** An organisation's policy that is there but cannot be read governs nothing, and `/readyz` says so. */
function isUnreadable(deps: PolicyDeps, owner: string, organisation: Level): boolean {
  const unread = organisation.problems[0];
  if (unread) deps.readiness.note(owner, `${unread.file}: ${unread.found}`);
  return unread !== undefined;
}
