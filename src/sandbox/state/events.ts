import type { Account, CheckRun, CheckSuite, Comment, Commit, Installation, Issue, Label, Repository, Team } from "./types.js";

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
  /** Further keys of the payload, already in their final form. */
  extra?: Record<string, unknown>;
}
