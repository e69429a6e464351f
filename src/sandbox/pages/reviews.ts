import { html } from "hono/html";
import { restLogin } from "../views/accounts.js";
import type { Issue } from "../state/types.js";
import type { Html } from "./layout.js";

/** The reviews of a pull request, and what is needed to review and merge it. */
export function reviewForms(issue: Issue, at: string): Html {
  const { reviews = [], mergedAt = null } = issue.pull ?? {};
  const said = reviews.map(
    ({ author, state }) => html`<p><strong>${restLogin(author)}</strong> ${state.toLowerCase().replaceAll("_", " ")}</p>`,
  );
  const open = issue.state === "open" && mergedAt === null;
  return html`<div class="box">
    <div class="top">Reviews</div>
    <div class="in">
      ${said}
      ${
        open
          ? html`<form method="post" action="${at}/approve"><button class="go">Approve</button></form>
              <form method="post" action="${at}/request-changes"><button>Request changes</button></form>
              <form method="post" action="${at}/merge"><button>Merge</button></form>`
          : ""
      }
    </div>
  </div>`;
}
