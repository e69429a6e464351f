import type { Account } from "./account-types.js";
import type { Comment, Edit, Issue, TimelineEvent } from "./types.js";
import { nextId } from "./world.js";
import type { World } from "./world.js";

/** Remembers an issue as it is, then marks it as updated. Every change of an issue begins here. */
export function touch(world: World, issue: Issue): void {
  issue.previous = {
    ...issue,
    labels: [...issue.labels],
    assignees: [...issue.assignees],
    edits: [...issue.edits],
    timeline: [...issue.timeline],
    comments: issue.comments.map((comment) => ({ ...comment, reactions: [...comment.reactions] })),
    pull: issue.pull ? { ...issue.pull } : null,
    previous: null,
  };
  issue.updatedAt = world.now();
}

/** Adds an event to an issue's timeline. */
export function record(world: World, issue: Issue, actor: Account, type: string, facts: Partial<TimelineEvent> = {}): void {
  const prefix = type.replace(/[a-z]/g, "");
  issue.timeline.push({ ...nextId(world, prefix), type, issue, actor, createdAt: world.now(), ...facts });
}

/** Replaces a body and keeps the edit history: the first edit also records what was written at first. */
export function rewrite(world: World, subject: Issue | Comment, editor: Account, body: string): void {
  if (subject.edits.length === 0) subject.edits.push(edit(world, subject.author, subject.createdAt, subject.body));
  subject.edits.unshift(edit(world, editor, world.now(), body));
  subject.body = body;
  subject.lastEditedAt = world.now();
  subject.editor = editor;
  subject.updatedAt = world.now();
}

function edit(world: World, editor: Account, editedAt: number, body: string): Edit {
  return { ...nextId(world, "UCE"), editor, editedAt, body };
}
