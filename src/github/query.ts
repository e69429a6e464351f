import { POLICY_FOLDERS, type PolicyFolder } from "../core/policy/files.js";

/** What is asked of every account. */
export const ACTOR = `{
  __typename login
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId }
}`;
const ISSUE_REF = `{ id number title state stateReason(enableDuplicate: true) closedAt url repository { id nameWithOwner } }`;

/** Fields of the official schema, by connection: the first page and the following ones ask for the same. */
const CONNECTIONS = {
  labels: { on: ["Issue", "PullRequest"], call: "labels(first: 100, after: $after)", nodes: `{ name updatedAt }` },
  assignees: { on: ["Issue", "PullRequest"], call: "assignees(first: 100, after: $after)", nodes: `{ login databaseId }` },
  comments: {
    on: ["Issue", "PullRequest"],
    call: "comments(first: 100, after: $after)",
    nodes: `{
      id fullDatabaseId databaseId author ${ACTOR} viewerDidAuthor body createdAt lastEditedAt isMinimized url editor ${ACTOR}
      reactionGroups { content viewerHasReacted }
    }`,
  },
  timelineItems: {
    on: ["Issue", "PullRequest"],
    call: "timelineItems(last: 100, before: $after, itemTypes: [LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT, COMMENT_DELETED_EVENT])",
    nodes: `{
      __typename
      ... on LabeledEvent { id createdAt actor ${ACTOR} label { name } }
      ... on UnlabeledEvent { id createdAt actor ${ACTOR} label { name } }
      ... on CommentDeletedEvent { deletedCommentAuthor ${ACTOR} }
      ... on AssignedEvent { createdAt assignee { ... on User { login } ... on Bot { login } ... on Mannequin { login } ... on Organization { login } } }
    }`,
  },
  closedByPullRequestsReferences: {
    on: ["Issue"],
    call: "closedByPullRequestsReferences(first: 100, after: $after, includeClosedPrs: true)",
    nodes: `{ id number title state isDraft headRefOid createdAt url isCrossRepository author ${ACTOR} mergedBy ${ACTOR} repository { id nameWithOwner } }`,
  },
  subIssues: { on: ["Issue"], call: "subIssues(first: 100, after: $after)", nodes: ISSUE_REF },
  closingIssuesReferences: { on: ["PullRequest"], call: "closingIssuesReferences(first: 100, after: $after)", nodes: ISSUE_REF },
  reviews: {
    on: ["PullRequest"],
    call: "reviews(first: 100, after: $after)",
    nodes: `{ author ${ACTOR} state createdAt submittedAt commit { oid } }`,
  },
  reviewTexts: {
    on: ["PullRequest"],
    call: "reviews(first: 100, after: $after)",
    nodes: `{ id fullDatabaseId author ${ACTOR} viewerDidAuthor body state submittedAt lastEditedAt isMinimized url editor ${ACTOR} }`,
  },
  contexts: {
    on: ["StatusCheckRollup"],
    call: "contexts(first: 100, after: $after)",
    nodes: `{
      __typename
      ... on CheckRun { name conclusion completedAt checkSuite { app { slug } } }
      ... on StatusContext { context state createdAt }
    }`,
  },
  files: { on: ["PullRequest"], call: "files(first: 100, after: $after)", nodes: `{ path changeType }` },
} as const;

export type ConnectionName = keyof typeof CONNECTIONS;

/** Read only when a gate asks. */
const ON_DEMAND = new Set<ConnectionName>(["reviews", "contexts"]);

function connection(name: ConnectionName): string {
  const { call, nodes } = CONNECTIONS[name];
  const pageInfo = call.includes("last:") ? BACKWARDS : "hasNextPage endCursor";
  return `${name}: ${call} { pageInfo { ${pageInfo} } nodes ${nodes} }`;
}

/** Events are read from the newest on: what is next is older. */
const BACKWARDS = "hasNextPage: hasPreviousPage endCursor: startCursor";

function firstPage(name: ConnectionName): string {
  return connection(name).replace(/, (?:after|before): \$after/, "");
}

function firstPages(type: string): string {
  const names = (Object.keys(CONNECTIONS) as ConnectionName[]).filter((name) => (CONNECTIONS[name].on as readonly string[]).includes(type));
  return names
    .filter((name) => !ON_DEMAND.has(name))
    .map(firstPage)
    .join("\n");
}

const COMMON = `
  __typename id number title url body author ${ACTOR} createdAt updatedAt lastEditedAt
  repository { id }
  userContentEdits(first: 1) { totalCount }
  milestone { title }`;

const TREE_ENTRY = `{ name type mode size oid }`;

/** What a commit holds at its root: each folder with the object id that proves which listing of it is the right one. */
const ROOT = `tree { oid entries ${TREE_ENTRY} }`;

const FOLDER = `{ __typename oid ... on Tree { entries ${TREE_ENTRY} } }`;

/** The folders with policy files, by an expression for each. */
function folders(expression: (folder: PolicyFolder) => string): string {
  return POLICY_FOLDERS.map((folder) => `${folder.alias}: object(expression: ${expression(folder)}) ${FOLDER}`).join("\n  ");
}

// `Commit.file` is documented for files only. HEAD is the default branch; that it was the same commit for each part, the object ids tell.
const POLICY_FIELDS = `
  id name owner { login } pushedAt visibility
  defaultBranchRef { name target { oid ... on Commit { ${ROOT} } } }
  ${folders(({ path }) => `"HEAD:${path}"`)}`;

