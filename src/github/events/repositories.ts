import { accessKey, organisationPolicyKey, repositoryKeys, type ReadKey, type Where } from "../../core/facts/read-keys.js";
import { installedBy, repositoriesIn } from "../installed.js";
import type { Payload } from "../payloads.js";
import { atPlace, inRepository, whole, type GitHubEvent } from "./event.js";
import { doubtsOfPeople } from "./people.js";

/** Renames and transfers. */
export const repository: GitHubEvent = {
  work: atPlace(({ action }, place) => (action === "deleted" || action === "archived" ? [] : [whole(place)])),
  names: inRepository(repositoryKeysOf),
  doubts: ({ owner, where }) =>
    owner === null || where === null
      ? []
      : [
          { cache: "labels", scope: where.repository },
          { cache: "permissions", scope: where.repository },
          { cache: "organisation_policy", scope: owner },
          { cache: "repositories", scope: owner },
        ],
};

/** A stage label that was renamed or deleted. */
export const label: GitHubEvent = {
  work: atPlace(({ action }, place) => (action === "created" ? [] : [whole(place)])),
  doubts: inRepository((_payload, { repository: scope }) => [{ cache: "labels", scope }]),
};

export const installation: GitHubEvent = {
  unasked: true,
  work: ({ delivered }) => installedBy(delivered).map(whole),
  names: ({ delivered }) => repositoriesIn(delivered).flatMap(repositoryKeys),
  doubts: ({ owner, ...told }) =>
    owner === null ? [] : [...doubtsOfPeople({ owner, ...told }), { cache: "organisation_policy", scope: owner }],
};

// The repository with the organisation's policy may be among those that came or went.
export const installationRepositories: GitHubEvent = {
  unasked: true,
  work: ({ delivered }) => installedBy(delivered).map(whole),
  names: ({ delivered }) => repositoriesIn(delivered).flatMap(repositoryKeys),
  doubts: ({ owner }) =>
    owner === null
      ? []
      : [
          { cache: "organisation_policy", scope: owner },
          { cache: "repositories", scope: owner },
        ],
};

/** Under its former name, too: who knows only that has to look where it went. */
function repositoryKeysOf({ action, changes }: Payload, where: Where): ReadKey[] {
  const owner = where.repository.split("/", 1)[0] ?? "";
  const former = changes?.repository?.name?.from;
  const before = former ? repositoryKeys({ repositoryId: "", repository: `${owner}/${former}` }) : [];
  const seen = action === "privatized" || action === "publicized" ? [accessKey(where.repositoryId)] : [];
  const isOrganisations = [where.repository, `${owner}/${former ?? ""}`].some((name) => name.toLowerCase().endsWith("/.github"));
  return [...repositoryKeys(where), ...before, ...seen, ...(isOrganisations ? [organisationPolicyKey(owner)] : [])];
}
