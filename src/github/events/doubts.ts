/** The caches that a delivery can make doubtful. */
export const DOUBTFUL = ["memberships", "permissions", "teams", "labels", "organisation_policy", "repositories"] as const;

/** What is remembered and may no longer be so. `scope` is an owner, or `owner/name`; an owner covers all its repositories. */
export interface Invalidation {
  cache: (typeof DOUBTFUL)[number];
  scope: string;
}