/** One item with everything its first pages hold. */
export const ITEM_QUERY = `query BatonItem($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    ${POLICY_FIELDS}
    issueOrPullRequest(number: $number) {
      ... on Issue { ${COMMON} state ${firstPages("Issue")} }
      ... on PullRequest {
        ${COMMON} pullState: state headRefOid headRefName baseRefName baseRefOid isDraft merged changedFiles
        additions deletions isCrossRepository
        commits(last: 1) { nodes { commit { oid ${ROOT} } } }
        ${firstPages("PullRequest")}
      }
    }
  }
}`;

/** The policy files of a repository without any item. */
export const POLICY_QUERY = `query BatonPolicy($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { ${POLICY_FIELDS} }
}`;

const FIELD = `field { ... on ProjectV2FieldCommon { name } }`;
const PROJECT_ITEMS = `projectItems(first: 20, includeArchived: false) {
  pageInfo { hasNextPage endCursor }
  nodes {
    project { owner { __typename ... on Organization { login } ... on User { login } } }
    fieldValues(first: 50) {
      pageInfo { hasNextPage endCursor }
      nodes {
        __typename
        ... on ProjectV2ItemFieldTextValue { text ${FIELD} }
        ... on ProjectV2ItemFieldNumberValue { number ${FIELD} }
        ... on ProjectV2ItemFieldDateValue { date ${FIELD} }
        ... on ProjectV2ItemFieldSingleSelectValue { option: name ${FIELD} }
        ... on ProjectV2ItemFieldIterationValue { title ${FIELD} }
      }
    }
  }
}`;

/** What gates ask of pull requests and of the projects an item is in: one query, whatever of it is wanted. */
export const ASKED_QUERY = `query BatonAsked($item: ID!, $pulls: [ID!]!, $reviews: Boolean!, $checks: Boolean!, $projects: Boolean!) {
  item: node(id: $item) @include(if: $projects) { ... on Issue { ${PROJECT_ITEMS} } ... on PullRequest { ${PROJECT_ITEMS} } }
  pulls: nodes(ids: $pulls) {
    ... on PullRequest {
      id number headRefOid repository { nameWithOwner }
      ${firstPage("reviews").replace(") {", ") @include(if: $reviews) {")}
      commits(last: 1) @include(if: $checks) {
        nodes { commit { oid statusCheckRollup { id ${firstPage("contexts")} } } }
      }
    }
  }
}`;

/** The policy files of one commit: a fork's too, once it is the head of a pull request. The expressions are `COMMIT:PATH`. */
export const COMMIT_POLICY_QUERY = `query BatonCommitPolicy(
  $owner: String!, $name: String!, $commit: GitObjectID!, ${POLICY_FOLDERS.map(({ alias }) => `$${alias}: String!`).join(", ")}
) {
  repository(owner: $owner, name: $name) {
    object(oid: $commit) { ... on Commit { oid ${ROOT} } }
    ${folders(({ alias }) => `$${alias}`)}
  }
}`;

/** Takes a connection's name; returns the query for one of its further pages. */
export function pageQuery(name: ConnectionName): string {
  const parts = CONNECTIONS[name].on.map((type) => `... on ${type} { ${connection(name)} }`);
  return `query BatonPage($id: ID!, $after: String!) { node(id: $id) { ${parts.join("\n")} } }`;
}

/**
 * Takes how many paths; returns the query that finds their entries at one commit. The paths go in as variables only. An entry tells a link from a
 * file, but only of files; the object tells whether anything else is there. Its expression is `COMMIT:PATH`.
 */
export function pathsQuery(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const variables = indexes.map((index) => `$p${index}: String!, $e${index}: String!`).join(", ");
  const files = indexes.map((index) => `f${index}: file(path: $p${index}) ${TREE_ENTRY}`).join("\n");
  const objects = indexes.map((index) => `o${index}: object(expression: $e${index}) { __typename oid }`).join("\n");
  return `query BatonPaths($owner: String!, $name: String!, $commit: GitObjectID!, ${variables}) {
  repository(owner: $owner, name: $name) { object(oid: $commit) { ... on Commit { oid ${files} } } ${objects} }
}`;
}

/** A page of the versions of an item's body, newest first. */
export const BODY_EDITS_QUERY = `query BatonBodyEdits($id: ID!, $after: String) {
  node(id: $id) {
    ... on Comment {
      includesCreatedEdit
      userContentEdits(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { editedAt deletedAt diff editor ${ACTOR} }
      }
    }
  }
}`;

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

function openItems(kind: "issues" | "pullRequests", cursor: string): string {
  return `${kind}(first: 100, after: ${cursor}, states: [OPEN]) {
      pageInfo { hasNextPage endCursor }
      nodes { id number updatedAt${kind === "pullRequests" ? " headRefOid" : ""} }
    }`;
}

/** Open issues, the youngest first, as far as it takes to count those without a label. */
export const YOUNGEST_QUERY = `query BatonYoungest($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    issues(first: 100, after: $after, states: OPEN, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { createdAt labels(first: 100) { nodes { name } } }
    }
  }
}`;

/** A page of the open issues, and one of the open pull requests: either is left out when it was read whole. */
export const OPEN_ITEMS_QUERY = `query BatonOpen(
  $owner: String!, $name: String!, $issues: Boolean!, $pulls: Boolean!, $afterIssue: String, $afterPull: String
) {
  repository(owner: $owner, name: $name) {
    issues: ${openItems("issues", "$afterIssue").replace(") {", ") @include(if: $issues) {")}
    pulls: ${openItems("pullRequests", "$afterPull").replace(") {", ") @include(if: $pulls) {")}
  }
}`;
