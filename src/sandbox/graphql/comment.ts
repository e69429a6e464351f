import { association, htmlUrl } from "../views/issues.js";
import { iso } from "../state/world.js";
import type { Comment, Edit, Issue, ReactionContent } from "../state/types.js";
import { actorNode } from "./actors.js";
import { connection } from "./connection.js";
import type { Context } from "./context.js";
import { issueNode } from "./issue.js";
import { repositoryNode } from "./repository.js";

const CONTENTS: [ReactionContent, string][] = [
  ["+1", "THUMBS_UP"],
  ["-1", "THUMBS_DOWN"],
  ["laugh", "LAUGH"],
  ["hooray", "HOORAY"],
  ["confused", "CONFUSED"],
  ["heart", "HEART"],
  ["rocket", "ROCKET"],
  ["eyes", "EYES"],
];

/** What issues, pull requests and comments have in common: author, text, edits, reactions. */
export function writtenNode(context: Context, subject: Comment | Issue) {
  return {
    id: subject.nodeId,
    databaseId: subject.id,
    fullDatabaseId: String(subject.id),
    author: () => actorNode(context, subject.author),
    editor: () => actorNode(context, subject.editor),
    body: subject.body,
    bodyText: subject.body,
    createdAt: iso(subject.createdAt),
    updatedAt: iso(subject.updatedAt),
    publishedAt: iso(subject.createdAt),
    lastEditedAt: iso(subject.lastEditedAt),
    includesCreatedEdit: subject.edits.length > 0,
    createdViaEmail: false,
    viewerDidAuthor: subject.author === context.viewer,
    userContentEdits: connection(
      () => subject.edits,
      (edit) => editNode(context, edit),
    ),
    reactionGroups: () => CONTENTS.map(([content, name]) => reactionGroup(context, subject, content, name)),
  };
}

function editNode(context: Context, edit: Edit): unknown {
  const at = iso(edit.editedAt);
  return {
    __typename: "UserContentEdit",
    id: edit.nodeId,
    createdAt: at,
    editedAt: at,
    updatedAt: at,
    deletedAt: null,
    deletedBy: null,
    diff: edit.body,
    editor: () => actorNode(context, edit.editor),
  };
}

function reactionGroup(context: Context, subject: Comment | Issue, content: ReactionContent, name: string): unknown {
  const users = subject.reactions.filter((one) => one.content === content).map((one) => one.user);
  return {
    content: name,
    viewerHasReacted: users.includes(context.viewer),
    users: connection(
      () => users,
      (user) => actorNode(context, user),
    ),
    reactors: connection(
      () => users,
      (user) => actorNode(context, user),
    ),
  };
}

/** A comment. */
export function commentNode(context: Context, comment: Comment): unknown {
  const { issue } = comment;
  return {
    __typename: "IssueComment",
    ...writtenNode(context, comment),
    url: `${htmlUrl(context.world, issue)}#issuecomment-${comment.id}`,
    authorAssociation: association(context.world, issue.repository, comment.author),
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized,
    issue: () => issueNode(context, issue),
    pullRequest: () => (issue.pull ? issueNode(context, issue) : null),
    repository: () => repositoryNode(context, issue.repository),
  };
}
