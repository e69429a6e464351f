import { z } from "zod";
import { TemporaryFault } from "../core/basics/faults.js";
import { POLICY_FOLDERS } from "../core/policy/files.js";

/** The answers a decision rests on. What does not fit is a fault, never a guess. */
export const actor = z.object({
  __typename: z.enum(["User", "Bot", "Organization", "Mannequin", "EnterpriseUserAccount"]),
  login: z.string(),
  databaseId: z.number().nullish(),
});
/** A time as GitHub writes it, as a number. */
export const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const connectionOf = <T extends z.ZodType>(node: T) =>
  z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    nodes: z.array(node.nullable()).nullable(),
  });

/** Takes a connection; returns all its nodes, or null where GitHub did not tell them all. */
export function wholeOf<T>(list: { pageInfo: { hasNextPage: boolean }; nodes: (T | null)[] | null } | null | undefined): T[] | null {
  if (!list?.nodes || list.pageInfo.hasNextPage) return null;
  const found = list.nodes.filter((node) => node !== null);
  return found.length === list.nodes.length ? found : null;
}

export const commentNode = z.object({
  id: z.string(),
  fullDatabaseId: z.union([z.string(), z.number()]).nullish(),
  databaseId: z.number().nullish(),
  author: actor.nullable(),
  viewerDidAuthor: z.boolean(),
  body: z.string(),
  createdAt: time,
  lastEditedAt: time.nullable(),
  isMinimized: z.boolean(),
  editor: actor.nullish(),
  url: z.string(),
  reactionGroups: z.array(z.object({ content: z.string(), viewerHasReacted: z.boolean() })).nullable(),
});

const named = z.object({ name: z.string() });
const labelChange = { id: z.string(), createdAt: time, actor: actor.nullable(), label: named };
export const timelineNode = z.discriminatedUnion("__typename", [
  z.object({ __typename: z.literal("LabeledEvent"), ...labelChange }),
  z.object({ __typename: z.literal("UnlabeledEvent"), ...labelChange }),
  z.object({ __typename: z.literal("CommentDeletedEvent"), deletedCommentAuthor: actor.nullable() }),
  z.object({ __typename: z.literal("AssignedEvent"), createdAt: time, assignee: z.object({ login: z.string() }).nullable() }),
]);

export const visibility = z.enum(["PUBLIC", "INTERNAL", "PRIVATE"]).transform((word) => word.toLowerCase() as Lowercase<typeof word>);
const home = z.object({ id: z.string(), nameWithOwner: z.string() });
export const issueNode = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  state: z.enum(["OPEN", "CLOSED"]),
  stateReason: z.enum(["COMPLETED", "NOT_PLANNED", "DUPLICATE", "REOPENED"]).nullish(),
  closedAt: time.nullable(),
  url: z.string(),
  repository: home,
});

export const pullNode = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  state: z.enum(["OPEN", "CLOSED", "MERGED"]),
  isDraft: z.boolean(),
  headRefOid: z.string(),
  createdAt: time,
  url: z.string(),
  repository: home,
  author: actor.nullish(),
  mergedBy: actor.nullish(),
  isCrossRepository: z.boolean().nullish(),
});

export const labelNode = z.object({ name: z.string(), updatedAt: time.nullish() });
export const assigneeNode = z.object({ login: z.string(), databaseId: z.number().nullish() });

export const reviewNode = z.object({
  author: actor.nullable(),
  state: z.enum(["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"]),
  createdAt: time,
  submittedAt: time.nullable(),
  commit: z.object({ oid: z.string() }).nullable(),
});

/** A review as something that was written. */
export const reviewTextNode = commentNode
  .omit({ createdAt: true, databaseId: true, reactionGroups: true })
  .extend({ state: z.string(), submittedAt: time.nullable() });

export const contextNode = z.discriminatedUnion("__typename", [
  z.object({
    __typename: z.literal("CheckRun"),
    name: z.string(),
    conclusion: z.string().nullable(),
    completedAt: time.nullable(),
    checkSuite: z.object({ app: z.object({ slug: z.string() }).nullable() }).nullable(),
  }),
  z.object({
    __typename: z.literal("StatusContext"),
    context: z.string(),
    state: z.enum(["ERROR", "EXPECTED", "FAILURE", "PENDING", "SUCCESS"]),
    createdAt: time,
  }),
]);

