import { html } from "hono/html";
import { restLogin } from "../views/accounts.js";
import type { Issue, TimelineEvent } from "../state/types.js";
import type { Html } from "./layout.js";

/** What happened beside comments, each with when and as it is shown. */
export function happened(issue: Issue): { at: number; shown: Html }[] {
  return issue.timeline.flatMap((event) => {
    const did = deed(event);
    if (did === null) return [];
    const shown = html`<p class="dim event"><strong>${restLogin(event.actor)}</strong> ${did}</p>`;
    return [{ at: event.createdAt, shown }];
  });
}

function deed({ type, label, assignee, previousTitle, currentTitle }: TimelineEvent): Html | string | null {
  switch (type) {
    case "LabeledEvent":
      return html`added <span class="label">${label?.name ?? ""}</span>`;
    case "UnlabeledEvent":
      return html`took off <span class="label">${label?.name ?? ""}</span>`;
    case "AssignedEvent":
      return `assigned ${assignee?.login ?? "somebody"}`;
    case "UnassignedEvent":
      return `unassigned ${assignee?.login ?? "somebody"}`;
    case "ClosedEvent":
      return "closed this";
    case "ReopenedEvent":
      return "reopened this";
    case "MergedEvent":
      return "merged this";
    case "RenamedTitleEvent":
      return `changed the title from ${previousTitle ?? ""} to ${currentTitle ?? ""}`;
    default:
      return null;
  }
}
