import { html, raw } from "hono/html";
import { checkBoxes } from "./checks.js";
import { reviewForms } from "./reviews.js";
import { happened } from "./timeline.js";
import { fullName } from "../state/repositories.js";
import { restLogin } from "../views/accounts.js";
import { iso } from "../state/world.js";
import type { Comment, Issue } from "../state/types.js";
import type { World } from "../state/world.js";
import type { Html } from "./layout.js";
import { renderMarkdown } from "./markdown.js";

/** One issue or pull request with everything a person can do to it. */
export function itemPage(world: World, issue: Issue): Html {
  const name = fullName(issue.repository);
  const at = `/${name}/issues/${issue.number}`;
  return html`<p><a href="/${name}">${name}</a></p>
    <h1>${issue.title} <span class="dim">#${issue.number}</span></h1>
    <p><span class="state ${issue.state}">${issue.pull?.mergedAt == null ? issue.state : "merged"}</span></p>
    <div class="cols">
      <div>${bodyBox(issue, at)}${story(issue)}${commentForm(issue, at)}</div>
      <aside>${labelForms(issue, at)}${issue.pull ? reviewForms(issue, at) : ""}${checkBoxes(world, issue)}</aside>
    </div>`;
}

function bodyBox(issue: Issue, at: string): Html {
  const edited = issue.lastEditedAt === null ? "" : html` · edited ${iso(issue.lastEditedAt)}`;
  return html`<div class="box">
    <div class="top"><strong>${restLogin(issue.author)}</strong> <span class="dim">${iso(issue.createdAt)}${edited}</span></div>
    <div class="in">
      ${raw(renderMarkdown(issue.body))}
      <details>
        <summary class="dim">Edit</summary>
        <form method="post" action="${at}/edit">
          <textarea name="body" aria-label="Body">${issue.body}</textarea><button class="go">Save</button>
        </form>
      </details>
    </div>
  </div>`;
}

function commentBox(comment: Comment): Html {
  const reactions = comment.reactions.map(
    (one) => ({ eyes: "👀", "+1": "👍", "-1": "👎", rocket: "🚀" } as Record<string, string>)[one.content] ?? one.content,
  );
  const edited = comment.lastEditedAt === null ? "" : " · edited";
  return html`<div class="box" id="issuecomment-${comment.id}">
    <div class="top"><strong>${restLogin(comment.author)}</strong> <span class="dim">${iso(comment.createdAt)}${edited}</span></div>
    <div class="in">
      ${raw(renderMarkdown(comment.body))}
      <p>${reactions.join(" ")}</p>
    </div>
  </div>`;
}

/** Comments and what else happened, in the order it was done. */
function story(issue: Issue): Html[] {
  const comments = issue.comments.map((comment) => ({ at: comment.createdAt, shown: commentBox(comment) }));
  return [...comments, ...happened(issue)].toSorted((a, b) => a.at - b.at).map(({ shown }) => shown);
}

function commentForm(issue: Issue, at: string): Html {
  const toggle = issue.state === "open" ? "close" : "reopen";
  const merged = issue.pull?.mergedAt != null;
  return html`<form method="post" action="${at}/comment">
      <textarea name="body" aria-label="Comment" placeholder="Comment, or a command such as /ack" required></textarea>
      <button class="go">Comment</button>
    </form>
    ${merged ? "" : html`<form method="post" action="${at}/${toggle}"><button>${toggle === "close" ? "Close" : "Reopen"}</button></form>`}`;
}

function labelForms(issue: Issue, at: string): Html {
  const own = issue.labels.map(
    (label) =>
      html`<form class="inline" method="post" action="${at}/unlabel">
        <span class="label">${label.name}</span>
        <button name="label" value="${label.name}" aria-label="Remove label ${label.name}">×</button>
      </form>`,
  );
  const known = issue.repository.labels.map((label) => html`<option value="${label.name}">`);
  return html`<div class="box">
    <div class="top">Labels</div>
    <div class="in">
      ${own}
      <form method="post" action="${at}/label">
        <input name="label" list="labels" aria-label="Label" required /><datalist id="labels">${known}</datalist><button>Add label</button>
      </form>
    </div>
  </div>`;
}
