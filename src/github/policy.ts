import type { PolicyFiles, PolicyRead, PolicyTexts } from "../core/ports.js";
import { TooMuch } from "../core/basics/faults.js";
import type { Policy, PolicyProblem, PolicyState } from "../core/policy/types.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import type { LastGoodPolicies, PolicyReadiness } from "./last-good.js";
import { filesKey, isOrganisations, organisationFiles } from "./organisation.js";
import type { OrganisationFiles } from "./organisation.js";
import { awaitListings, listedAgain } from "./patience.js";
import { readPolicyFiles } from "./policy-files.js";
import { pinned } from "./pins.js";
import type { PinDeps } from "./pins.js";
import type { PolicyHome } from "./policy-files.js";
import { isTemplatePath } from "../core/policy/files.js";
import { CONFIG_PATH } from "../core/policy/paths.js";
import type { Parsed, PolicySource, Rules } from "./rules.js";

/** What reading a policy needs. */
export interface PolicyDeps extends PinDeps {
  client: Client;
  caches: Pick<Caches, "blobs" | "trees" | "organisations" | "pins" | "policies">;
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

/** Takes an item as read; returns the rules it is under. A policy that does not parse leaves the last good one in force. */
export async function policyOf(deps: PolicyDeps, read: PolicyRead): Promise<PolicyState> {
  const home = read.snapshot.repository;
  const above: OrganisationFiles = isOrganisations(home) ? { is: "absent" } : await organisationFiles(deps, home.owner);
  if (above.is === "refused") return { kind: "none" };
  if (above.is === "found") awaitListings(deps.caches.policies, above.home.nodeId, above.files);
  awaitListings(deps.caches.policies, home.nodeId, read.policyFiles);
  listedAgain(deps.caches.policies, home.nodeId, read.policyFiles);
  const organisation = above.is === "found" ? await levelOf(deps, above.home, above.files) : null;
  if (organisation && (await isUnreadable(deps, home.owner, organisation))) return { kind: "none" };
  const own = await levelOf(deps, home, read.policyFiles);
  if (own.empty && (organisation?.empty ?? true)) return { kind: "none" };
  return await judge(deps, own, organisation);
}

async function judge(deps: PolicyDeps, own: Level, organisation: Level | null): Promise<PolicyState> {
  const { policy, problems } = await parsed(deps, own, organisation);
  const homes = { own: own.home.nodeId, organisation: organisation?.home.nodeId ?? null };
  if (policy) {
    await remember(deps, own);
    if (organisation) await remember(deps, organisation);
    return { kind: "valid", policy: await pinned(deps, policy, homes), problems };
  }
  const lastGood = await lastGoodOf(deps, own, organisation);
  return { kind: "invalid", problems, commit: own.source.commit, lastGood: lastGood && (await pinned(deps, lastGood, homes)) };
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
    const file = own.files[0]?.path ?? organisation?.files[0]?.path ?? CONFIG_PATH;
    const place = { file, line: 1, column: 1, key: "", fix: null, severity: "error" } as const;
    return { policy: null, problems: [{ ...place, found: error.message, needed: "a policy that can be read in that time" }] };
  }
}

/** The same files may have been parsed at an earlier commit. */
function atCommit(policy: Policy, own: Level, organisation: Level | null): Policy {
  const level = organisation && policy.source.repository === organisation.source.repository ? organisation : own;
  const above = organisation && level !== organisation ? { organisation: organisation.source.commit } : {};
  return { ...policy, source: { repository: policy.source.repository, commit: level.source.commit, ...above } };
}

async function lastGoodOf(deps: PolicyDeps, own: Level, organisation: Level | null): Promise<Policy | null> {
  const ownBefore = await deps.lastGood.load(own.home.nodeId);
  const above = organisation && (await soundOrganisation(deps, organisation));
  if (!ownBefore && !organisation) return null;
  const { source } = own;
  const organisationSource = organisation && above && { ...organisation.source, files: above.files, commit: above.commit };
  // Where nothing of the repository's own ever parsed, the organisation's rules stand.
  const without = { ...source, files: source.files.filter((file) => isTemplatePath(file.path)) };
  // A part of what is there now is not what anybody wrote.
  const now = own.problems.length === 0 ? [source] : [];
  const candidates = [...(ownBefore ? [{ ...source, ...ownBefore }] : now), ...(organisation ? [without] : [])];
  for (const candidate of candidates) {
    const { policy } = await parseWithin(deps.rules, candidate, organisationSource);
    if (policy) return policy;
  }
  return null;
}

// Sound as it is now, it counts as it is now: only its own mistakes keep an older version in force.
async function soundOrganisation(deps: PolicyDeps, { home, source, problems }: Level): Promise<Pick<PolicySource, "files" | "commit">> {
  if (problems.length === 0 && (await parseWithin(deps.rules, source, null)).policy) return source;
  return (await deps.lastGood.load(home.nodeId)) ?? source;
}

async function remember(deps: PolicyDeps, level: Level): Promise<void> {
  const key = `saved ${level.home.nodeId}`;
  if (deps.caches.policies.get(key) === level.key) return;
  await deps.lastGood.save(level.home.nodeId, { files: [...level.source.files], commit: level.source.commit });
  deps.caches.policies.set(key, level.key);
}

async function levelOf(deps: PolicyDeps, home: PolicyHome, files: PolicyFiles): Promise<Level> {
  const { source, problems } = await readPolicyFiles(deps, home, files);
  return {
    home,
    source,
    problems,
    // Where a folder could not be listed, nobody knows that there is nothing in it.
    empty: files.unlisted === undefined && files.files.every((file) => isTemplatePath(file.path)),
    key: filesKey(files),
  };
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

/** An organisation's policy that is there and never could be read governs nothing, and `/readyz` says so. */
async function isUnreadable(deps: PolicyDeps, owner: string, { problems, home }: Level): Promise<boolean> {
  const unread = problems[0];
  if (!unread) return false;
  deps.readiness.note(owner, `${unread.file}: ${unread.found}`);
  return (await deps.lastGood.load(home.nodeId)) === null;
}
