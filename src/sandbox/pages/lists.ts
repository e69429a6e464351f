import { html } from "hono/html";
import { fullName } from "../state/repositories.js";
import type { Issue, Repository } from "../state/types.js";
import type { Html } from "./layout.js";

/** All repositories that the person may see. */
export function repositoryList(repositories: Repository[]): Html {
  const rows = repositories.map((one) => html`<div class="row"><a href="/${fullName(one)}">${fullName(one)}</a></div>`);
  return html`<h1>Repositories</h1>
    <div class="box">${rows}</div>`;
}

/** The items of a repository, newest first, with the forms to open new ones. */
export function issueList(repository: Repository): Html {
  const items = [...repository.issues.values()].toReversed();
  const name = fullName(repository);
  const empty = html`<div class="row dim">Nothing here yet.</div>`;
  return html`<h1><a href="/${name}">${name}</a></h1>
    <div class="box">${items.length === 0 ? empty : items.map(row)}</div>
    <div class="box">
      <div class="top">New issue</div>
      <div class="in">
        <form method="post" action="/${name}/issues">
          <label>Title<input name="title" required /></label><label>Body<textarea name="body"></textarea></label
          ><button class="go">Open issue</button>
        </form>
      </div>
    </div>
    <div class="box">
      <div class="top">New pull request</div>
      <div class="in">
        <form method="post" action="/${name}/pulls">
          <label>Title<input name="title" required /></label><label>Body<textarea name="body" placeholder="Closes #1"></textarea></label
          ><button class="go">Open pull request</button>
        </form>
      </div>
    </div>`;
}

function row(issue: Issue): Html {
  const href = `/${fullName(issue.repository)}/${issue.pull ? "pull" : "issues"}/${issue.number}`;
  return html`<div class="row">
    <a href="${href}"><strong>${issue.title}</strong></a>
    ${issue.labels.map((label) => html`<span class="label">${label.name}</span> `)}
    <div class="dim">#${issue.number} · ${issue.pull ? "pull request" : "issue"} · ${issue.state} · by ${issue.author.login}</div>
  </div>`;
}
