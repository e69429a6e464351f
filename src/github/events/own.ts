import type { Payload } from "../payloads.js";
import { tellsResult } from "./checks.js";

/** This App, to recognise deliveries that its own writes caused. */
export interface Self {
  slug: string;
}

/** Our own comments and labels need no second look; everything else of ours does no harm, because nothing changed costs no write. */
export function isOwn(event: string, payload: Payload, self: Self | undefined): boolean {
  if (self && event === "check_run" && tellsResult(payload)) return payload.check_run?.app?.slug === self.slug;
  if (!self || payload.sender?.type !== "Bot" || payload.sender.login !== `${self.slug}[bot]`) return false;
  const action = payload.action ?? "";
  if (event === "issue_comment") return action === "created" || action === "edited";
  // The only issues that we open or edit are about what flows between roles.
  if (event === "issues" && (action === "opened" || action === "edited")) return true;
  return (event === "issues" || event === "pull_request") && (action === "labeled" || action === "unlabeled");
}
