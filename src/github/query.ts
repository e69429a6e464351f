/** Fields of the official schema, by connection: the first page and the following ones ask for the same. */
const ACTOR = `{ __typename login }`;
const ISSUE_REF = `{ id number title state stateReason(enableDuplicate: true) closedAt url repository { id nameWithOwner } }`;

const CONNECTIONS = {
  labels: { on: ["Issue", "PullRequest"], call: "labels(first: 100, after: $after)", nodes: `{ name }` },
  assignees: { on: ["Issue", "PullRequest"], call: "assignees(first: 100, after: $after)", nodes: `{ login }` },
  comments: {
    on: ["Issue", "PullRequest"],
    call: "comments(first: 100, after: $after)",
    nodes: `{
      id fullDatabaseId databaseId author ${ACTOR} viewerDidAuthor body createdAt lastEditedAt url
      reactionGroups { content viewerHasReacted }
    }`,
  },
  timelineItems: {
    on: ["Issue", "PullRequest"],
    call: "timelineItems(first: 100, after: $after, itemTypes: [LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT])",
    nodes: `{
      __typename
      ... on LabeledEvent { id createdAt actor ${ACTOR} label { name } }
      ... on UnlabeledEvent { id createdAt actor ${ACTOR} label { name } }
      ... on AssignedEvent { createdAt assignee { ... on User { login } ... on Bot { login } ... on Mannequin { login } ... on Organization { login } } }
    }`,
  },
  closedByPullRequestsReferences: {
    on: ["Issue"],
    call: "closedByPullRequestsReferences(first: 100, after: $after, includeClosedPrs: true)",
    nodes: `{ id number title state isDraft headRefOid createdAt url repository { id nameWithOwner } }`,
  },
  subIssues: { on: ["Issue"], call: "subIssues(first: 100, after: $after)", nodes: ISSUE_REF },
  closingIssuesReferences: { on: ["PullRequest"], call: "closingIssuesReferences(first: 100, after: $after)", nodes: ISSUE_REF },
} as const;

export type ConnectionName = keyof typeof CONNECTIONS;

function connection(name: ConnectionName): string {
  const { call, nodes } = CONNECTIONS[name];
  return `${name}: ${call} { pageInfo { hasNextPage endCursor } nodes ${nodes} }`;
}

function firstPages(type: string): string {
  const names = (Object.keys(CONNECTIONS) as ConnectionName[]).filter((name) => (CONNECTIONS[name].on as readonly string[]).includes(type));
  return names.map((name) => connection(name).replace(", after: $after", "")).join("\n");
}

const COMMON = `
  __typename id number title url body author ${ACTOR} createdAt updatedAt lastEditedAt
  repository { id }
  userContentEdits(first: 1) { totalCount }
  milestone { title }`;

const TREE_ENTRY = `{ path type mode size oid }`;

/** The policy files of a commit: their object ids ride along with every item. */
const POLICY_FIELDS = `
  id name owner { login }
  defaultBranchRef {
    name
    target {
      oid
      ... on Commit {
        config: file(path: ".github/baton.yml") ${TREE_ENTRY}
        contracts: file(path: "contracts") { type object { ... on Tree { entries ${TREE_ENTRY} } } }
      }
    }
  }`;

/** One item with everything its first pages hold. */
export const ITEM_QUERY = `query BatonItem($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    ${POLICY_FIELDS}
    issueOrPullRequest(number: $number) {
      ... on Issue { ${COMMON} state ${firstPages("Issue")} }
      ... on PullRequest {
        ${COMMON} pullState: state headRefOid headRefName baseRefName isDraft merged ${firstPages("PullRequest")}
      }
    }
  }
}`;

/** The policy files of a repository without any item. */
export const POLICY_QUERY = `query BatonPolicy($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { ${POLICY_FIELDS} }
}`;

/** Takes a connection's name; returns the query for one of its further pages. */
export function pageQuery(name: ConnectionName): string {
  const parts = CONNECTIONS[name].on.map((type) => `... on ${type} { ${connection(name)} }`);
  return `query BatonPage($id: ID!, $after: String!) { node(id: $id) { ${parts.join("\n")} } }`;
}

/** Takes how many paths; returns the query that finds their entries at one commit. The paths go in as variables only. */
export function pathsQuery(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const variables = indexes.map((index) => `$p${index}: String!`).join(", ");
  const fields = indexes.map((index) => `f${index}: file(path: $p${index}) ${TREE_ENTRY}`).join("\n");
  return `query BatonPaths($owner: String!, $name: String!, $commit: GitObjectID!, ${variables}) {
  repository(owner: $owner, name: $name) { object(oid: $commit) { ... on Commit { oid ${fields} } } }
}`;
}

/** The entries of a branch's merge queue. */
export const QUEUE_QUERY = `query BatonQueue($owner: String!, $name: String!, $branch: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    mergeQueue(branch: $branch) {
      entries(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { position headCommit { oid } pullRequest { number } }
      }
    }
  }
}`;

/** Takes `issues` or `pullRequests`; returns the query for a page of the open ones. */
export function openItemsQuery(kind: "issues" | "pullRequests"): string {
  return `query BatonOpen($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    items: ${kind}(first: 100, after: $after, states: [OPEN]) {
      pageInfo { hasNextPage endCursor }
      nodes { id number updatedAt${kind === "pullRequests" ? " headRefOid" : ""} }
    }
  }
}`;
}
