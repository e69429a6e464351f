import { accessKey, memberKey, teamKey, teamsKey, type ReadKey } from "../../core/facts/read-keys.js";
import type { Payload } from "../payloads.js";
import type { Invalidation } from "./doubts.js";
import { inOrganisation, inRepository, type GitHubEvent, type Told } from "./event.js";

/** Who may do what in a repository. */
export const member: GitHubEvent = {
  names: inRepository(({ member: who }, { repositoryId }) => [who ? accessKey(repositoryId, who.login) : accessKey(repositoryId)]),
  doubts: inRepository((_payload, { repository: scope }) => [{ cache: "permissions", scope }]),
};

// The repository in these, if any, is only where somebody got access.
export const membership: GitHubEvent = {
  names: inOrganisation((payload, organisation) => memberKeys(organisation, payload.member?.login, payload.team?.slug)),
  doubts: doubtsOfPeople,
};

export const organization: GitHubEvent = {
  names: inOrganisation((payload, organisation) => memberKeys(organisation, payload.membership?.user?.login, undefined)),
  doubts: doubtsOfPeople,
};

export const team: GitHubEvent = { names: inOrganisation(teamKeys), doubts: doubtsOfPeople };

/** What is remembered of an owner's people. */
export function doubtsOfPeople({ owner }: Told): Invalidation[] {
  if (owner === null) return [];
  return [
    { cache: "memberships", scope: owner },
    { cache: "permissions", scope: owner },
    { cache: "teams", scope: owner },
  ];
}

function memberKeys(organisation: string, login: string | undefined, slug: string | undefined): ReadKey[] {
  if (login !== undefined) return [memberKey(organisation, login)];
  return slug === undefined ? [teamsKey(organisation)] : [teamKey(`${organisation}/${slug}`)];
}

/** A team that goes or is renamed concerns its parents, which are not named. What is only said about a team concerns nobody. */
function teamKeys({ action, team: told, changes, repository }: Payload, organisation: string): ReadKey[] {
  const access = repository ? [accessKey(repository.node_id)] : [];
  if (action === "created") return told ? [teamKey(`${organisation}/${told.slug}`)] : [];
  if (action === "edited" && changes?.name === undefined) return access;
  return action === "deleted" || action === "edited" ? [teamsKey(organisation)] : access;
}