export const fileNode = z.object({
  path: z.string(),
  changeType: z.enum(["ADDED", "CHANGED", "COPIED", "DELETED", "MODIFIED", "RENAMED"]),
});

export const treeEntry = z.object({ name: z.string(), type: z.string(), mode: z.number(), size: z.number().nullish(), oid: z.string() });

/** A folder as it was listed; entries are null where GitHub would not list it. */
const listedTree = z.object({ oid: z.string(), entries: z.array(treeEntry).nullable() });
const gitObject = z.object({ __typename: z.string(), oid: z.string(), entries: z.array(treeEntry).nullish() }).nullish();

/** A commit with what is at its root. */
export const policyCommit = z.object({ oid: z.string(), tree: listedTree });

/** The folders with policy files, at the default branch or at a commit; `foldersIn` finds them in what was read. */
export const policyFolders: object = Object.fromEntries(POLICY_FOLDERS.map(({ alias }) => [alias, gitObject]));

const common = {
  id: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  body: z.string(),
  author: actor.nullable(),
  createdAt: time,
  updatedAt: time,
  lastEditedAt: time.nullable(),
  repository: z.object({ id: z.string() }),
  userContentEdits: z.object({ totalCount: z.number() }).nullable(),
  milestone: z.object({ title: z.string() }).nullable(),
  labels: connectionOf(labelNode).nullable(),
  assignees: connectionOf(assigneeNode),
  comments: connectionOf(commentNode),
  timelineItems: connectionOf(timelineNode),
};

export const itemShape = z.discriminatedUnion("__typename", [
  z.object({
    __typename: z.literal("Issue"),
    ...common,
    state: z.enum(["OPEN", "CLOSED"]),
    closedByPullRequestsReferences: connectionOf(pullNode).nullable(),
    subIssues: connectionOf(issueNode),
  }),
  z.object({
    __typename: z.literal("PullRequest"),
    ...common,
    // Aliased: one name may not have two types in a query.
    pullState: z.enum(["OPEN", "CLOSED", "MERGED"]),
    headRefOid: z.string(),
    headRefName: z.string(),
    baseRefName: z.string(),
    baseRefOid: z.string(),
    changedFiles: z.number(),
    reviewTexts: connectionOf(reviewTextNode).nullable(),
    additions: z.number().nullish(),
    deletions: z.number().nullish(),
    isCrossRepository: z.boolean().nullish(),
    commits: z.object({ nodes: z.array(z.object({ commit: policyCommit }).nullable()).nullable() }),
    files: connectionOf(fileNode).nullable(),
    isDraft: z.boolean(),
    merged: z.boolean(),
    closingIssuesReferences: connectionOf(issueNode).nullable(),
  }),
]);

export const repositoryShape = z.object({
  id: z.string(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  pushedAt: time.nullable(),
  // Where it is not told, as little is said as in public.
  visibility: visibility.nullish().transform((told) => told ?? "public"),
  defaultBranchRef: z
    .object({
      name: z.string(),
      target: policyCommit,
    })
    .nullable(),
  ...policyFolders,
});

export type ItemShape = z.infer<typeof itemShape>;
export type PolicyCommit = z.infer<typeof policyCommit>;
export type TreeEntry = z.infer<typeof treeEntry>;
export type PolicyFolders = Record<string, z.infer<typeof gitObject>>;
export type RepositoryShape = z.infer<typeof repositoryShape>;

/** Takes an answer in the shape of `policyFolders`; returns the folders in it by their aliases. */
export function foldersIn(answered: object): PolicyFolders {
  const found = new Map(Object.entries(answered as PolicyFolders));
  return Object.fromEntries(POLICY_FOLDERS.map(({ alias }) => [alias, found.get(alias)]));
}

/** Takes a schema, an answer and what was asked; returns the answer as typed. Throws a `TemporaryFault` when it does not fit. */
export function shaped<T extends z.ZodType>(schema: T, answer: unknown, what: string): z.infer<T> {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new TemporaryFault(`GitHub's answer to ${what} is not as documented: ${issue?.path.join(".")}: ${issue?.message}`);
}
