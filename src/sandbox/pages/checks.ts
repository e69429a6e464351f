import { html, raw } from "hono/html";
import { closingPulls } from "../state/pulls.js";
import { fullName } from "../state/repositories.js";
import type { CheckRun } from "../state/check-types.js";
import type { Issue } from "../state/types.js";
import type { World } from "../state/world.js";
import type { Html } from "./layout.js";
import { renderMarkdown } from "./markdown.js";

/** The checks of a pull request, or of those that would close an issue. */
export function checkBoxes(world: World, issue: Issue): Html[] {
  const requests = issue.pull ? [issue] : closingPulls(world, issue, true);
  return requests.map((request) => {
    const runs = request.repository.checkRuns.filter((run) => run.headSha === request.pull?.head.oid);
    return html`<div class="box">
      <div class="top">Checks of <a href="/${fullName(request.repository)}/pull/${request.number}">#${request.number}</a></div>
      <div class="in">${runs.length === 0 ? html`<p class="dim">None yet.</p>` : runs.map(checkLine)}</div>
    </div>`;
  });
}

function checkLine({ conclusion, status, name, output }: CheckRun): Html {
  const head = html`<strong class="${conclusion ?? ""}">${conclusion ?? status}</strong> ${name}<br /><span class="dim"
      >${output.title ?? ""}</span
    >`;
  const details = [output.summary, output.text].filter((text) => text).join("\n\n");
  if (details === "") return html`<p>${head}</p>`;
  return html`<details>
    <summary>${head}</summary>
    ${raw(renderMarkdown(details))}
  </details>`;
}
