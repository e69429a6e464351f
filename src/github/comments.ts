import type { z } from "zod";
import { TemporaryFault } from "../core/basics/faults.js";
import { reviewNumber } from "../core/facts/moment.js";
import type { Comment, ReactionContent } from "../core/facts/snapshot.js";
import { toActor } from "./actors.js";
import type { Client } from "./client.js";
import { allNodes, complete } from "./pages.js";
import { commentNode, reviewTextNode, type ItemShape } from "./shapes.js";

const REACTIONS = new Map<string, ReactionContent>([
  ["EYES", "eyes"],
  ["THUMBS_UP", "+1"],
]);

/** Takes an item as answered and the App's slug; returns what people wrote to it, oldest first: comments, and the texts of reviews. */
export async function writtenOn(client: Client, shape: ItemShape, slug: string): Promise<Comment[]> {
  const nodes = complete(await allNodes(client, shape.id, "comments", commentNode, shape.comments), "comments");
  const comments = nodes.map((comment) => toComment(comment, slug));
  return inOrder(comments, await writtenReviews(client, shape, slug));
}

function toComment(node: z.infer<typeof commentNode>, slug: string): Comment {
  const author = toActor(node.author, slug);
  return {
    id: restId(node),
    nodeId: node.id,
    author: author && { ...author, isSelf: node.viewerDidAuthor },
    body: node.body,
    createdAt: node.createdAt,
    lastEditedAt: node.lastEditedAt,
    isMinimized: node.isMinimized,
    editedByOthers: node.lastEditedAt !== null && toActor(node.editor ?? null, slug)?.isSelf !== true,
    url: node.url,
    ownReactions: (node.reactionGroups ?? []).flatMap((group) => {
      const content = REACTIONS.get(group.content);
      return group.viewerHasReacted && content ? [content] : [];
    }),
  };
}

/** Comments in the order of their ids; reviews, whose ids say nothing of that, where their times put them. */
function inOrder(comments: readonly Comment[], reviews: readonly Comment[]): Comment[] {
  const ordered = comments.toSorted((a, b) => a.id - b.id);
  return reviews.length === 0 ? ordered : [...ordered, ...reviews].toSorted((a, b) => a.createdAt - b.createdAt);
}

/** What people wrote with their reviews, as comments; what is pending nobody said yet. */
async function writtenReviews(client: Client, shape: ItemShape, slug: string): Promise<Comment[]> {
  if (shape.__typename !== "PullRequest") return [];
  const nodes = complete(await allNodes(client, shape.id, "reviewTexts", reviewTextNode, shape.reviewTexts), "reviews");
  return nodes.flatMap(({ submittedAt, state, ...node }) => {
    if (submittedAt === null || state === "PENDING" || node.body === "") return [];
    const isEdited = node.lastEditedAt !== null && node.lastEditedAt > submittedAt;
    const review = { ...node, createdAt: submittedAt, lastEditedAt: isEdited ? node.lastEditedAt : null, reactionGroups: null };
    const comment = toComment(review, slug);
    return [{ ...comment, id: reviewNumber(comment.id) }];
  });
}

function restId(node: z.infer<typeof commentNode>): number {
  const id = Number(node.fullDatabaseId ?? node.databaseId ?? Number.NaN);
  if (!Number.isSafeInteger(id)) throw new TemporaryFault("GitHub gave a comment without an id");
  return id;
}
