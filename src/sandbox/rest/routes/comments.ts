import { addComment, deleteComment, editComment, findComment, react } from "../../state/comments.js";
import type { Comment, Issue, ReactionContent, Repository } from "../../state/types.js";
import { commentView, reactionView } from "../../views/issues.js";
import { actorOf, checkBody, issueOf, requireRole, textOf } from "../call.js";
import type { Call, Reply } from "../call.js";
import { invalid, notAccessible, notFound } from "../errors.js";
import { repoRoute } from "../router.js";
import type { Route } from "../router.js";

const READ = ["issues:read", "pull_requests:read"];
const WRITE = ["issues:write", "pull_requests:write"];
const CONTENTS = new Set<string>(["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"]);

/** Comments and reactions. */
export const commentRoutes: Route[] = [
  repoRoute("GET", "/issues/:number/comments", READ, list),
  repoRoute("POST", "/issues/:number/comments", WRITE, create),
  repoRoute("GET", "/issues/comments", READ, (call, repository) => ({
    items: ofRepository(call, repository).map((comment) => commentView(call.world, comment)),
  })),
  repoRoute("GET", "/issues/comments/:id", READ, (call, repository) => ({ body: commentView(call.world, commentOf(call, repository)) })),
  repoRoute("PATCH", "/issues/comments/:id", WRITE, update),
  repoRoute("DELETE", "/issues/comments/:id", WRITE, remove),
  repoRoute("GET", "/issues/comments/:id/reactions", READ, (call, repository) => reactions(call, commentOf(call, repository))),
  repoRoute("POST", "/issues/comments/:id/reactions", WRITE, (call, repository) => addReaction(call, commentOf(call, repository))),
  repoRoute("DELETE", "/issues/comments/:id/reactions/:reaction", WRITE, (call, repository) =>
    removeReaction(call, commentOf(call, repository)),
  ),
  repoRoute("GET", "/issues/:number/reactions", READ, (call, repository) => reactions(call, issueOf(call, repository))),
  repoRoute("POST", "/issues/:number/reactions", WRITE, (call, repository) => addReaction(call, issueOf(call, repository))),
];

function list(call: Call, repository: Repository): Reply {
  const since = Date.parse(call.query.get("since") ?? "") || 0;
  const comments = issueOf(call, repository).comments.filter((comment) => comment.updatedAt >= since);
  return { items: comments.map((comment) => commentView(call.world, comment)) };
}

/** By id, unless it is sorted: a direction alone means nothing. */
function ofRepository({ query }: Call, repository: Repository): Comment[] {
  const since = Date.parse(query.get("since") ?? "") || 0;
  const sort = query.get("sort");
  const sign = sort !== null && query.get("direction") === "desc" ? -1 : 1;
  const at = (comment: Comment) => (sort === null ? 0 : sort === "updated" ? comment.updatedAt : comment.createdAt);
  return [...repository.issues.values()]
    .flatMap(({ comments }) => comments)
    .filter(({ updatedAt }) => updatedAt >= since)
    .toSorted((a, b) => sign * (at(a) - at(b) || a.id - b.id));
}

function create(call: Call, repository: Repository): Reply {
  const issue = issueOf(call, repository);
  const body = checkBody("IssueComment", textOf(call, "IssueComment", "body"));
  return { status: 201, body: commentView(call.world, addComment(call.world, issue, actorOf(call), body)) };
}

function commentOf(call: Call, repository: Repository): Comment {
  const comment = findComment(repository.issues.values(), Number(call.params["id"]));
  if (!comment) throw notFound();
  return call.stale ? (findComment([comment.issue.previous ?? comment.issue], comment.id) ?? comment) : comment;
}

function ownComment(call: Call, repository: Repository): Comment {
  const comment = commentOf(call, repository);
  if (comment.author === actorOf(call)) return comment;
  if (call.caller.kind === "installation" && comment.author.type === "Bot") throw notAccessible("issues=write");
  requireRole(call, repository, "write");
  return comment;
}

function update(call: Call, repository: Repository): Reply {
  const comment = ownComment(call, repository);
  editComment(call.world, comment, actorOf(call), checkBody("IssueComment", textOf(call, "IssueComment", "body")));
  return { body: commentView(call.world, comment) };
}

function remove(call: Call, repository: Repository): Reply {
  deleteComment(call.world, ownComment(call, repository), actorOf(call));
  return { status: 204 };
}

function reactions(call: Call, subject: Comment | Issue): Reply {
  const wanted = call.query.get("content");
  const kept = subject.reactions.filter((one) => wanted === null || one.content === wanted);
  return { items: kept.map((one) => reactionView(call.world, one)) };
}

function addReaction(call: Call, subject: Comment | Issue): Reply {
  const content = textOf(call, "Reaction", "content");
  if (!CONTENTS.has(content)) throw invalid("Reaction", "content", "invalid");
  const { reaction, isNew } = react(call.world, subject, actorOf(call), content as ReactionContent);
  return { status: isNew ? 201 : 200, body: reactionView(call.world, reaction) };
}

function removeReaction(call: Call, subject: Comment): Reply {
  const index = subject.reactions.findIndex((one) => one.id === Number(call.params["reaction"]) && one.user === actorOf(call));
  if (index < 0) throw notFound();
  subject.reactions.splice(index, 1);
  return { status: 204 };
}
