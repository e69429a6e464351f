import type { Comment, Issue, TimelineEvent } from "../state/types.js";
import { iso } from "../state/world.js";
import { htmlUrl } from "../views/issues.js";
import { actorNode } from "./actors.js";
import { commentNode } from "./comment.js";
import { connection } from "./connection.js";
import type { PageArgs } from "./connection.js";
import type { Context } from "./context.js";
import { issueNode } from "./issue.js";
import { labelNode } from "./label.js";
import { repositoryNode } from "./repository.js";

type Args = PageArgs & { itemTypes?: string[] | null; since?: string | null };
type Entry = TimelineEvent | Comment;

/** An item's timeline: its events and comments in order of time. */
export function timelineItems(context: Context, issue: Issue) {
  const list = (args: Args) => entries(issue).filter((one) => wanted(one, args));
  const page = connection<Entry, Args>(list, (one) => ("body" in one ? commentNode(context, one) : eventNode(context, one)));
  return (args: Args, own: Context, info: Parameters<typeof page>[2]): unknown => {
    const result = page(args, own, info) as { totalCount: number; nodes: () => unknown[] };
    return { ...result, filteredCount: result.totalCount, pageCount: result.nodes().length, updatedAt: iso(issue.updatedAt) };
  };
}

function entries(issue: Issue): Entry[] {
  const all: Entry[] = [...issue.timeline, ...issue.comments];
  return all.toSorted((a, b) => a.createdAt - b.createdAt);
}

function wanted(entry: Entry, args: Args): boolean {
  // LabeledEvent is asked for as LABELED_EVENT.
  const asked = entry.type.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
  const late = args.since == null || entry.createdAt >= Date.parse(args.since);
  return late && (args.itemTypes == null || args.itemTypes.includes(asked));
}

function eventNode(context: Context, event: TimelineEvent): unknown {
  const { label, assignee, fromRepository, deletedCommentAuthor, issue } = event;
  const subject = () => issueNode(context, issue);
  return {
    __typename: event.type,
    id: event.nodeId,
    createdAt: iso(event.createdAt),
    actor: () => actorNode(context, event.actor),
    ...(label ? { label: () => labelNode(context, label), labelable: subject } : {}),
    ...(assignee ? { assignee: () => actorNode(context, assignee), user: () => actorNode(context, assignee), assignable: subject } : {}),
    ...(fromRepository ? { fromRepository: () => repositoryNode(context, fromRepository), issue: subject } : {}),
    ...(deletedCommentAuthor ? { deletedCommentAuthor: () => actorNode(context, deletedCommentAuthor) } : {}),
    stateReason: event.stateReason?.toUpperCase() ?? null,
    closable: subject,
    closer: null,
    previousTitle: event.previousTitle,
    currentTitle: event.currentTitle,
    subject,
    url: htmlUrl(context.world, issue),
    resourcePath: htmlUrl(context.world, issue).slice(context.world.url.length),
  };
}
