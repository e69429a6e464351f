import { TemporaryFault, TerminalFault } from "../core/basics/faults.js";
import { isTemplatePath } from "../core/policy/files.js";
import type { PolicyFiles } from "../core/ports.js";
import type { RepositoryInfo } from "../core/facts/snapshot.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import type { PolicyReadiness } from "./last-good.js";
import { askPolicyFiles } from "./policy-files.js";
import type { PolicyHome } from "./policy-files.js";

/** What looking up an organisation's policy needs. */
export interface OrganisationDeps {
  client: Client;
  caches: Pick<Caches, "organisations" | "trees">;
  readiness: PolicyReadiness;
}

/** What is known of an organisation's policy: its files, that there is no such repository, or that it is kept from us. */
export type OrganisationFiles = { is: "found"; home: RepositoryInfo; files: PolicyFiles } | { is: "absent" } | { is: "refused" };

/** True for the repository that holds an organisation's own policy: nothing stands above it. */
export function isOrganisations({ name }: Pick<PolicyHome, "name">): boolean {
  return name.toLowerCase() === ".github";
}

/** Takes an owner; returns its policy files, as remembered for minutes. A refusal is noted for `/readyz`. */
export async function organisationFiles(deps: OrganisationDeps, owner: string): Promise<OrganisationFiles> {
  const known = deps.caches.organisations.get(owner.toLowerCase()) as OrganisationFiles | undefined;
  return known ?? (await askOrganisation(deps, owner));
}

/** Takes an owner; returns its policy files as they are now. Throws a `TemporaryFault` when they are not those in use until now. */
export async function organisationNow(deps: OrganisationDeps, owner: string): Promise<OrganisationFiles> {
  const known = deps.caches.organisations.get(owner.toLowerCase()) as OrganisationFiles | undefined;
  const now = await askOrganisation(deps, owner);
  if (known && now.is !== "refused" && keyOf(known) !== keyOf(now)) throw new TemporaryFault("The organisation's policy has just changed");
  return now;
}

async function askOrganisation(deps: OrganisationDeps, owner: string): Promise<OrganisationFiles> {
  try {
    const answer = await askPolicyFiles(deps, owner, ".github");
    const found: OrganisationFiles = answer ? { is: "found", home: answer.home, files: rulesOnly(answer.files) } : { is: "absent" };
    deps.readiness.note(owner, null);
    // What could not be listed is looked at again.
    if (found.is !== "found" || !found.files.unlisted) deps.caches.organisations.set(owner.toLowerCase(), found);
    return found;
  } catch (error) {
    if (!(error instanceof TerminalFault)) throw error;
    deps.readiness.note(owner, error.message);
    // Not cached: the permission may be mended any moment.
    return { is: "refused" };
  }
}

function keyOf(organisation: OrganisationFiles): string {
  return organisation.is === "found" ? filesKey(organisation.files) : organisation.is;
}

/** The same key is the same content. */
export function filesKey({ files, unlisted = [] }: PolicyFiles): string {
  return [...files.map((file) => `${file.path}=${file.mode}=${file.oid}`), ...unlisted.map(({ path }) => `${path}=?`)].toSorted().join(",");
}

// Each repository has its own templates.
function rulesOnly({ files, ...found }: PolicyFiles): PolicyFiles {
  return { ...found, files: files.filter((file) => !isTemplatePath(file.path)) };
}
