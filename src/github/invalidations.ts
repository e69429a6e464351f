import { isPolicyPath } from "../core/pulls/policy-change.js";
import { readPayload } from "./payloads.js";
import type { Payload } from "./payloads.js";

/** What is remembered and may no longer be so. `scope` is an owner, or `owner/name`; an owner covers all its repositories. */
export interface Invalidation {
  cache: "memberships" | "permissions" | "teams" | "labels" | "organisation_policy" | "repositories";
  scope: string;
}

type Describe = (payload: Payload, owner: string, repository: string | null) => Invalidation[];

const peopleOf: Describe = (_payload, owner) => [
  { cache: "memberships", scope: owner },
  { cache: "permissions", scope: owner },
  { cache: "teams", scope: owner },
];

const DOUBTS = new Map<string, Describe>([
  ["membership", peopleOf],
  ["team", peopleOf],
  ["organization", peopleOf],
  ["member", (_payload, _owner, repository) => (repository ? [{ cache: "permissions", scope: repository }] : [])],
  ["label", (_payload, _owner, repository) => (repository ? [{ cache: "labels", scope: repository }] : [])],
  [
    "repository",
    (_payload, owner, repository) =>
      repository
        ? [
            { cache: "labels", scope: repository },
            { cache: "permissions", scope: repository },
            { cache: "organisation_policy", scope: owner },
            { cache: "repositories", scope: owner },
          ]
        : [],
  ],
  [
    "push",
    (payload, owner) =>
      payload.repository?.name.toLowerCase() === ".github" && maybePolicy(payload) ? [{ cache: "organisation_policy", scope: owner }] : [],
  ],
  ["installation", (_payload, owner) => [...peopleOf(_payload, owner, null), { cache: "organisation_policy", scope: owner }]],
  // The repository with the organisation's policy may be among those that came or went.
  [
    "installation_repositories",
    (_payload, owner) => [
      { cache: "organisation_policy", scope: owner },
      { cache: "repositories", scope: owner },
    ],
  ],
]);

/** Takes a delivery; returns which caches it makes doubtful. The policy of a repository is read by object id and never gets stale. Never throws. */
export function invalidates(event: string, delivered: unknown): Invalidation[] {
  const describe = DOUBTS.get(event);
  const payload = describe ? readPayload(delivered) : null;
  const owner = payload?.organization?.login ?? payload?.repository?.owner.login ?? payload?.installation?.account?.login;
  if (!describe || !payload || !owner) return [];
  const repository = payload.repository ? `${payload.repository.owner.login}/${payload.repository.name}` : null;
  return describe(payload, owner, repository);
}

function maybePolicy(payload: Payload): boolean {
  const commits = payload.commits ?? [];
  if (payload.forced || commits.length === 0 || commits.length >= 20) return true;
  return commits.some((commit) => [...(commit.added ?? []), ...(commit.modified ?? []), ...(commit.removed ?? [])].some(isPolicyPath));
}
