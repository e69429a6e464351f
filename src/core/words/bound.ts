import type { Time } from "../basics/known.js";
import type { GateSpec, LabelFilter } from "../checks/gate-spec.js";
import { parseAnswers } from "../document/parse.js";
import { ownEntry } from "../basics/own-entry.js";
import { spellings } from "../document/names.js";
import { artefactsOf } from "../checks/nested.js";
import { artefactIn } from "../policy/roles/artefacts.js";
import { readsOf, documentPaths } from "../checks/content-read.js";
import { partKey, partText, resolveParts, type PartRef } from "../content/content-parts.js";
import { canonicalJson, sha256 } from "../basics/digest.js";
import { onceFor } from "../basics/once.js";
import { appliesToLabels } from "../policy/lifecycle.js";
import { INHERITED } from "../policy/organisation/organisation.js";
import { filesOfRole } from "../policy/roles/role-system.js";
import { CONFIG_PATH } from "../policy/paths.js";
import type { Contract, Policy } from "../policy/types.js";
import { sidecarPath } from "../content/sidecars.js";
import { selectDocuments, type Texts } from "../content/item-texts.js";
import type { Snapshot } from "../facts/snapshot.js";
import { boundKey } from "../content/bound-keys.js";

/** What dates a change: versions of the body, pushes of files, the timeline of labels. */
export type Kept =
  | { in: "body"; digestOf(body: string): string }
  | { in: "files"; own: string[]; organisation: string[] }
  | { in: "labels"; digestOf(labels: readonly string[]): string }
  /** `since`: the version stands on the branch since then, at the latest; null: nobody knows. */
  | { in: "artefact"; since: Time | null };

/** Something that words can be bound to, as it stands now. */
export interface Bound {
  key: string;
  digest: string;
  kept: Kept;
}

/** Takes a contract and what it is held against; returns everything that a word about its boundary can be bound to, each once. */
export function boundTo(contract: Contract, policy: Policy, snapshot: Snapshot, texts: Texts): Bound[] {
  const all = [
    ...contentBound(contract, texts),
    ...artefactsBound(contract, policy, snapshot),
    contractBound(contract),
    ...labelsBound(contract, snapshot),
    ...contract.gates.map((gate) => gateBound(contract, gate)),
    ...rolesIn(contract, policy).map((role) => roleBound(policy, role)),
  ];
  return [...new Map(all.map((bound) => [bound.key, bound])).values()];
}

/** Takes a part of the body or of a document; returns it as something to be bound to. */
export function partBound(ref: PartRef, texts: Texts): Bound {
  const text = (ref.path === null ? undefined : texts.unread.get(ref.path)) ?? partText(ref, texts.byPath);
  const kept: Kept =
    ref.path === null
      ? { in: "body", digestOf: (body) => sha256(partText(ref, new Map([[null, parseAnswers(body, texts.forms)]]))) }
      : { in: "files", own: spellings(ref.path), organisation: [] };
  return { key: partKey(ref), digest: sha256(text), kept };
}

function contentBound(contract: Contract, texts: Texts): Bound[] {
  const read = contract.gates
    .flatMap((gate) => readsOf(gate.check))
    .flatMap((ref) => resolveParts(ref, documentPaths(ref, contract, texts)));
  return [...read, ...unreadTruth(contract, texts, read)].map((ref) => partBound(ref, texts));
}

// Where the contract says the context lives, the receiver reads it: a linked document counts as a whole unless a gate reads part of it.
function unreadTruth({ sourceOfTruth: { document, sidecar } }: Contract, texts: Texts, read: readonly PartRef[]): PartRef[] {
  const linked = document === null ? [] : selectDocuments(texts, document).map(({ path }) => path);
  const paths = [...linked, ...(sidecar === undefined ? [] : linked.map((path) => sidecarPath(path, sidecar)))];
  return paths.filter((path) => !read.some((ref) => ref.path === path)).map((path) => ({ path, section: null }));
}

/** A version is a commit: one that changes everything back is another one. What travels with a hand-off is in its receipt. */
function artefactsBound({ gates }: Contract, policy: Policy, { artefacts = {} }: Snapshot): Bound[] {
  const awaited = gates
    .flatMap(({ check }) => artefactsOf(check))
    .filter(({ id }) => "document" in (artefactIn(policy, id)?.output.by ?? {}));
  return awaited.map(({ id }) => {
    const found = ownEntry(artefacts, id);
    const version = found?.known ? found.value : null;
    const digest = sha256(
      version ? canonicalJson([version.commit, version.files.map(({ oid }) => oid)]) : found?.known ? "missing" : "unknown",
    );
    return { key: boundKey.artefact(id), digest, kept: { in: "artefact", since: version?.since ?? null } };
  });
}

function contractBound(contract: Contract): Bound {
  const files = [contract.file, ...contract.gates.flatMap(({ file }) => file ?? [])];
  return { key: boundKey.contract(contract.stage), digest: contract.digest, kept: filesKept(files) };
}

function gateBound(contract: Contract, gate: GateSpec): Bound {
  return {
    key: boundKey.gate(contract.stage, gate.id),
    digest: gateDigest(gate),
    kept: filesKept([gate.file ?? contract.file]),
  };
}

const gateDigest = onceFor(({ level, when, check }: GateSpec) => sha256(canonicalJson({ level, when, check })));

// A role is who is in it, and by which rules they may speak.
function roleBound(policy: Policy, id: string): Bound {
  const { users, teams } = ownEntry(policy.roles, id) ?? { users: [], teams: [] };
  const files = policy.source.organisation ? [CONFIG_PATH, `${INHERITED}${CONFIG_PATH}`] : [CONFIG_PATH];
  return {
    key: boundKey.role(id),
    digest: sha256(canonicalJson({ users, teams, acknowledgement: policy.acknowledgement })),
    kept: filesKept([...files, ...filesOfRole(policy, id)]),
  };
}

function rolesIn(contract: Contract, policy: Policy): string[] {
  const named = [contract.acknowledge.by, contract.role.from, contract.role.to, policy.override?.by, policy.override?.second];
  return [...new Set([...named, ...Object.keys(policy.roles)].filter((id) => id !== null && id !== undefined))];
}

/** Only whether the conditions hold is bound: other labels may come and go. */
function labelsBound(contract: Contract, { item }: Snapshot): Bound[] {
  const filters: LabelFilter[] = [contract.appliesTo.labels, ...contract.gates.flatMap(({ when }) => when?.labels ?? [])];
  const asking = filters.filter(({ any, all, none }) => any.length + all.length + none.length > 0);
  if (asking.length === 0) return [];
  const digestOf = (labels: readonly string[]) => sha256(canonicalJson(asking.map((filter) => appliesToLabels(filter, labels))));
  return [{ key: boundKey.labels(contract.stage), digest: digestOf(item.labels), kept: { in: "labels", digestOf } }];
}

function filesKept(files: readonly string[]): Kept {
  const distinct = [...new Set(files)];
  return {
    in: "files",
    own: distinct.filter((file) => !file.startsWith(INHERITED)),
    organisation: distinct.filter((file) => file.startsWith(INHERITED)).map((file) => file.slice(INHERITED.length)),
  };
}
