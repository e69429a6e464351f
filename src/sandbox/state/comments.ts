import type { Account } from "./account-types.js";
import { record, rewrite, touch } from "./change.js";
import type { Comment, Issue, Reaction, ReactionContent } from "./types.js";
import { nextId, register } from "./world.js";
import type { World } from "./world.js";

/** Writes a comment, with its event; returns it. */
export function addComment(world: World, issue: Issue, author: Account, body: string): Comment {
  touch(world, issue);
  const comment: Comment = register(world, {
    ...nextId(world, "IC"),
    type: "IssueComment",
    issue,
    author,
    body,
    createdAt: world.now(),
    updatedAt: world.now(),
    lastEditedAt: null,
    editor: null,
    edits: [],
    reactions: [],
    minimized: null,
  });
  issue.comments.push(comment);
  publish(world, comment, author, "created");
  return comment;
}

/** Edits a comment; the same body again changes nothing and sends nothing, as on GitHub. */
export function editComment(world: World, comment: Comment, editor: Account, body: string): void {
  if (comment.body === body) return;
  touch(world, comment.issue);
  const from = comment.body;
  rewrite(world, comment, editor, body);
  publish(world, comment, editor, "edited", { body: { from } });
}

/** Hides a comment for a reason, or (null) shows it again. GitHub sends no event, and the issue does not count as changed. */
export function minimizeComment(comment: Comment, reason: string | null): void {
  comment.minimized = reason;
}

/** Deletes a comment, with its event. */
export function deleteComment(world: World, comment: Comment, actor: Account): void {
  touch(world, comment.issue);
  comment.issue.comments = comment.issue.comments.filter((one) => one !== comment);
  world.nodes.delete(comment.nodeId);
  record(world, comment.issue, actor, "CommentDeletedEvent", { deletedCommentAuthor: comment.author });
  publish(world, comment, actor, "deleted");
}

/** Finds a comment by its id within a repository's issues. */
export function findComment(issues: Iterable<Issue>, id: number): Comment | undefined {
  for (const issue of issues) {
    const comment = issue.comments.find((one) => one.id === id);
    if (comment) return comment;
  }
  return undefined;
}

/** Reacts; the same reaction by the same user is kept once. */
export function react(
  world: World,
  subject: Comment | Issue,
  user: Account,
  content: ReactionContent,
): { reaction: Reaction; isNew: boolean } {
  const existing = subject.reactions.find((one) => one.user === user && one.content === content);
  if (existing) return { reaction: existing, isNew: false };
  const reaction = { ...nextId(world, "REA"), user, content, createdAt: world.now() };
  subject.reactions.push(reaction);
  return { reaction, isNew: true };
}

function publish(world: World, comment: Comment, sender: Account, action: string, changes?: Record<string, unknown>): void {
  const { issue } = comment;
  world.publish({ event: "issue_comment", action, sender, repository: issue.repository, issue, comment, changes });
}
