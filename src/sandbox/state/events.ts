import type { Account } from "./account-types.js";
import type { CheckRun, CheckSuite, Comment, Commit, Installation, Issue, Label, Repository, Team } from "./types.js";

/** Something happened that GitHub would send a webhook for. Parts that the event does not have are absent. */
export interface HubEvent {
  event: string;
  action: string | null;
  sender: Account;
  repository?: Repository;
  organization?: Account;
  issue?: Issue;
  comment?: Comment;
  label?: Label;
  assignee?: Account;
  changes?: Record<string, unknown>;
  checkRun?: CheckRun;
  checkSuite?: CheckSuite;
  requestedAction?: { identifier: string };
  mergeGroup?: { head: Commit; ref: string; base: Commit; baseRef: string };
  push?: { ref: string; before: Commit | null; after: Commit; forced: boolean };
  team?: Team;
  member?: Account;
  installation?: Installation;
  /** Two issues that are, or are no more, linked; `told` is the one whose repository hears of it. */
  relation?:
    | { kind: "dependency"; blocked: Issue; blocking: Issue; told: Issue }
    | { kind: "sub_issue"; parent: Issue; child: Issue; told: Issue };
  /** Where a transferred issue is now. */
  movedTo?: Issue;
  /** Further keys of the payload, already in their final form. */
  extra?: Record<string, unknown>;
}
