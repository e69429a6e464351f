import type { Known, Time } from "../core/basics/known.js";
import type { BranchState, Evidence } from "../core/facts/evidence.js";
import type { EvidenceNeeded } from "../core/ports.js";
import type { Item, RepositoryInfo } from "../core/facts/snapshot.js";
import { bodyVersions } from "./body-versions.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import { objectIds } from "./object-ids.js";
import { isOrganisations, organisationNow } from "./organisation.js";
import type { OrganisationDeps } from "./organisation.js";
import { standsSince } from "./pushes.js";

/** What dating changes needs. */
export interface EvidenceDeps extends OrganisationDeps {
  client: Client;
  caches: Pick<Caches, "objects" | "organisations" | "trees">;
  now(): Time;
}

const NOT_ASKED = { known: false, reason: "it was not asked for" } as const;

/** Takes an item as read and which changes have to be dated; returns them. What GitHub refuses is an unknown, a passing fault is thrown. */
export async function readEvidence(
  deps: EvidenceDeps,
  { repository, item }: { repository: RepositoryInfo; item: Item },
  needed: EvidenceNeeded | undefined,
): Promise<Evidence> {
  const [body, branch, organisation] = await Promise.all([
    needed?.body ? bodyVersions(deps.client, item) : NOT_ASKED,
    needed?.branch ? branchStates(deps, repository, needed.branch) : NOT_ASKED,
    needed?.organisation ? organisationStates(deps, repository, needed.organisation) : NOT_ASKED,
  ]);
  return { body, branch, organisation };
}

type Wanted = NonNullable<EvidenceNeeded["branch"]>;

async function branchStates(deps: EvidenceDeps, repository: RepositoryInfo, { since, paths }: Wanted): Promise<Known<BranchState[]>> {
  return await orUnknown(async () => {
    const stands = await standsSince(deps.client, repository, since, deps.now());
    if (!stands.known) return stands;
    const commits = stands.value.map(({ commit }) => commit);
    const ids = await objectIds(deps.client, deps.caches.objects, repository, commits, paths);
    if (!ids.known) return ids;
    return { known: true, value: stands.value.map((stand) => ({ ...stand, files: ids.value.get(stand.commit) ?? {} })) };
  });
}

async function organisationStates(deps: EvidenceDeps, repository: RepositoryInfo, wanted: Wanted): Promise<Known<BranchState[]>> {
  if (isOrganisations(repository)) return { known: true, value: [] };
  const organisation = await organisationNow(deps, repository.owner);
  if (organisation.is === "absent") return { known: true, value: [] };
  if (organisation.is === "refused") return { known: false, reason: "the organisation's policy cannot be read" };
  return await branchStates(deps, organisation.home, wanted);
}
