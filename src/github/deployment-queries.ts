import { ACTOR } from "./query.js";

/** How many deployments to an environment, and how many statuses of each, are looked at. */
const MOST_DEPLOYMENTS = 50;
/** Of more than these nothing is known. */
const MOST_STATUSES = 50;

/** The newest deployments to an environment, with what was reported of each. */
export const DEPLOYMENTS_QUERY = `query BatonDeployments($owner: String!, $name: String!, $environments: [String!]!) {
  repository(owner: $owner, name: $name) {
    deployments(environments: $environments, first: ${MOST_DEPLOYMENTS}, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes {
        databaseId commitOid environment createdAt
        statuses(first: ${MOST_STATUSES}) { pageInfo { hasNextPage endCursor } nodes { state createdAt creator ${ACTOR} } }
      }
    }
  }
}`;

/** Takes how many commits; returns the query for the pull requests that each belongs to, and for the issues that these close. */
export function broughtByQuery(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const variables = indexes.map((index) => `$c${index}: GitObjectID!`).join(", ");
  const fields = indexes.map(
    (index) => `c${index}: object(oid: $c${index}) { ... on Commit { oid associatedPullRequests(first: 10) { ...brought } } }`,
  );
  return `query BatonBroughtBy($owner: String!, $name: String!, ${variables}) {
  repository(owner: $owner, name: $name) { ${fields.join("\n")} }
}
fragment brought on PullRequestConnection {
  pageInfo { hasNextPage endCursor }
  nodes {
    id number createdAt headRefOid headRefName isCrossRepository author ${ACTOR} repository { id nameWithOwner }
    closingIssuesReferences(first: 50) {
      pageInfo { hasNextPage endCursor }
      nodes { id number createdAt state stateReason(enableDuplicate: true) repository { id nameWithOwner } }
    }
  }
}`;
}
